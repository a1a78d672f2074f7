import { describe, expect, it } from 'vitest';
import { planChoicesSchema } from '#contract/intake.ts';
import {
  ALL_SHEETS,
  broughtInAgain,
  fieldsOf,
  isCorrected,
  leftOut,
  sheetsChosen,
  takenBack,
  textOf,
  withField,
} from './corrections.ts';

const row = { key: 'May!7', fields: { date: 'soon', name: 'A nudge', owner: 'Ana' } };

describe('a row that is set right', () => {
  it('holds the text of a field until the one of the file is written again', () => {
    const once = withField({}, row, 'date', '5 April 2027');
    const twice = withField(once, row, 'channel', 'Email');
    expect(twice).toEqual({ 'May!7': { fields: { date: '5 April 2027', channel: 'Email' } } });
    expect(textOf(row, twice['May!7'], 'date')).toBe('5 April 2027');
    expect(textOf(row, twice['May!7'], 'name')).toBe('A nudge');
    expect(withField(withField(twice, row, 'date', 'soon'), row, 'channel', '')).toEqual({});
    expect(planChoicesSchema.safeParse({ rows: twice }).success).toBe(true);
  });

  it('can be emptied in a field', () => {
    expect(withField({}, row, 'owner', '')).toEqual({ 'May!7': { fields: { owner: '' } } });
  });

  it('is left out and brought in again with what was set right in it', () => {
    const set = withField({}, row, 'date', '5 April 2027');
    expect(broughtInAgain(leftOut(set, row.key), row.key)).toEqual(set);
    expect(broughtInAgain(leftOut({}, row.key), row.key)).toEqual({});
    expect(takenBack(leftOut(set, row.key), row.key)).toEqual({});
  });

  it('offers what every entry has, then what the list has, then what was added', () => {
    expect(fieldsOf(row, { fields: { notes: 'Call first' } })).toEqual([
      'date',
      'name',
      'channel',
      'audience',
      'owner',
      'notes',
    ]);
  });
});

describe('sheets', () => {
  it.each([
    [undefined, ['May'], ['May']],
    [['May'], ['May', 'June'], ['May', 'June']],
    [['May'], ['May', ALL_SHEETS], 'all'],
    ['all', [ALL_SHEETS, 'June'], ['June']],
    ['all', [], undefined],
    [['May'], [], undefined],
  ] as const)('of %j become, with %j ticked, %j', (before, ticked, after) => {
    expect(sheetsChosen(before as never, [...ticked])).toEqual(after);
  });
});

it.each([
  [{}, false],
  [{ columns: {} }, false],
  [{ columns: {}, rows: {}, launch: undefined }, false],
  [{ headerRow: null }, true],
  [{ columns: { date: null } }, true],
  [{ dateOrder: 'day-first' }, true],
])('%j would be lost: %j', (choices, expected) => expect(isCorrected(choices)).toBe(expected));
