import type { Condition } from './conditions.ts';
import type { Exposure } from './exposure.ts';

/** What the engine knows of a campaign: plain data that can be sent to a worker. Days count from the first one simulated. */
export interface Plan {
  engine: string;
  /** Hash of everything below that moves learners or decides a goal. */
  hash: string;
  seed: number;
  /** Epoch day of day 0, and number of days. */
  firstDay: number;
  days: number;
  /** Classes of responsiveness: 3, or 1 for learners who are all alike. */
  classes: 1 | 3;
  learners: number;
  segments: PlanSegment[];
  /** What reaches people, day by day; segments that are reached alike share one. */
  exposures: Exposure[];
  /** What is there for people, to which exposures point. */
  conditions: Condition[];
  /** For each day its place in the working week, or -1 for a day off; segments that rest alike share one. */
  calendars: Int8Array[];
  /** Distributions of the parameters, one set after the other; set 0 is everyone's. See assumptions.ts. */
  parameters: { centre: Float64Array; below: Float64Array; above: Float64Array };
  /** The same of the strengths of the catalogue's tactics, on a plain scale. */
  strengths: { centre: Float64Array; below: Float64Array; above: Float64Array };
  /** How much the deviates of any two parameters that favour a campaign have in common, 0 to 1. See correlation.ts. */
  correlation: number;
  goals: PlanGoal[];
  /**
   * Of a rolling plan: days of every learner's own that are told, and for how many weeks those who start do so together. Later cohorts are segments
   * with the id of the one of the first day, behind it. Absent where everybody starts on the first day.
   */
  rolling?: { ownDays: number; width: number };
  /** Segments whose series are kept, by index: all of them, unless there are so many that memory would not hold them. */
  detailed: number[];
  /** Learners whom messages of each channel reach, where those of other ways of the campaign count as well; absent where they are this plan's own. */
  circles?: Float64Array;
  /** The ways that the campaign can go, of which each run takes one; absent where there is nothing to decide. The rest is then that of the first way. */
  decided?: Decided;
}

/** Decision points in the order of time, and a plan for each way: bit i of its index is set where decision i goes to “then”. */
export interface Decided {
  decisions: PlanDecision[];
  /** Plans that are the same but in what happens after a date; what each decision counts stands after their goals, one for each decision. */
  ways: Plan[];
}

export interface PlanDecision {
  id: string;
  name: string;
  date: string;
  /** The day at whose end it is decided; outside the days of the plan where these leave it out. */
  day: number;
  /** In which its threshold is told. */
  unit: 'share' | 'learners';
}

export interface PlanSegment {
  id: string;
  name: string;
  /** Names the segment's random numbers. */
  key: number;
  size: number;
  /** Learners of a team, who alone are each other's peers; 0 where everyone in the campaign is. The last team may be smaller. */
  teamSize: number;
  steps: number;
  /** Indices in `exposures`, in `calendars` and of the set of parameters. */
  exposure: number;
  calendar: number;
  set: number;
  /** Of a later cohort of a rolling plan: the day on which they start. `size` is then what is expected; each run draws its own. */
  start?: number;
}

export interface PlanGoal {
  id: string;
  name: string;
  date: string;
  metric: 'aware' | 'tried' | 'active' | 'habitual' | 'champions';
  /** In learners. */
  target: number;
  /** The day it is judged on, at most the last; -1 before the campaign begins. Of a rolling plan: of each learner's own. */
  day: number;
  /** Of a rolling plan: of a share of those who have started, so that what counts is taken for as many of them as are expected. */
  isShare?: true;
  /** Of a rolling plan: judged on one date, of all who have started by then, whose segments alone it means. */
  isByDate?: true;
  /** Indices of the segments it means. */
  segments: number[];
}

/** Indices of a segment and of its later cohorts. */
export function cohortsWith({ segments }: Pick<Plan, 'segments'>, segment: number): number[] {
  const { id } = segments[segment]!;
  const cohorts = [segment];
  for (let next = segment + 1; segments[next]?.id === id && segments[next]!.start !== undefined; next++)
    cohorts.push(next);
  return cohorts;
}

/** Learners of a segment, those of its later cohorts as far as they are expected. */
export const learnersWith = (plan: Pick<Plan, 'segments'>, segment: number): number =>
  cohortsWith(plan, segment).reduce((sum, index) => sum + plan.segments[index]!.size, 0);
