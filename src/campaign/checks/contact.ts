import { formatDay, isWeekend, weekdayOf } from '../calendar.ts';
import type { ContactRules, Segment } from '../document.ts';
import { count, quoted, sayDay, type Found } from './finding.ts';
import { zoneClock, type ZoneClock } from './zones.ts';
import type { Plan, Planned } from './plan.ts';

/** How much people want to be contacted: the cap, the quiet hours and the weekend. */
export function findInContact(plan: Plan): Found[] {
  return [...overCap(plan), ...atWrongTimes(plan)];
}

const mondayOf = (day: number) => day - weekdayOf(day) + 1;

/** One finding for each segment and each run of weeks in which it gets more messages than the cap allows. */
function overCap({ campaign, range, planned }: Plan): Found[] {
  const cap = campaign.contact.capPerWeek;
  const firstMonday = mondayOf(range.from);
  const weeks = Math.ceil((range.until - firstMonday) / 7);
  // Touchpoints that reach the same segments share one array of them, so weeks are counted once for all of these.
  const counted = new Map<readonly Segment[], Uint32Array>();
  for (const { isContact, days, reached } of planned) {
    if (!isContact) continue;
    let messages = counted.get(reached);
    if (!messages) counted.set(reached, (messages = new Uint32Array(weeks)));
    for (const day of days) {
      if (day >= range.from && day < range.until) messages[Math.floor((day - firstMonday) / 7)]! += 1;
    }
  }
  const load = new Map(campaign.segments.map((segment) => [segment, new Uint32Array(weeks)]));
  for (const [reached, messages] of counted) {
    for (const segment of reached) {
      const sum = load.get(segment)!;
      for (let week = 0; week < weeks; week++) sum[week]! += messages[week]!;
    }
  }

  const found: Found[] = [];
  for (const segment of campaign.segments) {
    const messages = load.get(segment)!;
    if (segment.size === 0) continue;
    for (let week = 0; week < weeks; week++) {
      if (messages[week]! <= cap) continue;
      let end = week + 1;
      while (end < weeks && messages[end]! > cap) end++;
      const monday = firstMonday + 7 * week;
      found.push(tooMany(segment, monday, end - week, Math.max(...messages.subarray(week, end)), cap, planned));
      week = end;
    }
  }
  return found;
}

function tooMany(
  segment: Segment,
  monday: number,
  weeks: number,
  most: number,
  cap: number,
  planned: readonly Planned[],
): Found {
  const names: string[] = [];
  for (const { touchpoint, isContact, range, days, reached } of planned) {
    if (!isContact || range.from >= monday + 7 || range.until <= monday || !reached.includes(segment)) continue;
    if (days.some((day) => day >= monday && day < monday + 7)) names.push(touchpoint.name);
  }
  return {
    rule: 'over-cap',
    severity: 'warning',
    message:
      weeks === 1
        ? `In the week of ${sayDay(monday)}, “${segment.name}” gets ${count(most, 'message')}; the cap is ${cap}.`
        : `In the ${weeks} weeks from ${sayDay(monday)}, “${segment.name}” gets up to ${count(most, 'message')} a week; the cap is ${cap}.`,
    cure: `Move, merge or drop one of ${quoted(names)}${weeks === 1 ? '' : ', which fall in the first of these weeks'}.`,
    segmentId: segment.id,
    date: formatDay(monday),
  };
}

function atWrongTimes({ campaign, planned }: Plan): Found[] {
  const found: Found[] = [];
  const { contact, timeZone } = campaign;
  const clock = zoneClock();
  for (const segment of campaign.segments) {
    if (segment.size === 0 || !isQuiet(contact, minutes(segment.preferredTime))) continue;
    found.push({
      rule: 'quiet-hours',
      severity: 'warning',
      message: `The preferred time of “${segment.name}”, ${segment.preferredTime}, lies in the quiet hours (${contact.quietFrom} to ${contact.quietUntil}).`,
      cure: 'Change the preferred time, or the quiet hours.',
      segmentId: segment.id,
    });
  }
  for (const one of planned) {
    if (!one.isContact) continue;
    const { touchpoint, days } = one;
    const at = { touchpointId: touchpoint.id, severity: 'warning' as const };
    const disturbed = inQuietHours(one, contact, timeZone, clock);
    if (disturbed) {
      found.push({
        ...at,
        rule: 'quiet-hours',
        message: `“${touchpoint.name}” reaches “${disturbed.segment.name}” at ${disturbed.time}, in the quiet hours (${contact.quietFrom} to ${contact.quietUntil}).`,
        cure:
          touchpoint.time.zone === 'campaign'
            ? 'Send it at the segment’s own time, or choose another hour.'
            : 'Choose another hour.',
        date: touchpoint.start,
      });
    }
    const weekends = days.filter(isWeekend);
    if (weekends.length > 0) {
      const day = weekdayOf(weekends[0]!) === 6 ? 'Saturday' : 'Sunday';
      found.push({
        ...at,
        rule: 'weekend',
        message:
          weekends.length === 1
            ? `“${touchpoint.name}” is sent on ${day}, ${sayDay(weekends[0]!)}.`
            : `“${touchpoint.name}” is sent on ${weekends.length} weekend days, the first on ${day}, ${sayDay(weekends[0]!)}.`,
        cure: touchpoint.cadence === 'daily' ? 'Let it repeat on weekdays only.' : 'Move it to a working day.',
        date: formatDay(weekends[0]!),
      });
    }
  }
  return found;
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
    const local = (minutes(at) + shift + 2880) % 1440;
    if (isQuiet(contact, local)) return { segment, time: sayTime(local) };
  }
  return undefined;
}

function isQuiet({ quietFrom, quietUntil }: ContactRules, time: number): boolean {
  const from = minutes(quietFrom);
  const until = minutes(quietUntil);
  return from <= until ? time >= from && time < until : time >= from || time < until;
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const two = (number: number) => String(number).padStart(2, '0');
const sayTime = (time: number) => `${two(Math.floor(time / 60))}:${two(time % 60)}`;
