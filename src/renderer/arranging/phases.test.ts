import { describe, expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { addDays } from '#campaign/calendar.ts';
import type { Campaign, Phase } from '#campaign/document.ts';
import { apply } from '#campaign/reducer.ts';
import { moveCommand, stretchCommand } from './moves.ts';
import { besidesPhases } from './phaseWords.ts';

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

describe('a phase that is moved', () => {
  it('pushes those in its way as far as it reaches, and leaves a gap behind', () => {
    expect(spans(after(moveCommand(plan, 'phase', ['b'], { days: 7 })))).toEqual({
      a: [0, 10],
      b: [17, 27],
      c: [27, 32],
      // It lay over it, and makes no way.
      aside: [12, 18],
    });
    expect(spans(after(moveCommand(plan, 'phase', ['b'], { days: 5 })))).toMatchObject({ b: [15, 25], c: [25, 30] });
  });

  it('pushes to the left as well', () => {
    expect(spans(after(moveCommand(plan, 'phase', ['c'], { days: -7 })))).toMatchObject({
      a: [-2, 8],
      b: [8, 18],
      c: [18, 23],
    });
  });

  it('goes with others that are moved, and what lies between them is pushed', () => {
    expect(spans(after(moveCommand(plan, 'phase', ['a', 'c'], { days: 4 })))).toMatchObject({
      a: [4, 14],
      b: [14, 24],
      c: [29, 34],
    });
  });

  it('carries what all of them hold where that is asked, in one step', () => {
    const command = moveCommand(plan, 'phase', ['a'], { days: 5, carries: true });
    expect(command).toMatchObject({ type: 'batch', action: 'movePhase' });
    expect(starts(after(command))).toEqual({ early: 8, held: 17, last: 26 });
    expect(starts(after(moveCommand(plan, 'phase', ['a'], { days: 5 })))).toEqual(starts(plan));
    expect(apply(after(command), apply(plan, command!).inverse).campaign).toEqual(plan);
  });
});

describe('a campaign', () => {
  const campaign = ({ start, days }: Campaign) => [daysFrom(start), days];
  const short = { ...plan, start: START, days: 30 };
  const changed = (command: ReturnType<typeof moveCommand>) => apply(short, command!).campaign;

  it('grows with phases that would leave it, in the same step', () => {
    const longer = stretchCommand(short, 'phase', ['b'], 'end', { days: 8 })!;
    expect([campaign(changed(longer)), spans(changed(longer))['c']]).toEqual([
      [0, 33],
      [28, 33],
    ]);
    expect(apply(changed(longer), apply(short, longer).inverse).campaign).toEqual(short);
    expect(campaign(changed(moveCommand(short, 'phase', ['c'], { days: 2 })))).toEqual([0, 32]);
    const earlier = changed(moveCommand(short, 'phase', ['c'], { days: -7 }));
    expect([campaign(earlier), spans(earlier)['a']]).toEqual([
      [-2, 32],
      [-2, 8],
    ]);
  });

  it('does not grow for what lay beyond it before, and never shrinks', () => {
    const beyond = { ...short, days: 28 };
    expect(apply(beyond, moveCommand(beyond, 'phase', ['c'], { days: 2 })!).campaign.days).toBe(28);
    expect(campaign(changed(stretchCommand(short, 'phase', ['c'], 'end', { days: -3 })))).toEqual([0, 30]);
  });
});

describe('what else happened to phases', () => {
  it('is said: who made way, the days that are left between, and the campaign that grew', () => {
    const short = { ...plan, start: START, days: 30 };
    const said = (command: ReturnType<typeof moveCommand>, ids: string[]) =>
      besidesPhases(short, apply(short, command!).campaign, ids).map((text) => text.replaceAll(/[\u2066-\u2069]/g, ''));
    expect(said(moveCommand(short, 'phase', ['b'], { days: 7 }), ['b'])).toEqual([
      'Phase c made way.',
      '7 days between Phase a and Phase b belong to no phase.',
      expect.stringMatching(/^The campaign now runs .*2027/),
    ]);
    expect(said(stretchCommand(short, 'phase', ['c'], 'end', { days: -1 }), ['c'])).toEqual([]);
  });
});

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
    expect(command).toMatchObject({ type: 'batch', commands: { length: COUNT + 3 } });
    expect(reads).toBeLessThan(10 * COUNT);
  });
});
