import { expect, test } from 'vitest';
import { fullCampaign } from './arbitrary.testing.ts';
import { lockedLost, partLocked } from './locked.ts';
import { apply } from './reducer.ts';

const [base] = fullCampaign.touchpoints;
const touchpoints = ['a', 'b', 'c'].map((id) => ({ ...base!, id, ...(id === 'b' ? { locked: true as const } : {}) }));

test('what is locked is parted from what is free, and only touchpoints are locked', () => {
  const parted = (kind: 'touchpoint' | 'goal', ids: string[]) => {
    const { free, locked } = partLocked({ touchpoints }, kind, ids);
    return [free, locked.map(({ id }) => id)];
  };
  expect(parted('touchpoint', ['c', 'b', 'a'])).toEqual([['c', 'a'], ['b']]);
  expect(parted('touchpoint', ['b'])).toEqual([[], ['b']]);
  expect(parted('touchpoint', ['a'])).toEqual([['a'], []]);
  expect(parted('goal', ['b'])).toEqual([['b'], []]);
});

test('a lane takes along what is locked on it, a segment what is for it alone, a phase nothing', () => {
  const campaign = {
    ...fullCampaign,
    phases: [{ id: 'p', name: 'Launch', kind: 'launch' as const, start: '2027-01-11', days: 60, pushAim: 1 }],
    touchpoints: touchpoints.map((touchpoint) => ({ ...touchpoint, laneId: 'b', segments: ['b'] })),
  };
  const lost = (type: 'removeLane' | 'removeSegment' | 'removePhase', id: string) =>
    lockedLost(campaign, apply(campaign, { type, id }).campaign).map((touchpoint) => touchpoint.id);
  expect([lost('removeLane', 'b'), lost('removeSegment', 'b')]).toEqual([['b'], ['b']]);
  expect([lost('removeLane', 'a'), lost('removeSegment', 'a'), lost('removePhase', 'p')]).toEqual([[], [], []]);
});
