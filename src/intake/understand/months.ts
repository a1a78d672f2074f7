import { dayOf, partsOf } from '#campaign/calendar.ts';
import type { DatePoint } from './datePoint.ts';
import type { DateReading } from './dateCell.ts';
import type { DatingOptions } from './order.ts';

/** “Mar-27” and “03/27”: a month and its year, or the 27th of March. The column as a whole decides, and what is taken is said. */

interface MonthOfYear {
  month: number;
  year: number;
}

/** The month and year that a point may mean instead of a day. */
function monthOf({ orYear, month, pair, year, weekday, weekOf, date }: DatePoint): MonthOfYear | undefined {
  if (weekday !== undefined || weekOf) return undefined;
  if (orYear !== undefined && date !== undefined) return { month: month!, year: orYear };
  return pair && year === undefined && pair[0] <= 12 && pair[1] > 12
    ? { month: pair[0], year: 2000 + pair[1] }
    : undefined;
}

const MONTH_HEADING = /\b(months?|monate?|mois|mes|mês|mese|maand|mm ?[/.-] ?yy)\b/i;
/** Years that plans are made for, from today. */
const NEAR = 5;

/** The readings with the days that are months of a year put right, or with a word where they may be. */
export function monthsWithYears(
  readings: (DateReading | undefined)[],
  { today, header = '' }: DatingOptions,
): (DateReading | undefined)[] {
  const may = readings.map((reading) => (reading && reading.time === undefined ? monthOf(reading.from) : undefined));
  const found = may.filter((month) => month !== undefined);
  const now = partsOf(dayOf(today)).year;
  const open = readings.filter(
    (reading) => reading?.from.orYear !== undefined || (reading?.from.pair && !reading.from.yearFirst),
  );
  if (found.length === 0 || found.length < open.length || found.some(({ year }) => Math.abs(year - now) > NEAR))
    return readings.map((reading, index) =>
      may[index] && reading?.from.orYear !== undefined ? orMonth(reading) : reading,
    );
  const meant = MONTH_HEADING.test(header) || areMonths(found);
  return readings.map((reading, index) => {
    const month = may[index];
    if (!reading || !month) return reading;
    if (!meant) return orMonth(reading);
    const until = reading.to && monthOf(reading.to);
    if (reading.to && !until) return reading;
    return {
      ...reading,
      from: wholeMonth(month),
      ...(until ? { to: wholeMonth(until) } : {}),
      doubt: `it is taken as the month ${String(month.month).padStart(2, '0')}/${month.year}; it runs from its first day to its last`,
    };
  });
}

const wholeMonth = ({ month, year }: MonthOfYear): DatePoint => ({ year, month, date: 1, wholeMonth: true });

const orMonth = (reading: DateReading): DateReading =>
  reading.to ? reading : { ...reading, doubt: 'it is taken as a day of that month; it may be a month and a year' };

/** Different months of one year, or of two years that follow each other as their months do. */
function areMonths(found: MonthOfYear[]): boolean {
  const years = new Set(found.map(({ year }) => year));
  const counts = found.map(({ month, year }) => year * 12 + month);
  if (years.size === 1) return new Set(counts).size > 1;
  const span = Math.max(...counts) - Math.min(...counts);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const before = Math.max(...found.flatMap(({ month, year }) => (year === first ? [month] : [])));
  const after = Math.min(...found.flatMap(({ month, year }) => (year === last ? [month] : [])));
  return last - first === 1 && after < before && span <= 18;
}
