import { MONTH_STEMS, WEEKDAY_STEMS } from './english.ts';

/** One date as the words of a cell give it, without any span. The text is in small letters and in English. */

export interface DatePoint {
  year?: number;
  month?: number;
  date?: number;
  /** Two numbers, either of which may be the month. */
  pair?: [number, number];
  /** 1 Monday to 7 Sunday, where the cell names it. */
  weekday?: number;
  /** A week by its number; `calendarWeek` where it is one of ISO 8601, open where it may count from the plan's start. */
  week?: number;
  calendarWeek?: boolean;
  /** “KW 11/27”: the year may be another week. */
  orWeek?: true;
  /** “Week of 5 April”: any day of that week may be meant. */
  weekOf?: boolean;
  /** “2nd week of April”, “Q2 week 3”: the week of so many from the one with this day. */
  weekIn?: number;
  /** “Second Monday of April”: which one of its weekday, 5 the last. */
  nth?: number;
  /** “Day 3” of the plan. */
  planDay?: number;
  /** A spreadsheet's date number. */
  serial?: number;
  /** It ends as this day begins, so that the day before is the last one. */
  nightBefore?: boolean;
  /** The words name a month and no day. */
  wholeMonth?: boolean;
  /** “27/04/05”: the first number may be the year. */
  yearFirst?: { year: number; month: number; date: number };
  /** “Mar-27”: the number may be the year. */
  orYear?: number;
  /** Days from a launch that is not known yet; working days where `working` says so. */
  fromLaunch?: { days: number; working: boolean };
}

export const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const YEAR = "('?\\d{2}|\\d{4})";
export const GAP = '[-/. ]*';
const WEEKDAY = /\b(mon|tue|wed|thu|fri|sat|sun)(?:s|day|sday|nesday|rs|r|rsday|urday)?\b\.?/;
export const WEEK_OF =
  /\b(?:w\/[cbks]|wc|wb|w c|week (?:commencing|beginning|starting|ending|of)|wk (?:commencing|beginning|starting|of)|beginning)\b[: ]*/;
const NTH: Record<string, number> = { first: 1, second: 2, third: 3, fourth: 4, last: 5 };

const WHOLE = (pattern: string) => new RegExp(`^${pattern}$`);
const FORMS = {
  yearFirst: WHOLE('(\\d{4})[-/. ] ?(\\d{1,2})[-/. ] ?(\\d{1,2})'),
  compact: WHOLE('((?:19|20|21)\\d{2})(\\d{2})(\\d{2})'),
  numeric: WHOLE(`(\\d{1,2})([-/. ])(\\d{1,2})\\2${YEAR}`),
  short: WHOLE('(\\d{1,2})([-/.])(\\d{1,2})\\.?'),
  roman: WHOLE(`(\\d{1,2})[-/. ]+(i{1,3}|iv|vi{0,3}|ix|xi{0,2})[-/. ]+${YEAR}`),
  yearMonth: WHOLE('(\\d{4})[-/.](\\d{1,2})'),
  monthYear: WHOLE('(\\d{1,2})[-/.](\\d{4})'),
  dayMonth: WHOLE(`(\\d{1,2})${GAP}(?:of )?${MONTH}(?:[-/. ]{0,2}${YEAR})?`),
  monthDay: WHOLE(`${MONTH}${GAP}(\\d{1,2})(?:[-/. ]+${YEAR})?`),
  monthOnly: WHOLE(`${MONTH}(?:${GAP}(\\d{4}))?`),
  monthOfYear: WHOLE(`${MONTH}[ ]*'(\\d{2})`),
  yearMonthDay: WHOLE(`(\\d{4})${GAP}${MONTH}${GAP}(\\d{1,2})`),
  calendarWeek: WHOLE('(?:cw|kw|calendar weeks?|iso weeks?)[ .#]*(\\d{1,2})(?:[ /.-]+(\\d{4}))?'),
  weekAhead: WHOLE('(\\d{1,2})[. ]*(?:kw|cw|week|wk)(?:[ /.-]+(\\d{4}))?'),
  isoWeek: WHOLE('(\\d{4})[- /]?(?:w|cw|kw|wk|week) ?(\\d{1,2})'),
  weekOrYear: WHOLE('(?:cw|kw|(?:calendar |iso )?weeks?|wks?|w)[ .#]*(\\d{1,2}) ?/ ?([23]\\d)'),
  isoWeekDay: WHOLE('(\\d{4})-?w(\\d{2})-?([1-7])'),
  openWeek: WHOLE('(?:weeks?|wks?|w|s)[ .#]*(?:no\\.? ?)?(\\d{1,2})(?:[ /.-]+(\\d{4}))?'),
  weekOfMonth: WHOLE(
    `(?:${MONTH}(?: (\\d{4}))?[ ,-]*(?:week|wk|w) ?(\\d)|(?:week|wk|w) ?(\\d)(?: (?:of|in))? ${MONTH}(?: (\\d{4}))?)`,
  ),
  quarterWeek: WHOLE('q([1-4])(?:[ /-]*(\\d{4}))?[ ,:/-]*(?:week|wk|w)[ .]*(\\d{1,2})'),
  weekOfQuarter: WHOLE('(?:week|wk|w)[ .]*(\\d{1,2})(?: of| in)?[ ,/-]*q([1-4])(?:[ /-]*(\\d{4}))?'),
  nthWeek: WHOLE(`(?:the )?(\\d|first|second|third|fourth|last) (?:week|wk)(?: (?:of|in))? ${MONTH}(?: (\\d{4}))?`),
  nthWeekday: WHOLE(
    `(?:the )?(\\d|first|second|third|fourth|last) ((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)(?: (?:of|in))? ${MONTH}(?: (\\d{4}))?`,
  ),
  planDay: WHOLE('day[ .#]*(\\d{1,3})'),
  serial: WHOLE('(\\d{5})(?:[.,]\\d+)?'),
};

/** One date, without any span. */
export function readPoint(text: string): DatePoint | undefined {
  const inMonth = readWithinMonth(text);
  if (inMonth) return inMonth;
  const named = WEEKDAY.exec(text);
  const weekday = named ? { weekday: WEEKDAY_STEMS.indexOf(named[1]!) + 1 } : {};
  const weekOf = WEEK_OF.test(text) ? { weekOf: true } : {};
  const plain = text
    .replace(WEEK_OF, ' ')
    .replace(WEEKDAY, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s:.-]+|[\s:-]+$/g, '');
  const date = readNumeric(plain) ?? readSpelled(plain) ?? readCounted(plain);
  return date && { ...date, ...weekday, ...weekOf };
}

function readNumeric(plain: string): DatePoint | undefined {
  const spaced = plain.replace(/(\d)([./-]) (?=\d)/g, '$1$2').replace(/^(\d{4}\.\d{1,2}\.\d{1,2})\.$/, '$1');
  let match = FORMS.yearFirst.exec(spaced) ?? FORMS.compact.exec(spaced);
  if (match) return calendarDate(Number(match[1]), Number(match[2]), Number(match[3]));
  match = FORMS.yearMonth.exec(spaced);
  if (match) return wholeMonth(Number(match[2]), Number(match[1]));
  match = FORMS.monthYear.exec(spaced);
  if (match) return wholeMonth(Number(match[1]), Number(match[2]));
  match = FORMS.roman.exec(spaced);
  if (match) return calendarDate(fullYear(match[3]!), ROMAN.indexOf(match[2]!) + 1, Number(match[1]));
  match = FORMS.numeric.exec(spaced) ?? FORMS.short.exec(spaced);
  if (!match) return undefined;
  const [first, second] = [Number(match[1]), Number(match[3])];
  const year = match[4] === undefined ? {} : { year: fullYear(match[4]) };
  // With dots the day always comes first.
  if (match[2] === '.')
    return second <= 12 && first <= 31 && first > 0 && second > 0 ? { ...year, month: second, date: first } : undefined;
  const last = match[4]?.length === 2 ? Number(match[4]) : 0;
  const yearFirst = possible(last, second)
    ? { yearFirst: { year: fullYear(match[1]!), month: second, date: last } }
    : {};
  return possible(first, second) || possible(second, first)
    ? { ...year, pair: [first, second], ...yearFirst }
    : undefined;
}

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];

/** Whether these may be a day and a month. */
export const possible = (date: number, month: number) => month >= 1 && month <= 12 && date >= 1 && date <= 31;

function readSpelled(plain: string): DatePoint | undefined {
  let match = FORMS.dayMonth.exec(plain);
  if (match) return calendarDate(yearOf(match[3]), monthOf(match[2]!), Number(match[1]));
  match = FORMS.yearMonthDay.exec(plain);
  if (match) return calendarDate(Number(match[1]), monthOf(match[2]!), Number(match[3]));
  match = FORMS.monthOfYear.exec(plain);
  if (match) return wholeMonth(monthOf(match[1]!), fullYear(match[2]!));
  match = FORMS.monthDay.exec(plain);
  if (match) {
    const date = Number(match[2]);
    if (match[3] === undefined && match[2]!.length === 2) {
      if (date > 31) return wholeMonth(monthOf(match[1]!), 2000 + date);
      const point = calendarDate(undefined, monthOf(match[1]!), date);
      return point && { ...point, orYear: 2000 + date };
    }
    return calendarDate(yearOf(match[3]), monthOf(match[1]!), date);
  }
  match = FORMS.monthOnly.exec(plain);
  return match ? wholeMonth(monthOf(match[1]!), yearOf(match[2])) : undefined;
}

function readCounted(plain: string): DatePoint | undefined {
  let match = FORMS.isoWeekDay.exec(plain);
  if (match) {
    const point = weekPoint(Number(match[2]), true, Number(match[1]));
    return point && { ...point, weekday: Number(match[3]) };
  }
  match = FORMS.isoWeek.exec(plain);
  if (match) return weekPoint(Number(match[2]), true, Number(match[1]));
  match = FORMS.calendarWeek.exec(plain) ?? FORMS.weekAhead.exec(plain);
  if (match) return weekPoint(Number(match[1]), true, yearOf(match[2]));
  match = FORMS.openWeek.exec(plain);
  if (match) return weekPoint(Number(match[1]), match[2] !== undefined, yearOf(match[2]));
  match = FORMS.weekOrYear.exec(plain);
  if (match && Number(match[2]) !== Number(match[1]) + 1) {
    const point = weekPoint(Number(match[1]), true, fullYear(match[2]!));
    return point && { ...point, orWeek: true };
  }
  match = FORMS.quarterWeek.exec(plain);
  if (match) return weekOfQuarter(Number(match[1]), yearOf(match[2]), Number(match[3]));
  match = FORMS.weekOfQuarter.exec(plain);
  if (match) return weekOfQuarter(Number(match[2]), yearOf(match[3]), Number(match[1]));
  match = FORMS.planDay.exec(plain);
  if (match) return { planDay: Number(match[1]) };
  match = FORMS.serial.exec(plain);
  return match ? { serial: Number(match[1]) } : undefined;
}

/** “April week 2”, “2nd week of April”, “first Monday of April”. */
function readWithinMonth(plain: string): DatePoint | undefined {
  let match = FORMS.weekOfMonth.exec(plain);
  if (match) {
    const [month, year, week] =
      match[1] === undefined ? [match[5]!, match[6], match[4]!] : [match[1], match[2], match[3]!];
    return weekOfMonth(monthOf(month), yearOf(year), Number(week));
  }
  match = FORMS.nthWeek.exec(plain);
  if (match) return weekOfMonth(monthOf(match[2]!), yearOf(match[3]), NTH[match[1]!] ?? Number(match[1]));
  match = FORMS.nthWeekday.exec(plain);
  const nth = match ? (NTH[match[1]!] ?? Number(match[1])) : 0;
  const point = match && nth >= 1 && nth <= 5 ? calendarDate(yearOf(match[4]), monthOf(match[3]!), 1) : undefined;
  return point && { ...point, nth, weekday: WEEKDAY_STEMS.indexOf(match![2]!.slice(0, 3)) + 1 };
}

/** The week in which the month's first, eighth, fifteenth, … day stands. */
function weekOfMonth(month: number, year: number | undefined, week: number): DatePoint | undefined {
  if (week < 1 || week > 5) return undefined;
  const point = calendarDate(year, month, 1);
  return point && { ...point, weekIn: week };
}

function weekOfQuarter(quarter: number, year: number | undefined, week: number): DatePoint | undefined {
  if (week < 1 || week > 14) return undefined;
  const point = calendarDate(year, quarter * 3 - 2, 1);
  return point && { ...point, weekIn: week };
}

function weekPoint(week: number, calendarWeek: boolean, year: number | undefined): DatePoint | undefined {
  if (week < 1 || week > 53) return undefined;
  return { week, calendarWeek, ...(year === undefined ? {} : { year }) };
}

const monthOf = (name: string) => MONTH_STEMS.indexOf(name.slice(0, 3)) + 1;

const yearOf = (text: string | undefined) => (text === undefined ? undefined : fullYear(text));

/** 27 is 2027; from 70 on, years are of the last century. */
function fullYear(text: string): number {
  const year = Number(text.replace("'", ''));
  return year >= 100 ? year : year < 70 ? 2000 + year : 1900 + year;
}

function wholeMonth(month: number, year: number | undefined): DatePoint | undefined {
  const point = calendarDate(year, month, 1);
  return point && (year === undefined || (year >= 1970 && year < 2200)) ? { ...point, wholeMonth: true } : undefined;
}

function calendarDate(year: number | undefined, month: number, date: number): DatePoint | undefined {
  if (!possible(date, month)) return undefined;
  return { month, date, ...(year === undefined ? {} : { year }) };
}
