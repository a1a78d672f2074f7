import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readTables } from '../read/table.ts';
import { workbookOf, workbookParts, type TestSheet } from '../read/workbook.testing.ts';
import { importPlan } from './plan.ts';
import type { PlanChoices } from './choices.ts';
import { planSheets } from './sheets.ts';

const CONTEXT = { today: '2026-11-29', timeZone: 'Europe/London', name: 'Plan' };
const HEADINGS = ['Date', 'Channel', 'Title'];
const month = (name: string, number: string): TestSheet => ({
  name,
  rows: [HEADINGS, [`2027-${number}-05`, 'Email', `${name} note`], [`2027-${number}-12`, 'Teams', `${name} reminder`]],
});

async function chosen(sheets: TestSheet[]) {
  return planSheets(await readTables(workbookOf(sheets), 'plan.xlsx', { sheets: 'all' }), CONTEXT);
}

describe('which sheets are plans', () => {
  it('reads all months, and neither lists of words, archives, goals nor the same again', async () => {
    const lists = {
      name: 'Lists',
      rows: [
        ['Channel', 'Audience', 'Owner', 'Status'],
        ['Email', 'Sales', 'Kim', 'Draft'],
      ],
    };
    const goals = {
      name: 'Goals',
      rows: [
        ['Name', 'Date'],
        ['Half have begun', '2027-06-01'],
      ],
    };
    const again = { ...month('April', '04'), name: 'Overview' };
    const { tables, remarks } = await chosen([
      lists,
      month('April', '04'),
      month('May', '05'),
      { ...month('Old', '01'), name: 'Archive 2026' },
      goals,
      again,
    ]);
    expect(tables.map(({ sheet }) => sheet)).toEqual(['April', 'May']);
    for (const name of ['Lists', 'Archive 2026', 'Goals', 'Overview']) expect(remarks.join()).toContain(`“${name}”`);
  });

  it('brings several sheets in at once, and names the sheet of each row', async () => {
    const may = month('May', '05');
    const { tables } = await chosen([
      month('April', '04'),
      { ...may, rows: [...may.rows, ['soon', 'Email', 'Later']] },
    ]);
    const result = await importPlan(tables, { rows: { 'April!3': { skip: true } } }, CONTEXT);
    expect(result.touchpoints.map(({ name }) => name)).toEqual(['April note', 'May note', 'May reminder']);
    expect(result.rejected).toMatchObject([{ row: 4, sheet: 'May' }]);
  });
});

describe('rows that a workbook marks', () => {
  const styles =
    '<styleSheet><fonts><font/><font><strike/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>';
  const cell = (at: string, text: string, style = 0) =>
    `<c r="${at}" s="${style}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const row = (number: number, texts: string[], style = 0, attributes = '') =>
    `<row r="${number}"${attributes}>${texts.map((text, index) => cell(`${'ABC'[index]}${number}`, text, style)).join('')}</row>`;
  const sheet = [
    row(1, HEADINGS),
    row(2, ['2027-04-05', 'Email', 'Launch']),
    row(3, ['2027-04-12', 'Email', 'Hidden note'], 0, ' hidden="1"'),
    row(4, ['2027-04-19', 'Email', 'Struck note'], 1),
    `<row r="5">${cell('A5', '2027-04-26')}<c r="B5"><f>C5</f></c>${cell('C5', 'Last call')}</row>`,
  ];
  const bytes = zipSync({
    ...workbookParts([{ name: 'Plan', rows: [['']] }]),
    'xl/styles.xml': strToU8(styles),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${sheet.join('')}</sheetData></worksheet>`),
  });
  const imported = async (choices: PlanChoices) => importPlan(await readTables(bytes, 'plan.xlsx'), choices, CONTEXT);

  it('leaves hidden and struck-out rows out and says so, or keeps them when chosen', async () => {
    const { rejected, notes } = await imported({});
    expect(rejected).toEqual([
      { row: 3, reason: 'it is hidden in the workbook and was left out' },
      { row: 4, reason: 'it is struck out and was left out' },
    ]);
    expect(notes.find(({ row: number }) => number === 5)!.note).toContain(
      'column B holds a formula without a stored value',
    );
    const kept = await imported({ hiddenRows: 'keep', struckRows: 'keep' });
    expect(kept.imported).toBe(4);
    expect(kept.notes.filter(({ note }) => note.includes('all the same')).map(({ row: number }) => number)).toEqual([
      3, 4,
    ]);
  });
});
