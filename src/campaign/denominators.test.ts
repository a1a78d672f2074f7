import { expect, test } from 'vitest';
import { denominatorOf } from './denominators.ts';
import { PARAMETERS } from './parameters.ts';

test('every chance, share and rate says what it is one of', () => {
  const rates = PARAMETERS.filter(({ unit }) => /^(chance|share|rate)/.test(unit));
  expect(rates.length).toBeGreaterThan(50);
  expect(rates.filter(({ id }) => denominatorOf(id) === undefined).map(({ id }) => id)).toEqual([]);
});

test('clicks are of all who were sent the message, and of those who know of it', () => {
  expect(denominatorOf('channels.email.click')).toContain('all it is sent to, opened or not');
  expect(denominatorOf('awareness.halfLife')).toBeUndefined();
});
