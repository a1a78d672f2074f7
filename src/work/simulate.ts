import type { Campaign } from '#campaign/document.ts';
import type { Stance } from '#campaign/stance.ts';
import type { Sensitivity } from '#contract/decision.ts';
import { drawRuns, runsFor } from './drawing.ts';
import type { Hands, Told } from './hands.ts';
import { FORECAST_RUNS } from './runs.ts';
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
  const [simulations] = await drawRuns(hands, [plan], { seed, runs }, told);
  return hands.run('forecastFrom', { plan, simulations: simulations! }, { signal });
}

/** The same with what single assumptions do to it, where that takes no longer than the runs or somebody asks for it whatever it takes. */
export async function simulateWithSensitivity(
  hands: Hands,
  campaign: Campaign,
  options: SimulateOptions & { sensitivity: boolean | 'cheap' },
  told: Told = {},
): Promise<Simulated & { sensitivity: Sensitivity[] }> {
  const { sensitivity: wanted, ...rest } = options;
  const simulated = await simulate(hands, campaign, rest, told);
  if (wanted === false) return { ...simulated, sensitivity: [] };
  const { scale, until, stance } = rest;
  const about = { campaign, goalId: null, options: { scale, until, stance } };
  const cheap = wanted === 'cheap' ? { within: simulated.runs } : {};
  const { parameters } = await hands.run('sensitivity', { ...about, ...cheap }, { signal: told.signal });
  return { ...simulated, sensitivity: parameters };
}
