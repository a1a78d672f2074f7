import { expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { moveCommand, placesIn, removeCommand } from './items.ts';

// The window's way to the studio, which nothing here takes.
vi.hoisted(() => vi.stubGlobal('window', { studio: {} }));

it('a command names what it touches on the timeline', () => {
  expect(placesIn(moveCommand(fullCampaign, 'touchpoint', ['a', 'b'], 3)!)).toEqual([
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
