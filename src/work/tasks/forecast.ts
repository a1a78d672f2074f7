import type { Campaign } from '#campaign/document.ts';
import type { Forecast } from '#contract/forecast.ts';
import { decisionsOf } from '#simulation/forecast/decisions.ts';
import { immediateForecast as immediate } from '#simulation/forecast/immediate.ts';
import { forecastFrom as fromRuns, goalsMet } from '#simulation/forecast/fromRuns.ts';
import { compile } from '#simulation/plan/compile.ts';
import type { Plan } from '#simulation/plan/plan.ts';
import { simulateRuns } from '#simulation/runs/simulate.ts';
import type { Simulation } from '#simulation/runs/simulation.ts';

/** Forecasts: the immediate one, and the parts of one from runs. */

/** How much of a plan is simulated. */
export interface PlanOptions {
  scale?: number | undefined;
  until?: string | undefined;
}

export const planOf = ({ campaign, options = {} }: { campaign: Campaign; options?: PlanOptions }): Plan =>
  compile(campaign, options);

export const immediateForecast = ({
  campaign,
  segmentIds,
}: {
  campaign: Campaign;
  /** Segments looked at; all by default. */
  segmentIds?: string[] | undefined;
}): Forecast => immediate(campaign, { segmentIds });

export const drawRuns = ({
  plan,
  ...range
}: {
  plan: Plan;
  seed: number;
  firstRun: number;
  runs: number;
}): Simulation => simulateRuns(plan, range);

/** The forecast of all runs; and for each goal, whether the runs in their order reach it, as 1 or 0. */
export const forecastFrom = ({
  plan,
  simulations,
}: {
  plan: Plan;
  simulations: Simulation[];
}): Forecast & { met: Record<string, string> } => ({
  ...fromRuns(plan, simulations),
  ...(plan.decided && { decisions: decisionsOf(plan, plan.decided, simulations) }),
  met: goalsMet(plan, simulations),
});
