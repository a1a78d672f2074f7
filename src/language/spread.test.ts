import { expect, test } from 'vitest';
import { english } from './formats.ts';
import { spreadInWords } from './spread.ts';

test('tells what makes the bands wide, in shares of the whole', () => {
  expect(spreadInWords({ chance: 10, parameters: 25, campaign: 15 }, english)).toBe(
    'Of the spread on the last day, 50% is what nobody knows yet about these people and tactics, 30% is how the campaign turns out, and 20% is chance.',
  );
  expect(spreadInWords({ chance: 0, parameters: 0, campaign: 0 }, english)).toBeUndefined();
});
