import { describe, expect, test } from 'vitest';
import { chancesOfTemplates, templateRows } from './templateThoughts.testing.ts';
import { experimentRows, THOUGHTS } from './thoughtExperiments.testing.ts';
import { directionOf, measuredOf, outside, type Thought } from './thoughts.testing.ts';

/**
 * Thoughts that anybody can follow, against what the model makes of them: the direction of each, and how large it may be. Here the tables of
 * docs/validation.md are held as well, so that all of it is worked out once.
 */

const [validation] = Object.values(
  import.meta.glob<string>('../../docs/validation.md', { query: '?raw', import: 'default', eager: true }),
);

/** What the model does otherwise, and is left to do; its note says why. Whoever mends it takes it off. */
const MISSED = ['20 more texts in a week, instead of none, every template'];

test.each(THOUGHTS.map((each) => [`${each.change}: ${each.counted}`, each] as const))('%s', (_, each) => {
  const missed = outside(each, measuredOf(each));
  expect(missed.length > 0, `of ${measuredOf(each).join(', ')}`).toBe(MISSED.includes(each.change));
  if (missed.length > 0) expect(each.note).toMatch(/\.$/);
});

test('no thought stands here twice', () => {
  expect(new Set(THOUGHTS.map(({ change, counted }) => `${change} ${counted}`)).size).toBe(THOUGHTS.length);
});

test('templates ask fair questions: each goal has a chance between .4 and .9', () => {
  expect(chancesOfTemplates().filter(({ chance }) => !(chance > 0.4 && chance < 0.9))).toEqual([]);
});

test.each([
  ['thoughts', experimentRows],
  ['templates', templateRows],
] as const)('docs/validation.md has the %s as the model has them', (_, table) => {
  const rows = table().rows.map((row) => `| ${row.join(' | ')} |`);
  const isInStep = validation!.includes(rows.join('\n'));
  expect(isInStep, 'run “node_modules/.bin/node scripts/model.mjs” to write the tables anew').toBe(true);
});

describe('a thought', () => {
  const allowed = (unit: Thought['unit'], low: number, high: number) => ({
    unit,
    allowed: [low, high] as const,
  });

  test('says which way by what it allows', () => {
    expect(directionOf(allowed('times', 1, 1.15))).toBe('more');
    expect(directionOf(allowed('times', 0, 0.5))).toBe('less');
    expect(directionOf(allowed('points', 0, 0))).toBe('the same');
    expect(directionOf(allowed('times', 0, 1.15))).toBe('');
    expect(directionOf(allowed('%', 0, 3))).toBe('');
  });

  test('is missed by what lies outside, and by what is no number', () => {
    const range = allowed('times', 1, 2);
    expect(outside(range, [1, 1.5, 2 + 1e-12])).toEqual([]);
    expect(outside(range, [0.99, 2.01, NaN])).toEqual([0.99, 2.01, NaN]);
  });
});
