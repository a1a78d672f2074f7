import {
  sum,
  type Campaign,
  type Model,
  type Segment,
  type Touchpoint,
  type Values,
} from './secondModel.data.testing.ts';

/** What a plan does to a segment, day by day: what is sent when, whom it suits, what of it is still at work, and what presences bring. */

/** What the rates of one day are made of, in the words of docs/model-rules.md. */
export interface Day {
  /** By messages, with the day's pace and events. */
  reach: number;
  click: number;
  comeback: number;
  contacts: number;
  /** What everything that pulls is multiplied by. */
  pulling: number;
  /** Friction steps that are left. */
  steps: number;
  /** What presences bring together. */
  awareness: number;
  pull: number;
  buyIn: number;
  giveUp: number;
  repetition: number;
  lapse: number;
  peers: number;
  championing: number;
}

/** What a run has drawn that acts on days and tactics. */
export interface Luck {
  /** What multiplies the pace of a day. */
  pace: (day: number) => number;
  strength: (tactic: string) => number;
}

const MILLISECONDS = 86_400_000;
const parsed = new Map<string, number>();
/** Since 1970. */
export function dayOf(date: string): number {
  if (!parsed.has(date)) parsed.set(date, Date.parse(`${date}T00:00:00Z`) / MILLISECONDS);
  return parsed.get(date)!;
}
export const dateOf = (day: number): string => new Date(day * MILLISECONDS).toISOString().slice(0, 10);
const dateInMonth = (day: number) => Number(dateOf(day).slice(8));
/** From 1 for Monday to 7. */
const weekdayOf = (day: number): number => ((day + 3) % 7) + 1;
export const lies = (day: number, { start, days }: { start: string; days: number }) =>
  dayOf(start) <= day && day < dayOf(start) + days;
const isMeant = (segments: readonly string[], { id }: Segment) => segments.length === 0 || segments.includes(id);

export const reaches = (touchpoint: Touchpoint, segment: Segment) =>
  touchpoint.status !== 'cancelled' &&
  isMeant(touchpoint.segments, segment) &&
  (segment.channels.length === 0 || segment.channels.includes(touchpoint.channel));

const PLAIN = { form: 'message', effect: {} as Record<string, number> } as const;
export const tacticOf = (model: Model, tactic: string) => model.tactics.find(({ id }) => id === tactic) ?? PLAIN;

/** A message on one day, as it goes out. */
export interface Sent {
  day: number;
  /** The day on which its rule sends it. */
  on: number;
  touchpoint: Touchpoint;
  effect: Record<string, number>;
}

/** The days of a segment under a run's values for it, from the first of the campaign to its last. */
export function daysOf(campaign: Campaign, model: Model, segment: Segment, values: Values, luck: Luck): Day[] {
  const reaching = campaign.touchpoints.filter((touchpoint) => reaches(touchpoint, segment));
  const sent = reaching.flatMap((touchpoint) => sendsOf(touchpoint, campaign, model));
  const days = Array.from({ length: campaign.days }, (_, index) => dayOf(campaign.start) + index);
  const byDay = days.map((day) => sent.filter((one) => one.day === day));
  const contacts = byDay.map((messages) => sum(messages.map(({ effect }) => effect['contact'] ?? 1)));
  const pushed = pushesOf(campaign, model, segment, values, luck, byDay, contacts);
  const presences = reaching.filter(({ tactic }) => tacticOf(model, tactic).form === 'presence');
  return days.map((day, index) => {
    const events = campaign.events.filter((event) => isMeant(event.segments, segment) && lies(day, event));
    const multiplied = (factor: 'pushFactor' | 'pullFactor') =>
      Math.min(
        model.fixed.mostEventFactor,
        events.map((event) => event[factor]).reduce((all, one) => all * one, 1),
      );
    const pace = calendarPaceOf(day, workOf(campaign, segment, model), model, values) * luck.pace(index);
    const pushing = pace * multiplied('pushFactor');
    const { reach, click, comeback } = pushed[index]!;
    const there = [
      ...presences.filter((presence) => lies(day, presence)),
      ...byDay[index]!.map(({ touchpoint }) => touchpoint),
    ];
    const { frictionRemoved, ...together } = presenceOf(there, model, luck);
    return {
      reach: pushing * reach,
      click: pushing * click,
      comeback: pushing * comeback,
      contacts: contacts[index]!,
      pulling: pace * multiplied('pullFactor'),
      steps: Math.max(0, segment.frictionSteps - frictionRemoved),
      ...together,
    };
  });
}

/** The sends of a message within the campaign, moved or with a message or a time of their own where an exception says so. */
export function sendsOf(touchpoint: Touchpoint, campaign: Campaign, model: Model): Sent[] {
  const { form, effect } = tacticOf(model, touchpoint.tactic);
  if (form === 'presence') return [];
  return ruleDays(touchpoint, campaign, model).flatMap((on) => {
    const own = touchpoint.exceptions?.find((exception) => exception.on === dateOf(on));
    const day = own?.to === undefined ? on : dayOf(own.to);
    if (own?.skipped || !lies(day, campaign)) return [];
    const { message = touchpoint.message, time = touchpoint.time } = own ?? {};
    return [{ day, on, touchpoint: { ...touchpoint, message, time }, effect }];
  });
}

function ruleDays(
  { segments, start, days, cadence, alsoAfter = [], monthlyBy }: Touchpoint,
  campaign: Campaign,
  model: Model,
): number[] {
  const from = dayOf(start);
  const all = Array.from({ length: days }, (_, after) => from + after);
  if (cadence === 'once') return [from];
  if (cadence === 'daily') return all;
  if (cadence === 'weekdays') return all.filter((day) => weekdayOf(day) <= 5);
  if (cadence === 'workingDays') {
    const audience = campaign.segments.filter((segment) => isMeant(segments, segment));
    return all.filter((day) => audience.some((segment) => !workOf(campaign, segment, model).isOff(day)));
  }
  if (cadence === 'monthly') return all.filter((day) => isMonthly(day, from, monthlyBy));
  const period = cadence === 'weekly' ? 7 : 14;
  return all.filter((day) =>
    [0, ...alsoAfter].some((after) => {
      const since = day - from - (after % period);
      return since >= 0 && since % period === 0;
    }),
  );
}

function isMonthly(day: number, from: number, by: string | undefined): boolean {
  if (by === undefined)
    return dateInMonth(day) === dateInMonth(from) || (dateInMonth(day) < dateInMonth(from) && daysLeft(day) === 0);
  if (weekdayOf(day) !== weekdayOf(from)) return false;
  const place = (one: number) => Math.ceil(dateInMonth(one) / 7);
  const fromEnd = (one: number) => Math.ceil((daysLeft(one) + 1) / 7);
  const [counted, other] = by === 'weekday' ? [place, fromEnd] : [fromEnd, place];
  return counted(from) < 5 ? counted(day) === counted(from) : other(day) === 1;
}

/** Days from one to the last of its month. */
function daysLeft(day: number): number {
  let left = 0;
  while (dateInMonth(day + left + 1) !== 1) left++;
  return left;
}

/** What messages do on every day, before its pace and its events. */
function pushesOf(
  campaign: Campaign,
  model: Model,
  segment: Segment,
  values: Values,
  luck: Luck,
  byDay: readonly Sent[][],
  contacts: readonly number[],
): Pick<Day, 'reach' | 'click' | 'comeback'>[] {
  const total = byDay.map(() => ({ reach: 0, click: 0, comeback: 0 }));
  const shape = values('saturation.shape');
  const hill = (work: number, halfway: number) =>
    work > model.fixed.faded ? (halfway * work ** shape) / (work ** shape + halfway ** shape) : 0;
  const large = values('saturation.halfway');
  for (const channel of new Set(byDay.flat().map(({ touchpoint }) => touchpoint.channel))) {
    const of = (name: string) => values(`channels.${channel}.${name}`);
    const kept = of('carryOver') ** (1 / 7);
    let single = 0;
    for (let left = 1 - kept; left > model.fixed.faded; left *= kept) single += hill(left, large);
    const asked = sum(
      campaign.segments.filter((one) => isAsked(campaign, model, channel, one)).map(({ size }) => size),
    );
    const halfway = asked > 0 ? (large * asked) / (asked + values('saturation.circle')) : large;
    const noticed = -Math.log(1 - of('reach'));
    const followed = -Math.log(1 - of('click')) / single;
    const followedAtOnce = (-Math.log(1 - of('click')) * asked) / (asked + values('saturation.circle') || 1);
    const atWork = { click: 0, comeback: 0 };
    let recent = 0;
    for (const [index, messages] of byDay.entries()) {
      const own = messages.filter(({ touchpoint }) => touchpoint.channel === channel);
      const together = (1 + values('saturation.sameDay') * (1 - Math.exp(1 - own.length))) / own.length;
      const left = together / (1 + values('saturation.week') * recent);
      recent = (recent + contacts[index]!) * Math.exp(-1 / model.fixed.contactMemoryDays);
      const today = { reach: 0, click: 0, comeback: 0 };
      const done = { click: 0, comeback: 0 };
      for (const one of own) {
        const { reach = 1, click = 1, comeback = 1, atOnce = 0 } = one.effect;
        const strength = luck.strength(one.touchpoint.tactic);
        const suits = suitabilityOf(campaign, model, segment, values, one);
        const amount = (factor: number) => Math.max(0, 1 + (factor - 1) * strength) * left * suits;
        today.reach += amount(reach);
        today.click += (1 - atOnce) * amount(click);
        today.comeback += (1 - atOnce) * amount(click * comeback);
        done.click += atOnce * amount(click);
        done.comeback += atOnce * amount(click * comeback);
      }
      total[index]!.reach += noticed * today.reach;
      for (const what of ['click', 'comeback'] as const) {
        atWork[what] = kept * atWork[what] + (1 - kept) * today[what];
        total[index]![what] += followed * hill(atWork[what], halfway) + followedAtOnce * done[what];
      }
    }
  }
  return total;
}

/** Whether any message of a channel reaches a segment. */
const isAsked = (campaign: Campaign, model: Model, channel: string, segment: Segment) =>
  campaign.touchpoints.some(
    (touchpoint) =>
      touchpoint.channel === channel && reaches(touchpoint, segment) && sendsOf(touchpoint, campaign, model).length > 0,
  );

/** What is left of a message for readers of another language, or away from their hour. */
function suitabilityOf(
  campaign: Campaign,
  { channels, fixed }: Model,
  segment: Segment,
  values: Values,
  { day, touchpoint: { message, time, channel }, effect }: Sent,
): number {
  const primary = (tag: string) => tag.split('-')[0];
  const isForeign = message.language !== undefined && primary(message.language) !== primary(segment.language);
  const understood = isForeign ? values('reach.otherLanguage') : 1;
  const isPersonal = channels.find(({ id }) => id === channel)!.personal && effect['contact'] !== 0;
  if (time.at === undefined || !isPersonal) return understood;
  const zone = time.zone === 'campaign' ? campaign.timeZone : segment.timeZone;
  const arrives = minutesOf(time.at) + minutesAhead(segment.timeZone, day) - minutesAhead(zone, day);
  const apart = Math.abs(arrives - minutesOf(segment.preferredTime)) % 1440;
  const hours = Math.min(apart, 1440 - apart) / 60;
  const away = isInQuietHours(arrives, campaign) ? 1 : Math.min(1, hours / fixed.offHours);
  return understood * (1 - values('reach.offHours') * away);
}

function isInQuietHours(minutes: number, { contact: { quietFrom, quietUntil } }: Campaign): boolean {
  const after = (time: string) => (minutes - minutesOf(time) + 2 * 1440) % 1440;
  const length = (minutesOf(quietUntil) - minutesOf(quietFrom) + 1440) % 1440;
  return after(quietFrom) < length;
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const known = new Map<string, number>();

/** Minutes by which a zone is ahead of UTC, at noon UTC of a day. */
function minutesAhead(timeZone: string, day: number): number {
  const name = `${timeZone} ${day}`;
  if (!known.has(name)) {
    const local = new Date((day + 0.5) * MILLISECONDS).toLocaleString('sv-SE', { timeZone });
    known.set(name, (Date.parse(`${local.replace(' ', 'T')}Z`) / MILLISECONDS - day - 0.5) * 1440);
  }
  return known.get(name)!;
}

/** On which days a segment works: by its calendar, or by what is usual in its zone. */
function workOf({ calendars }: Campaign, { calendarId, timeZone }: Segment, { daysOff }: Model) {
  const calendar = calendars.find(({ id }) => id === calendarId);
  const usual = daysOff.elsewhere.find(({ zones }) => zones.includes(timeZone))?.weekend ?? daysOff.weekend;
  const weekend = calendar?.weekend ?? usual;
  const isFree = (day: number) => weekend.includes(weekdayOf(day));
  const isHoliday = (day: number) => {
    if (calendar) return calendar.daysOff.some(({ date }) => date === dateOf(day));
    const date = dateOf(day).slice(5);
    return daysOff.holidays.includes(date) || (weekend.includes(7) && daysOff.whereSundayIsFree.includes(date));
  };
  const isWorked = (day: number) => calendar?.workingDays?.includes(dateOf(day)) ?? false;
  return { weekend, isFree, isOff: (day: number) => !isWorked(day) && (isFree(day) || isHoliday(day)) };
}

/** What a day is worth by the calendar alone. */
function calendarPaceOf(
  day: number,
  { weekend, isFree, isOff }: ReturnType<typeof workOf>,
  { weekdays }: Model,
  values: Values,
): number {
  if (isOff(day)) return values('days.off');
  let place = 0;
  if (weekend.length === 0) place = weekdayOf(day) - 1;
  else while (!isFree(day - place - 1)) place++;
  const factor = weekdays[Math.min(place, weekdays.length - 1)]!;
  return Math.max(0, 1 + (factor - 1) * values('days.weekday'));
}

/** What is there for people on a day, all together: a tactic in a channel once. */
function presenceOf(there: readonly Touchpoint[], model: Model, luck: Luck) {
  const { most, leastFactor } = model.fixed.presences;
  const tactics = new Map(there.map(({ tactic, channel }) => [`${tactic} ${channel}`, tactic]));
  const effects = [...tactics.values()].map((tactic) => ({
    effect: tacticOf(model, tactic).effect,
    strength: luck.strength(tactic),
  }));
  const near = (x: number, m: number) => m * (1 - Math.exp(-x / m));
  const added = (field: string) => sum(effects.map(({ effect, strength }) => strength * (effect[field] ?? 0)));
  const chance = (field: string) => near(Math.max(0, added(field)), most[field]!);
  const factor = (field: string) => {
    const factors = effects.map(({ effect, strength }) => 1 + strength * ((effect[field] ?? 1) - 1));
    const logarithm = sum(factors.map((one) => Math.log(Math.max(leastFactor, one))));
    return Math.exp(Math.sign(logarithm) * near(Math.abs(logarithm), Math.log(most[field]!)));
  };
  return {
    awareness: chance('awareness'),
    pull: chance('pull'),
    buyIn: chance('buyIn'),
    frictionRemoved: added('frictionRemoved'),
    giveUp: factor('giveUp'),
    repetition: factor('repetition'),
    lapse: factor('lapse'),
    peers: factor('peers'),
    championing: factor('championing'),
  };
}
