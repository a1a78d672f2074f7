/**
 * One chance for one plan: what Decide works out stands on runs of its own, fewer or under another luck, so that its figure for the plan as it is
 * could differ by points from what every other screen says. Here the plan's chance is that of its forecast, and another plan's is as far from it as
 * it was in the runs that both had in common; that is surer than either figure alone (a control variate).
 */

/** The chance of another plan beside the plan's own `now`, by the two chances in runs that both had in common. */
export function besideNow(now: number | undefined, base: number, other: number): number {
  return now === undefined ? other : Math.min(1, Math.max(0, now + other - base));
}
