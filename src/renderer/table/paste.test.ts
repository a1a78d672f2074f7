import { describe, expect, it } from 'vitest';
import { soundWith, touchpoint } from '#campaign/checks/sound.testing.ts';
import { apply } from '#campaign/reducer.ts';
import type { CellReading, PastedCells } from '#contract/intake.ts';
import { pasteCells } from './paste.ts';

const mail = touchpoint('launch-email', '2027-01-12', { id: 'mail', name: 'Mail' });
const campaign = soundWith({ touchpoints: [mail] });
let ids = 0;
const place = { campaign, over: [mail], laneId: 'all', near: '2027-01-12', newId: () => `new-${++ids}` };
const cell = (text: string, rest: Partial<CellReading> = {}): CellReading => ({ text, ...rest });
const paste = (fields: PastedCells['fields'], rows: PastedCells['rows'], isHeaded = false) =>
  pasteCells({ fields, isHeaded, rows }, place);

describe('cells laid over rows', () => {
  it('go by their names where headings say which these are: a new name is a new touchpoint, whatever row is active', () => {
    const pasted = paste(
      ['owner', 'name'],
      [
        [cell('Ada'), cell('Kick-off')],
        [cell('Grace'), cell('mail ')],
      ],
      true,
    );
    if ('problems' in pasted) throw new Error(pasted.problems.join());
    const { campaign: after } = apply(campaign, pasted.command!);
    expect(after.touchpoints).toMatchObject([{ id: 'mail', owner: 'Grace' }]);
    expect(after.ideas).toMatchObject([{ name: 'Kick-off', owner: 'Ada' }]);
  });

  it('change those that are there and add the others, with a date to the plan and without one to the shelf: one step', () => {
    const pasted = paste(
      ['name', 'start', 'status', 'audience'],
      [
        [null, cell('14 Jan', { date: '2027-01-14' }), cell('ok', { status: 'approved' }), null],
        [cell('Dated'), cell('20 Jan', { date: '2027-01-20', lastDate: '2027-01-22' }), null, null],
        [
          cell('Undated'),
          null,
          null,
          cell('All but Works', { audience: { everyone: true, names: [], except: ['works'] } }),
        ],
        [null, null, null, null],
      ],
    );
    if ('problems' in pasted) throw new Error(pasted.problems.join());
    expect(pasted).toMatchObject({ changed: ['mail'], command: { type: 'batch', action: 'pasteCells' } });
    const { campaign: after, inverse } = apply(campaign, pasted.command!);
    expect(after.touchpoints).toMatchObject([
      { id: 'mail', name: 'Mail', start: '2027-01-14', status: 'approved' },
      { name: 'Dated', start: '2027-01-20', days: 3 },
    ]);
    expect(after.ideas).toMatchObject([{ name: 'Undated', segments: ['office'] }]);
    expect(apply(after, inverse).campaign).toEqual(campaign);
  });

  it('are refused where a last day comes before the first, which would move it', () => {
    const day = (date: string) => cell(date, { date });
    expect(paste(['end'], [[day('2027-01-04')]])).toMatchObject({
      problems: [expect.stringContaining('before the first day') as string],
    });
    expect(paste(['start', 'end'], [[day('2027-01-20'), day('2027-01-19')]])).toHaveProperty('problems');
    expect(paste(['start', 'end'], [[day('2027-01-03'), day('2027-01-04')]])).toHaveProperty('command');
  });

  it('put a series on its weekdays, from the first on or after its day, and tell where that is later', () => {
    const tuesdays = cell('every Tuesday', { rhythm: { cadence: 'weekly', weekdays: [2] } });
    const day = (date: string) => cell(date, { date });
    const pasted = paste(
      ['name', 'start', 'end', 'repeats'],
      [
        [null, null, null, cell('Mon and Thu', { rhythm: { cadence: 'weekly', weekdays: [1, 4] } })],
        [cell('From a Friday'), day('2027-01-15'), day('2027-02-09'), tuesdays],
        [cell('From a Tuesday'), day('2027-01-19'), day('2027-02-09'), tuesdays],
        [cell('Never'), day('2027-01-15'), day('2027-01-17'), tuesdays],
        [
          cell('Last Friday'),
          day('2027-01-15'),
          null,
          cell('…', { rhythm: { cadence: 'monthly', weekdays: [5], ordinal: -1 } }),
        ],
      ],
    );
    if ('problems' in pasted) throw new Error(pasted.problems.join());
    expect(pasted.later).toBe(2);
    const { campaign: after, inverse } = apply(campaign, pasted.command!);
    expect(after.touchpoints).toMatchObject([
      { id: 'mail', start: '2027-01-14', cadence: 'weekly', alsoAfter: [4] },
      { start: '2027-01-19', days: 22, cadence: 'weekly' },
      { start: '2027-01-19', days: 22, cadence: 'weekly' },
      { start: '2027-01-15', days: 3, cadence: 'weekly' },
      { start: '2027-01-29', cadence: 'monthly', monthlyBy: 'weekdayFromEnd' },
    ]);
    expect(apply(after, inverse).campaign).toEqual(campaign);
  });

  it('never slide to another row where another window has deleted one meanwhile', () => {
    const other = touchpoint('launch-email', '2027-01-13', { id: 'other', name: 'Other' });
    const rows = [[cell('Ada')], [cell('Grace')]];
    const pasted = pasteCells({ fields: ['owner'], isHeaded: false, rows }, { ...place, over: [null, other] });
    expect(pasted).toEqual({ problems: ['Row 1, Name: another window has deleted this row.'] });
  });

  it('move what is locked, where they hold a date', () => {
    const dated = { fields: ['start' as const], isHeaded: false, rows: [[cell('14 Jan', { date: '2027-01-14' })]] };
    expect(pasteCells(dated, { ...place, over: [{ ...mail, locked: true }] })).toMatchObject({ changed: ['mail'] });
  });

  it('take the words that the table writes itself: an idea goes to the shelf, and overdue follows from the dates', () => {
    const overdue = cell('Overdue', { problem: '“Overdue” is no status that is known' });
    expect(paste(['status'], [[overdue]])).toMatchObject({ command: null });
    const pasted = paste(['status'], [[cell('Idea', { status: 'planned' })]]);
    if ('problems' in pasted) throw new Error(pasted.problems.join());
    expect(apply(campaign, pasted.command!).campaign).toMatchObject({ touchpoints: [], ideas: [{ id: 'mail' }] });
  });

  it('do nothing where one of them cannot be read, and say where', () => {
    const problems = paste(
      ['name', 'status', 'lane', 'audience'],
      [
        [null, cell('maybe', { problem: '“maybe” is no status' }), cell('Nowhere'), null],
        [
          null,
          cell('draft', { status: 'draft' }),
          null,
          cell('x', { audience: { everyone: false, names: ['Sales'], except: [] } }),
        ],
        [cell('n'.repeat(300)), null, null, null],
      ],
    );
    expect(problems).toEqual({
      problems: [
        'Row 1, Status: “maybe” is no status.',
        expect.stringContaining('Row 1, Lane'),
        expect.stringContaining('Row 2, Audience'),
        'Row 2, Name: a new row needs a name.',
        expect.stringContaining('Row 3, Name: longer than'),
      ],
    });
  });

  it('do nothing where nothing changes', () => {
    expect(paste(['name'], [[cell('Mail')]])).toEqual({ command: null, changed: [], added: [], later: 0 });
  });
});
