'use strict';
const { add, triple, same } = require('../calc');

describe('calc', () => {
  it('keeps', () => {
    expect(same(3)).toBe(3);
  });
});
