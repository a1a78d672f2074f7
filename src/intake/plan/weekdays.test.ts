import { describe, expect, it } from 'vitest';
import { tell } from './plan.testing.ts';

/** Weekdays in a column of their own, beside weeks and dates. */

const HEADINGS: [string, string][] = [
  ['Week', 'Day'],
  ['KW', 'Tag'],
  ['Semaine', 'Jour'],
  ['Semana', 'Día'],
  ['Weeknummer', 'Dag'],
];
const list = (headings: string[], rows: string[][]) => [
  [...headings, 'Channel', 'Title'],
  ...rows.map((cells) => [...cells, 'Email', 'News']),
];
const days = async (headings: string[], rows: string[][]) => {
  const { lines, rejected, said } = await tell(list(headings, rows), { year: 2027 });
  return { days: lines.map((line) => line.split(' | ')[0]!.replace(/\+1$/, '')), rejected, said };
};

describe('weekdays beside a week', () => {
  it.each([
    ['Tue', '2027-04-06'],
    ['Tue.', '2027-04-06'],
    ['Dienstag', '2027-04-06'],
    ['mardi', '2027-04-06'],
    ['mar.', '2027-04-06'],
    ['mar-jeu', '2027-04-06+3'],
    ['martes', '2027-04-06'],
    ['terça-feira', '2027-04-06'],
    ['dinsdag', '2027-04-06'],
    ['Mon-Wed', '2027-04-05+3'],
    ['Mon – Wed', '2027-04-05+3'],
    ['Mo bis Mi', '2027-04-05+3'],
    ['lun-mer', '2027-04-05+3'],
    ['seg-qua', '2027-04-05+3'],
    ['ma t/m wo', '2027-04-05+3'],
    ['Mon-Fri', '2027-04-05+5'],
  ])('such as %s are %s', async (cell, expected) => {
    for (const headings of HEADINGS)
      expect([
        headings,
        (
          await days(headings, [
            ['14', cell],
            ['15', 'Mo'],
            ['16', 'Di'],
          ])
        ).days,
      ]).toEqual([headings, [expected, '2027-04-12', '2027-04-20']]);
  });

  it.each([
    'Wed & Fri',
    'Mon/Thu',
    'Mon, Wed, Fri',
    'Mo + Mi',
    'Di und Do',
    'mardi et jeudi',
    'martes y jueves',
    'terça e quinta',
    'di en do',
    'mar e gio',
    'mar. et jeu.',
    'Tue or Wed',
    'Fri-Mon',
  ])('such as %s are named', async (cell) => {
    for (const headings of HEADINGS) {
      const told = await days(headings, [
        ['14', cell],
        ['15', 'Mo'],
        ['16', 'Di'],
      ]);
      expect([headings, told.rejected]).toEqual([headings, [2]]);
      expect(told.said).toContain('several days');
    }
  });

  it.each([
    'every Tuesday',
    'Tuesdays',
    'jeden Dienstag',
    'dienstags',
    'chaque mardi',
    'todos los martes',
    'todas as terças',
    'elke dinsdag',
  ])('repeat where the cell says %s', async (cell) => {
    const told = await days(
      ['Week', 'Day'],
      [
        ['14', cell],
        ['14-18', cell],
        ['15', 'Mo'],
      ],
    );
    expect(told.days).toEqual(['2027-04-06+28', '2027-04-06+32', '2027-04-12']);
    expect(told.said).toContain('four weeks');
  });

  it.each(['weekdays', 'every weekday', 'wochentags', 'días laborables', 'werkdagen'])(
    'are Monday to Friday where the cell says %s',
    async (cell) => {
      expect(
        (
          await days(
            ['Week', 'Day'],
            [
              ['14', cell],
              ['15', 'Mo'],
              ['16', 'Di'],
            ],
          )
        ).days[0],
      ).toBe('2027-04-05+5');
    },
  );

  it('are said not to be understood', async () => {
    const told = await days(
      ['Week', 'Day'],
      [
        ['14', 'any day'],
        ['15', 'TBC'],
        ['16', 'Mon'],
        ['17', 'Tue'],
        ['18', 'Wed'],
      ],
    );
    expect(told.days.slice(0, 2)).toEqual(['2027-04-05', '2027-04-12']);
    expect(told.said).toContain('“any day” is not understood as a weekday');
    expect(told.said).toContain('“TBC” is not understood as a weekday');
  });

  it('may be numbers, or stand in the column of dates', async () => {
    expect(
      (
        await days(
          ['Week', 'Day'],
          [
            ['14', '1'],
            ['14', '3'],
            ['15', '5'],
          ],
        )
      ).days,
    ).toEqual(['2027-04-05', '2027-04-07', '2027-04-16']);
    expect(
      (
        await days(
          ['Week', 'Date'],
          [
            ['14', 'Tue'],
            ['15', '13 April'],
            ['16', '20 April'],
          ],
        )
      ).days,
    ).toEqual(['2027-04-06', '2027-04-13', '2027-04-20']);
  });
});

describe('days of a week', () => {
  it('are counted from the Monday of their week', async () => {
    const told = await days(
      ['Week', 'Day'],
      [
        ['Week 1', 'Day 1'],
        ['Week 1', 'Day 2'],
        ['Week 2', 'Day 1'],
        ['Week 4', 'Day 3'],
      ],
    );
    expect(told.days).toEqual(['2026-11-30', '2026-12-01', '2026-12-07', '2026-12-23']);
  });

  it('say nothing about the year', async () => {
    const { lines } = await tell(
      list(
        ['KW', 'Tag'],
        [
          ['14', 'Mo'],
          ['15', 'Mi'],
          ['17', 'Do'],
        ],
      ),
    );
    expect(lines.map((line) => line.slice(0, 10))).toEqual(['2027-04-05', '2027-04-14', '2027-04-29']);
  });
});

describe('weekdays beside a date', () => {
  it('are those of the week where the heading speaks of weeks', async () => {
    const rows = [
      ['5 April 2027', 'Tue'],
      ['12 April 2027', 'Mon-Wed'],
      ['19 April 2027', 'Mon/Thu'],
    ];
    for (const heading of ['W/C', 'Week commencing', 'Week', 'Woche vom']) {
      const told = await days([heading, 'Day'], rows);
      expect([heading, told.days, told.rejected]).toEqual([heading, ['2027-04-06', '2027-04-12+3'], [4]]);
    }
  });

  it('are said where they name more days than the date', async () => {
    const told = await days(
      ['Date', 'Day'],
      [
        ['6 April 2027', 'Tue/Thu'],
        ['12 April 2027', 'Mon-Fri'],
        ['19 April 2027', 'Mon'],
      ],
    );
    expect(told.days).toEqual(['2027-04-06', '2027-04-12', '2027-04-19']);
    expect(told.said).toContain('“Tue/Thu” beside the date is not used');
    expect(told.said).toContain('“Mon-Fri” beside the date is not used');
  });
});

describe('numbers of days', () => {
  it('are spans beside their month', async () => {
    const told = await days(
      ['Month', 'Day'],
      [
        ['April', '5'],
        ['April', '5-9'],
        ['April', '12/13'],
        ['April', '5 & 9'],
        ['April', '5/9'],
      ],
    );
    expect(told.days).toEqual(['2027-04-05', '2027-04-05+5', '2027-04-12+2']);
    expect(told.rejected).toEqual([5, 6]);
  });

  it('are counted below a heading of days', async () => {
    for (const heading of ['Day']) {
      const told = await days([heading], [['1'], ['2'], ['3-4'], ['8']]);
      expect([heading, told.days]).toEqual([heading, ['2026-11-30', '2026-12-01', '2026-12-02+2', '2026-12-07']]);
      expect(told.said).toContain('day 3 is counted from 2026-11-30');
    }
    expect((await days(['Day'], [['0'], ['3'], ['7']])).days).toEqual(['2026-11-30', '2026-12-03', '2026-12-07']);
  });
});
