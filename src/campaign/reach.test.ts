import { expect, it } from 'vitest';
import { getsTo, isEveryone, isMeant, isReached, learnersIn, meantBy } from './reach.ts';

const segments = [
  { id: 'a', size: 10, channels: [] },
  { id: 'b', size: 20, channels: ['email' as const] },
];

it('an empty list of segments is everyone, and so is one that names them all', () => {
  expect([isMeant([], 'a'), isMeant(['b'], 'a'), isMeant(['b'], 'b')]).toEqual([true, false, true]);
  expect(meantBy([], segments)).toEqual(segments);
  expect(meantBy(['b', 'a', 'gone'], segments)).toEqual(segments);
  expect([isEveryone([], segments), isEveryone(['b', 'a'], segments), isEveryone(['b'], segments)]).toEqual([
    true,
    true,
    false,
  ]);
});

it('an empty list of channels is all of them', () => {
  expect([isReached(segments[0]!, 'poster'), isReached(segments[1]!, 'poster')]).toEqual([true, false]);
  expect(segments.map((segment) => getsTo({ segments: [], channel: 'poster' }, segment))).toEqual([true, false]);
  expect(segments.map((segment) => getsTo({ segments: ['b'], channel: 'email' }, segment))).toEqual([false, true]);
});

it('learners of several segments add up', () => {
  expect([learnersIn([]), learnersIn(segments)]).toEqual([0, 30]);
});
