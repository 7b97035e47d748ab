'use strict';

const assert = require('node:assert');
const { describe, it } = require('node:test');
const { fromRoman, toRoman } = require('../lib/roman.js');

describe('toRoman', () => {
  it('adds letters', () => {
    assert.strictEqual(toRoman(2023), 'MMXXIII');
  });
});

describe('fromRoman', () => {
  it('adds values', () => {
    assert.strictEqual(fromRoman('MMXXIII'), 2023);
  });
});
