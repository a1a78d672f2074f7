import type { Campaign } from '#campaign/document.ts';
import type { Stance } from '#campaign/stance.ts';
import type { Forecast, Quantiles } from '#contract/forecast.ts';
import { decisionsOf } from '#simulation/forecast/decisions.ts';
import { immediateForecast as immediate } from '#simulation/forecast/immediate.ts';
import { forecastFrom as fromRuns, goalsMet } from '#simulation/forecast/fromRuns.ts';
import { incrementalOf, type Blank } from '#simulation/forecast/incremental.ts';
import { compile } from '#simulation/plan/compile.ts';
import type { Plan } from '#simulation/plan/plan.ts';
import { expectedRuns, type ExpectedRange, type ExpectedRuns } from '#simulation/runs/expected.ts';
import { simulateRuns } from '#simulation/runs/simulate.ts';
import type { RunRange, Simulation } from '#simulation/runs/simulation.ts';

/** Forecasts: the immediate one, and the parts of one from runs. */

/** How much of a plan is simulated, and what is taken for true of its assumptions. */
export interface PlanOptions {
  stance?: Stance | undefined;
  correlated?: boolean | undefined;
  scale?: number | undefined;
  until?: string | undefined;
}

export const planOf = ({ campaign, options = {} }: { campaign: Campaign; options?: PlanOptions }): Plan =>
  compile(campaign, options);

export const immediateForecast = ({
  campaign,
  segmentIds,
  stance,
}: {
  campaign: Campaign;
  stance?: Stance | undefined;
  /** Segments looked at; all by default. */
  segmentIds?: string[] | undefined;
}): Forecast => immediate(campaign, { segmentIds, stance });

export const drawRuns = ({ plan, ...range }: { plan: Plan; seed: number } & RunRange): Simulation =>
  simulateRuns(plan, range);

export const drawExpected = ({ plan, ...range }: { plan: Plan; seed: number } & ExpectedRange): ExpectedRuns =>
  expectedRuns(plan, range);

/** The forecast of all runs, with what the plan brings beside the blank one; and for each goal, whether the runs in their order reach it, as 1 or 0. */
export const forecastFrom = ({
  plan,
  simulations,
  blank,
}: {
  plan: Plan;
  simulations: Simulation[];
  blank: Blank;
}): Forecast & { incremental: Quantiles; baseline: Quantiles; met: Record<string, string> } => {
  const forecast = fromRuns(plan, simulations);
  const { goals: parts, ...parted } = incrementalOf(plan, simulations, blank);
  return {
    ...forecast,
    goals: forecast.goals.map((goal, index) => ({ ...goal, ...parts[index] })),
    ...parted,
    ...(plan.decided && { decisions: decisionsOf(plan, plan.decided, simulations) }),
    met: goalsMet(plan, simulations),
  };
};
