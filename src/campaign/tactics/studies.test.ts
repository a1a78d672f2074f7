import { expect, test } from 'vitest';
import { strengthOf } from '../tactic.ts';
import { TACTICS, tacticById } from './catalogue.ts';
import { FACTS, STUDIES, studiesOf, verdictsOf } from './studies.ts';

test('studies have ids of their own, a figure or a comparison, a source, and tactics that exist', () => {
  const all = [...STUDIES, ...FACTS];
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  for (const { id, tactics } of STUDIES) {
    expect(tactics.length, id).toBeGreaterThan(0);
    for (const tactic of tactics) expect(tacticById(tactic), `${id} ${tactic}`).toBeDefined();
  }
  for (const { id, found, source, unused = '.' } of all) {
    expect(found, id).toMatch(/\.$/);
    expect(unused, id).toMatch(/\.$/);
    expect(source.length, id).toBeGreaterThan(4);
  }
});

test('null and opposing studies are kept beside those that support', () => {
  const { supports, null: nothing, opposes } = verdictsOf(STUDIES);
  expect(supports).toBeGreaterThan(0);
  expect(nothing).toBeGreaterThanOrEqual(5);
  expect(opposes).toBeGreaterThanOrEqual(2);
  expect(studiesOf('slot-before-email').map(({ verdict }) => verdict)).toContain('opposes');
  expect(studiesOf('no-such-tactic')).toEqual([]);
});

test('tactics that trials oppose, or that they find nothing of as often as something, may do harm', () => {
  const doubted = TACTICS.filter(({ id }) => {
    const { supports, null: nothing, opposes } = verdictsOf(studiesOf(id).filter(({ kind }) => kind !== 'vendor'));
    return opposes > 0 && nothing + opposes >= supports;
  });
  expect(doubted.length).toBeGreaterThan(3);
  expect(doubted.filter((tactic) => strengthOf(tactic)[0] >= 0).map(({ id }) => id)).toEqual([]);
});

test.each([
  'champion-programme',
  'reviews',
  'discussion-space',
  'share-your-learning',
  'slot-before-email',
  'first-goal',
])('%s may do harm', (id) => {
  const [low, high] = strengthOf(tacticById(id)!);
  expect(low).toBeLessThan(0);
  expect(high).toBeGreaterThan(1);
});
