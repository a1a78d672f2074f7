import { PARAMETERS } from '#campaign/parameters.ts';

/**
 * Parameters that hang together: where people respond better than thought in one way, they tend to in others. One factor a run, of which all parameters
 * have a share, each in the direction that brings more active learners.
 */

/** How much two parameters that both favour a campaign are correlated, where that is asked for. An assumption: weakly, as opinions of one group are. */
export const SHARED_CORRELATION = 0.3;

/** The more of it, the fewer active learners. */
const AGAINST: readonly string[] = [
  'trying.friction',
  'trying.giveUp',
  'habit.lapse',
  'habit.hold',
  'fatigue.rise',
  'fatigue.dormant',
  'fatigue.background',
  'optOut.rate',
  'optOut.inUse',
  'saturation.week',
  'reach.offHours',
];

/** How unlike people, days or campaigns are is neither for nor against a campaign: these stay independent. */
const NEITHER: readonly string[] = ['responsiveness.spread', 'habit.spread', 'variation.campaign', 'variation.day'];

/** For each parameter, by its place: 1 where more of it brings more active learners, -1 where it brings fewer, 0 where it does neither. */
export const FAVOURS: readonly number[] = PARAMETERS.map(({ id }) =>
  NEITHER.includes(id) ? 0 : AGAINST.includes(id) ? -1 : 1,
);
