import type { Model, PlanAsData, Segment, Touchpoint, Values } from './secondModel.testing.ts';

/**
 * What a plan does to a segment, day by day, written anew from docs/model.md: what is sent when, whom it suits, what stays at work, what presences bring.
 * It shares no file with the engine or with the document's own code (layers.test.ts), so that neither can hide the other's fault.
 */

/** What the rates of one day are made of, in the letters of docs/model.md. */
export interface Day {
  /** g is the learner's; these hold φ and ω already. */
  reach: number;
  click: number;
  comeback: number;
  contacts: number;
  /** ω ψ: what all that pulls is multiplied by. */
  pulling: number;
  steps: number;
  awareness: number;
  pull: number;
  buyIn: number;
  giveUp: number;
  repetition: number;
  lapse: number;
  peers: number;
  championing: number;
}

/** What a run has drawn beside its parameters: the logarithm of the pace by day, and the strength of every tactic. */
export interface Drawn {
  pace: (day: number) => number;
  strength: (tactic: string) => number;
}

const MILLISECONDS = 86_400_000;
export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / MILLISECONDS;
const dateOf = (day: number): string => new Date(day * MILLISECONDS).toISOString().slice(0, 10);
/** 1 is Monday, 7 is Sunday. */
const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

interface Sent {
  day: number;
  touchpoint: Touchpoint;
  tactic: { id: string; effect: Record<string, number> };
}

/** The effects of a segment's days, from the first of the campaign to its last. `values` are those of this segment. */
export function daysOf(plan: PlanAsData, model: Model, segment: Segment, values: Values, drawn: Drawn): Day[] {
  const first = dayOf(plan.start);
  const reaching = plan.touchpoints.filter((touchpoint) => reaches(touchpoint, segment));
  const sent = reaching
    .flatMap((touchpoint) => sendsOf(touchpoint, model))
    .map((one): Sent => ({ ...one, day: one.day - first, tactic: tacticOf(one.touchpoint, model) }))
    .filter(({ day }) => day >= 0 && day < plan.days);
  const byDay = Array.from({ length: plan.days }, (_, day) => sent.filter((one) => one.day === day));
  const contacts = byDay.map((messages) => sum(messages.map(({ tactic }) => tactic.effect.contact ?? 1)));
  const pushed = pushOf(plan, model, segment, values, drawn, byDay, contacts);
  const presences = reaching.filter((touchpoint) => formOf(touchpoint, model) === 'presence');

  return byDay.map((messages, day) => {
    const meeting = plan.events.filter(
      ({ start, days, segments }) => isMeant(segments, segment) && lies(first + day, dayOf(start), days),
    );
    const multiplied = (factor: 'pushFactor' | 'pullFactor') =>
      Math.min(model.fixed.mostEventFactor, product(meeting.map((event) => event[factor])));
    const pace = paceOf(first + day, segment.timeZone, model, values) * Math.exp(drawn.pace(day));
    const pushing = pace * multiplied('pushFactor');
    const there = new Map<string, string>();
    for (const { tactic, channel, start, days } of presences)
      if (lies(first + day, dayOf(start), days)) there.set(`${tactic} ${channel}`, tactic);
    for (const { tactic, touchpoint } of messages) there.set(`${tactic.id} ${touchpoint.channel}`, tactic.id);
    const { frictionRemoved, ...together } = presenceOf([...there.values()], model, drawn);
    return {
      reach: pushed[day]!.reach * pushing,
      click: pushed[day]!.click * pushing,
      comeback: pushed[day]!.comeback * pushing,
      contacts: contacts[day]!,
      pulling: pace * multiplied('pullFactor'),
      steps: Math.max(0, segment.frictionSteps - frictionRemoved),
      ...together,
    };
  });
}

const isMeant = (segments: readonly string[], { id }: Segment) => segments.length === 0 || segments.includes(id);
const lies = (day: number, from: number, days: number) => from <= day && day < from + days;
const reaches = (touchpoint: Touchpoint, segment: Segment) =>
  touchpoint.status !== 'cancelled' &&
  isMeant(touchpoint.segments, segment) &&
  (segment.channels.length === 0 || segment.channels.includes(touchpoint.channel));

const PLAIN = { form: 'message' as const, effect: {} };
const tacticOf = ({ tactic }: Pick<Touchpoint, 'tactic'>, model: Model) =>
  model.tactics.find(({ id }) => id === tactic) ?? { ...PLAIN, id: tactic };
const formOf = (touchpoint: Touchpoint, model: Model) => tacticOf(touchpoint, model).form;

/** Every send of a message on its own day, as it goes out: moved, or with a message or a time of its own. */
function sendsOf(touchpoint: Touchpoint, model: Model): { day: number; touchpoint: Touchpoint }[] {
  if (formOf(touchpoint, model) === 'presence') return [];
  return ruleDays(touchpoint).flatMap((day) => {
    const own = touchpoint.exceptions?.find(({ on }) => on === dateOf(day));
    if (own?.skipped) return [];
    const { message = touchpoint.message, time = touchpoint.time } = own ?? {};
    return [{ day: own?.to === undefined ? day : dayOf(own.to), touchpoint: { ...touchpoint, message, time } }];
  });
}

function ruleDays({ start, days, cadence, alsoAfter = [], monthlyBy }: Touchpoint): number[] {
  const from = dayOf(start);
  const all = Array.from({ length: days }, (_, after) => from + after);
  if (cadence === 'once') return [from];
  if (cadence === 'daily') return all;
  if (cadence === 'weekdays') return all.filter((day) => weekdayOf(day) <= 5);
  if (cadence === 'monthly') return all.filter((day) => isMonthly(day, from, monthlyBy));
  const period = cadence === 'weekly' ? 7 : 14;
  // Of a weekly series the weekdays count alone; of a fortnightly one every round begins anew.
  const round = [0, ...alsoAfter];
  return all.filter((day) => round.some((after) => (day - from - after) % period === 0));
}

function isMonthly(day: number, from: number, by: string | undefined): boolean {
  const date = (one: number) => Number(dateOf(one).slice(8));
  const isLast = (one: number) => dateOf(one + 1).endsWith('-01');
  if (by === undefined) return date(day) === date(from) || (date(day) < date(from) && isLast(day));
  if (weekdayOf(day) !== weekdayOf(from)) return false;
  const nth = (one: number) => Math.ceil(date(one) / 7);
  const nthFromEnd = (one: number) => Math.ceil((daysLeft(one) + 1) / 7);
  if (by === 'weekday') return nth(from) < 5 ? nth(day) === nth(from) : nthFromEnd(day) === 1;
  return nthFromEnd(from) < 5 ? nthFromEnd(day) === nthFromEnd(from) : nth(day) === 1;
}

/** Days from one to the last of its month. */
function daysLeft(day: number): number {
  let left = 0;
  while (!dateOf(day + left + 1).endsWith('-01')) left++;
  return left;
}

/** reach, click and return of every day, before the day's pace and events. */
function pushOf(
  plan: PlanAsData,
  model: Model,
  segment: Segment,
  values: Values,
  drawn: Drawn,
  byDay: readonly Sent[][],
  contacts: readonly number[],
): { reach: number; click: number; comeback: number }[] {
  const total = byDay.map(() => ({ reach: 0, click: 0, comeback: 0 }));
  const channels = new Set(byDay.flat().map(({ touchpoint }) => touchpoint.channel));
  for (const channel of channels) {
    const of = (name: string) => values(`channels.${channel}.${name}`);
    const noticed = -Math.log(1 - of('reach'));
    const keeping = of('carryOver') ** (1 / 7);
    const circle = sum(plan.segments.filter((other) => isCalled(plan, model, channel, other)).map(({ size }) => size));
    const halfway = values('saturation.halfway');
    const shape = values('saturation.shape');
    const hill = (work: number, h: number) => (work > model.fixed.faded ? (h * work ** shape) / (work ** shape + h ** shape) : 0);
    let single = 0;
    for (let left = 1 - keeping; left > model.fixed.faded; left *= keeping) single += hill(left, halfway);
    const followed = -Math.log(1 - of('click')) / single;
    const small = circle > 0 ? (halfway * circle) / (circle + values('saturation.circle')) : 0;
    const atWork = { click: 0, comeback: 0 };
    let before = 0;
    for (const [day, messages] of byDay.entries()) {
      before = (before + (contacts[day - 1] ?? 0)) * Math.exp(-1 / model.fixed.contactMemoryDays);
      const own = messages.filter(({ touchpoint }) => touchpoint.channel === channel);
      const n = own.length;
      const together = 1 + values('saturation.sameDay') * (1 - Math.exp(1 - n));
      const each = n === 0 ? 0 : together / n / (1 + values('saturation.week') * before);
      const today = { reach: 0, click: 0, comeback: 0 };
      for (const { touchpoint, tactic, day: on } of own) {
        const suits = suitabilityOf(
          plan,
          model,
          segment,
          values,
          touchpoint,
          tactic.effect.contact ?? 1,
          dayOf(plan.start) + on,
        );
        const factor = (field: string) =>
          Math.max(0, 1 + ((tactic.effect[field] ?? 1) - 1) * drawn.strength(tactic.id));
        today.reach += each * suits * factor('reach');
        today.click += each * suits * factor('click');
        today.comeback += each * suits * factor('click') * factor('comeback');
      }
      total[day]!.reach += noticed * today.reach;
      for (const what of ['click', 'comeback'] as const) {
        atWork[what] = keeping * atWork[what] + (1 - keeping) * today[what];
        total[day]![what] += followed * hill(atWork[what], small);
      }
    }
  }
  return total;
}

/** Whether any message of the channel reaches a segment on the days simulated. */
const isCalled = (plan: PlanAsData, model: Model, channel: string, segment: Segment) =>
  plan.touchpoints.some(
    (touchpoint) =>
      touchpoint.channel === channel &&
      reaches(touchpoint, segment) &&
      sendsOf(touchpoint, model).some(({ day }) => lies(day, dayOf(plan.start), plan.days)),
  );

/** What is left of a message for readers of another language, or away from their hour. */
function suitabilityOf(
  plan: PlanAsData,
  model: Model,
  segment: Segment,
  values: Values,
  { message, time, channel }: Touchpoint,
  weight: number,
  day: number,
): number {
  const primary = (tag: string) => tag.split('-')[0];
  const isForeign = message.language !== undefined && primary(message.language) !== primary(segment.language);
  const inLanguage = isForeign ? values('reach.otherLanguage') : 1;
  const isPersonal = model.channels.some(({ id, personal }) => id === channel && personal) && weight !== 0;
  if (time.at === undefined || !isPersonal) return inLanguage;
  const zone = time.zone === 'campaign' ? plan.timeZone : segment.timeZone;
  const ahead = minutesAhead(segment.timeZone, day) - minutesAhead(zone, day);
  const apart = Math.abs(minutesOf(time.at) + ahead - minutesOf(segment.preferredTime)) % 1440;
  const hours = Math.min(apart, 1440 - apart) / 60;
  return inLanguage * (1 - values('reach.offHours') * Math.min(1, hours / model.fixed.offHours));
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const offsets = new Map<string, number>();

/** Minutes by which a zone is ahead of UTC, at noon UTC of a day. */
function minutesAhead(timeZone: string, day: number): number {
  const key = `${timeZone} ${day}`;
  if (!offsets.has(key)) {
    const format = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    const [, date, month, year, time] = /(\d+)\/(\d+)\/(\d+), (\d+:\d+)/.exec(
      format.format((day + 0.5) * MILLISECONDS),
    )!;
    offsets.set(key, (dayOf(`${year}-${month}-${date}`) - day) * 1440 + minutesOf(time!) - 720);
  }
  return offsets.get(key)!;
}

/** What a day is worth by the calendar alone. */
function paceOf(day: number, timeZone: string, { daysOff, weekdays }: Model, values: Values): number {
  const weekend = daysOff.elsewhere.find(({ zones }) => zones.includes(timeZone))?.weekend ?? daysOff.weekend;
  const date = dateOf(day).slice(5);
  const isHoliday = daysOff.holidays.includes(date) || (weekend.includes(7) && daysOff.whereSundayIsFree.includes(date));
  if (isHoliday || weekend.includes(weekdayOf(day))) return values('days.off');
  let place = 0;
  while (!weekend.includes(weekdayOf(day - place - 1))) place++;
  return Math.max(0, 1 + (weekdays[Math.min(place, weekdays.length - 1)]! - 1) * values('days.weekday'));
}

/** What presences of these tactics do together. */
function presenceOf(tactics: readonly string[], model: Model, drawn: Drawn) {
  const { most, leastFactor } = model.fixed.presences;
  const softened = (x: number, m: number) => m * (1 - Math.exp(-x / m));
  const effects = tactics.map((tactic) => ({ ...tacticOf({ tactic }, model), s: drawn.strength(tactic) }));
  const added = (field: string) => sum(effects.map(({ effect, s }) => (effect[field] ?? 0) * s));
  const chance = (field: string) => Math.max(0, softened(Math.max(0, added(field)), most[field]!));
  const factor = (field: string) => {
    const logarithm = sum(
      effects.map(({ effect, s }) => Math.log(Math.max(leastFactor, 1 + ((effect[field] ?? 1) - 1) * s))),
    );
    return Math.exp(Math.sign(logarithm) * softened(Math.abs(logarithm), Math.log(most[field]!)));
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

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const product = (values: readonly number[]) => values.reduce((total, value) => total * value, 1);
