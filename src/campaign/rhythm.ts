import { dayOf, formatDay, monthRange, partsOf, weekdayOf, weekStart } from './calendar.ts';
import { WEEKDAY_NAMES } from './dateNames.ts';
import type { Cadence, MonthlyBy } from './document.ts';
import { onWeekday, ordinalInMonth, roundOf, type Rule } from './occurrences.ts';

/** The rule of a series by weekdays: which it has, and the first day and fields that give it others. Weekdays are 1, Monday, to 7. */

/** Which of its weekday in a month: from the beginning, and from the end where negative. What every month has. */
export const ORDINALS = [1, 2, 3, 4, -1, -2, -3, -4] as const;
export type Ordinal = (typeof ORDINALS)[number];

/** How often and on which days, of a series whose first day need not be known. */
export interface Rhythm {
  cadence: Cadence;
  /** 1, Monday, to 7, in the order in which they were named. */
  weekdays?: number[] | undefined;
  /** Which of its one weekday in each month. */
  ordinal?: Ordinal | undefined;
}

/** Whether a rule by this cadence may have several weekdays. */
export const hasWeekdays = (cadence: Cadence): cadence is 'weekly' | 'fortnightly' =>
  cadence === 'weekly' || cadence === 'fortnightly';

/** The weekdays of a weekly or fortnightly rule; those of a fortnight in the order of the week that they lie in. */
export function weekdaysOf(rule: Pick<Rule, 'start' | 'cadence' | 'alsoAfter'>): number[] {
  const first = dayOf(rule.start);
  const round = roundOf(rule);
  if (rule.cadence !== 'fortnightly') return round.map((after) => weekdayOf(first + after)).sort((a, b) => a - b);
  const begin = round.findIndex((after, index) => after - (round[index - 1] ?? round.at(-1)! - 14) >= 8);
  return [...round.slice(begin), ...round.slice(0, begin)].map((after) => weekdayOf(first + after));
}

/** Which one of its weekday in the month a monthly rule has; undefined where it keeps the date. */
export const ordinalOf = ({ start, cadence, monthlyBy }: Pick<Rule, 'start' | 'cadence' | 'monthlyBy'>) =>
  cadence === 'monthly' && monthlyBy !== undefined ? (ordinalInMonth(dayOf(start), monthlyBy) as Ordinal) : undefined;

/**
 * The first of some weekdays on or after a day, and the others of its week as days after it. `firstWeekday` begins the weeks of which a fortnightly
 * series leaves out every other.
 */
export function onWeekdays(
  cadence: 'weekly' | 'fortnightly',
  from: string,
  weekdays: readonly number[],
  firstWeekday = 1,
): Pick<Rule, 'start' | 'alsoAfter'> {
  const day = dayOf(from);
  const week = weekStart(day, firstWeekday);
  const [first = day, ...others] = weekdays
    .map((weekday) => week + ((weekday - firstWeekday + 7) % 7))
    .map((on) => (on < day ? on + (cadence === 'weekly' ? 7 : 14) : on))
    .sort((a, b) => a - b);
  const alsoAfter = others.map((other) => other - first);
  return { start: formatDay(first), ...(alsoAfter.length > 0 && { alsoAfter }) };
}

/** The first such weekday of a month on or after a day. */
export function onOrdinalInMonth(
  from: string,
  weekday: number,
  ordinal: Ordinal,
): { start: string; monthlyBy: MonthlyBy } {
  const { year, month } = partsOf(dayOf(from));
  const dayIn = onWeekday(weekday, ordinal);
  const inMonth = dayIn(monthRange(year, month));
  const first = inMonth < dayOf(from) ? dayIn(monthRange(year, month + 1)) : inMonth;
  return { start: formatDay(first), monthlyBy: ordinal > 0 ? 'weekday' : 'weekdayFromEnd' };
}

/** The first day of a rhythm on or after a date, and what else of a rule it says. */
export function ruleFor({ cadence, weekdays = [], ordinal }: Rhythm, from: string): Omit<Rule, 'days'> {
  if (ordinal !== undefined) return { cadence, ...onOrdinalInMonth(from, weekdays[0]!, ordinal) };
  if (!hasWeekdays(cadence) || weekdays.length === 0) return { cadence, start: from };
  // “Saturday and Monday” from a Saturday on: the week goes on.
  const isFirst = weekdays[0] === weekdayOf(dayOf(from));
  return { cadence, ...onWeekdays(cadence, from, weekdays, isFirst ? weekdays[0] : 1) };
}

/** A rule that goes on from one of its sends, by its number. */
export function ruleFrom<T extends Omit<Rule, 'days'>>(rule: T, day: number, number: number): T {
  const { alsoAfter: _, monthlyBy, ...others } = rule;
  const ordinal = ordinalOf(rule);
  const round = roundOf(rule);
  const at = round[(number - 1) % round.length]!;
  const period = rule.cadence === 'weekly' ? 7 : 14;
  const after = round.filter((one) => one !== at).map((one) => (one - at + period) % period);
  return {
    ...others,
    start: formatDay(day),
    ...(after.length > 0 && { alsoAfter: after.sort((a, b) => a - b) }),
    // The fifth of a month is the last, wherever the series begins.
    ...(monthlyBy && { monthlyBy: ordinal === undefined ? monthlyBy : ordinal > 0 ? 'weekday' : 'weekdayFromEnd' }),
  } as T;
}

/** In English, as tables and calendars name them. */
export const ORDINAL_NAMES: Record<Ordinal, string> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  [-1]: 'last',
  [-2]: 'second to last',
  [-3]: 'third to last',
  [-4]: 'fourth to last',
};

/** “fortnightly on Tuesday and Thursday”, “monthly on the last Friday”, or only how often: how a rule is written into a table. */
export function writeRhythm(rule: Omit<Rule, 'days'>): string {
  const ordinal = ordinalOf(rule);
  const nameOf = (weekday: number) => WEEKDAY_NAMES[weekday - 1]!;
  if (ordinal !== undefined) return `monthly on the ${ORDINAL_NAMES[ordinal]} ${nameOf(weekdayOf(dayOf(rule.start)))}`;
  const names = hasWeekdays(rule.cadence) ? weekdaysOf(rule).map(nameOf) : [];
  if (names.length < 2) return rule.cadence;
  return `${rule.cadence} on ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

const ON = /^(\w+) on (?:the (.+) (\w+)|([\w, ]+))$/;

/** The rule of a series that begins on a date, from what `writeRhythm` wrote; undefined where that is not how often. */
export function readRhythm(text: string, start: string, cadences: readonly Cadence[]): Omit<Rule, 'days'> | undefined {
  const [, word, placed, ofMonth, list] = ON.exec(text) ?? [undefined, text];
  const cadence = cadences.find((known) => known === word);
  if (cadence === undefined) return undefined;
  const rule = { start, cadence };
  const ordinal = ORDINALS.find((known) => ORDINAL_NAMES[known] === placed);
  const isIn = (weekday: number) => weekdayOf(dayOf(start)) === weekday;
  if (ordinal !== undefined && isIn(weekdayNamed(ofMonth ?? '')))
    return { ...rule, monthlyBy: ordinal > 0 ? 'weekday' : 'weekdayFromEnd' };
  const weekdays = (list?.match(/[A-Z]\w+/g) ?? []).map(weekdayNamed).filter((weekday) => weekday > 0);
  if (!hasWeekdays(cadence) || !weekdays.some(isIn)) return rule;
  return { ...rule, ...onWeekdays(cadence, start, weekdays, weekdays[0]) };
}

const weekdayNamed = (name: string): number => WEEKDAY_NAMES.findIndex((known) => known === name) + 1;
