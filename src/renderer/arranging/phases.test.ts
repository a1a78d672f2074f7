import { describe, expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { addDays } from '#campaign/calendar.ts';
import type { Campaign, Phase } from '#campaign/document.ts';
import { apply } from '#campaign/reducer.ts';
import { moveCommand, stretchCommand } from './moves.ts';

// The window's way to the studio, which no command takes.
vi.hoisted(() => vi.stubGlobal('window', { studio: {} }));

const START = '2027-01-04';
/** A phase by the days from the start of the campaign, half-open. */
const phase = (id: string, from: number, until: number): Phase => ({
  id,
  name: `Phase ${id}`,
  kind: 'custom',
  pushAim: 0.5,
  start: addDays(START, from),
  days: until - from,
});
const touchpoint = (id: string, day: number, rest = {}) => ({
  ...fullCampaign.touchpoints[0]!,
  id,
  start: addDays(START, day),
  ...rest,
});
const plan: Campaign = {
  ...fullCampaign,
  phases: [phase('a', 0, 10), phase('b', 10, 20), phase('c', 25, 30), phase('aside', 12, 18)],
  touchpoints: [touchpoint('early', 3), touchpoint('held', 12), touchpoint('last', 26, { locked: true })],
};

const after = (command: ReturnType<typeof stretchCommand>) => (command ? apply(plan, command).campaign : plan);
const daysFrom = (iso: string) => (Date.parse(iso) - Date.parse(START)) / 86_400_000;
const spans = ({ phases }: Campaign) =>
  Object.fromEntries(phases.map(({ id, start, days }) => [id, [daysFrom(start), daysFrom(start) + days]]));
const starts = ({ touchpoints }: Campaign) =>
  Object.fromEntries(touchpoints.map(({ id, start }) => [id, daysFrom(start)]));

describe('a phase that is stretched', () => {
  it('pushes those after it as far as it reaches, and no further', () => {
    expect(spans(after(stretchCommand(plan, 'phase', ['a'], 'end', { days: 3 })))).toEqual({
      a: [0, 13],
      b: [13, 23],
      // There is still room before it.
      c: [25, 30],
      aside: [13, 19],
    });
    expect(spans(after(stretchCommand(plan, 'phase', ['a'], 'end', { days: 8 })))['c']).toEqual([28, 33]);
  });

  it('pushes those before it to the left by its first day', () => {
    expect(spans(after(stretchCommand(plan, 'phase', ['c'], 'start', { days: -7 })))).toEqual({
      a: [-2, 8],
      b: [8, 18],
      c: [18, 30],
      aside: [12, 18],
    });
  });

  it('leaves a gap where it is shortened, and keeps at least a day', () => {
    expect(spans(after(stretchCommand(plan, 'phase', ['a'], 'end', { days: -4 })))).toMatchObject({
      a: [0, 6],
      b: [10, 20],
    });
    expect(spans(after(stretchCommand(plan, 'phase', ['b'], 'start', { days: 99 })))).toMatchObject({ b: [19, 20] });
  });

  it('stretches several, each pushed by the one before', () => {
    expect(spans(after(stretchCommand(plan, 'phase', ['a', 'b'], 'end', { days: 2 })))).toMatchObject({
      a: [0, 12],
      b: [12, 24],
      c: [25, 30],
    });
  });

  it('carries what the pushed ones hold where that is asked, but nothing that is locked', () => {
    const stays = after(stretchCommand(plan, 'phase', ['a'], 'end', { days: 8 }));
    expect(starts(stays)).toEqual({ early: 3, held: 12, last: 26 });
    const carried = after(stretchCommand(plan, 'phase', ['a'], 'end', { days: 8, carries: true }));
    expect(starts(carried)).toEqual({ early: 3, held: 20, last: 26 });
    const moved = after(moveCommand(plan, 'phase', ['a'], { days: 5, carries: true }));
    expect([spans(moved)['a'], starts(moved)['early']]).toEqual([[5, 15], 8]);
  });

  it('goes through the plan once for all that it carries', () => {
    const COUNT = 500;
    let reads = 0;
    const counted = (id: string) =>
      Object.defineProperty(touchpoint('', 3), 'id', { enumerable: true, get: () => (reads++, id) });
    const crowded = { ...plan, touchpoints: Array.from({ length: COUNT }, (_, place) => counted(`held-${place}`)) };
    const command = moveCommand(crowded, 'phase', ['a'], { days: 5, carries: true });
    expect(command).toMatchObject({ type: 'batch', commands: { length: COUNT + 1 } });
    expect(reads).toBeLessThan(10 * COUNT);
  });
});
