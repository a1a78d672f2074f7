import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { PastStep, Version } from '#contract/history.ts';

vi.stubGlobal('window', { studio: { call: () => Promise.resolve({}), subscribe: () => () => undefined } });
let past: typeof import('./past.ts');
beforeAll(async () => (past = await import('./past.ts')));

const at = '2027-01-01T10:00:00.000Z';
const step = (revision: number, changes: Partial<PastStep> = {}): PastStep => ({
  revision,
  step: `step ${revision}`,
  entry: `entry ${revision}`,
  kind: 'do',
  action: 'moveTouchpoint',
  name: 'Launch email',
  actor: { person: 'ada', window: 'left' },
  at,
  ...changes,
});

describe('the history as it is read', () => {
  it('says what was done, undone and done again', () => {
    expect(past.stepWords(step(1))).toBe('Move “Launch email”');
    expect(past.stepWords(step(1, { kind: 'undo' }))).toBe('Undone: move “Launch email”');
    expect(past.stepWords(step(1, { kind: 'redo' }))).toBe('Done again: move “Launch email”');
    expect(past.stepWords(step(1, { action: 'unheard of' }))).toBe('A change');
  });

  it('says who did it: this window, another of the same person, somebody else, a program', () => {
    const who = (person: string, window: string) => past.whoWords({ actor: { person, window } }, 'ada', 'left');
    expect(who('ada', 'left')).toBe('You');
    expect(who('ada', 'right')).toBe('Another window of yours');
    expect(who('grace', 'hers')).toBe('grace');
    expect(who('ada', '')).toBe('Another program');
  });

  it('lists states from now back to the beginning, with the names they were given', () => {
    const version: Version = { id: 'v', name: 'Review', revision: 1, actor: { person: 'ada', window: 'left' }, at };
    const known = { revision: 2, person: 'ada', steps: [step(2), step(1)], isMore: false, versions: [version] };
    const moments = past.momentsOf(known, 'left');
    expect(moments.map(({ revision }) => revision)).toEqual([2, 1, 0]);
    expect(moments.map(({ versions }) => versions)).toEqual([[], ['Review'], []]);
    expect(moments.at(-1)!.words).toBe('As it was at the beginning');
    expect(past.momentsOf({ ...known, isMore: true }, 'left').map(({ revision }) => revision)).toEqual([2, 1]);
    expect(past.momentsOf({ ...known, steps: [], revision: 0 }, 'left').map(({ revision }) => revision)).toEqual([0]);
  });
});
