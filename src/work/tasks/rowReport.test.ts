import { describe, expect, it } from 'vitest';
import { guessPlan, importPlan } from '#intake/plan/plan.ts';
import type { PlanChoices } from '#intake/plan/choices.ts';
import type { Table } from '#intake/read/table.ts';
import { countRows, pageOf, reportOnPeople, reportOnPlan } from './rowReport.ts';

const context = { today: '2026-11-22', timeZone: 'Europe/Berlin', name: 'Plan' };

const sheet = (rows: string[][], name?: string): Table => ({
  name: 'plan.xlsx',
  format: 'xlsx',
  sheets: [],
  hiddenSheets: [],
  ...(name === undefined ? {} : { sheet: name }),
  date1904: false,
  rows: rows.map((cells, index) => ({ row: index + 1, cells })),
  remarks: [],
  notes: [],
});

const HEADINGS = ['Date', 'Channel', 'Name', '', 'Budget'];
const entry = (date: string, name: string) => [date, 'Email', name, 'beside', '12'];

async function report(tables: Table[], choices: PlanChoices = {}) {
  const guess = guessPlan(tables, context, choices);
  return reportOnPlan(tables, guess.lists, await importPlan(tables, choices, context), choices);
}

const page = { filter: 'all', from: 0, count: 100 } as const;

describe('the report on a plan', () => {
  const plan = [
    ['Spring plan'],
    HEADINGS,
    entry('2027-01-11', 'First'),
    entry('whenever', 'Second'),
    ['PHASE 2'],
    entry('2027-02-11', 'Third'),
  ];

  it('tells of every row but the headings of columns, in order, with what stands in it', async () => {
    const { rows } = pageOf(await report([sheet(plan)]), page);
    expect(rows.map(({ row, state }) => [row, state])).toEqual([
      [1, 'heading'],
      [3, 'imported'],
      [4, 'rejected'],
      [5, 'heading'],
      [6, 'imported'],
    ]);
    expect(rows[1]).toMatchObject({
      key: '3',
      fields: { date: '2027-01-11', channel: 'Email', name: 'First' },
      touchpoint: { name: 'First', start: '2027-01-11', channel: 'email' },
    });
    expect(rows[1]!.cells).toContainEqual({ column: 4, heading: 'Budget', text: '12' });
    expect(rows[1]!.cells).toContainEqual({ column: 3, heading: '', text: 'beside' });
    expect(rows[2]!.remarks[0]).toContain('whenever');
  });

  it('names rows by their sheet, whether one is read or several', async () => {
    const [may, june] = ['May', 'June'].map((name) => sheet(plan, name));
    const one = pageOf(await report([may!]), page).rows;
    expect(one[1]).toMatchObject({ key: 'May!3', row: 3 });
    expect(one[1]!.sheet).toBeUndefined();
    const rows = pageOf(await report([may!, june!], { rows: { 'June!4': { skip: true } } }), page).rows;
    expect(rows.filter(({ row }) => row === 4).map(({ key, sheet: of, state }) => [key, of, state])).toEqual([
      ['May!4', 'May', 'rejected'],
      ['June!4', 'June', 'skipped'],
    ]);
  });

  it('finds again what was set right, and keeps a row in its place that was looked at', async () => {
    const lines = await report([sheet(plan)], { rows: { '4': { fields: { date: '2027-01-18' } } } });
    expect(countRows(lines).rejected).toBe(0);
    expect(pageOf(lines, { ...page, filter: 'remark' }).rows.map(({ row }) => row)).toContain(4);
    expect(pageOf(lines, { ...page, filter: 'rejected' }).total).toBe(0);
    const { rows } = pageOf(lines, { ...page, filter: 'rejected', also: '4' });
    expect(rows).toMatchObject([{ row: 4, state: 'imported', corrected: true, fields: { date: 'whenever' } }]);
  });

  it('gives a page at a time', async () => {
    const many = Array.from({ length: 230 }, (_, index) => entry('no day', `Item ${index}`));
    const lines = await report([sheet([HEADINGS, entry('2027-01-11', 'First'), ...many])]);
    const last = pageOf(lines, { filter: 'rejected', from: 200, count: 50 });
    expect(last.total).toBe(230);
    expect(last.rows.map(({ row }) => row)).toEqual(Array.from({ length: 30 }, (_, index) => 203 + index));
  });
});

it('the report on people says nothing of what stands in a row', () => {
  const lines = reportOnPeople({
    rejected: [{ row: 9, reason: 'its number of people is not a whole number' }],
    notes: [{ row: 3, note: 'its country is not known here' }],
  });
  expect(countRows(lines)).toEqual({ all: 2, remark: 2, rejected: 1 });
  expect(pageOf(lines, page).rows).toMatchObject([
    { row: 3, cells: [], fields: {} },
    { row: 9, cells: [], fields: {} },
  ]);
});
