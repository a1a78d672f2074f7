import { addDays, dayOf, formatDay, LAST_DATE, rangeOf, weekdayOf } from '../calendar.ts';
import {
  FORMAT_VERSION,
  type Assumption,
  type Brand,
  type Cadence,
  type Campaign,
  type Channel,
  type ContactRules,
  type ContextEvent,
  type Goal,
  type Phase,
  type Segment,
  type Tie,
  type Touchpoint,
} from '../document.ts';
import { ENGINE_VERSION } from '../engine.ts';
import { newCampaignId } from '../identity.ts';
import { LAUNCH_ID, launchOn } from '../moveCampaign.ts';
import { tacticById } from '../tactics/catalogue.ts';
import { touchpointFrom } from '../tactics/touchpoint.ts';
import { Refusal } from '../refusal.ts';
import { isMessage } from '../sending.ts';
import { tieOn } from '../ties.ts';

/** What counts down to a deadline. */
const REMINDER = 'deadline-reminder';

/** A campaign worth using as it is, made for any start. */
export interface Template {
  id: string;
  name: string;
  /** What it does, in one or two sentences. */
  summary: string;
  /** For whom, in a few words. */
  audience: string;
  weeks: number;
  touchpointCount: number;
  /**
   * The campaign from an ISO date on, under an id of its own. Weeks are counted from the first Monday that is not before it.
   * Throws Refusal where the date is not real or the campaign would end after the last day that a document may name.
   */
  build(options: { start: string; name?: string; id?: string }): Campaign;
}

/** A day of the plan: week 1 is the first whole week; weekday 1 is Monday and the default, 5 is Friday. */
interface Moment {
  week: number;
  weekday?: 1 | 2 | 3 | 4 | 5;
}

/** A touchpoint as a template writes it. What is left out comes from the tactic. */
export interface Step extends Moment {
  tactic: string;
  lane: string;
  name?: string;
  /** In how many weeks it is there, up to the Sunday of the last one; to the end of the campaign with `end`. One day where absent. */
  weeks?: number | 'end';
  cadence?: Cadence;
  channel?: Channel;
  segments?: string[];
  /** A fixed wall time for each segment, where the preferred time is not meant. */
  at?: string;
  goal?: string;
  /** The goal from whose date it hangs; that of its own goal where it is a deadline reminder. */
  due?: string;
  event?: string;
  owner?: string;
  notes?: string;
  subject: string;
  body: string;
  /** Label and address of the one thing to do. */
  button?: [label: string, url: string];
  /** Of the text, where it is not for everyone in their own. */
  language?: string;
}

/** A template before it has dates. */
export interface Blueprint {
  id: string;
  name: string;
  summary: string;
  /** The campaign's own description, where it is not the summary. */
  description?: string;
  audience: string;
  vocabulary?: Campaign['vocabulary'];
  timeZone: string;
  seed: number;
  contact?: Partial<ContactRules>;
  brand: Brand;
  phases: (Omit<Phase, 'start' | 'days'> & { weeks: number })[];
  lanes: Campaign['lanes'];
  segments: Segment[];
  goals: (Omit<Goal, 'date'> & Moment)[];
  events: (Omit<ContextEvent, 'start'> & Moment)[];
  assumptions?: Assumption[];
  steps: Step[];
  /** Everyone starts on a day of their own: dates are those of who starts on the first day. */
  rolling?: NonNullable<Campaign['rolling']>;
}

export function templateFrom(blueprint: Blueprint): Template {
  const { id, name, summary, audience, phases, steps } = blueprint;
  const weeks = phases.reduce((sum, phase) => sum + phase.weeks, 0);
  return {
    id,
    name,
    summary,
    audience,
    weeks,
    touchpointCount: steps.length,
    build: (options) => campaignFromBlueprint(blueprint, weeks, options),
  };
}

function campaignFromBlueprint(
  blueprint: Blueprint,
  weeks: number,
  { start, name = blueprint.name, id = newCampaignId() }: { start: string; name?: string; id?: string },
): Campaign {
  const first = dayOf(start);
  const monday = first + ((8 - weekdayOf(first)) % 7);
  const end = monday + 7 * weeks;
  if (end - 1 > dayOf(LAST_DATE))
    throw new Refusal(
      'badInput',
      `A campaign of ${weeks} weeks from ${start} would end after ${LAST_DATE}. Choose an earlier start.`,
    );
  const dateOf = ({ week, weekday = 1 }: Moment) => formatDay(monday + 7 * (week - 1) + weekday - 1);
  const planned = touchpointsFrom(blueprint.steps, dateOf, end);
  const campaign: Campaign = {
    format: 'tandem-campaign',
    version: FORMAT_VERSION,
    id,
    name,
    description: blueprint.description ?? blueprint.summary,
    vocabulary: blueprint.vocabulary ?? 'learning',
    start,
    days: end - first,
    timeZone: blueprint.timeZone,
    seed: blueprint.seed,
    engine: ENGINE_VERSION,
    contact: { capPerWeek: 2, quietFrom: '18:00', quietUntil: '08:00', ...blueprint.contact },
    ...(blueprint.rolling && { rolling: { ...blueprint.rolling } }),
    brand: { ...blueprint.brand },
    phases: phasesFrom(blueprint.phases, start, monday - first),
    lanes: structuredClone(blueprint.lanes),
    segments: structuredClone(blueprint.segments),
    goals: blueprint.goals.map(({ week, weekday, ...goal }) => ({
      ...goal,
      segments: [...goal.segments],
      date: dateOf({ week, weekday }),
    })),
    events: [
      { ...launchOn(dateOf({ week: 1 })), ...(blueprint.rolling && { name: 'First day' }) },
      ...blueprint.events.map(({ week, weekday, ...event }) => ({
        ...event,
        segments: [...event.segments],
        start: dateOf({ week, weekday }),
      })),
    ],
    decisions: [],
    calendars: [],
    touchpoints: planned.map(({ touchpoint }) => touchpoint),
    ideas: [],
    assumptions: structuredClone(blueprint.assumptions ?? []),
  };
  return { ...campaign, touchpoints: planned.map(({ touchpoint, due }) => hung(campaign, touchpoint, due)) };
}

/**
 * A touchpoint that hangs from what decides its date: a reminder from the date that it is due for, what belongs to an event from that, anything else
 * from the launch. About its anchor messages count in working days; what is after the first phase keeps its week after the launch and its weekday.
 */
function hung(campaign: Campaign, touchpoint: Touchpoint, due: string | undefined): Touchpoint {
  const { eventId, tactic } = touchpoint;
  const start = dayOf(touchpoint.start);
  const launch = campaign.events.find(({ id }) => id === LAUNCH_ID)!;
  const goal = campaign.goals.find(({ id }) => id === due);
  const event = campaign.events.find(({ id }) => id === eventId);
  const [first] = campaign.phases;
  const isLater = !goal && !event && first !== undefined && start >= rangeOf(first).until;
  const anchor = goal ? { field: { goalId: goal.id }, date: goal.date } : anchorOn(event ?? launch);
  const unit = isMessage(tacticById(tactic)) ? ('workingDays' as const) : ('days' as const);
  const inUnit = isLater ? { unit: 'weeks' as const, weekday: weekdayOf(start) } : { unit };
  const tie: Tie = { ...anchor.field, count: 0, ...inUnit };
  const hanging = tieOn(campaign, touchpoint, tie, dayOf(anchor.date), start);
  return hanging ? { ...touchpoint, tie: hanging } : touchpoint;
}

const anchorOn = ({ id, start }: ContextEvent) => ({ field: { eventId: id }, date: start });

/** Phases one after the other; the first one takes the days before the first Monday as well. */
function phasesFrom(phases: Blueprint['phases'], start: string, lead: number): Phase[] {
  let from = start;
  return phases.map(({ weeks, ...phase }, index) => {
    const days = 7 * weeks + (index === 0 ? lead : 0);
    const made = { ...phase, start: from, days };
    from = addDays(from, days);
    return made;
  });
}

/** Touchpoints by date, and the goal that each is due for. Each is called after its tactic, with a number from the second on. */
function touchpointsFrom(
  steps: readonly Step[],
  dateOf: (moment: Moment) => string,
  end: number,
): { touchpoint: Touchpoint; due: string | undefined }[] {
  const seen = new Map<string, number>();
  return steps
    .map((step) => ({ step, start: dateOf(step) }))
    .toSorted((a, b) => dayOf(a.start) - dayOf(b.start))
    .map(({ step, start }) => {
      const number = (seen.get(step.tactic) ?? 0) + 1;
      seen.set(step.tactic, number);
      const id = number === 1 ? step.tactic : `${step.tactic}-${number}`;
      const due = step.due ?? (step.tactic === REMINDER ? step.goal : undefined);
      return { touchpoint: touchpointOf(step, id, start, end), due };
    });
}

function touchpointOf(step: Step, id: string, start: string, end: number): Touchpoint {
  const tactic = tacticById(step.tactic);
  if (!tactic) throw new Refusal('badInput', `The catalogue has no tactic “${step.tactic}”.`);
  const { weeks, subject, body, button, language } = step;
  const first = dayOf(start);
  const days = weeks === undefined ? 1 : weeks === 'end' ? end - first : 7 * weeks - weekdayOf(first) + 1;
  return {
    ...touchpointFrom(tactic, { id, laneId: step.lane, start, segments: [...(step.segments ?? [])] }),
    ...(step.name === undefined ? {} : { name: step.name }),
    ...(step.channel === undefined ? {} : { channel: step.channel }),
    days,
    cadence: step.cadence ?? (days === 1 ? 'once' : tactic.cadence),
    ...(step.at === undefined ? {} : { time: { zone: 'segment' as const, at: step.at } }),
    message: {
      subject,
      body,
      ...(button && { callToAction: { label: button[0], url: button[1] } }),
      ...(language === undefined ? {} : { language }),
    },
    ...(step.goal === undefined ? {} : { goalId: step.goal }),
    ...(step.event === undefined ? {} : { eventId: step.event }),
    ...(step.owner === undefined ? {} : { owner: step.owner }),
    ...(step.notes === undefined ? {} : { notes: step.notes }),
  };
}
