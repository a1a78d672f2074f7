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
  fields: [],
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

  it('says which fields were changed, by the names that people know', () => {
    const edit = (fields: string[], kind: PastStep['kind'] = 'do') =>
      past.stepWords(step(1, { action: 'editTouchpoint', kind, fields }));
    expect(edit(['message.subject'])).toBe('Change “Launch email”: subject');
    expect(edit(['thenOf', 'otherwiseOf', 'owner'], 'undo')).toBe(
      'Undone: change “Launch email”: decision point, owner',
    );
    expect(edit(['name', 'owner', 'notes', 'status'])).toBe('Change “Launch email”: name, owner, notes and more');
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

  const after = (...steps: [string, PastStep['kind'], string?][]) =>
    past
      .momentsOf(
        {
          revision: steps.length,
          person: 'ada',
          isMore: false,
          versions: [
            { id: 'v', name: 'Now named', revision: steps.length, actor: { person: 'ada', window: 'left' }, at },
          ],
          steps: steps
            .map(([entry, kind, window = 'left'], place) =>
              step(place + 1, { entry, kind, name: entry, actor: { person: 'ada', window } }),
            )
            .toReversed(),
        },
        'left',
      )
      .map(({ words, since, isNow, versions }) =>
        [words.replace(/^As it was.*/, 'start'), since && `${since.kind} ${since.who}`, isNow && 'now', ...versions]
          .filter(Boolean)
          .join(' | '),
      );

  it('tells what was taken back, and done again, where it was done, and where that leads', () => {
    expect(after(['a', 'do'], ['b', 'do'], ['b', 'undo'])).toEqual([
      'Move “b” | undo You',
      'Move “a” | now | Now named',
      'start',
    ]);
    expect(after(['a', 'do'], ['b', 'do'], ['b', 'undo'], ['b', 'redo', 'right'])).toEqual([
      'Move “b” | redo Another window of yours | now | Now named',
      'Move “a”',
      'start',
    ]);
    expect(after(['a', 'do'], ['a', 'undo'], ['b', 'do'])).toEqual([
      'Move “b” | now | Now named',
      'Move “a” | undo You',
      'start',
    ]);
    expect(after(['a', 'do'], ['a', 'undo'], ['a', 'redo'], ['a', 'undo'])).toEqual([
      'Move “a” | undo You',
      'start | now | Now named',
    ]);
  });

  it('keeps an undo as a state of its own where it leads to one that was not there before', () => {
    expect(after(['a', 'do'], ['b', 'do', 'right'], ['a', 'undo'])).toEqual([
      'Undone: move “a” | now | Now named',
      'Move “b”',
      'Move “a” | undo You',
      'start',
    ]);
  });

  it('keeps an undo of what is not listed', () => {
    const steps = [step(8, { entry: 'old', kind: 'undo' }), step(7)];
    const moments = past.momentsOf({ revision: 8, person: 'ada', steps, isMore: true, versions: [] }, 'left');
    expect(moments.map(({ revision, isNow }) => [revision, isNow])).toEqual([
      [8, true],
      [7, false],
    ]);
  });
});
