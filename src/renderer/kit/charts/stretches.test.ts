import { expect, it } from 'vitest';
import { stretchesOf } from './stretches.ts';

it('puts neighbours that are the same together', () => {
  expect(stretchesOf(['a', 'a', 'b', 'a'])).toEqual([
    { from: 0, until: 2, what: 'a' },
    { from: 2, until: 3, what: 'b' },
    { from: 3, until: 4, what: 'a' },
  ]);
  expect(stretchesOf([])).toEqual([]);
});
