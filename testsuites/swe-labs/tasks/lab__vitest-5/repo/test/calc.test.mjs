import { describe, expect, it } from 'vitest';
import { add, triple, same } from '../calc.mjs';

describe('calc', () => {
  it('keeps', () => {
    expect(same(3)).toBe(3);
  });
});
