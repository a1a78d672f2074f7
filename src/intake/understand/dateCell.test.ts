import { MONTH_NAMES } from '#campaign/dateNames.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, formatDay, partsOf } from '#campaign/calendar.ts';
import { readDate, type DateReading } from './dateCell.ts';
import { dateColumn } from './dateColumn.ts';
import type { DatingOptions } from './order.ts';
import { readTime } from './times.ts';

const TODAY = '2026-11-20';

/** The days of a column of cells, as ISO dates: one date, a span, or why there is none. */
function days(cells: string[], options: Partial<DatingOptions> = {}): string[] {
  const readings = cells.map(readDate);
  const column = dateColumn(
    readings.map((reading) => ('from' in reading ? reading : undefined)),
    { today: TODAY, ...options },
  );
  return column.cells.map((cell, index) => {
    if (!cell) return (readings[index] as { problem: string }).problem;
    if ('problem' in cell) return cell.problem;
    return cell.until === cell.from + 1 ? formatDay(cell.from) : `${formatDay(cell.from)}/${formatDay(cell.until - 1)}`;
  });
}

const order = (cells: string[], options: Partial<DatingOptions> = {}) =>
  dateColumn(
    cells.map((cell) => readDate(cell) as DateReading),
    { today: TODAY, ...options },
  ).order;

describe('one date', () => {
  it.each([
    '2027-01-11',
    '2027/1/11',
    '20270111',
    '2027-01-11 00:00:00',
    '2027-01-11T09:00:00Z',
    '11 Jan 2027',
    '11-Jan-27',
    "11 Jan '27",
    '11th of January, 2027',
    'January 11th, 2027',
    'Jan. 11 2027',
    'Mon 11 January 2027',
    'Monday, January 11, 2027',
    '11.01.2027',
    '11.1.27',
    '2027 Jan 11',
    '46398',
    '46398.375',
    'w/c 11 Jan 2027',
    'Week commencing 11/01/2027',
    'CW 2 2027',
    'KW 2/2027',
    '2027-W02',
    'Week 2, 2027',
    'from 11 Jan 2027',
    '11 Jan 2027 (TBC)',
    '11/01/2027 9:30 am',
  ])('reads %s', (text) => {
    expect(days([text])).toEqual(['2027-01-11']);
  });

  it.each([
    ['11–15 Jan 2027', '2027-01-11/2027-01-15'],
    ['Jan 11-15, 2027', '2027-01-11/2027-01-15'],
    ['11/01/2027 - 15/01/2027', '2027-01-11/2027-01-15'],
    ['11/01-15/01/2027', '2027-01-11/2027-01-15'],
    ['2027-01-11 to 2027-01-15', '2027-01-11/2027-01-15'],
    ['11.01.-15.01.2027', '2027-01-11/2027-01-15'],
    ['Mon 11 - Fri 15 January 2027', '2027-01-11/2027-01-15'],
    ['28 Dec - 2 Jan 2027', '2026-12-28/2027-01-02'],
    ['28 Dec 2026 until 2 Jan', '2026-12-28/2027-01-02'],
    ['January 2027', '2027-01-01/2027-01-31'],
  ])('reads the span %s', (text, span) => {
    expect(days([text])).toEqual([span]);
  });

  it.each([
    ['TBC', 'is no date yet'],
    ['31/02/2027', 'is not a real date'],
    ['32/13/2027', 'is not understood as a date'],
    ['Email', 'is not understood as a date'],
    ['Q1 2027', 'names a quarter'],
    ['11 Jan & 18 Jan', 'several dates'],
    ['every Friday', 'repeats, but has no first date'],
    ['T-7', 'counts from the launch'],
    ['#REF!', 'is not understood as a date'],
    ['x'.repeat(100), 'holds a text, not a date'],
  ])('says why %s is none', (text, reason) => {
    expect(days([text])[0]).toContain(reason);
  });

  it('reads every day of its range in every way of writing it', () => {
    const writings: ((parts: { year: number; month: number; date: number }, iso: string) => string)[] = [
      (_, iso) => iso,
      ({ year, month, date }) => `${date}/${month}/${year}`,
      ({ year, month, date }) => `${date}.${month}.${year}`,
      ({ year, month, date }) => `${date} ${MONTH_NAMES[month - 1]} ${year}`,
      ({ year, month, date }) => `${MONTH_NAMES[month - 1]} ${date}, ${year}`,
    ];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: dayOf('2199-12-31') }), fc.constantFrom(...writings), (day, write) => {
        const text = write(partsOf(day), formatDay(day));
        expect(days([text], { dateOrder: 'day-first' })).toEqual([formatDay(day)]);
      }),
    );
  });
});

describe('a column of dates', () => {
  it.each([
    [['03/04/2027', '13/04/2027'], 'day-first', true],
    [['03/04/2027', '04/13/2027'], 'month-first', true],
    [['13/04/2027', '14/04/2027', '04/15/2027'], 'day-first', false],
    [['Tue 12/01/2027'], 'day-first', true],
    [['Mon 01/11/2027', 'Tue 01/12/2027'], 'month-first', true],
    [['04/01/2027', '11/01/2027', '01/02/2027', '08/02/2027'], 'day-first', false],
    [['01/04/2027', '01/11/2027', '02/01/2027', '02/08/2027'], 'month-first', false],
    [['03/04/2027', 'January 5 2027'], 'month-first', false],
    [['03/04/2027'], 'day-first', false],
  ] as const)('reads %j with the %s', (cells, expected, certain) => {
    expect(order([...cells])).toMatchObject({ order: expected, certain });
  });

  it('follows the heading, and the person before it', () => {
    expect(order(['03/04/2027'], { header: 'Date (mm/dd/yyyy)' })).toMatchObject({
      order: 'month-first',
      certain: true,
    });
    expect(days(['03/04/2027'], { header: 'Date (mm/dd)', dateOrder: 'day-first' })).toEqual(['2027-04-03']);
  });

  it('says whether the order matters at all', () => {
    const matters = (cells: string[]) =>
      dateColumn(
        cells.map((cell) => readDate(cell) as DateReading),
        { today: TODAY },
      ).orderMatters;
    expect(matters(['03/04/2027'])).toBe(true);
    expect(matters(['04/04/2027', '2027-03-04', '3.4.27'])).toBe(false);
  });

  it('gives dates without a year one that keeps them in their order', () => {
    expect(days(['30 Nov', '15 Dec', '11 Jan', '1 Feb'])).toEqual([
      '2026-11-30',
      '2026-12-15',
      '2027-01-11',
      '2027-02-01',
    ]);
    expect(days(['11 Jan', '1 Feb'])).toEqual(['2027-01-11', '2027-02-01']);
    expect(days(['11 Jan', '1 Feb'], { year: 2031 })).toEqual(['2031-01-11', '2031-02-01']);
    expect(days(['11 Jan', '1 Feb 2029'])).toEqual(['2029-01-11', '2029-02-01']);
  });

  it('keeps lists by channel together over the new year', () => {
    expect(days(['1 Dec', '11 Jan', '8 Dec', '5 Dec', '18 Jan'])).toEqual([
      '2026-12-01',
      '2027-01-11',
      '2026-12-08',
      '2026-12-05',
      '2027-01-18',
    ]);
    expect(days(['11 Jan', '9 Feb', '18 Jan', '2 Feb'])).toEqual([
      '2027-01-11',
      '2027-02-09',
      '2027-01-18',
      '2027-02-02',
    ]);
  });

  it('takes “03/27” for months of a year where the whole column does, and says so', () => {
    const april = '2027-04-01/2027-04-30';
    const march = '2027-03-01/2027-03-31';
    expect(days(['03/27', '04/27'])).toEqual([march, april]);
    expect(days(['03-27', '04-27'])).toEqual([march, april]);
    expect(days(['Mar-27', '04/27'])).toEqual([march, april]);
    expect(days(['03/27'], { header: 'Month' })).toEqual([march]);
    expect(days(['03/27-04/27', '05/27'])).toEqual(['2027-03-01/2027-04-30', '2027-05-01/2027-05-31']);
    expect(days(['12/26', '01/27', '02/27'])).toEqual([
      '2026-12-01/2026-12-31',
      '2027-01-01/2027-01-31',
      '2027-02-01/2027-02-28',
    ]);
    expect(days(['03/15', '03/27', '04/27'])).toEqual(['2027-03-15', '2027-03-27', '2027-04-27']);
    expect(days(['03/26', '03/27', '03/28'])).toEqual(['2027-03-26', '2027-03-27', '2027-03-28']);
    expect(days(['Sat 03/27', 'Tue 04/27'])).toEqual(['2027-03-27', '2027-04-27']);
    const doubts = (cells: string[]) =>
      dateColumn(
        cells.map((cell) => readDate(cell) as DateReading),
        { today: TODAY },
      ).cells.map((cell) => (cell && 'doubts' in cell ? cell.doubts.join() : ''));
    for (const cells of [['03/27'], ['03/27', '03/27'], ['03/26', '03/27']])
      for (const doubt of doubts(cells))
        expect([cells, doubt]).toEqual([cells, expect.stringContaining('may be a month and a year')]);
    for (const doubt of doubts(['03/27', '04/27'])) expect(doubt).toContain('taken as the month');
    expect(doubts(['03/15', '03/27'])).toEqual(['', '']);
  });

  it('finds the year that the weekdays fit', () => {
    expect(days(['Mon 11 Jan', 'Tue 12 Jan'])).toEqual(['2027-01-11', '2027-01-12']);
    expect(days(['Tue 12 Jan', 'Wed 13 Jan'], { today: '2021-03-01' })).toEqual(['2021-01-12', '2021-01-13']);
  });

  it('counts weeks and days from the start of the plan, or by the calendar', () => {
    expect(days(['2027-01-13', 'Week 1', 'Week 3', 'Day 2'])).toEqual([
      '2027-01-13',
      '2027-01-11',
      '2027-01-25',
      '2027-01-12',
    ]);
    expect(days(['Week 1', 'Week 2'], { weekOne: '2027-03-03' })).toEqual(['2027-03-01', '2027-03-08']);
    expect(days(['Week 37', 'Week 40'], { year: 2027 })).toEqual(['2027-09-13', '2027-10-04']);
  });

  it('reads bare date numbers of the 1904 system', () => {
    expect(days(['44936'], { date1904: true })).toEqual(['2027-01-11']);
  });

  it.each([
    [
      ['Mon 04/05/2027', 'Tue 04/06/2027', 'Tue 13/04/2027', 'Wed 14/04/2027'],
      ['05', '06', '13', '14'],
    ],
    [
      ['Mon 2027-05-04', 'Tue 2027-06-04', 'Tue 13/04/2027'],
      ['05', '06', '13'],
    ],
    [
      ['Mon 04.05.2027', 'Tue 04.06.2027'],
      ['05', '06'],
    ],
    [
      ['Mon 4/5', 'Tue 4/6', 'Tue 13/4'],
      ['05', '06', '13'],
    ],
    [
      ['Mon 05/04/2027', 'Tue 06/04/2027', 'Tue 04/13/2027', 'Wed 04/14/2027', 'Thu 04/15/2027'],
      ['05', '06', '13', '14', '15'],
    ],
  ])('reads %j in the order that their weekdays fit', (cells, dates) => {
    expect(days(cells)).toEqual(dates.map((date) => `2027-04-${date}`));
  });

  it('follows the weekdays where the heading says otherwise, and says so', () => {
    const cells = ['Mon 04/05/2027', 'Tue 04/06/2027'];
    expect(days(cells, { header: 'Date (dd/mm/yyyy)' })).toEqual(['2027-04-05', '2027-04-06']);
    expect(order(cells, { header: 'Date (dd/mm/yyyy)' })).toMatchObject({ order: 'month-first', certain: false });
    expect(days(cells, { dateOrder: 'day-first' })).toEqual(['2027-05-04', '2027-06-04']);
  });

  it('leaves a single date that the weekday contradicts, and says both', () => {
    const { cells } = dateColumn(
      ['Mon 05/04/2027', 'Tue 06/04/2027', 'Mon 04/12/2027', 'Tue 13/04/2027'].map(
        (cell) => readDate(cell) as DateReading,
      ),
      { today: TODAY },
    );
    expect(cells[2]).toMatchObject({
      from: dayOf('2027-12-04'),
      doubts: ['2027-12-04 is a Saturday, not a Monday; with day and month the other way round, 2027-04-12 is one'],
    });
  });

  it('doubts a weekday that does not fit', () => {
    const [cell] = dateColumn([readDate('Tue 11 Jan 2027') as DateReading], { today: TODAY }).cells;
    expect(cell).toMatchObject({ doubts: ['2027-01-11 is a Monday, not a Tuesday'] });
  });

  it('reads a sorted column without years as the days it was written from', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 0, max: 700 }),
        (steps, offset) => {
          let iso = addDays('2026-11-20', offset);
          const dates = steps.map((step) => (iso = addDays(iso, step)));
          const cells = dates.map(
            (date) => `${partsOf(dayOf(date)).date} ${MONTH_NAMES[partsOf(dayOf(date)).month - 1]}`,
          );
          fc.pre(!cells.some((cell) => cell.startsWith('29 Feb')));
          expect(days(cells, { year: partsOf(dayOf(dates[0]!)).year })).toEqual(dates);
        },
      ),
    );
  });
});

describe('times', () => {
  it.each([
    ['9am', '09:00'],
    ['9 a.m.', '09:00'],
    ['09:00', '09:00'],
    ['9.30 am', '09:30'],
    ['9:30:00 PM', '21:30'],
    ['14h', '14:00'],
    ['14h30', '14:30'],
    ['0900', '09:00'],
    ['noon', '12:00'],
    ['12 noon', '12:00'],
    ['12pm', '12:00'],
    ['12am', '00:00'],
    ['midnight', '00:00'],
    ['10–11am', '10:00'],
    ['11-1pm', '11:00'],
    ['2-3pm', '14:00'],
    ['9:00 to 10:00', '09:00'],
    ['0.375', '09:00'],
    ['08:30 hrs', '08:30'],
    ['9am CET', '09:00'],
    ['2027-01-11 13:30', '13:30'],
    ['afternoon', '14:00'],
  ])('reads %s as %s', (text, at) => {
    expect(readTime(text)?.at).toBe(at);
  });

  it.each(['TBC', '25:00', '9:75', 'Email', 'Week 3', '13pm', '', 'constructor'])('reads no time in %j', (text) => {
    expect(readTime(text)).toBeUndefined();
  });

  it('marks local time, and doubts zones and vague words', () => {
    expect(readTime('9am local time')).toEqual({ at: '09:00', local: true });
    expect(readTime('9am PT')).toEqual({ at: '09:00', local: false, zone: 'America/Los_Angeles' });
    expect(readTime('9am XYT')?.doubt).toContain('time zone');
    expect(readTime('morning')?.doubt).toContain('09:00');
    expect(readTime('9:00')?.doubt).toBeUndefined();
  });
});
