import { describe, expect, it } from 'vitest';
import { tell, tellDates } from './plan.testing.ts';

/** Days that stand in several cells, or in words. */

const days = async (rows: string[][], choices = {}) =>
  (await tell(rows, { year: 2027, ...choices })).lines.map((line) => line.split(' | ')[0]!.replace(/\+1$/, ''));

describe('parts of a date that stand once for the rows below', () => {
  it.each([
    ['Month', 'Date', ['March', '3'], ['', '17'], ['April', '1'], ['2027-03-03', '2027-03-17', '2027-04-01']],
    ['Month', 'Day', ['March', '3'], ['', '17'], ['April', '1'], ['2027-03-03', '2027-03-17', '2027-04-01']],
    ['Week', 'Day', ['KW 10', 'Mon'], ['', 'Thu'], ['KW 11', 'Tue'], ['2027-03-08', '2027-03-11', '2027-03-16']],
    [
      'Year',
      'Date',
      ['2028', '3 March'],
      ['', '17 March'],
      ['2029', '1 April'],
      ['2028-03-03', '2028-03-17', '2029-04-01'],
    ],
  ])('are carried down: %s and %s', async (one, other, first, second, third, expected) => {
    const rows = [[one, other], first, second, third].map((cells, row) => [
      ...cells,
      ...(row === 0 ? ['Title', 'Channel'] : [`News ${row}`, 'Email']),
    ]);
    expect(await days(rows)).toEqual(expected);
    expect((await tell(rows)).said).toContain('of row 2');
  });
});

it.each(['Semana', 'Semaine', 'Woche', 'Week'])('weeks of months are read below “%s”', async (heading) => {
  const rows = [
    [heading, 'Title', 'Channel'],
    ['1ª semana de março', 'a', 'Email'],
    ['2ª semana de março', 'b', 'Email'],
  ];
  expect(await days(rows)).toEqual(['2027-03-01', '2027-03-08']);
});

describe('numbers of days below a month', () => {
  it.each(
    ['Day', 'Tag', 'Jour', 'Dia', 'Día', 'Dag', 'Giorno', 'Date'].flatMap((heading) => [
      [heading, '2', '15'],
      [heading, '02', '15.'],
    ]),
  )('are read below “%s”: %s and %s', async (heading, first, second) => {
    const rows = [
      ['MARÇO/2027', '', ''],
      [heading, 'Title', 'Channel'],
      [first!, 'a', 'Email'],
      [second!, 'b', 'Email'],
    ];
    expect(await days(rows, { year: undefined })).toEqual(['2027-03-02', '2027-03-15']);
  });

  it.each(['02 (ter)', 'ter 02', 'Tue 2', '2 Tue', 'Di 2.', '2 (Tue)'])('may have their weekday: %s', async (day) => {
    const rows = [
      ['March 2027', '', ''],
      ['Dia', 'Title', 'Channel'],
      [day, 'a', 'Email'],
    ];
    expect(await days(rows, { year: undefined })).toEqual(['2027-03-02']);
  });
});

describe('a day in several columns', () => {
  it.each([
    [
      ['Month', 'Day'],
      ['April', '5'],
      ['April', '13'],
      ['2027-04-05', '2027-04-13'],
    ],
    [
      ['Month', 'Day'],
      ['4', '5'],
      ['4', '13'],
      ['2027-04-05', '2027-04-13'],
    ],
    [
      ['Week', 'Day'],
      ['KW 14', 'Mo'],
      ['KW 15', 'Do'],
      ['2027-04-05', '2027-04-15'],
    ],
    [
      ['Week number', 'Weekday'],
      ['14', 'Monday'],
      ['15', 'Thursday'],
      ['2027-04-05', '2027-04-15'],
    ],
    [
      ['W/C', 'Day'],
      ['5 April 2027', 'Monday'],
      ['12 April 2027', 'Tue'],
      ['2027-04-05', '2027-04-13'],
    ],
    [
      ['Week commencing', 'Day'],
      ['05/04/2027', 'Friday'],
      ['12/04/2027', 'Tue'],
      ['2027-04-09', '2027-04-13'],
    ],
    [
      ['Month', 'Week'],
      ['April', '2'],
      ['May', '1'],
      ['2027-04-05', '2027-05-01'],
    ],
    [
      ['Quarter', 'Week'],
      ['Q2', '1'],
      ['Q2', '3'],
      ['2027-04-01', '2027-04-12'],
    ],
    [
      ['Year', 'Date'],
      ['2028', '5 Apr'],
      ['2028', '13 Apr'],
      ['2028-04-05', '2028-04-13'],
    ],
    [
      ['Year', 'Week'],
      ['2028', '14'],
      ['2028', '15'],
      ['2028-04-03', '2028-04-10'],
    ],
    [
      ['Month', 'Year'],
      ['Apr', '2028'],
      ['May', '2028'],
      ['2028-04-01+30', '2028-05-01+31'],
    ],
    [
      ['Day', 'Date'],
      ['Monday', '4/5'],
      ['Tuesday', '5/4'],
      ['2027-04-05', '2027-05-04'],
    ],
  ])('is read from %j', async (headings, one, two, expected) => {
    const list = [headings, one, two].map((cells, index) => [
      ...cells,
      ...(index === 0 ? ['Channel', 'Title'] : ['Email', 'News']),
    ]);
    expect(await days(list)).toEqual(expected);
  });

  it('is read below a heading with the month or the week', async () => {
    expect(
      await days([
        ['Date', 'Channel', 'Title'],
        ['April 2027', '', ''],
        ['5', 'Email', 'a'],
        ['12', 'Email', 'b'],
        ['May 2027', '', ''],
        ['3', 'Email', 'c'],
      ]),
    ).toEqual(['2027-04-05', '2027-04-12', '2027-05-03']);
  });

  it('leaves ideas without a date at the end of the list without one', async () => {
    const list = [
      ['Date', 'Channel', 'Title'],
      ['2027-04-05', 'Email', 'a'],
      ['2027-04-12', 'Email', 'b'],
      ['', 'Email', 'c'],
      ['', 'Email', 'd'],
    ];
    expect((await tell(list)).rejected).toEqual([4, 5]);
  });
});

describe('a day in words', () => {
  it.each([
    ['5 Apr 2027 (after board meeting)', '2027-04-05'],
    ['5 Apr 2027 - after payday', '2027-04-05'],
    ['5 April 2027 TBC', '2027-04-05'],
    ['from 5 April 2027', '2027-04-05'],
    ['by 5 Apr 2027', '2027-04-05'],
    ['Week 14 (5-9 April 2027)', '2027-04-05+5'],
    ['Mon–Fri 5–9 April 2027', '2027-04-05+5'],
    ['5/6 April 2027', '2027-04-05+2'],
    ['Go-live (2027-04-19)', '2027-04-19'],
    ['Every Tuesday from 6 April 2027', '2027-04-06+28'],
    ['Tuesdays from 6 April 2027', '2027-04-06+28'],
    ['dienstags ab 6. April 2027', '2027-04-06+28'],
    ['Tuesdays, 6 April - 4 May 2027', '2027-04-06+29'],
    ['end of April 2027', '2027-04-30'],
    ['2nd week of April 2027', '2027-04-05'],
    ['first Monday of April 2027', '2027-04-05'],
    ['last Friday in April 2027', '2027-04-30'],
    ['Q2 wk 3', '2027-04-12'],
    ['KW 15-17/2027', '2027-04-12+19'],
    ['14. KW', '2027-04-05'],
    ['2027-W21-3', '2027-05-26'],
    ['Week 14, Tuesday', '2027-04-06'],
    ['5. 4. 2027', '2027-04-05'],
    ['2027.04.05.', '2027-04-05'],
    ['5/IV/2027', '2027-04-05'],
    ['27/04/05', '2027-04-05'],
    ['04/2027', '2027-04-01+30'],
    ['1H April 2027', '2027-04-01+15'],
  ])('reads %s as %s', async (text, expected) => {
    expect(await tellDates([text])).toEqual([expected]);
  });

  it.each([
    ['2027-W53', 'has no week 53'],
    ['Before 5 April 2027', 'names a limit'],
    ['5, 12 and 19 April 2027', 'several dates'],
    ['5 April 2027 cancelled', 'cancelled or moved'],
    ['Weekly until 25 June 2027', 'does not say when it begins'],
    ['Spring 2027', 'names a season'],
    ['H1 2027', 'half a year'],
    ['T-14', 'launch'],
  ])('says what is wrong with %s', async (text, reason) => {
    expect((await tellDates([text]))[0]).toContain(reason);
  });
});

describe('the year', () => {
  const list = (above: string[][]) => [
    ...above,
    ['Date', 'Channel', 'Title'],
    ['12 Jan', 'Email', 'a'],
    ['3 Feb', 'Email', 'b'],
  ];
  const starts = async (above: string[][], name?: string) =>
    (await tell(list(above), {}, name)).lines.map((line) => line.slice(0, 10));

  it.each([
    [[['Last updated: 12 November 2026', '', '']], undefined, 2027],
    [[['Version of 12.11.2026', '', '']], undefined, 2027],
    [[], 'Comms plan 2026-11-12.csv', 2027],
    [[], 'comms-plan-2026.csv', 2027],
    [[], 'comms-plan-2028.csv', 2028],
    [[['Learning plan 2028', '', '']], undefined, 2028],
  ])('of %j in %s is %i', async (above, name, year) => {
    expect(await starts(above, name)).toEqual([`${year}-01-12`, `${year}-02-03`]);
  });

  it.each(['03/27', '3/2027', '03.27'])('stands behind months in “%s”', async (month) => {
    expect(
      await days([
        ['Month', 'Channel', 'Title'],
        [month, 'Email', 'a'],
        ['04/27', 'Email', 'b'],
      ]),
    ).toEqual(['2027-03-01+31', '2027-04-01+30']);
  });

  it('stands behind months in “Mar-27”', async () => {
    expect(
      await days([
        ['Month', 'Channel', 'Title'],
        ['Mar-27', 'Email', 'a'],
        ['Apr-27', 'Email', 'b'],
      ]),
    ).toEqual(['2027-03-01+31', '2027-04-01+30']);
  });
});
