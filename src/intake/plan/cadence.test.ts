import { expect, it } from 'vitest';
import { tell } from './plan.testing.ts';

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
  ['every other Friday', '+28', 'runs for four weeks'],
  ['every Tue & Thu', '+28', 'names several days'],
  ['jeden Dienstag und Donnerstag', '+28', 'names several days'],
  ...[
    'tous les lundis',
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
