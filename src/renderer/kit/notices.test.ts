import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { leaveProblems, notify, useNotices } from './notices.ts';

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

it('never push words away that were given back', () => {
  notify({ tone: 'problem', text: 'Your words', action });
  for (let count = 1; count <= 6; count++) notify({ tone: 'done', text: `Done ${count}` });
  expect(texts()).toEqual(['Your words', 'Done 4', 'Done 5', 'Done 6']);
});
