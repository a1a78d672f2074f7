import { effectsOf, type Effects, type Society, type Traits } from './effects.ts';
import type { Plan } from '../plan/plan.ts';
import { PUSH, PUSH_FIELDS, ROW, ROW_FIELDS } from '../numbers/layouts.ts';

/** What moves the learners of each segment on each day, for one set of parameter values. Rates a day, before responsiveness and fatigue. */

/** The fields of one day of one segment, in their order. */
export const DRIVE = {
  /** Being noticed through messages; and without any. */
  reach: 0,
  awareness: 1,
  /** Trying: by pull; by messages; by messages, for people who lapsed; by peers and seniors, at full use. All after friction. */
  pull: 2,
  click: 3,
  comeback: 4,
  peers: 5,
  buyIn: 6,
  /** What messages cost in attention: contacts. */
  contacts: 7,
  giveUp: 8,
  advance: 9,
  /** Factor on lapsing. */
  lapse: 10,
  champion: 11,
  /**
   * By how much the weight of peers is expected to change until the middle of the day, for each learner who tries, uses it at one of three levels,
   * has the habit or champions it: six fields.
   */
  middle: 12,
} as const;
export const DRIVE_FIELDS = 18;

export interface Drive {
  /** Field after field, day after day, segment after segment. */
  values: Float64Array;
  traits: Traits[];
  society: Society;
}

/** The drive of a plan under the given parameter values (see plan/assumptions.ts). */
export function driveOf(plan: Plan, parameters: Float64Array): Drive {
  return unfolded(plan, effectsOf(plan, parameters));
}

/** Effects laid out day by day. */
export function unfolded(plan: Plan, effects: Effects): Drive {
  const values = new Float64Array(plan.segments.length * plan.days * DRIVE_FIELDS);
  plan.segments.forEach((_, segment) => fillDays(plan, effects, segment, values));
  return { values, traits: effects.traits, society: effects.society };
}

/** About the chance of leaving within half a day at a rate, without an exponential. */
export function withinHalf(rate: number): number {
  const half = rate / 2;
  return Math.min(1, half / (1 + half / 2));
}

/** Writes all days of a segment. */
function fillDays(plan: Plan, { rows, pushes, traits, society }: Effects, segment: number, values: Float64Array): void {
  const exposure = plan.exposures[plan.segments[segment]!.exposure]!;
  const effect = rows[segment]!;
  const push = pushes[segment]!;
  const today = new Float64Array(DRIVE_FIELDS);
  let known = -1;
  for (let day = 0, at = segment * plan.days * DRIVE_FIELDS; day < plan.days; day++, at += DRIVE_FIELDS) {
    const row = exposure.conditions[day]! * ROW_FIELDS;
    if (row !== known) {
      today[DRIVE.awareness] = effect[row + ROW.awareness]!;
      today[DRIVE.pull] = effect[row + ROW.pull]!;
      today[DRIVE.peers] = effect[row + ROW.peers]!;
      today[DRIVE.buyIn] = effect[row + ROW.buyIn]!;
      today[DRIVE.giveUp] = effect[row + ROW.giveUp]!;
      today[DRIVE.advance] = effect[row + ROW.advance]!;
      today[DRIVE.lapse] = effect[row + ROW.lapse]!;
      today[DRIVE.champion] = effect[row + ROW.champion]!;
      middleOf(today, traits[segment]!, society);
      known = row;
    }
    for (let field = 0; field < DRIVE_FIELDS; field++) values[at + field] = today[field]!;
    values[at + DRIVE.reach] = effect[row + ROW.onPush]! * push[day * PUSH_FIELDS + PUSH.reach]!;
    values[at + DRIVE.click] = effect[row + ROW.onClick]! * push[day * PUSH_FIELDS + PUSH.click]!;
    values[at + DRIVE.comeback] = effect[row + ROW.onClick]! * push[day * PUSH_FIELDS + PUSH.comeback]!;
    values[at + DRIVE.contacts] = exposure.contacts[day]!;
  }
}

function middleOf(today: Float64Array, traits: Traits, { trying, champions }: Society): void {
  const { middle } = DRIVE;
  const leaving = traits.start + today[DRIVE.giveUp]!;
  today[middle] = leaving > 0 ? withinHalf(leaving) * (traits.start / leaving - trying) : 0;
  for (let level = 0; level < 5; level++) {
    const weight = level === 4 ? champions : 1;
    today[middle + 1 + level] = -weight * withinHalf(today[DRIVE.lapse]! * traits.lapse[level]!);
  }
  today[middle + 4]! += withinHalf(today[DRIVE.champion]!) * (champions - 1);
}
