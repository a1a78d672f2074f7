import type { Forecast } from './forecast.ts';

/** Shares of the learners, and chances of a goal, that nobody sees: half a pixel of a chart, and the digit that is shown. */
const INVISIBLE_SHARE = 0.004;
const INVISIBLE_CHANCE = 0.01;

/**
 * Whether more runs than those of `after` would change nothing that can be seen: it has at least twice the runs of `before`, and yet no edge of the
 * bands of active use and no chance of a goal has moved visibly. Both are forecasts of one plan.
 */
export function hasSettled(before: Forecast, after: Forecast): boolean {
  if (after.runs < 2 * before.runs || before.runs === 0) return false;
  const visible = INVISIBLE_SHARE * Math.max(1, after.learners);
  const edges = ['p05', 'p25', 'p50', 'p75', 'p95'] as const;
  return (
    edges.every((edge) => {
      const earlier = before.series.active[edge];
      return after.series.active[edge].every((learners, day) => Math.abs(learners - earlier[day]!) < visible);
    }) &&
    after.goals.every(
      ({ probability }, place) => Math.abs(probability - before.goals[place]!.probability) < INVISIBLE_CHANCE,
    )
  );
}
