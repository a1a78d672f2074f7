import { strToU8 } from 'fflate';
import { expect, it } from 'vitest';
import { readTable } from '../read/table.ts';
import { importPlan } from './plan.ts';
import { csv, tell } from './plan.testing.ts';

/** How often, as cells say it. */

const told = async (cell: string) => {
  const { lines, said } = await tell([
    ['Date', 'Frequency', 'Channel', 'Title'],
    ['2027-04-06', cell, 'Email', 'Tip'],
  ]);
  return { span: lines[0]!.split(' | ')[0], said };
};

it.each([
  ['weekly', '+28', 'runs for four weeks'],
  ['weekly for 6 weeks', '+42', ''],
  ['weekly (6 weeks)', '+42', ''],
  ['wöchentlich (6 Wochen)', '+42', ''],
  ['every Tue & Thu', '+28', 'runs for four weeks'],
  ['every second Tuesday, 6 times', '+71', ''],
  ['jeden Dienstag und Donnerstag', '+28', 'runs for four weeks'],
  ...[
    'une fois par mois',
    '1 fois par semaine',
    'una vez al mes',
    'uma vez por semana',
    'een keer per week',
    'einmal pro Monat',
    '1x pro Woche',
  ].map((cell) => [cell, '+28', 'runs for four weeks']),
  ['bi-monthly', '+1', 'not understood as how often'],
  ['twice weekly', '+1', 'not understood as how often'],
  ['2x weekly', '+1', 'not understood as how often'],
  ['every 3 weeks', '+1', 'not understood as how often'],
])('%s is read or said', async (cell, span, note) => {
  const { span: found, said } = await told(cell);
  expect(found).toBe(`2027-04-06${span}`);
  expect(said).toContain(note);
  if (note === '') expect(said).not.toContain('four weeks');
});

it.each<[string, string, object]>([
  ['every Tue & Thu', '2027-04-06', { cadence: 'weekly', alsoAfter: [2] }],
  ['jeden Dienstag und Donnerstag', '2027-04-06', { cadence: 'weekly', alsoAfter: [2] }],
  ['weekly on Monday, Wednesday and Friday', '2027-04-07', { cadence: 'weekly', alsoAfter: [2, 5] }],
  ['every second week on Tuesday and Thursday', '2027-04-06', { cadence: 'fortnightly', alsoAfter: [2] }],
  ['fortnightly on Monday and Thursday', '2027-04-08', { cadence: 'fortnightly', alsoAfter: [11] }],
  ['every other Friday', '2027-04-09', { cadence: 'fortnightly' }],
  ['tous les lundis', '2027-04-12', { cadence: 'weekly' }],
  ['second Tuesday of each month', '2027-04-13', { cadence: 'monthly', monthlyBy: 'weekday' }],
  ['every 1st Tue of the month', '2027-04-06', { cadence: 'monthly', monthlyBy: 'weekday' }],
  ['last Friday of the month', '2027-04-30', { cadence: 'monthly', monthlyBy: 'weekdayFromEnd' }],
  ['monthly on the second to last Friday', '2027-04-23', { cadence: 'monthly', monthlyBy: 'weekdayFromEnd' }],
  ['monthly', '2027-04-06', { cadence: 'monthly' }],
])('%s begins on the first such day', async (cell, start, rule) => {
  const rows = [
    ['Date', 'Frequency', 'Channel', 'Title'],
    ['2027-04-06', cell, 'Email', 'Tip'],
  ];
  const context = { today: '2026-11-29', timeZone: 'Europe/London', name: 'Academy' };
  const { touchpoints, notes } = await importPlan(await readTable(strToU8(csv(rows)), 'plan.csv'), {}, context);
  const said = notes.map(({ note }) => note).join();
  const { cadence, alsoAfter, monthlyBy } = touchpoints[0]!;
  expect({ cadence, alsoAfter, monthlyBy }).toEqual({ alsoAfter: undefined, monthlyBy: undefined, ...rule });
  expect(touchpoints[0]!.start).toBe(start);
  if (start !== '2027-04-06') expect(said).toContain(`is not on 2027-04-06; it begins on ${start}`);
});
