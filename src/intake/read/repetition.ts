import { dayOf, formatDay, partsOf, weekdayOf } from '#campaign/calendar.ts';
import { MOST_DAYS, type Cadence } from '#campaign/document.ts';
import { occurrenceDays } from '#campaign/occurrences.ts';

/** Events of a calendar that repeat (RFC 5545), as series that a plan can hold. */

/** Days in a row of a series; without `until` it goes on. */
export interface Run {
  from: string;
  until?: string;
  cadence: Cadence;
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
const STEP: Record<Cadence, number> = { once: 1, daily: 1, weekdays: 3, weekly: 7, fortnightly: 14, monthly: 31 };
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const FREQUENCIES: Record<string, Cadence> = { DAILY: 'daily', WEEKLY: 'weekly', MONTHLY: 'monthly' };
/** Parts of rules that a cadence has no word for. */
const TOO_FINE = ['BYSETPOS', 'BYMONTH', 'BYYEARDAY', 'BYWEEKNO', 'BYHOUR', 'BYMINUTE'];

interface Rule {
  cadence: Cadence;
  /** The first day of each series: one for each weekday of the rule. */
  starts: number[];
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
  const found = rule === '' ? { cadence: 'once' as const, starts: [dayOf(start)], exact: true } : ruleOf(parts, start);
  if (!found) return { runs: [{ from: start, cadence: 'once' }, ...alone], exact: false };
  const until = lastOf(parts, found);
  const runs = found.starts.flatMap((first) => runsFrom(first, found.cadence, until, out));
  return alone.length <= MOST_RUNS ? { runs: [...runs, ...alone], exact: found.exact } : { runs, exact: false };
}

function ruleOf(parts: Map<string, string>, start: string): Rule | undefined {
  const frequency = FREQUENCIES[parts.get('FREQ') ?? ''];
  if (frequency === undefined) return undefined;
  const first = dayOf(start);
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const byDay = (parts.get('BYDAY') ?? '').split(',').filter((day) => day !== '');
  const days = byDay.map((day) => WEEKDAYS.indexOf(day) + 1).sort((a, b) => a - b);
  const monthDay = parts.get('BYMONTHDAY');
  const { date } = partsOf(first);
  const coarse =
    !TOO_FINE.some((part) => parts.has(part)) &&
    days.every((day) => day > 0) &&
    (monthDay === undefined || (frequency === 'monthly' && Number(monthDay) === date));
  if (frequency === 'monthly')
    return { cadence: 'monthly', starts: [first], exact: coarse && interval === 1 && byDay.length === 0 && date <= 28 };
  const plain = coarse && (interval === 1 || (frequency === 'weekly' && interval === 2));
  if (interval === 1 && days.join('') === '12345') return { cadence: 'weekdays', starts: [first], exact: plain };
  if (frequency === 'daily' && byDay.length === 0) return { cadence: 'daily', starts: [first], exact: plain };
  const cadence = interval === 2 ? 'fortnightly' : 'weekly';
  const week = first - weekdayOf(first) + 1;
  const starts = (days.length === 0 || !plain ? [weekdayOf(first)] : days).map((day) => {
    const inWeek = week + day - 1;
    return inWeek < first ? inWeek + (cadence === 'fortnightly' ? 14 : 7) : inWeek;
  });
  return { cadence, starts, exact: plain };
}

/** The last day of a rule, where it has an end. */
function lastOf(parts: Map<string, string>, { cadence, starts }: Rule): number | undefined {
  const given = /^(\d{4})(\d{2})(\d{2})/.exec(parts.get('UNTIL') ?? '');
  if (given) return dayOf(`${given[1]}-${given[2]}-${given[3]}`);
  const count = Number(parts.get('COUNT') ?? Number.NaN);
  if (!Number.isInteger(count) || count < 1) return cadence === 'once' ? starts[0] : undefined;
  const days = Math.min(MOST_DAYS, (count + 1) * STEP[cadence]);
  const all = starts.flatMap((from) => occurrenceDays({ start: formatDay(from), days, cadence }));
  return all.sort((a, b) => a - b)[Math.min(count, all.length) - 1];
}

/** The series from one day on. What is left out at its ends makes it shorter, what is left out within is told. */
function runsFrom(first: number, cadence: Cadence, until: number | undefined, out: ReadonlySet<string>): Run[] {
  const gaps = [...out].map(dayOf);
  const horizon = Math.max(first, ...gaps) + 62;
  const last = Math.min(until ?? horizon, first + MOST_DAYS);
  if (last < first) return [];
  const days = occurrenceDays({ start: formatDay(first), days: last - first + 1, cadence }).map(formatDay);
  const kept = days.filter((day) => !out.has(day));
  const [from, to] = [kept[0], kept.at(-1)];
  if (from === undefined || to === undefined) return [];
  const skipped = days.filter((day) => from < day && day < to && out.has(day));
  const run = { from, cadence, ...(skipped.length > 0 && { skipped }) };
  if (until === undefined) return [run];
  return [kept.length === 1 ? { from, cadence: 'once' } : { ...run, until: to }];
}
