import { DAY_MINUTES } from '#campaign/calendar.ts';
import { wallTimeAt } from '#campaign/wallClock.ts';
import { GAP, MONTH, readPoint, WEEK_OF, type DatePoint } from './datePoint.ts';
import { readFromLaunch, readLaunchSpan } from './launch.ts';
import { inEnglish } from './languages/languages.ts';
import { shorten, splitTime, type TimeReading } from './times.ts';

export { possible, type DatePoint } from './datePoint.ts';

/** What one cell says about a date, before the column as a whole says which order and which year it means. */

export interface DateReading {
  from: DatePoint;
  /** Last day, where the cell names a span. */
  to?: DatePoint;
  time?: TimeReading;
  /** The cell spells the month out before or after the day. */
  spelled?: 'day-first' | 'month-first';
  doubt?: string;
  /** The date stands among other words. */
  amongWords?: true;
}

export interface DateProblem {
  problem: string;
  /** The cell names no day at all, rather than one that cannot be read. */
  undated?: true;
}

const NOT_YET =
  /^(tbc|tba|tbd|to be (confirmed|announced|decided|agreed)|n\/?a|pending|unknown|not set|none|asap|various)\b|^(\?+|-+|\.+|x+)$/;
const REPEATS =
  /\b(every|each|weekdays|(?:mon|tues|wednes|thurs|fri|satur|sun)days|weekly|daily|fortnightly|monthly|quarterly|ongoing|recurring|continuous|always on)\b/;
/** Words before or behind a date that turn it into something else than a day to send on. */
/** Whether a date cell says how often, too. */
export const repeats = (text: string) => text.length <= 80 && REPEATS.test(inEnglish(text));
const OTHERWISE =
  /\b(not|was|moved|postponed|cancel\w*|instead|except|before|after|until|till|to|earliest|latest|or|and|between|deadline for|formerly|previously|due)\b|[&/+;]|<|>/;

const OTHERWISE_BEHIND = /\b(not|moved|postponed|cancel\w*|instead|or|and|earliest|was)\b|[&/+;]|<|>/;

/** Reads one cell. Longer cells than any date are refused at once. */
export function readDate(text: string): DateReading | DateProblem {
  const shown = `“${shorten(text)}”`;
  if (text.length > 80) return { problem: `the date cell holds a text, not a date (${shown})` };
  const english = inEnglish(text)
    .replace(/[–—−‒→➔]/g, '-')
    .replace(/(\d)(?:st|nd|rd|th)\b/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^([12])h (?=[a-z]{3})/, (_, half: string) => `${half === '1' ? 'first' : 'second'} half of `);
  if (english === '') return { problem: 'there is no date', undated: true };
  if (NOT_YET.test(english))
    return { problem: `${shown} is no date yet; write the day, then import again`, undated: true };
  // Words without a figure are a date only where they name a month or the launch.
  if (!/\d/.test(english) && !WORDED.test(english) && !readFromLaunch(english))
    return { problem: problemOf(english, shown), undated: true };
  return readAlone(english, shown) ?? readAmongWords(english, shown) ?? { problem: problemOf(english, shown) };
}

const WORDED =
  /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\b(day|week|weeks|month|months|launch|go-?live|event|release|start)\b/;

/** Words that go with a date and change nothing, or only how sure it is. */
const UNSURE =
  /\((?:tbc|tba|provisional|draft|est\.?|estimated|approx\.?|\?|planned|target|subject to change)\)|\s(?:tbc|tba|provisional|approx\.?)$|\s?\?$/;

const APPROXIMATE = /^(on or )?(approx|circa|ca\.|c\.|around|about|~)/;

/** A cell that holds a date, a time perhaps, and nothing else. */
function readAlone(english: string, shown: string): DateReading | undefined {
  const sure = english.replace(UNSURE, ' ').replace(/[()]/g, ' ').trim();
  const { rest, time } = splitTime(sure);
  let plain = rest
    .replace(/[,\s]+/g, ' ')
    .trim()
    .replace(
      /^(?:(?:on|from|starting|starts|start|as of|the)\s+|(?:on or )?(?:approx\.?|approximately|circa|ca\.|c\.|around|about|~)\s*)/,
      '',
    )
    .replace(/ (?:onwards?|on)$/, '');
  const latest = /^(?:by|due(?: by)?|no later than|at the latest|deadline:?)\s+(?:the )?/.exec(plain);
  if (latest) plain = plain.slice(latest[0].length);
  if (plain === '') return undefined;
  const rough = roughPart(plain);
  const launch = readFromLaunch(plain);
  const point = launch ? { fromLaunch: launch } : readPoint(plain);
  const reading: { from: DatePoint; to?: DatePoint } | undefined =
    rough ?? (point ? { from: point } : (spanFromLaunch(plain) ?? readSpan(plain)));
  if (!reading) return undefined;
  const spelled = spelledOrder(plain);
  const doubts = [
    ...(rough ? [`${shown} is taken as ${rough.taken}`] : doubtsOf(plain, reading, shown)),
    ...(latest ? [`${shown} is the last day for it; it is placed on that day`] : []),
    ...(UNSURE.test(english) || APPROXIMATE.test(english) ? [`the date ${shown} is not sure yet`] : []),
  ];
  const { from, to } = reading;
  const serialTime = from.serial === undefined ? undefined : timeOfSerial(plain);
  return {
    from,
    ...(to === undefined ? {} : { to }),
    ...(time === undefined ? (serialTime ?? {}) : { time }),
    ...(spelled === undefined ? {} : { spelled }),
    ...(doubts.length === 0 ? {} : { doubt: doubts.join('; ') }),
  };
}

function spanFromLaunch(plain: string): { from: DatePoint; to: DatePoint } | undefined {
  const span = readLaunchSpan(plain);
  return span && { from: { fromLaunch: span.from }, to: { fromLaunch: span.to } };
}

/** The time in the part of a day behind a date number; a moment before the next minute belongs to the one before. */
function timeOfSerial(plain: string): { time: TimeReading } | undefined {
  const part = Number(`0.${/[.,](\d+)$/.exec(plain)?.[1] ?? 0}`);
  const minutes = Math.min(DAY_MINUTES - 1, Math.floor(part * DAY_MINUTES + 0.02));
  if (minutes === 0) return undefined;
  return { time: { at: wallTimeAt(minutes), local: false } };
}

const MONTH_ENDS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** “Mid April”, “end of May”: a day within the month, which is said. */
function roughPart(plain: string): { from: DatePoint; to?: DatePoint; taken: string } | undefined {
  const part =
    /^(early|mid|middle of|late|end(?: of)?|beginning of|start of|first half of|second half of)[ -]+(?:in )?(?=\w)/.exec(
      plain,
    );
  const point = part && readPoint(plain.slice(part[0].length));
  if (!point?.wholeMonth) return undefined;
  const { wholeMonth: _, ...month } = point;
  const last = MONTH_ENDS[point.month! - 1]!;
  const day = (date: number) => ({ from: { ...month, date }, taken: `the ${ordinal(date)}` });
  const word = part![1]!;
  if (/first half/.test(word))
    return { from: { ...month, date: 1 }, to: { ...month, date: 15 }, taken: 'the 1st to the 15th' };
  if (/second half/.test(word))
    return { from: { ...month, date: 16 }, to: { ...month, date: last }, taken: `the 16th to the ${ordinal(last)}` };
  return day(/early|beginning|start/.test(word) ? 1 : /mid/.test(word) ? 15 : /end/.test(word) ? last : 22);
}

function doubtsOf(plain: string, reading: { from: DatePoint; to?: DatePoint }, shown: string): string[] {
  const { from, to } = reading;
  if (from.wholeMonth && !to) return [`${shown} names a month; it runs from its first day to its last`];
  if (from.weekOf && WEEK_OF.test(plain) && from.weekday === undefined)
    return [`${shown} names a week; it is placed on the day given`];
  if (from.weekIn !== undefined && from.weekday === undefined)
    return [`${shown} names a week; it is placed on the first day of that week`];
  return [];
}

const DAY_MONTH = new RegExp(`\\b\\d{1,2}${GAP}(?:of )?${MONTH}`);
const MONTH_DAY = new RegExp(`${MONTH}${GAP}\\d{1,2}\\b`);
const MONTHS = new RegExp(MONTH, 'g');
const TWO_DAYS = /(^|\s)(\d{1,2})\.? ?(?:\/|&|and|\+) ?(\d{1,2})\.?(?=\s|$)/;

function spelledOrder(plain: string): DateReading['spelled'] {
  if (DAY_MONTH.test(plain)) return 'day-first';
  return MONTH_DAY.test(plain) ? 'month-first' : undefined;
}

/** A date with other words: “5 April (after the board meeting)”, “Every Tuesday from 6 April”, “Go-live (19 April)”. */
function readAmongWords(english: string, shown: string): DateReading | undefined {
  if (!/\d/.test(english)) return undefined;
  const bracket = /^(.*?)\s*\(([^)]+)\)\s*(.*)$/.exec(english);
  if (bracket) {
    const outside = dayIn(`${bracket[1]!} ${bracket[3]!}`.trim(), shown);
    const inside = dayIn(bracket[2]!, shown);
    if (inside && (outside === undefined || outside.from.week !== undefined || outside.from.wholeMonth)) {
      if (OTHERWISE.test(bracket[1]!)) return undefined;
      return outside ? inside : noted(inside, `only the date in ${shown} is used`);
    }
    // “5 April (weekly)” says how often, which is read elsewhere.
    if (outside)
      return REPEATS.test(bracket[2]!)
        ? outside
        : noted(outside, `“${shorten(bracket[2]!)}” beside the date is left out`);
  }
  const numbered =
    /^every (?:\d+|two|three|four|other|second) (?:weeks?|days?|months?)\s+(?:from|starting(?: on)?|beginning|since)\s+/.exec(
      english,
    );
  const counted = numbered ? dayIn(english.slice(numbered[0].length), shown) : undefined;
  if (counted) return { ...counted, amongWords: true };
  const repeated =
    /^(?:(?:every|each|weekly|daily|fortnightly|monthly|weekdays|(?:mon|tues|wednes|thurs|fri|satur|sun)days)\b[\w ,]*?)\s*(?:from|starting(?: on)?|beginning|since|as of|:|,|-)\s*(?=\S)/.exec(
      english,
    );
  const first = repeated && !/\d/.test(repeated[0]) ? dayIn(english.slice(repeated[0].length), shown) : undefined;
  if (first) return { ...first, amongWords: true };
  const week = WEEK_AHEAD.exec(english);
  const inWeek = week ? dayIn(english.slice(week[0].length), shown) : undefined;
  if (inWeek) return { ...inWeek, amongWords: true };
  // Remarks behind the date, the longest date that can be read; then words before it.
  const cuts = [...english.matchAll(/\s+-\s+|\s*[,:;|]\s+|\s+/g)].filter(({ index }) => index > 2);
  for (const cut of cuts.reverse()) {
    const behind = english.slice(cut.index + cut[0].length);
    if (/\d/.test(behind) || DAY_OR_MONTH.test(behind)) break;
    const found = dayIn(english.slice(0, cut.index), shown);
    if (!found) continue;
    if (/^(ongoing|open|continuous|always on|until further notice|\.\.\.)$/.test(behind))
      return noted(found, `${shown} names no end`);
    if (REPEATS.test(behind)) return { ...found, amongWords: true };
    if (UNIT_BEHIND.test(behind) || (isCounted(found.from) && FROM_THERE.test(behind))) return undefined;
    return OTHERWISE_BEHIND.test(behind) ? undefined : noted(found, `“${shorten(behind)}” behind the date is left out`);
  }
  for (const cut of english.matchAll(/\s*[:(,-]\s+|\s+/g)) {
    const before = english.slice(0, cut.index);
    if (/\d/.test(before) || DAY_OR_MONTH.test(before)) break;
    const rest = english.slice(cut.index + cut[0].length);
    if (COUNTED_BEFORE.test(before) && BARE_NUMBERS.test(rest)) break;
    const found = dayIn(rest, shown);
    if (found)
      return OTHERWISE.test(before) || REPEATS.test(before)
        ? undefined
        : noted(found, `“${shorten(before)}” before the date is left out`);
  }
  return undefined;
}

/** “KW 14: 5-9 April” names the week and its days. */
const WEEK_AHEAD = /^(?:(?:calendar |iso )?week|kw|cw|wk|w)[ .]*\d{1,2}\s*[,:|-]\s*(?=\S)/;
const SEVERAL_WEEKS = /^(?:(?:calendar |iso )?weeks?|kw|cw|wks?|w)[ .#]*\d{1,2} ?(?:[/&+,]|and\b)/;
/** Numbers that are no date behind a word that is counted: “weeks 11/13”. */
const COUNTED_BEFORE = /(?:^|[\s-])(?:weeks?|kw|cw|wks?|w|days?|months?)\.?$/;
const BARE_NUMBERS = /^\d{1,2}(?: ?[/&+,.-] ?\d{1,2})*$/;
/** “1-2 weeks before launch”: numbers that are counted, and no date. */
const UNIT_BEHIND =
  /^(?:full |working |business |calendar )?(?:years?|quarters?|months?|weeks?|wks?|days?|hours?|hrs?|minutes?|mins?|[hdwm])\b/;
const FROM_THERE = /^(?:before|after|prior|ahead|pre|post|following|from|into|later|out|since)\b/;
const isCounted = ({ week, planDay }: DatePoint) => week !== undefined || planDay !== undefined;
const DAY_OR_MONTH = new RegExp(`\\b${MONTH}\\b`);

/** A date that names a day or a week; a month among other words is not one. */
function dayIn(text: string, shown: string): DateReading | undefined {
  if (!/\d/.test(text)) return undefined;
  const reading = readAlone(text, shown);
  return reading && !reading.from.wholeMonth && reading.from.serial === undefined ? reading : undefined;
}

const noted = (reading: DateReading, note: string): DateReading => ({
  ...reading,
  doubt: reading.doubt === undefined ? note : `${reading.doubt}; ${note}`,
  amongWords: true,
});

function problemOf(plain: string, shown: string): string {
  if (REPEATS.test(plain))
    return /\d/.test(plain)
      ? `${shown} repeats, but does not say when it begins; write the first date, and how often in a column of its own`
      : `${shown} repeats, but has no first date; write the first date, and how often in a column of its own`;
  if (/\b(q[1-4]|quarter)\b/.test(plain)) return `${shown} names a quarter, not a day`;
  if (/^(h[12]|(first|second) half)\b/.test(plain)) return `${shown} names half a year, not a day`;
  if (/\b(spring|summer|autumn|fall|winter|christmas|easter)\b/.test(plain))
    return `${shown} names a season, not a day`;
  if (/\b(cancel\w*|postponed|moved)\b/.test(plain))
    return `${shown} says that it was cancelled or moved; write the day it is on`;
  if (/^(before|after|until|till|to|not before)\b/.test(plain)) return `${shown} names a limit, not the day itself`;
  if (/\d ?(?:months?|weeks?|days?|hours?|h)\b.*\b(?:before|after|prior|later|following|out)\b/.test(plain))
    return `${shown} counts from something whose day is not known; write the day itself`;
  if (SEVERAL_WEEKS.test(plain))
    return `${shown} names several weeks; give each a row of its own, or join the first and the last by “-”`;
  if ((plain.match(MONTHS)?.length ?? 0) > 1 || /[;&+\n]|\band\b|\bor\b/.test(plain) || /\d \/ \d|\d, ?\d/.test(plain))
    return `${shown} looks like several dates; give each a row of its own`;
  return `${shown} is not understood as a date`;
}

/** Spans: 11-15 Jan, Jan 11-15, 28 Jan to 2 Feb, 11/01/2027 - 15/01/2027. What one side leaves out the other says. */
function readSpan(plain: string): { from: DatePoint; to: DatePoint } | undefined {
  const words = plain
    .replace(/\s(?:to|until|till|through|thru)\s/g, ' - ')
    // “KW11/KW12” is “KW 11/12”.
    .replace(/(?<=\d ?(?:[/&+]|and) ?)(?:kw|cw|weeks?|wk|w)[ .]*(?=\d)/g, '')
    .replace(/\b(kw|cw|wk)\.?(?=\d)/g, '$1 ')
    // “5/6 April” are two days, as “5-6 April” are.
    .replace(TWO_DAYS, (whole, before: string, from: string, to: string) =>
      Number(to) === Number(from) + 1 ? `${before}${from}-${to}` : whole,
    );
  const within = WEEKS_WITHIN.exec(words);
  if (within) {
    const [from, to] = [1, 2].map((place) => readPoint(`week ${within[place]}${within[3]}`));
    return from?.weekIn !== undefined && to?.weekIn !== undefined ? { from, to } : undefined;
  }
  const spaced = words.split(/\s+-\s+/);
  if (spaced.length === 2) return readSides(spaced[0]!, spaced[1]!);
  for (let at = words.indexOf('-'); at >= 0; at = words.indexOf('-', at + 1)) {
    const found = readSides(words.slice(0, at).trim(), words.slice(at + 1).trim());
    if (found) return found;
  }
  return undefined;
}

/** “Weeks 2-3 of April”, “weeks 2-3 of Q2”. */
const WEEKS_WITHIN = /^(?:weeks?|wks?|w) ?(\d{1,2}) ?- ?(\d{1,2})((?: of| in)? (?:q[1-4]|[a-z]{3}).*)$/;
const NAMED_DAYS = /^(?:mon|tue|wed|thu|fri|sat|sun)\w*\.?(?:\s*-\s*)(?=(?:mon|tue|wed|thu|fri|sat|sun))/;

function readSides(left: string, right: string): { from: DatePoint; to: DatePoint } | undefined {
  // “Mon - Fri 5-9 April”: the days of the week repeat what the dates say.
  if (/^[a-z]{3,9}\.?$/.test(left) && NAMED_DAYS.test(`${left}-${right}`)) {
    const dates = right.replace(/^[a-z]+\.?,?\s*/, '');
    const inner = readSpan(dates);
    if (inner) return inner;
  }
  let from = readPoint(left);
  let to = readPoint(right);
  const bareLeft = /^(?:[a-z]+ )?(\d{1,2})\.?$/.exec(left);
  const bareRight = /^(?:[a-z]+ )?(\d{1,2})(?:[ /](\d{4}))?$/.exec(right);
  if (to && !from && bareLeft) {
    const date = Number(bareLeft[1]);
    if (date < 1 || date > 31 || (to.month === undefined) === (to.pair === undefined)) return undefined;
    const { weekday: _, ...rest } = to;
    from = to.pair ? { ...rest, pair: [date, to.pair[1]] } : { ...rest, date };
  } else if (from && !to && bareRight) {
    const last = Number(bareRight[1]);
    const year = bareRight[2] === undefined ? {} : { year: Number(bareRight[2]) };
    const { weekday: _, orYear: __, ...rest } = from;
    if (from.week !== undefined) {
      if (last < 1 || last > 53) return undefined;
      const calendar = from.calendarWeek || bareRight[2] !== undefined;
      from = { ...from, ...year, calendarWeek: calendar };
      to = { ...rest, ...year, week: last, calendarWeek: calendar };
    } else if (from.weekIn !== undefined) {
      if (last < 1 || last > 14) return undefined;
      to = { ...rest, ...year, weekIn: last };
    } else if (from.planDay !== undefined) to = { planDay: last };
    else if (from.month === undefined || last < 1 || last > 31) return undefined;
    else to = { ...rest, date: last, ...year };
  }
  if (!from || !to || (from.week === undefined) !== (to.week === undefined)) return undefined;
  const year = to.year ?? from.year;
  if (from.year === undefined && year !== undefined && from.month !== undefined && to.month !== undefined) {
    // 28 Dec - 2 Jan 2027 begins in 2026.
    from = { ...from, year: from.month > to.month ? year - 1 : year };
  } else if (from.year === undefined && year !== undefined) from = { ...from, year };
  if (from.week !== undefined && to.week !== undefined) {
    const calendar = (from.calendarWeek ?? false) || (to.calendarWeek ?? false);
    return { from: { ...from, calendarWeek: calendar }, to: { ...to, calendarWeek: calendar } };
  }
  return { from, to };
}

function ordinal(date: number): string {
  const ending =
    date % 10 === 1 && date !== 11
      ? 'st'
      : date % 10 === 2 && date !== 12
        ? 'nd'
        : date % 10 === 3 && date !== 13
          ? 'rd'
          : 'th';
  return `${date}${ending}`;
}
