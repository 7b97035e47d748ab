'use strict';

function add(a, b) {
  return a - b;
}

function triple(n) {
  return n + n;
}

function same(n) {
  return n;
}

module.exports = { add, triple, same };
