import { PARAMETERS, placeOfParameter } from '#campaign/parameters.ts';
import { Refusal } from '#campaign/refusal.ts';
import type { Teams } from '../kernel/scene.ts';
import type { Plan, PlanSegment } from '../plan/plan.ts';

/**
 * How the runs of a plan are made. Counts carry everything but peers inside teams: two learners of one stage are no longer alike when their teams
 * are not. The learners of segments with teams are then followed one by one, and the other segments are still counted.
 */
export type Method = 'counts' | 'agents';

/** Learners times days of one run beyond which some teams stand for all: so many take less than a tenth of a second. */
export const MOST_LEARNER_DAYS = 20_000_000;

/** So many times that is still done where even one team a segment is more. Nobody would wait for the rest. */
const BEARABLE = 10;

const INFLUENCE = placeOfParameter('peers.influence')!;

export function methodOf(plan: Plan): Method {
  return plan.segments.some((segment) => isFollowed(plan, segment)) ? 'agents' : 'counts';
}

/** Whether it is known what is to be expected of a plan: where learners are followed in teams, or runs decide how it goes on, only runs tell. */
export const isExpectationKnown = (plan: Plan): boolean => methodOf(plan) === 'counts' && !plan.decided;

/** Whether counts cannot carry a segment: its teams are not simply everyone, and peers can do something to its learners. */
function isFollowed({ learners, parameters }: Plan, { size, teamSize, set }: PlanSegment): boolean {
  const influence = parameters.centre[set * PARAMETERS.length + INFLUENCE]!;
  return teamSize > 0 && size > 0 && Math.min(teamSize, size) < learners && influence > 0;
}

/**
 * The teams of each segment; undefined for segments that are counted. Where all of them would be too much work, the largest segments are followed
 * in part. Throws Refusal, in one sentence, where even one team a segment is far too much.
 */
export function teamsOf(plan: Plan): (Teams | undefined)[] {
  const upTo = (most: number) =>
    plan.segments.map((segment) => (isFollowed(plan, segment) ? teamsIn(segment, most) : undefined));
  let tooMany = plan.segments.reduce((largest, { size }) => Math.max(largest, size), 0);
  const all = upTo(tooMany);
  if (followedIn(all) * plan.days <= MOST_LEARNER_DAYS) return all;
  const least = followedIn(upTo(0)) * plan.days;
  if (least > BEARABLE * MOST_LEARNER_DAYS)
    throw new Refusal(
      'badInput',
      'So many large teams cannot be followed learner by learner. Merge segments, make teams smaller, or take fewer days.',
    );
  const bearable = Math.max(MOST_LEARNER_DAYS, least);
  let fine = 0;
  while (tooMany - fine > 1) {
    const middle = Math.floor((fine + tooMany) / 2);
    if (followedIn(upTo(middle)) * plan.days <= bearable) fine = middle;
    else tooMany = middle;
  }
  return upTo(fine);
}

/** The teams of a segment of which `most` learners may be followed, and one team at least. */
function teamsIn({ size: expected, teamSize }: PlanSegment, most: number): Teams {
  const size = Math.max(1, Math.round(expected));
  const members = Math.min(teamSize, size);
  const all = Math.floor(size / members);
  const each = Math.ceil(all / Math.max(1, Math.floor(most / members)));
  const whole = Math.ceil(all / each);
  return { members, whole, each, last: all - each * (whole - 1), learners: whole * members + (size % members) };
}

/** Learners who are followed one by one. */
export function followedIn(teams: (Teams | undefined)[]): number {
  return teams.reduce((sum, each) => sum + (each?.learners ?? 0), 0);
}

/** Learners who are followed where these stand for others as well; undefined where everybody is. */
export function sampledIn(teams: (Teams | undefined)[]): number | undefined {
  return teams.some((each) => each && each.each > 1) ? followedIn(teams) : undefined;
}
