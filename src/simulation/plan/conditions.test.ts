import { describe, expect, test } from 'vitest';
import type { ContextEvent } from '#campaign/document.ts';
import { START } from '../campaigns.testing.ts';
import { ConditionTable, Presence, type PresenceEffect } from './conditions.ts';

const tiny: PresenceEffect = { tactic: 3, effect: { giveUp: 0.8 } };
const link: PresenceEffect = { tactic: 5, effect: { frictionRemoved: 2 } };
const event = (id: string, pushFactor: number, pullFactor: number): ContextEvent => ({
  id,
  name: id,
  kind: 'holiday',
  start: START,
  days: 1,
  pushFactor,
  pullFactor,
  segments: [],
});

/** The condition of each of some days, as names of the tactics that are there. */
function tacticsOn(days: number, held: [name: string, first: number, until: number, presence: PresenceEffect][]) {
  const table = new ConditionTable();
  const present = new Presence(days);
  for (const [name, first, until, presence] of held) present.add(name, first, until, { presence });
  return Array.from(present.conditions(table), (index) =>
    table.conditions[index]!.presences.map(({ tactic }) => tactic),
  );
}

describe('what is there on a day', () => {
  test('is what holds from its first day until before its last, however often it is laid over itself', () => {
    const days = tacticsOn(6, [
      ['tiny', 1, 4, tiny],
      ['tiny', 2, 5, tiny],
      ['link', 3, 4, link],
    ]);
    expect(days).toEqual([[], [3], [3], [5, 3], [3], []]);
  });

  test('is cut at both ends of the campaign, and left out where none of it is inside', () => {
    const days = tacticsOn(3, [
      ['tiny', -5, 1, tiny],
      ['link', 2, 99, link],
      ['before', -5, 0, link],
      ['after', 3, 9, link],
      ['never', 1, 1, link],
    ]);
    expect(days).toEqual([[3], [], [5]]);
  });

  test('does not depend on the order in which it was written', () => {
    const [one, other] = [
      ['b', 'a'],
      ['a', 'b'],
    ].map((names) =>
      tacticsOn(
        1,
        names.map((name) => [name, 0, 1, name === 'a' ? tiny : link]),
      ),
    );
    expect(one).toEqual(other);
  });

  test('is kept once for all days and segments on which it is the same', () => {
    const table = new ConditionTable();
    const indices = [2, 4].map((until) => {
      const present = new Presence(5);
      present.add('tiny', 0, until, { presence: tiny });
      return [...present.conditions(table)];
    });
    expect(table.conditions).toHaveLength(2);
    const [empty, full] = [indices[0]![4]!, indices[0]![0]!];
    expect(indices[0]).toEqual([full, full, empty, empty, empty]);
    expect(indices[1]).toEqual([full, full, full, full, empty]);
  });
});

test('events that meet multiply, by 25 at most', () => {
  const factorsOf = (...events: ContextEvent[]) => {
    const table = new ConditionTable();
    const present = new Presence(1);
    for (const each of events) present.add(each.id, 0, 1, { event: each });
    const [index] = present.conditions(table);
    const { pushFactor, pullFactor } = table.conditions[index!]!;
    return [pushFactor, pullFactor];
  };
  expect(factorsOf()).toEqual([1, 1]);
  expect(factorsOf(event('a', 0.5, 2), event('b', 3, 0.25))).toEqual([1.5, 0.5]);
  expect(factorsOf(event('a', 5, 0), event('b', 5, 5), event('c', 5, 5))).toEqual([25, 0]);
});
