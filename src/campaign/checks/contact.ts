import { DAY_MINUTES, formatDay, weekdayOf } from '../calendar.ts';
import { WEEKDAY_NAMES } from '../dateNames.ts';
import type { Cadence, ContactRules, Segment } from '../document.ts';
import { isQuiet } from '../quiet.ts';
import { minuteOf, wallTimeAt } from '../wallClock.ts';
import { weeklyLoadOf } from '../weeklyLoad.ts';
import { isAnyoneResting, restAmong, workingDaysOf, type Rest } from '../workingDays.ts';
import { about, count, quote, quoted, type Found } from './finding.ts';
import { zoneClock, type ZoneClock } from './zones.ts';
import type { Planned } from '../planned.ts';
import { variantsIn, type Plan, type SayDay } from './plan.ts';

/** How much people want to be contacted: the cap, the quiet hours and days off. */
export function findInContact(plan: Plan): Found[] {
  return [...overCap(plan), ...heldBack(plan), ...atWrongTimes(plan), ...onDaysOff(plan)];
}

/** One finding for each run of weeks in which segments get as many messages more than the cap allows. */
function overCap({ campaign, planned, sayDay }: Plan): Found[] {
  const cap = campaign.contact.capPerWeek;
  const { from: firstMonday, weeks, segments } = weeklyLoadOf(campaign, planned);
  const runs = new Map<string, Run>();
  for (const { segment, contacts: messages } of segments) {
    for (let week = 0; week < weeks; week++) {
      if (messages[week]! <= cap) continue;
      let end = week + 1;
      while (end < weeks && messages[end]! > cap) end++;
      const run = {
        monday: firstMonday + 7 * week,
        weeks: end - week,
        most: Math.max(...messages.subarray(week, end)),
      };
      const key = `${run.monday} ${run.weeks} ${run.most}`;
      const same = runs.get(key);
      if (same) same.segments.push(segment);
      else runs.set(key, { ...run, segments: [segment] });
      week = end;
    }
  }
  return [...runs.values()].map((run) => tooMany(run, cap, planned, sayDay));
}

/** Weeks on end in which these segments get too many messages. */
interface Run {
  segments: Segment[];
  monday: number;
  weeks: number;
  most: number;
}

function tooMany(
  { segments, monday, weeks, most }: Run,
  cap: number,
  planned: readonly Planned[],
  sayDay: SayDay,
): Found {
  const names: string[] = [];
  for (const { touchpoint, isContact, range, days, reached } of planned) {
    if (
      !isContact ||
      range.from >= monday + 7 ||
      range.until <= monday ||
      !reached.some((one) => segments.includes(one))
    )
      continue;
    if (days.some((day) => day >= monday && day < monday + 7)) names.push(touchpoint.name);
  }
  const whom = `${quoted(segments.map(({ name }) => name))} ${segments.length === 1 ? 'gets' : 'get'}`;
  return {
    rule: 'over-cap',
    severity: 'warning',
    message:
      weeks === 1
        ? `In the week of ${sayDay(monday)}, ${whom} ${count(most, 'message')}; the cap is ${cap}.`
        : `In the ${weeks} weeks from ${sayDay(monday)}, ${whom} up to ${count(most, 'message')} a week; the cap is ${cap}.`,
    cure: `Move, merge or drop one of ${quoted(names)}${weeks === 1 ? '' : ', which fall in the first of these weeks'}.`,
    ...about(segments),
    date: formatDay(monday),
  };
}

/** One finding for each touchpoint of which the cap drops sends, and one where it puts some off. */
function heldBack({ campaign, held, sayDay }: Plan): Found[] {
  const cap = campaign.contact.capPerWeek;
  const byTouchpoint = Map.groupBy(held, ({ touchpoint }) => touchpoint);
  return [...byTouchpoint].flatMap(([touchpoint, all]) =>
    [all.filter(({ to }) => to === undefined), all.filter(({ to }) => to !== undefined)].flatMap((some): Found[] => {
      const [first] = some.toSorted((a, b) => a.day - b.day);
      if (!first) return [];
      const { day, to } = first;
      const others = some.length - 1;
      const what =
        to === undefined
          ? `is not sent on ${sayDay(day)}${others > 0 ? ` and ${count(others, 'other day')}` : ''}`
          : `waits from ${sayDay(day)} until ${sayDay(to)}${others > 0 ? `, and ${count(others, 'other send')} of it later as well` : ''}`;
      const whom = [...new Set(some.flatMap(({ full }) => full))].map(({ name }) => name);
      return [
        {
          rule: 'held-back',
          part: to === undefined ? 'dropped' : 'deferred',
          severity: to === undefined ? 'warning' : 'advice',
          message: `${quote(touchpoint.name)} ${what}: without it, ${quoted(whom)} already ${whom.length === 1 ? 'gets' : 'get'} as much as the cap of ${cap} a week allows.`,
          cure: 'Move it to a quieter week, give it a higher priority, or let the cap only warn.',
          touchpointId: touchpoint.id,
          date: formatDay(day),
        },
      ];
    }),
  );
}

function atWrongTimes({ campaign, planned, sayDay }: Plan): Found[] {
  const found: Found[] = [];
  const { contact, timeZone } = campaign;
  const clock = zoneClock();
  for (const segment of campaign.segments) {
    if (segment.size === 0 || !isQuiet(contact, minuteOf(segment.preferredTime))) continue;
    found.push({
      rule: 'quiet-hours',
      severity: 'warning',
      message: `The preferred time of ${quote(segment.name)}, ${segment.preferredTime}, lies in the quiet hours (${contact.quietFrom} to ${contact.quietUntil}).`,
      cure: 'Change the preferred time, or the quiet hours.',
      segmentId: segment.id,
    });
  }
  for (const { planned: one, date, send } of planned.flatMap((each) =>
    each.isContact ? variantsIn(each, sayDay) : [],
  )) {
    const { touchpoint } = one;
    const disturbed = inQuietHours(one, contact, timeZone, clock);
    if (disturbed) {
      found.push({
        rule: 'quiet-hours',
        severity: 'warning',
        message: `${quote(touchpoint.name)} reaches ${quote(disturbed.segment.name)} at ${disturbed.time}, in the quiet hours (${contact.quietFrom} to ${contact.quietUntil}), and is sent all the same.`,
        cure:
          touchpoint.time.zone === 'campaign'
            ? 'Send it at the segment’s own time, or choose another hour.'
            : 'Choose another hour.',
        touchpointId: touchpoint.id,
        date,
        ...(send && { send }),
      });
    }
  }
  return found;
}

/** Cadences that working days can stand for. */
const REPEATS_BY_DAY: readonly Cadence[] = ['daily', 'weekdays'];

/** What happens on a weekend or holiday of some of its people, a message or a meeting: the days off that the forecast knows. */
function onDaysOff({ campaign, planned, sayDay }: Plan): Found[] {
  // Touchpoints that reach the same segments share one array of them.
  const known = new Map<readonly Segment[], (day: number) => Rest>();
  const restFor = (reached: readonly Segment[]) => {
    let restOn = known.get(reached);
    if (!restOn) known.set(reached, (restOn = rememberedByDay(restAmong(campaign, reached))));
    return restOn;
  };
  return planned.flatMap(({ touchpoint, isMessage, isContact, days: happening, reached }) => {
    if (!isMessage) return [];
    const restOn = restFor(reached);
    const off = happening.filter((day) => isAnyoneResting(restOn(day)));
    const [first] = off;
    if (first === undefined) return [];
    const weekday = weekdayOf(first);
    const { resting, isForAll } = restOn(first);
    const { weekend, nameOf } = workingDaysOf(campaign, resting[0]);
    const name = nameOf(first);
    const isHoliday = name !== undefined || !weekend.includes(weekday);
    const day = `${WEEKDAY_NAMES[weekday - 1]}, ${sayDay(first)}`;
    const days = off.every((one) => weekend.includes(weekdayOf(one))) ? 'weekend days' : 'days off';
    const when = off.length === 1 ? day : `${off.length} ${days}, the first on ${day}`;
    const kind = name === undefined ? `the ${isHoliday ? 'holiday' : 'weekend'}` : quote(name);
    const whose = isForAll
      ? isHoliday
        ? `, ${name === undefined ? 'a holiday' : quote(name)}`
        : ''
      : `, ${kind} of ${quoted(resting.map(({ name }) => name))}`;
    return {
      rule: 'weekend',
      severity: 'warning',
      message: `${quote(touchpoint.name)} ${isContact ? 'is sent' : 'is'} on ${when}${whose}.`,
      cure: !isForAll
        ? 'Move it to a day on which all of them work, or give these their own.'
        : REPEATS_BY_DAY.includes(touchpoint.cadence)
          ? 'Let it repeat on working days, or skip its days off.'
          : 'Move it to a working day.',
      touchpointId: touchpoint.id,
      date: formatDay(first),
    };
  });
}

/** An answer of each day that is worked out once. */
function rememberedByDay<T>(of: (day: number) => T): (day: number) => T {
  const known = new Map<number, T>();
  return (day) => {
    let answer = known.get(day);
    if (answer === undefined) known.set(day, (answer = of(day)));
    return answer;
  };
}

/** The first segment that a touchpoint with a fixed time disturbs, and its own time then. */
function inQuietHours(
  { touchpoint, days, reached }: Planned,
  contact: ContactRules,
  campaignZone: string,
  clock: ZoneClock,
): { segment: Segment; time: string } | undefined {
  const { zone, at } = touchpoint.time;
  if (at === undefined || days.length === 0) return undefined;
  for (const segment of reached) {
    const shift = zone === 'campaign' ? clock(segment.timeZone, days[0]!) - clock(campaignZone, days[0]!) : 0;
    const local = (minuteOf(at) + shift + 2 * DAY_MINUTES) % DAY_MINUTES;
    if (isQuiet(contact, local)) return { segment, time: wallTimeAt(local) };
  }
  return undefined;
}
