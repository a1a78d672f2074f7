import { addDays, dayOf, formatDay, parseDay, partsOf, weekdayOf } from '#campaign/calendar.ts';
import { WEEKDAY_CODES } from '#campaign/dateNames.ts';
import type { Cadence, MonthlyBy } from '#campaign/document.ts';
import { MOST_DAYS } from '#campaign/limits.ts';
import { ruleDays, type Rule } from '#campaign/occurrences.ts';
import { onOrdinalInMonth, onWeekdays, ORDINALS, ruleFrom, weekdaysOf } from '#campaign/rhythm.ts';

/** Events of a calendar that repeat (RFC 5545), as series that a plan can hold. */

/** Days in a row of a series; without `until` it goes on. */
export interface Run {
  from: string;
  until?: string;
  cadence: Cadence;
  alsoAfter?: number[];
  monthlyBy?: MonthlyBy;
  /** Days of the series that are left out. */
  skipped?: string[];
}

export interface Repetition {
  runs: Run[];
  /** Whether the runs are what the rule says. */
  exact: boolean;
}

/** Days on top of a rule that an event may have. */
const MOST_RUNS = 100;
/** At least as many days as lie between two occurrences. */
const STEP: Record<Cadence, number> = {
  once: 1,
  daily: 1,
  weekdays: 3,
  workingDays: 3,
  weekly: 7,
  fortnightly: 14,
  monthly: 31,
};
const FREQUENCIES: Record<string, Cadence> = { DAILY: 'daily', WEEKLY: 'weekly', MONTHLY: 'monthly' };
/** Parts of rules that a cadence has no word for. */
const TOO_FINE = ['BYMONTH', 'BYYEARDAY', 'BYWEEKNO', 'BYHOUR', 'BYMINUTE'];

type Rhythm = Omit<Rule, 'days'>;

interface Found {
  /** The series that make the rule: one but where a fortnight's weekdays lie in no week that a row could name. */
  series: Rhythm[];
  exact: boolean;
}

/** `out` are days that are left out, `extra` those that come on top; all as ISO dates. */
export function runsOf(rule: string, start: string, out: ReadonlySet<string>, extra: string[]): Repetition {
  const alone = extra.map((day): Run => ({ from: day, cadence: 'once' }));
  const parts = new Map(
    rule
      .toUpperCase()
      .split(';')
      .map((part) => part.split('=', 2) as [string, string]),
  );
  const once: Found = { series: [{ start, cadence: 'once' }], exact: true };
  const found = rule === '' ? once : ruleOf(parts, start);
  if (!found) return { runs: [{ from: start, cadence: 'once' }, ...alone], exact: false };
  const until = lastOf(parts, found);
  const runs = found.series.flatMap((series) => runsFrom(series, until, out));
  const last = lastIn(parts);
  const exact = found.exact && (last === undefined || parseDay(last) !== undefined);
  return alone.length <= MOST_RUNS ? { runs: [...runs, ...alone], exact } : { runs, exact: false };
}

function ruleOf(parts: Map<string, string>, start: string): Found | undefined {
  const frequency = FREQUENCIES[parts.get('FREQ') ?? ''];
  if (frequency === undefined) return undefined;
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const byDay = (parts.get('BYDAY') ?? '').split(',').filter((day) => day !== '');
  const isCoarse = !TOO_FINE.some((part) => parts.has(part));
  if (frequency === 'monthly') {
    // “BYDAY=FR;BYSETPOS=-1” is “BYDAY=-1FR”.
    const ordinal = parts.get('BYSETPOS') ?? '';
    return monthlyOf(byDay.length === 1 ? [ordinal + byDay[0]!] : byDay, parts, start, isCoarse && interval === 1);
  }
  const days = byDay.map((day) => WEEKDAY_CODES.indexOf(day) + 1).sort((a, b) => a - b);
  const exact =
    isCoarse &&
    !parts.has('BYSETPOS') &&
    days.every((day) => day > 0) &&
    !parts.has('BYMONTHDAY') &&
    (interval === 1 || (frequency === 'weekly' && interval === 2));
  if (interval === 1 && days.join('') === '12345') return { series: [{ start, cadence: 'weekdays' }], exact };
  if (frequency === 'daily' && days.length === 0) return { series: [{ start, cadence: 'daily' }], exact };
  const cadence = interval === 2 ? 'fortnightly' : 'weekly';
  const weekdays = days.length === 0 || !exact ? [weekdayOf(dayOf(start))] : days;
  const weekStart = WEEKDAY_CODES.indexOf(parts.get('WKST') ?? '') + 1 || 1;
  return { series: weekly(cadence, start, weekdays, weekStart), exact };
}

/** One series of all its weekdays; one of each where the weeks of a fortnight begin on another day than rows count them from. */
function weekly(cadence: 'weekly' | 'fortnightly', start: string, weekdays: number[], weekStart: number): Rhythm[] {
  const whole: Rhythm = { cadence, ...onWeekdays(cadence, start, weekdays, weekStart) };
  const named = weekdaysOf(whole);
  const isFromMonday = named.every((weekday, index) => index === 0 || named[index - 1]! < weekday);
  if (isFromMonday || named[0] === weekdayOf(dayOf(whole.start))) return [whole];
  return [0, ...(whole.alsoAfter ?? [])].map((after) => ({ cadence, start: addDays(whole.start, after) }));
}

function monthlyOf(byDay: string[], parts: Map<string, string>, start: string, isPlain: boolean): Found {
  const [, ordinal, name] = /^([+-]?\d)([A-Z]{2})$/.exec(byDay.length === 1 ? byDay[0]! : '') ?? [];
  const [weekday, known] = [WEEKDAY_CODES.indexOf(name ?? '') + 1, ORDINALS.find((one) => one === Number(ordinal))];
  const monthDay = parts.get('BYMONTHDAY');
  if (isPlain && monthDay === undefined && weekday > 0 && known !== undefined)
    return { series: [{ cadence: 'monthly', ...onOrdinalInMonth(start, weekday, known) }], exact: true };
  const { date } = partsOf(dayOf(start));
  const isOnDate =
    byDay.length === 0 && !parts.has('BYSETPOS') && (monthDay === undefined || Number(monthDay) === date);
  return { series: [{ start, cadence: 'monthly' }], exact: isPlain && isOnDate && date <= 28 };
}

/** The last day as it is written, which may be none. */
function lastIn(parts: Map<string, string>): string | undefined {
  const given = /^(\d{4})(\d{2})(\d{2})/.exec(parts.get('UNTIL') ?? '');
  return given ? `${given[1]}-${given[2]}-${given[3]}` : undefined;
}

/** The last day of a rule, where it has an end that a calendar knows. */
function lastOf(parts: Map<string, string>, { series }: Found): number | undefined {
  const given = lastIn(parts);
  if (given !== undefined) return parseDay(given);
  const count = Number(parts.get('COUNT') ?? Number.NaN);
  if (!Number.isInteger(count) || count < 1) return series[0]!.cadence === 'once' ? dayOf(series[0]!.start) : undefined;
  // As often as that, it has no end that anybody plans for.
  if (series.some(({ cadence }) => (count + 1) * STEP[cadence] > MOST_DAYS)) return undefined;
  const all = series.flatMap((one) => ruleDays({ ...one, days: (count + 1) * STEP[one.cadence] }));
  return all.sort((a, b) => a - b)[Math.min(count, all.length) - 1];
}

/** The series from one day on. What is left out at its ends makes it shorter, what is left out within is told. */
function runsFrom(series: Rhythm, until: number | undefined, out: ReadonlySet<string>): Run[] {
  const first = dayOf(series.start);
  const horizon = Math.max(first, ...[...out].map(dayOf)) + 62;
  const last = Math.min(until ?? horizon, first + MOST_DAYS);
  if (last < first) return [];
  const days = ruleDays({ ...series, days: last - first + 1 });
  const kept = days.filter((day) => !out.has(formatDay(day)));
  const [from, to] = [kept[0], kept.at(-1)];
  if (from === undefined || to === undefined) return [];
  if (until !== undefined && kept.length === 1) return [{ from: formatDay(from), cadence: 'once' }];
  const skipped = days.filter((day) => from < day && day < to && !kept.includes(day)).map(formatDay);
  const { start, ...rhythm } = ruleFrom(series, from, days.indexOf(from) + 1);
  return [
    {
      from: start,
      ...rhythm,
      ...(skipped.length > 0 && { skipped }),
      ...(until !== undefined && { until: formatDay(to) }),
    },
  ];
}
