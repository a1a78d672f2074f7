import type { Campaign } from '#campaign/document.ts';
import { Refusal } from '#campaign/refusal.ts';
import type { Stance } from '#campaign/stance.ts';
import type { Sensitivity } from '#contract/decision.ts';
import type { Blank } from '#simulation/forecast/incremental.ts';
import type { Plan } from '#simulation/plan/plan.ts';
import { isExpectationKnown } from '#simulation/runs/method.ts';
import { drawExpected, drawRuns, partOf, runsFor } from './drawing.ts';
import type { Hands, Told } from './hands.ts';
import { BLANK_RUNS, FORECAST_RUNS } from './runs.ts';
import { withoutDetail } from './tasks/detail.ts';
import type { TaskOutput } from './tasks.ts';

/** The forecast of a plan from its runs. */

export interface SimulateOptions {
  /** As many as every plan of its kind gets by default. */
  runs?: number | undefined;
  /** Seed of the random numbers; the campaign's by default. */
  seed?: number | undefined;
  /** Whose word is taken for the assumptions; the campaign's by default. */
  stance?: Stance | undefined;
  /** Whether the parameters hang together; independent by default. */
  correlated?: boolean | undefined;
  /** Multiplies the size of every segment. */
  scale?: number | undefined;
  /** Last date to simulate; the campaign's last day by default. */
  until?: string | undefined;
}

/** Share of the time that the plan's own runs take; then the blank plan stands beside some of them. */
const RUNS_SHARE = 0.9;

export type Simulated = TaskOutput<'forecastFrom'>;

/** Exact counts, or learner by learner where there are teams. Throws Refusal where the options cannot be followed. */
export async function simulate(
  hands: Hands,
  campaign: Campaign,
  { runs: asked, seed = campaign.seed, ...options }: SimulateOptions = {},
  told: Told = {},
): Promise<Simulated> {
  const { signal } = told;
  const plan = await hands.run('planOf', { campaign, options }, { signal });
  const runs = asked ?? runsFor([plan], FORECAST_RUNS);
  const [simulations] = await drawRuns(hands, [plan], { seed, runs }, partOf(told, 0, RUNS_SHARE, runs));
  const without = await hands.run('planOf', { campaign: { ...campaign, touchpoints: [] }, options }, { signal });
  const blank = await besides(hands, plan, without, { seed, runs }, partOf(told, RUNS_SHARE, 1, runs));
  return hands.run('forecastFrom', { plan, simulations: simulations!, blank }, { signal });
}

/** The plan without any touchpoint in the same runs: what is expected where that is known, else some runs. */
async function besides(
  hands: Hands,
  plan: Plan,
  without: Plan,
  { seed, runs }: { seed: number; runs: number },
  told: Told,
): Promise<Blank> {
  const range = { seed, runs: Math.min(runs, runsFor([plan], BLANK_RUNS)) };
  if (isExpectationKnown(plan)) {
    const [ofPlan, ofBlank] = await drawExpected(hands, [plan, without], range, told);
    return { expected: { plan: ofPlan!, blank: ofBlank! } };
  }
  const [drawn] = await drawRuns(hands, [withoutDetail(without)], { ...range, expected: false }, told);
  return { drawn: drawn! };
}

/**
 * The same with what single assumptions do to it, where that takes no longer than the runs or somebody asks for it whatever it takes. Nothing single can
 * be told of assumptions that hang together: throws Refusal where somebody asks.
 */
export async function simulateWithSensitivity(
  hands: Hands,
  campaign: Campaign,
  options: SimulateOptions & { sensitivity: boolean | 'cheap' },
  told: Told = {},
): Promise<Simulated & { sensitivity: Sensitivity[] }> {
  const { sensitivity: wanted, ...rest } = options;
  const { scale, until, stance, correlated = false } = rest;
  if (correlated && wanted === true)
    throw new Refusal(
      'badInput',
      'Which assumption moves the result most is told of assumptions that change one by one, not of those that hang together. Ask for one of the two.',
    );
  const simulated = await simulate(hands, campaign, rest, told);
  if (correlated || wanted === false) return { ...simulated, sensitivity: [] };
  const about = { campaign, goalId: null, options: { scale, until, stance } };
  const cheap = wanted === 'cheap' ? { within: simulated.runs } : {};
  const { parameters } = await hands.run('sensitivity', { ...about, ...cheap }, { signal: told.signal });
  return { ...simulated, sensitivity: parameters };
}
