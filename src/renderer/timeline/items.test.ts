import { expect, it, vi } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { placesIn } from './items.ts';
import { moveCommand, removeCommand } from './moves.ts';

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
