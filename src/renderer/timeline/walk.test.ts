import { describe, expect, it, vi } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { neighbour } from './walk.ts';
import { placesIn } from '../items/place.ts';
import { spokenTouchpoint } from '../items/spoken.ts';
import { moveCommand, removeCommand } from '../arranging/moves.ts';

// The window's way to the studio, which nothing here takes.
vi.hoisted(() => vi.stubGlobal('window', { studio: {} }));

const [first] = fullCampaign.touchpoints;

it('moves a touchpoint to another day and row in one command', () => {
  const move = (days: number, from: string, to: string) =>
    moveCommand(fullCampaign, 'touchpoint', [first!.id], {
      days,
      rows: { by: from === to ? 0 : 1, order: [from, to] },
    });
  const start = addDays(first!.start, 2);
  const other = fullCampaign.lanes.find(({ id }) => id !== first!.laneId)!.id;
  const channel = first!.channel === 'poster' ? 'video' : 'poster';
  expect(move(2, first!.laneId, other)).toEqual({ type: 'moveTouchpoint', id: first!.id, start, laneId: other });
  expect(move(0, `channel:${first!.channel}`, `channel:${channel}`)).toEqual({
    type: 'editTouchpoint',
    id: first!.id,
    changes: { channel },
  });
  expect(move(2, `channel:${first!.channel}`, `channel:${channel}`)).toEqual({
    type: 'batch',
    action: 'regroup',
    commands: [
      { type: 'moveTouchpoint', id: first!.id, start },
      { type: 'editTouchpoint', id: first!.id, changes: { channel } },
    ],
  });
  expect(move(0, `channel:${first!.channel}`, `channel:${first!.channel}`)).toBe(null);
});

it('a command names what it touches on the timeline', () => {
  expect(placesIn(moveCommand(fullCampaign, 'touchpoint', ['a', 'b'], { days: 3 })!)).toEqual([
    { kind: 'touchpoint', id: 'a' },
    { kind: 'touchpoint', id: 'b' },
  ]);
  expect(placesIn(removeCommand('goal', ['g'])!)).toEqual([{ kind: 'goal', id: 'g' }]);
  expect(placesIn({ type: 'addTouchpoint', item: fullCampaign.touchpoints[0]! })).toEqual([
    { kind: 'touchpoint', id: 'a' },
  ]);
  expect(placesIn({ type: 'editLane', id: 'a', changes: { name: 'Mail' } })).toEqual([]);
  expect(placesIn({ type: 'setDetails', changes: { days: 3 } })).toEqual([]);
});

describe('the arrow keys', () => {
  const COUNT = 300;
  const touchpoints = Array.from({ length: 2 * COUNT }, (_, place) => ({
    ...first!,
    id: `mail-${place}`,
    start: addDays(first!.start, place % COUNT),
  }));
  const rows = [touchpoints.slice(0, COUNT), touchpoints.slice(COUNT)].map((held, place) => ({
    id: `row-${place}`,
    name: '',
    touchpoints: held,
  }));
  const at = (place: number, row: string) => ({ kind: 'touchpoint' as const, id: `mail-${place}`, row });

  it('go to what is nearest in time in the row above or below, and along a row', () => {
    const plan = { ...fullCampaign, touchpoints };
    const go = (way: Parameters<typeof neighbour>[3]) => neighbour(plan, rows, at(40, 'row-0'), way);
    expect(go('down')).toMatchObject(at(COUNT + 40, 'row-1'));
    expect(go('right')).toMatchObject(at(41, 'row-0'));
    expect(
      neighbour(plan, [rows[0]!, { ...rows[1]!, touchpoints: touchpoints.slice(-3) }], at(40, 'row-0'), 'down'),
    ).toMatchObject(at(2 * COUNT - 3, 'row-1'));
    expect(neighbour(plan, rows, at(COUNT + 40, 'row-1'), 'down')).toMatchObject(at(COUNT + 40, 'row-1'));
  });

  it('look at each thing of the plan a few times, however many there are', () => {
    let reads = 0;
    const list = new Proxy(touchpoints, {
      get: (target, key) => {
        if (typeof key === 'string' && /^\d+$/.test(key)) reads++;
        return Reflect.get(target, key) as unknown;
      },
    });
    neighbour({ ...fullCampaign, touchpoints: list }, rows, at(0, 'row-0'), 'down');
    expect(reads).toBeLessThan(4 * touchpoints.length);
  });
});

it('says that a touchpoint is overdue by the clock of its campaign', () => {
  vi.useFakeTimers({ now: new Date('2027-01-12T12:00:00Z') });
  try {
    const due = { ...first!, start: '2027-01-12', days: 1, cadence: 'once' as const, status: 'planned' as const };
    const spokenIn = (timeZone: string) => spokenTouchpoint({ ...fullCampaign, timeZone }, due);
    expect(spokenIn('Pacific/Kiritimati')).toContain('Overdue');
    expect(spokenIn('Pacific/Pago_Pago')).toContain('Planned');
  } finally {
    vi.useRealTimers();
  }
});
