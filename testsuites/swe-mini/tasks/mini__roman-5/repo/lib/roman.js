'use strict';

const NUMERALS = [
  ['M', 1000],
  ['D', 500],
  ['C', 100],
  ['L', 50],
  ['X', 10],
  ['V', 5],
  ['I', 1],
];

/** A number from 1 to 3999 in Roman numerals. */
function toRoman(number) {
  let rest = number;
  let text = '';
  for (const [letter, value] of NUMERALS) {
    while (rest >= value) {
      text += letter;
      rest -= value;
    }
  }
  return text;
}

/** The number that Roman numerals stand for. */
function fromRoman(text) {
  const values = new Map(NUMERALS);
  let sum = 0;
  for (const letter of text) {
    sum += values.get(letter);
  }
  return sum;
}

module.exports = { toRoman, fromRoman };
