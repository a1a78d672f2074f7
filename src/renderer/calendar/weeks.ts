import { dayOf, mondayOf, overlaps, rangeOf, type DayRange } from '#campaign/calendar.ts';
import type { AudienceShown, PlanShown } from '#contract/calendar.ts';

/** Which weeks the calendar shows, and what stands in each. */

export const WEEKS_SHOWN = 53;
/** How far a press on earlier or later goes. */
export const WEEKS_TURNED = 26;
const WEEKS_BEFORE = 4;
const WEEK = 7;

/** The first Monday that is shown: a few weeks before a day. */
export const showing = (day: number): number => mondayOf(day) - WEEK * WEEKS_BEFORE;

/** The same where the calendar opens: about today, or where the first plan begins if none is under way about then. */
export function firstShown(
  plans: readonly Pick<PlanShown, 'start' | 'days' | 'problem' | 'weeks'>[],
  today: number,
): number {
  const about = { from: showing(today), until: showing(today) + WEEK * WEEKS_SHOWN };
  const ranges = plans.filter(({ problem }) => problem === null).map(underWay);
  if (ranges.length === 0 || ranges.some((range) => overlaps(range, about))) return about.from;
  return showing(Math.min(...ranges.map(({ from }) => from)));
}

/** The days of a plan, and those on which people go on who start later in it. */
function underWay(plan: Pick<PlanShown, 'start' | 'days' | 'weeks'>): DayRange {
  const { from, until } = rangeOf(plan);
  return { from, until: Math.max(until, dayOf(plan.weeks.from) + WEEK * plan.weeks.sends.length) };
}

export const mondaysFrom = (first: number): number[] =>
  Array.from({ length: WEEKS_SHOWN }, (_, index) => first + WEEK * index);

/** Weeks of one month, for the heading above them. */
export function monthsOf(
  mondays: readonly number[],
  monthOf: (day: number) => string,
): { month: string; weeks: number }[] {
  const months: { month: string; weeks: number }[] = [];
  for (const monday of mondays) {
    const month = monthOf(monday);
    const last = months.at(-1);
    if (last?.month === month) last.weeks++;
    else months.push({ month, weeks: 1 });
  }
  return months;
}

/** What a plan has in a week. */
export function inWeek({ weeks }: Pick<PlanShown, 'weeks'>, monday: number): { contacts: number; sends: number } {
  const place = (monday - dayOf(weeks.from)) / WEEK;
  return { contacts: weeks.contacts[place] ?? 0, sends: weeks.sends[place] ?? 0 };
}

/** Stretches of phases in a week, as shares of it. */
export function phasesIn(
  { phases }: Pick<PlanShown, 'phases'>,
  monday: number,
): { name: string; kind: string; from: number; length: number }[] {
  const week: DayRange = { from: monday, until: monday + WEEK };
  return phases.flatMap((phase) => {
    const range = rangeOf(phase);
    if (!overlaps(range, week)) return [];
    const from = Math.max(range.from, week.from);
    const length = Math.min(range.until, week.until) - from;
    return [{ name: phase.name, kind: phase.kind, from: (from - monday) / WEEK, length: length / WEEK }];
  });
}

/** Of a rolling plan: which days of their own, of who starts first, lie in a week; null where none do, and of other plans. */
export function ownDaysIn(
  { start, days, isRolling }: Pick<PlanShown, 'start' | 'days' | 'isRolling'>,
  monday: number,
): { from: number; to: number } | null {
  if (!isRolling) return null;
  const first = monday - dayOf(start);
  const [from, to] = [Math.max(0, first), Math.min(days, first + WEEK) - 1];
  return from <= to ? { from, to } : null;
}

export type WeekOfAudience = AudienceShown['weeks'][number];

/** Campaigns by their start, then other teams' plans. */
export const inOrder = (plans: readonly PlanShown[]): PlanShown[] =>
  plans.toSorted(
    (a, b) =>
      Number(a.other !== null) - Number(b.other !== null) || (a.start < b.start ? -1 : a.start > b.start ? 1 : 0),
  );

/** The day of a campaign that is nearest to a week: the week's Monday where it is one of the campaign's. */
export function dayIn({ start, days }: Pick<PlanShown, 'start' | 'days'>, monday: number): number {
  const { from, until } = rangeOf({ start, days });
  return Math.max(from, Math.min(until - 1, monday));
}
