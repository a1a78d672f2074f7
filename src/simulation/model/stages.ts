import type { Goal } from '#campaign/document.ts';
import { METRIC_TOTALS, SERIES_TOTALS, STAGE, TOTAL, TOTALS } from '../numbers/layouts.ts';

/** What is counted of learners by their stages. */

type TotalName = keyof typeof TOTAL;
type Series = keyof typeof SERIES_TOTALS;

/** All series, and those that add up to all learners: they are stored, in this order. */
export const SERIES = Object.keys(SERIES_TOTALS) as Series[];
export const STORED = SERIES.filter((name) => name !== 'active');

const positionsOf = (names: readonly TotalName[]): number[] => names.map((name) => TOTAL[name]);

/** The totals that each series adds up. */
export const TOTALS_OF_SERIES = SERIES.map((name) => positionsOf(SERIES_TOTALS[name]));

/** The series of STORED to which each total belongs. */
export const SERIES_OF_TOTAL = Array.from({ length: TOTALS }, (_, total) =>
  STORED.findIndex((name) => positionsOf(SERIES_TOTALS[name]).includes(total)),
);

/** Which totals count for a goal. */
export const TOTALS_OF_METRIC: Record<Goal['metric'], readonly number[]> = {
  aware: positionsOf(METRIC_TOTALS.aware),
  tried: positionsOf(METRIC_TOTALS.tried),
  active: positionsOf(METRIC_TOTALS.active),
  habitual: positionsOf(METRIC_TOTALS.habitual),
  champions: positionsOf(METRIC_TOTALS.champions),
};

/** The counter of lost learners that a stage feeds. */
export function lostFrom(stage: number): number {
  if (stage === STAGE.unaware) return TOTAL.lostUnaware;
  return stage === STAGE.aware ? TOTAL.lostAware : TOTAL.lostLater;
}
