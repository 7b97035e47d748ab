'use strict';
const assert = require('assert');
const { add, triple, same } = require('../calc');

describe('calc', () => {
  it('keeps', () => {
    assert.strictEqual(same(3), 3);
  });
});
