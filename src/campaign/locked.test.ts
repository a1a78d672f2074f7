import { expect, test } from 'vitest';
import { fullCampaign } from './arbitrary.testing.ts';
import { partLocked } from './locked.ts';

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
