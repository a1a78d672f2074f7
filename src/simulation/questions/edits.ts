import { atWork, carryAtWork } from '#campaign/atWork.ts';
import { dayOf, formatDay, rangeOf, type DayRange } from '#campaign/calendar.ts';
import { isWorkingDay, workingDayFrom } from '#campaign/workingDays.ts';
import { isEveryone, isMeant, isReached } from '#campaign/reach.ts';
import { isMessage } from '#campaign/sending.ts';
import type { SimpleCommand } from '#campaign/commands.ts';
import { occurrenceDays } from '#campaign/occurrences.ts';
import { isGoing, primaryLanguage, type Cadence, type Campaign, type Touchpoint } from '#campaign/document.ts';
import { isLocked } from '#campaign/locked.ts';
import type { Tactic } from '#campaign/tactic.ts';
import { tacticById, TACTICS } from '#campaign/tactics/catalogue.ts';
import { touchpointFrom } from '#campaign/tactics/touchpoint.ts';

/** The changes to a plan that a search may make: whatever a designer could do by hand within the dates, the working days and the phases. */
export interface Edit {
  /** Edits of one group exclude each other: those of one touchpoint, and the additions of one tactic. */
  group: string;
  command: SimpleCommand;
  /** The touchpoint as it was, and as it is afterwards. */
  before: Touchpoint | undefined;
  after: Touchpoint | undefined;
}

export interface EditOptions {
  goalId: string;
  /** Epoch day from which on nothing can help the goal any more. */
  deadline: number;
  /** Ids of touchpoints that stay as they are. */
  keep: readonly string[];
}

/** Days by which a message may be moved, most likely to be wanted first. */
const SHIFTS = [-7, 7, -14, 14, -3, 3];
const SPARSER: Partial<Record<Cadence, Cadence>> = {
  daily: 'weekly',
  weekdays: 'weekly',
  workingDays: 'weekly',
  weekly: 'fortnightly',
  fortnightly: 'monthly',
};

/** No tactic is added that stands in the plan as often as this: more of the same is for a designer to want. An assumption. */
const MOST_ALIKE = 2;

/**
 * All single edits of a campaign: removals and additions in turn, then sparser rhythms, and moves. What is locked stays as it is. What is meant for
 * named segments is never taken from them: a search counts learners, and cannot know why a few were to be spoken to by themselves.
 */
export function editsOf(campaign: Campaign, options: EditOptions): Edit[] {
  const kept = new Set(options.keep);
  const own = campaign.touchpoints.filter((touchpoint) => !kept.has(touchpoint.id) && !isLocked(touchpoint));
  const forEveryone = own.filter(({ segments }) => isEveryone(segments, campaign.segments));
  const removals = forEveryone.map((before): Edit => {
    const { id } = before;
    return { group: `at ${id}`, command: { type: 'removeTouchpoint', id }, before, after: undefined };
  });
  const sparser = own.flatMap((before) => thinned(campaign, before));
  const moves = SHIFTS.flatMap((shift) => own.flatMap((before) => moved(campaign, before, shift, options)));
  const additions = additionsTo(campaign, options);
  const inTurn = Array.from({ length: Math.max(removals.length, additions.length) }, (_, index) =>
    [additions[index], removals[index]].filter((edit) => edit !== undefined),
  );
  return [...inTurn.flat(), ...sparser, ...moves];
}

const daysOf = (campaign: Campaign, touchpoint: Touchpoint) => occurrenceDays(atWork(campaign, touchpoint));

const onWorkdays = (campaign: Campaign, touchpoint: Touchpoint) =>
  daysOf(campaign, touchpoint).every((day) => isWorkingDay(campaign, touchpoint.segments, day));

function thinned(campaign: Campaign, before: Touchpoint): Edit[] {
  const cadence = SPARSER[before.cadence];
  if (cadence === undefined || !isMessage(tacticById(before.tactic))) return [];
  const after = carryAtWork(campaign, before, { ...before, cadence });
  if (!onWorkdays(campaign, after) || daysOf(campaign, after).length >= daysOf(campaign, before).length) return [];
  const { id } = before;
  return [{ group: `at ${id}`, command: { type: 'editTouchpoint', id, changes: { cadence } }, before, after }];
}

/** A message moves within its phase, never across its goal's date, and not at all where it belongs to an event or something hangs from it. */
function moved(campaign: Campaign, before: Touchpoint, shift: number, { deadline }: EditOptions): Edit[] {
  if (before.eventId !== undefined || !isMessage(tacticById(before.tactic))) return [];
  if (campaign.touchpoints.some(({ tie }) => tie?.touchpointId === before.id)) return [];
  const from = dayOf(before.start);
  const start = workingDayFrom(campaign, before.segments, from + shift);
  const due = campaign.goals.find(({ id }) => id === before.goalId)?.date;
  const inside = roomFor(campaign, from);
  if (start === from || start < inside.from || start >= inside.until || start > deadline) return [];
  if (start + before.days > rangeOf(campaign).until || (due !== undefined && start > dayOf(due))) return [];
  const after = carryAtWork(campaign, before, { ...before, start: formatDay(start) });
  if (!onWorkdays(campaign, after)) return [];
  const { id } = before;
  return [{ group: `at ${id}`, command: { type: 'moveTouchpoint', id, start: after.start }, before, after }];
}

/** The days of the phase in which a day lies, or of the campaign. */
function roomFor(campaign: Campaign, day: number): DayRange {
  const whole = rangeOf(campaign);
  const phase = campaign.phases.map(rangeOf).find(({ from, until }) => day >= from && day < until);
  return phase ? { from: Math.max(phase.from, whole.from), until: Math.min(phase.until, whole.until) } : whole;
}

function additionsTo(campaign: Campaign, options: EditOptions): Edit[] {
  const taken = new Set(campaign.touchpoints.map(({ id }) => id));
  const going = campaign.touchpoints.filter(isGoing);
  const segments = segmentsOf(campaign, options);
  return TACTICS.filter((tactic) => isEligible(tactic, campaign, segments)).flatMap((tactic) => {
    const alike = going.filter((touchpoint) => touchpoint.tactic === tactic.id);
    if (alike.length >= MOST_ALIKE) return [];
    let id = tactic.id;
    for (let number = 2; taken.has(id); number++) id = `${tactic.id}-${number}`;
    return startsFor(tactic, campaign, segments)
      .filter((start) => start <= options.deadline)
      .flatMap((start): Edit[] => {
        const after = added(tactic, { id, start, segments }, campaign, options);
        if (isMessage(tactic) ? !onWorkdays(campaign, after) : alike.some((one) => meets(one, after))) return [];
        return [
          { group: `add ${tactic.id}`, command: { type: 'addTouchpoint', item: after }, before: undefined, after },
        ];
      });
  });
}

/** Whom the goal is about: what is added is for them alone, since others would get messages for nothing. Everyone is nobody by name. */
function segmentsOf({ goals, segments }: Campaign, { goalId }: EditOptions): string[] {
  const meant = goals.find(({ id }) => id === goalId)?.segments ?? [];
  return isEveryone(meant, segments) ? [] : meant;
}

/** Whether two touchpoints are there on some of the same days. */
function meets(one: Touchpoint, other: Touchpoint): boolean {
  const [a, b] = [rangeOf(one), rangeOf(other)];
  return a.from < b.until && b.from < a.until;
}

/** Tactics of the campaign's own world that need no event and mean something to people whom the goal is about. */
function isEligible(tactic: Tactic, campaign: Campaign, meant: readonly string[]): boolean {
  const { vocabulary } = campaign;
  const { subject, body } = tactic.message;
  return (
    !tactic.id.startsWith('custom-') &&
    // What suits both worlds is worded for learners; a designer can word it anew, a search cannot.
    (tactic.vocabulary === 'career') === (vocabulary === 'career') &&
    !`${subject} ${body}`.includes('{{event}}') &&
    (tactic.id !== 'own-language' || hasForeignReaders(campaign)) &&
    campaign.segments.some(
      (segment) => segment.size > 0 && isMeant(meant, segment.id) && isReached(segment, tactic.channel),
    )
  );
}

/** Whether anybody reads another language than others of the audience, or than a message is written in. */
function hasForeignReaders({ segments, touchpoints }: Campaign): boolean {
  const read = segments.filter(({ size }) => size > 0).map(({ language }) => language);
  const written = touchpoints.flatMap(({ message: { language } }) => language ?? []);
  return new Set([...read, ...written].map(primaryLanguage)).size > 1;
}

/** The first working day and the middle of every phase that the tactic is made for; without phases, three days of the campaign. */
function startsFor(tactic: Tactic, campaign: Campaign, segments: readonly string[]): number[] {
  const { from, until } = rangeOf(campaign);
  const phases = campaign.phases.filter(
    ({ kind }) => kind === 'custom' || (tactic.phases as readonly string[]).includes(kind),
  );
  const wanted =
    campaign.phases.length === 0
      ? [0, 0.3, 0.6].map((share) => from + Math.floor(share * (until - from)))
      : phases.map(rangeOf).flatMap((phase) => [phase.from, Math.floor((phase.from + phase.until) / 2)]);
  return [...new Set(wanted.map((day) => workingDayFrom(campaign, segments, Math.max(day, from))))].filter(
    (day) => day < until,
  );
}

function added(
  tactic: Tactic,
  { id, start, segments }: { id: string; start: number; segments: string[] },
  campaign: Campaign,
  { goalId }: EditOptions,
): Touchpoint {
  const { lanes, touchpoints } = campaign;
  const beside =
    touchpoints.find(({ channel }) => channel === tactic.channel) ??
    touchpoints.find(({ direction }) => direction === tactic.direction);
  const laneId = beside?.laneId ?? lanes[0]!.id;
  const from = touchpointFrom(tactic, { id, laneId, start: formatDay(start), segments });
  const { subject, body } = tactic.message;
  return {
    ...from,
    days: Math.min(from.days, rangeOf(campaign).until - start),
    cadence: from.cadence === 'daily' ? 'weekdays' : from.cadence,
    ...(/\{\{(goal|date)\}\}/.test(`${subject} ${body}`) ? { goalId } : {}),
  };
}

/** The campaign's touchpoints with some edits done, as the commands would leave them. */
export function withEdits(touchpoints: readonly Touchpoint[], edits: readonly Edit[]): Touchpoint[] {
  const changed = new Map(edits.flatMap(({ before, after }) => (before ? [[before.id, after] as const] : [])));
  const additions = edits.flatMap(({ before, after }) => (!before && after ? [after] : []));
  const own = touchpoints.flatMap((touchpoint) =>
    changed.has(touchpoint.id) ? (changed.get(touchpoint.id) ?? []) : [touchpoint],
  );
  return [...own, ...additions];
}
