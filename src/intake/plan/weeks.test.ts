import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import { tell, tellDates } from './plan.testing.ts';

/** Weeks by their numbers, below headings of weeks and in cells of dates. */

const HEADINGS = [
  'KW',
  'Kalenderwoche',
  'Woche',
  'Week',
  'Week no.',
  'Calendar week',
  'Week(s)',
  'Semaine',
  'Semana',
  'Weeknummer',
];
const SIGNS = ['-', ' - ', '–', ' – ', ' to ', ' bis ', ' à ', ' a ', ' t/m '];
/** Monday of a calendar week of 2027. */
const mondayOf = (week: number) => addDays('2027-01-04', (week - 1) * 7);

describe('weeks below a heading of weeks', () => {
  it('are spans, however the two numbers are joined', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...HEADINGS),
        fc.constantFrom(...SIGNS),
        fc.integer({ min: 3, max: 40 }),
        fc.integer({ min: 1, max: 10 }),
        fc.boolean(),
        async (heading, sign, from, more, alone) => {
          const { lines } = await tell(
            [
              [heading, 'Channel', 'Title'],
              ...(alone ? [] : [['20', 'Email', 'a']]),
              [`${from}${sign}${from + more}`, 'Email', 'b'],
            ],
            { year: 2027 },
          );
          expect(lines.at(-1)).toContain(`${mondayOf(from)}+${more * 7 + 5} |`);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('may begin with a letter', async () => {
    const { lines } = await tell(
      [
        ['Semaine', 'Jour', 'Canal', 'Titre'],
        ['S14', 'lundi', 'E-mail', 'a'],
        ['S16 à S18', '', 'Affiche', 'b'],
      ],
      { year: 2027 },
    );
    expect(lines.map((line) => line.split(' | ')[0])).toEqual(['2027-04-05+1', '2027-04-19+19']);
  });

  it('go on into the next year', async () => {
    const { lines } = await tell([
      ['KW', 'Channel', 'Title'],
      ['50', 'Email', 'a'],
      ['51-2', 'Email', 'b'],
      ['3', 'Email', 'c'],
    ]);
    expect(lines.map((line) => line.split(' | ')[0])).toEqual(['2026-12-07+1', '2026-12-14+33', '2027-01-18+1']);
  });

  it.each([
    ['11/13', 'several weeks'],
    ['11 & 13', 'several weeks'],
    ['11, 13', 'several weeks'],
    ['11 und 13', 'several weeks'],
    ['11+13+15', 'several weeks'],
    ['13-11', 'before'],
    ['60', 'not understood'],
    ['11-60', 'not understood'],
  ])('are named where they are %s', async (cell, reason) => {
    for (const heading of HEADINGS) {
      const { rejected, said } = await tell(
        [
          [heading, 'Channel', 'Title'],
          ['10', 'Email', 'a'],
          ['12-14', 'Email', 'b'],
          [cell, 'Email', 'c'],
          ['20', 'Email', 'd'],
          ['22', 'Email', 'e'],
        ],
        { year: 2027 },
      );
      expect([heading, rejected]).toEqual([heading, [4]]);
      expect(said).toContain(reason);
    }
  });

  it('are two weeks where neighbours are joined, and dates where every cell is one', async () => {
    const days = async (cells: string[]) =>
      (
        await tell([['Week', 'Channel', 'Title'], ...cells.map((cell) => [cell, 'Email', 'a'])], { year: 2027 })
      ).lines.map((line) => line.split(' | ')[0]);
    expect(await days(['10', '11/12', '14 & 15'])).toEqual(['2027-03-08+1', '2027-03-15+12', '2027-04-05+12']);
    expect(await days(['13/04', '20/04', '27/04'])).toEqual(['2027-04-13+1', '2027-04-20+1', '2027-04-27+1']);
  });
});

describe('weeks in cells of dates', () => {
  it.each([
    ['KW 11-13/2027', '2027-03-15+19'],
    ['Kalenderwochen 11 bis 13', '2027-03-15+19'],
    ['Semaines 11 à 13', '2027-03-15+19'],
    ['KW 11/27', '2027-03-15'],
    ['KW 11/12', '2027-03-15+12'],
    ['KW11/KW12', '2027-03-15+12'],
    ['Week 2-3 of April 2027', '2027-04-05+12'],
    ['April 2027 week 2-3', '2027-04-05+12'],
    ['Q2 week 2-3', '2027-04-05+12'],
    ['Week 14: 5-9 April 2027', '2027-04-05+5'],
    ['KW 14, 06.04.2027', '2027-04-06'],
    ['KW 14 | 06.04.2027', '2027-04-06'],
    ['Safety week 5-9 April 2027', '2027-04-05+5'],
  ])('of %s are %s', async (cell, expected) => {
    expect(await tellDates([cell])).toEqual([expected]);
  });

  it.each(['KW 11/13', 'Week 11/13', 'KW 11 & 13', 'weeks 5, 6 and 9', 'Kalenderwochen 11/13'])(
    'are named where they are %s',
    async (cell) => {
      expect((await tellDates([cell]))[0]).toContain('several weeks');
    },
  );
});
