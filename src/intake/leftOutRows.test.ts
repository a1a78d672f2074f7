import { describe, expect, it } from 'vitest';
import { importAudience } from './people/importAudience.ts';
import { importPlan } from './plan/plan.ts';
import { readTable } from './read/table.ts';
import { workbookOf, type TestCell } from './read/workbook.testing.ts';

/** Rows that a workbook hides or strikes out, from the file to the campaign. */

const CONTEXT = { today: '2026-11-29', timeZone: 'Europe/London', name: 'Plan' };
const struck = (cells: string[]): TestCell[] => cells.map((text) => ({ struck: text }));

describe('rows that are hidden or struck out', () => {
  const file = workbookOf([
    {
      name: 'Plan',
      rows: [
        ['Date', 'Channel', 'Title'],
        ['2027-04-05', 'Email', 'Launch'],
        ['2027-04-06', 'Email', 'Hidden'],
        struck(['2027-04-07', 'Teams', 'Struck out']),
        // A remark behind a struck-out entry is written plainly.
        [...struck(['2027-04-08', 'Teams', 'Struck out too']), 'moved to May'],
        ['2027-04-09', 'Teams', { struck: 'Old title' }],
      ],
      hidden: [3],
    },
  ]);

  it('are left out of a plan with their reasons', async () => {
    const { touchpoints, rejected, rows, imported, notes } = await importPlan(
      await readTable(file, 'plan.xlsx'),
      {},
      CONTEXT,
    );
    expect(touchpoints.map(({ name }) => name)).toEqual(['Launch', 'Old title']);
    expect(notes).toContainEqual({ row: 6, note: 'some of its cells are struck out; it was read all the same' });
    expect(rejected).toEqual([
      { row: 3, reason: 'it is hidden in the workbook and was left out' },
      { row: 4, reason: 'it is struck out and was left out' },
      { row: 5, reason: 'it is struck out and was left out' },
    ]);
    expect(rows).toBe(imported + rejected.length);
  });

  it('come into a plan where that is chosen, which is said', async () => {
    const choices = { hiddenRows: 'keep', struckRows: 'keep' } as const;
    const { touchpoints, notes } = await importPlan(await readTable(file, 'plan.xlsx'), choices, CONTEXT);
    expect(touchpoints).toHaveLength(5);
    expect(notes.filter(({ note }) => note.endsWith('and was read all the same')).map(({ row }) => row)).toEqual([
      3, 4, 5,
    ]);
  });

  it('are not counted among people, unless that is chosen', async () => {
    const people = workbookOf([
      {
        name: 'Staff',
        rows: [
          ['Employee ID', 'Department'],
          ...Array.from({ length: 6 }, (_, index) => [`E${index}`, 'Sales']),
          struck(['E7', 'Sales']),
          ['E8', 'Sales'],
        ],
        hidden: [9],
      },
    ]);
    const table = await readTable(people, 'people.xlsx');
    const result = await importAudience(table, {}, CONTEXT);
    expect([result.people, result.rejected.map(({ row }) => row)]).toEqual([6, [8, 9]]);
    const kept = await importAudience(table, { hiddenRows: 'keep', struckRows: 'keep' }, CONTEXT);
    expect([kept.people, kept.notes.map(({ row }) => row)]).toEqual([8, [8, 9]]);
  });
});
