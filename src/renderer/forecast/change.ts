import type { Campaign } from '#campaign/document.ts';
import { differenceOfRuns, isToldChance } from '#campaign/telling.ts';
import type { Output } from '#contract/contract.ts';

/** What an edit did to a goal's chance: like is compared with like, an estimate with an estimate and runs with the same runs, or nothing is said. */

/** At once without runs, as an estimate; or from runs, which know which of them met a goal. */
export type Forecast = Output<'forecast.immediate'> & Partial<Pick<Output<'forecast.simulate'>, 'met'>>;

/** The plan before an edit, with what is known of it. */
export interface Before {
  campaign: Campaign;
  estimate: Forecast | null;
  runs: Forecast | null;
}

export type Change =
  /** Nothing that the forecast reads was edited, or the goal is not in both plans. */
  | { kind: 'none' }
  | { kind: 'estimate'; earlier: number; now: number }
  /** One of the two still lacks its runs. */
  | { kind: 'waiting' }
  /** No difference that the runs can tell. */
  | { kind: 'same' }
  | { kind: 'told'; earlier: number; now: number; low: number; high: number };

/** Whether two forecasts are of the same plan under the same seed: then whatever parts them is no effect. */
export const isOfSamePlan = (one: Forecast, other: Forecast): boolean =>
  one.planHash === other.planHash && one.seed === other.seed;

export const isEstimate = ({ runs }: Pick<Forecast, 'runs'>): boolean => runs === 0;

/** What is told of a goal's chance while `shown` is what people see. */
export function changeOf(
  before: Pick<Before, 'estimate' | 'runs'> | null,
  shown: Forecast | null,
  goal: string,
): Change {
  if (!before?.estimate || !shown || isOfSamePlan(before.estimate, shown)) return { kind: 'none' };
  const chance = (forecast: Forecast | null) => forecast?.goals.find(({ id }) => id === goal)?.probability;
  const estimated = chance(before.estimate);
  const now = chance(shown);
  if (estimated === undefined || now === undefined) return { kind: 'none' };
  if (isEstimate(shown)) return { kind: 'estimate', earlier: estimated, now };
  const earlier = chance(before.runs);
  const [metBefore, metNow] = [before.runs?.met?.[goal], shown.met?.[goal]];
  if (earlier === undefined || metBefore === undefined || metBefore.length !== metNow?.length)
    return { kind: 'waiting' };
  const difference = differenceOfRuns(metBefore, metNow);
  return isToldChance(difference)
    ? { kind: 'told', earlier, now, low: difference.low, high: difference.high }
    : { kind: 'same' };
}
