import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { holdNotices, leaveProblems, notify, useNotices } from './notices.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  useNotices.setState({ notices: [] });
});

const texts = () => useNotices.getState().notices.map(({ text }) => text);
const action = { label: 'Copy my words', run: () => undefined };

it('leave by themselves, problems later, and not where they offer something to do', () => {
  notify({ tone: 'done', text: 'Saved' });
  notify({ tone: 'problem', text: 'Refused' });
  notify({ tone: 'problem', text: 'Your words', action });
  vi.advanceTimersByTime(10_000);
  expect(texts()).toEqual(['Refused', 'Your words']);
  vi.advanceTimersByTime(60_000);
  expect(texts()).toEqual(['Your words']);
});

it('do not follow people into another campaign, unless they hold words of theirs', () => {
  notify({ tone: 'problem', text: 'Refused' });
  notify({ tone: 'problem', text: 'Your words', action });
  leaveProblems();
  expect(texts()).toEqual(['Your words']);
});

it('stand there once, however often the same thing is said, but for those that hold something to give back', () => {
  const texts = () => useNotices.getState().notices.map(({ text }) => text);
  useNotices.setState({ notices: [] });
  for (let time = 0; time < 3; time++) notify({ tone: 'problem', text: 'No plan stands in the clipboard.' });
  expect(texts()).toEqual(['No plan stands in the clipboard.']);
  const action = { label: 'Copy', run: () => {} };
  notify({ tone: 'problem', text: 'Not kept.', action });
  notify({ tone: 'problem', text: 'Not kept.', action });
  expect(texts()).toHaveLength(3);
});

it('never push words away that were given back', () => {
  notify({ tone: 'problem', text: 'Your words', action });
  for (let count = 1; count <= 6; count++) notify({ tone: 'done', text: `Done ${count}` });
  expect(texts()).toEqual(['Your words', 'Done 4', 'Done 5', 'Done 6']);
});

it('leave after their time, however many come after them', () => {
  notify({ tone: 'done', text: 'Moved' });
  vi.advanceTimersByTime(5000);
  notify({ tone: 'done', text: 'Deleted' });
  notify({ tone: 'problem', text: 'Refused' });
  vi.advanceTimersByTime(3001);
  expect(texts()).toEqual(['Deleted', 'Refused']);
});

it('stay while somebody is at one of them, or has a dialog in front', () => {
  let isHeld = true;
  holdNotices(() => isHeld);
  notify({ tone: 'done', text: 'Saved' });
  vi.advanceTimersByTime(60_000);
  expect(texts()).toEqual(['Saved']);
  isHeld = false;
  vi.advanceTimersByTime(10_000);
  expect(texts()).toEqual([]);
});
