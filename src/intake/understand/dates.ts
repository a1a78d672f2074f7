import { shorten, splitTime, type TimeReading } from './times.ts';

/** What one cell says about a date, before the column as a whole says which order and which year it means. */

export interface DatePoint {
  year?: number;
  month?: number;
  date?: number;
  /** Two numbers, either of which may be the month. */
  pair?: [number, number];
  /** 1 Monday to 7 Sunday, where the cell names it. */
  weekday?: number;
  /** A week by its number; `calendar` where it is one of ISO 8601, open where it may count from the plan's start. */
  week?: number;
  calendarWeek?: boolean;
  /** “Day 3” of the plan. */
  planDay?: number;
  /** A spreadsheet's date number. */
  serial?: number;
  /** How many days the words cover, where it is not one: a month. */
  wholeMonth?: boolean;
}

export interface DateReading {
  from: DatePoint;
  /** Last day, where the cell names a span. */
  to?: DatePoint;
  time?: TimeReading;
  /** The cell spells the month out before or after the day. */
  spelled?: 'day-first' | 'month-first';
  doubt?: string;
}

export interface DateProblem {
  problem: string;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const YEAR = "('?\\d{2}|\\d{4})";
const GAP = '[-/. ]*';
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WEEKDAY = /\b(mon|tue|wed|thu|fri|sat|sun)(?:s|day|sday|nesday|rs|r|rsday|urday)?\b\.?/;
const WEEK_OF = /\b(?:w\/[cb]|wc|wb|week (?:commencing|beginning|starting|of)|wk (?:commencing|of)|beginning)\b[: ]*/;

const NOT_YET =
  /^(tbc|tba|tbd|to be (confirmed|announced|decided|agreed)|n\/?a|pending|unknown|not set|none|asap|various|\?+|-+|\.+|x+)\b/;
const REPEATS = /\b(every|each|weekly|daily|fortnightly|monthly|quarterly|ongoing|recurring|continuous|always on)\b/;

const WHOLE = (pattern: string) => new RegExp(`^${pattern}$`);
const FORMS = {
  yearFirst: WHOLE('(\\d{4})[-/. ](\\d{1,2})[-/. ](\\d{1,2})'),
  compact: WHOLE('((?:19|20|21)\\d{2})(\\d{2})(\\d{2})'),
  numeric: WHOLE(`(\\d{1,2})([-/. ])(\\d{1,2})\\2${YEAR}`),
  short: WHOLE('(\\d{1,2})([-/.])(\\d{1,2})\\.?'),
  dayMonth: WHOLE(`(\\d{1,2})${GAP}(?:of )?${MONTH}(?:${GAP}${YEAR})?`),
  monthDay: WHOLE(`${MONTH}${GAP}(\\d{1,2})(?:[-/. ]+${YEAR})?`),
  monthOnly: WHOLE(`${MONTH}(?:${GAP}(\\d{4}))?`),
  yearMonthDay: WHOLE(`(\\d{4})${GAP}${MONTH}${GAP}(\\d{1,2})`),
  calendarWeek: WHOLE('(?:cw|kw|calendar week|iso week)[ .#]*(\\d{1,2})(?:[ /.-]+(\\d{4}))?'),
  isoWeek: WHOLE('(\\d{4})[- ]?(?:w|cw|kw|wk|week) ?(\\d{1,2})'),
  openWeek: WHOLE('(?:week|wk|w)[ .#]*(\\d{1,2})(?:[ /.-]+(\\d{4}))?'),
  planDay: WHOLE('day[ .#]*(\\d{1,3})'),
  serial: WHOLE('(\\d{5})(?:\\.\\d+)?'),
};

/** Reads one cell. Longer cells than any date are refused at once. */
export function readDate(text: string): DateReading | DateProblem {
  const shown = `“${shorten(text)}”`;
  if (text.length > 80) return { problem: `the date cell holds a text, not a date (${shown})` };
  const { rest, time } = splitTime(text);
  let plain = rest
    .toLowerCase()
    .replace(/[–—−‒→]/g, '-')
    .replace(/(\d)(?:st|nd|rd|th)\b/g, '$1')
    .replace(/[,\s]+/g, ' ')
    .replace(/\((?:tbc|provisional|draft|est\.?|approx\.?|\?)\)|\?$|\(|\)/g, ' ')
    .trim();
  if (plain === '') return { problem: 'there is no date' };
  if (NOT_YET.test(plain)) return { problem: `${shown} is no date yet; write the day, then import again` };
  plain = plain
    .replace(/^(?:on|from|starting|starts|start|by|due|approx\.?|approximately|circa|c\.|~|the)\s+/, '')
    .replace(/ 00:00(:00)?$/, '');
  const part = /^(early|mid|middle of|late|end of|beginning of|start of)[ -]+(?=\w)/.exec(plain);
  const rough = part && readPoint(plain.slice(part[0].length));
  if (rough?.wholeMonth) {
    const date = /early|beginning|start/.test(part![1]!)
      ? 1
      : /mid/.test(part![1]!)
        ? 15
        : /end/.test(part![1]!)
          ? 28
          : 22;
    const { wholeMonth: _, ...point } = rough;
    return { from: { ...point, date }, doubt: `${shown} is taken as the ${ordinal(date)}` };
  }
  const point = readPoint(plain);
  const reading = point ? { from: point } : readSpan(plain);
  if (!reading) {
    if (REPEATS.test(plain)) {
      return {
        problem: `${shown} repeats, but has no first date; write the first date, and how often in a column of its own`,
      };
    }
    if (/\bq[1-4]\b/.test(plain)) return { problem: `${shown} names a quarter, not a day` };
    if (/^(t|d|go-?live|launch)\s*[-+]\s*\d+/.test(plain))
      return { problem: `${shown} counts from a launch day; write the date itself` };
    if ((plain.match(new RegExp(MONTH, 'g'))?.length ?? 0) > 1 || /[;&\n]|\band\b/.test(plain)) {
      return { problem: `${shown} looks like several dates; give each a row of its own` };
    }
    return { problem: `${shown} is not understood as a date` };
  }
  const spelled = spelledOrder(plain);
  const doubt = doubtOf(plain, reading, shown);
  return {
    ...reading,
    ...(time === undefined ? {} : { time }),
    ...(spelled === undefined ? {} : { spelled }),
    ...(doubt === undefined ? {} : { doubt }),
  };
}

function doubtOf(plain: string, reading: DateReading, shown: string): string | undefined {
  if (reading.from.wholeMonth) return `${shown} names a month; it runs from its first day to its last`;
  if (WEEK_OF.test(plain)) return `${shown} names a week; it is placed on the day given`;
  if (new RegExp(`^${MONTH}-\\d{2}$`).test(plain))
    return `${shown} is taken as a day of that month; it may be a month and a year`;
  return undefined;
}

function spelledOrder(plain: string): DateReading['spelled'] {
  if (new RegExp(`\\b\\d{1,2}${GAP}(?:of )?${MONTH}`).test(plain)) return 'day-first';
  return new RegExp(`${MONTH}${GAP}\\d{1,2}\\b`).test(plain) ? 'month-first' : undefined;
}

/** One date, without any span. */
function readPoint(text: string): DatePoint | undefined {
  const named = WEEKDAY.exec(text);
  const weekday = named ? { weekday: WEEKDAYS.indexOf(named[1]!) + 1 } : {};
  const plain = text
    .replace(WEEK_OF, ' ')
    .replace(WEEKDAY, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s:.-]+|[\s:-]+$/g, '');
  const date = readNumeric(plain) ?? readSpelled(plain) ?? readCounted(plain);
  return date && { ...date, ...weekday };
}

function readNumeric(plain: string): DatePoint | undefined {
  let match = FORMS.yearFirst.exec(plain) ?? FORMS.compact.exec(plain);
  if (match) return calendarDate(Number(match[1]), Number(match[2]), Number(match[3]));
  match = FORMS.numeric.exec(plain) ?? FORMS.short.exec(plain);
  if (!match) return undefined;
  const [first, second] = [Number(match[1]), Number(match[3])];
  const year = match[4] === undefined ? {} : { year: fullYear(match[4]) };
  // With dots the day always comes first.
  if (match[2] === '.')
    return second <= 12 && first <= 31 && first > 0 && second > 0 ? { ...year, month: second, date: first } : undefined;
  return possible(first, second) || possible(second, first) ? { ...year, pair: [first, second] } : undefined;
}

/** Whether these may be a day and a month. */
export const possible = (date: number, month: number) => month >= 1 && month <= 12 && date >= 1 && date <= 31;

function readSpelled(plain: string): DatePoint | undefined {
  let match = FORMS.dayMonth.exec(plain);
  if (match) return calendarDate(yearOf(match[3]), monthOf(match[2]!), Number(match[1]));
  match = FORMS.yearMonthDay.exec(plain);
  if (match) return calendarDate(Number(match[1]), monthOf(match[2]!), Number(match[3]));
  match = FORMS.monthDay.exec(plain);
  if (match) {
    const date = Number(match[2]);
    if (date > 31 && match[3] === undefined)
      return { month: monthOf(match[1]!), date: 1, year: 2000 + date, wholeMonth: true };
    return calendarDate(yearOf(match[3]), monthOf(match[1]!), date);
  }
  match = FORMS.monthOnly.exec(plain);
  if (match) return { ...calendarDate(yearOf(match[2]), monthOf(match[1]!), 1), wholeMonth: true };
  return undefined;
}

function readCounted(plain: string): DatePoint | undefined {
  let match = FORMS.isoWeek.exec(plain);
  if (match) return weekPoint(Number(match[2]), true, Number(match[1]));
  match = FORMS.calendarWeek.exec(plain);
  if (match) return weekPoint(Number(match[1]), true, yearOf(match[2]));
  match = FORMS.openWeek.exec(plain);
  if (match) return weekPoint(Number(match[1]), match[2] !== undefined, yearOf(match[2]));
  match = FORMS.planDay.exec(plain);
  if (match) return { planDay: Number(match[1]) };
  match = FORMS.serial.exec(plain);
  return match ? { serial: Number(match[1]) } : undefined;
}

function weekPoint(week: number, calendarWeek: boolean, year: number | undefined): DatePoint | undefined {
  if (week < 1 || week > 53) return undefined;
  return { week, calendarWeek, ...(year === undefined ? {} : { year }) };
}

/** Spans: 11-15 Jan, Jan 11-15, 28 Jan to 2 Feb, 11/01/2027 - 15/01/2027. What one side leaves out the other says. */
function readSpan(plain: string): DateReading | undefined {
  const words = plain.replace(/\s(?:to|until|till|through|thru)\s/g, ' - ');
  const spaced = words.split(/\s+-\s+/);
  if (spaced.length === 2) return readSides(spaced[0]!, spaced[1]!);
  for (let at = words.indexOf('-'); at >= 0; at = words.indexOf('-', at + 1)) {
    const found = readSides(words.slice(0, at).trim(), words.slice(at + 1).trim());
    if (found) return found;
  }
  return undefined;
}

function readSides(left: string, right: string): DateReading | undefined {
  let from = readPoint(left);
  let to = readPoint(right);
  const bareLeft = /^(?:[a-z]+ )?(\d{1,2})\.?$/.exec(left);
  const bareRight = /^(?:[a-z]+ )?(\d{1,2})(?: (\d{4}))?$/.exec(right);
  if (to && !from && bareLeft) {
    const date = Number(bareLeft[1]);
    if (date < 1 || date > 31) return undefined;
    const { weekday: _, ...rest } = to;
    from = to.pair ? { ...rest, pair: [date, to.pair[1]] } : { ...rest, date };
  } else if (from && !to && bareRight) {
    const date = Number(bareRight[1]);
    if (date < 1 || date > 31 || from.pair) return undefined;
    const { weekday: _, ...rest } = from;
    to = { ...rest, date, ...(bareRight[2] === undefined ? {} : { year: Number(bareRight[2]) }) };
  }
  if (!from || !to) return undefined;
  const year = to.year ?? from.year;
  if (from.year === undefined && year !== undefined && from.month !== undefined && to.month !== undefined) {
    // 28 Dec - 2 Jan 2027 begins in 2026.
    from = { ...from, year: from.month > to.month ? year - 1 : year };
  } else if (from.year === undefined && year !== undefined) from = { ...from, year };
  return { from, to };
}

const monthOf = (name: string) => MONTHS.indexOf(name.slice(0, 3)) + 1;

const yearOf = (text: string | undefined) => (text === undefined ? undefined : fullYear(text));

/** 27 is 2027; from 70 on, years are of the last century. */
function fullYear(text: string): number {
  const year = Number(text.replace("'", ''));
  return year >= 100 ? year : year < 70 ? 2000 + year : 1900 + year;
}

function calendarDate(year: number | undefined, month: number, date: number): DatePoint | undefined {
  if (!possible(date, month)) return undefined;
  return { month, date, ...(year === undefined ? {} : { year }) };
}

function ordinal(date: number): string {
  return `${date}${date === 1 ? 'st' : date === 2 || date === 22 ? 'nd' : 'th'}`;
}
