import { z } from 'zod';
import type { Campaign } from '#campaign/document.ts';
import { compile } from '#simulation/plan/compile.ts';
import { forecastSchema, type Forecast } from '#contract/forecast.ts';
import type { Plan } from '#simulation/plan/plan.ts';
import { forecastFrom } from '#simulation/forecast/fromRuns.ts';
import { requireBearable } from '#simulation/questions/outcome.ts';
import { sensitivitySchema, type Sensitivity } from '#contract/decision.ts';
import { SENSITIVITY_EVALUATIONS, sensitivityOf } from '#simulation/questions/sensitivity.ts';
import { STORED } from '#simulation/model/stages.ts';
import { Refusal } from '#campaign/refusal.ts';
import { english } from '#language/formats.ts';
import { simulateBlocks } from './blocks.ts';
import { progressOf } from './progress.ts';

/** What `simulate --json` prints. */
export const simulationSchema = forecastSchema.extend({
  sensitivity: z
    .array(sensitivitySchema)
    .describe(
      'What single assumptions do to active learners on the last day, the weightiest first; empty where a large plan with few runs would take much longer for it',
    ),
  elapsedMs: z.number().describe('How long the simulation took, in milliseconds'),
});
export type Simulation = z.infer<typeof simulationSchema>;

export const USUAL_RUNS = 500;
export const MOST_RUNS = 100_000;
export const MOST_SEED = 4_294_967_295;

export interface SimulateOptions {
  runs?: number | undefined;
  /** Seed of the random numbers; the campaign's by default. */
  seed?: number | undefined;
  /** Multiplies the size of every segment. */
  scale?: number | undefined;
  /** Last date to simulate; the campaign's last day by default. */
  until?: string | undefined;
  /** Threads to use at most. */
  threads?: number | undefined;
  /** Whether to ask which assumption moves the result most; `cheap` does so where it takes no longer than the runs. */
  sensitivity?: boolean | 'cheap' | undefined;
}

/** The forecast of a campaign by exact counts, or learner by learner where it has teams. Throws Refusal where the options cannot be followed. */
export async function simulate(campaign: Campaign, options: SimulateOptions): Promise<Simulation> {
  const { runs = USUAL_RUNS, seed = campaign.seed, scale, until, threads, sensitivity = false } = options;
  const begun = performance.now();
  const plan = compile(campaign, {
    ...(scale === undefined ? {} : { scale }),
    ...(until === undefined ? {} : { until }),
  });
  requireMemory(plan, runs);
  const progress = progressOf('Simulating');
  try {
    const blocks = await simulateBlocks(plan, { seed, runs, threads, onProgress: progress });
    const forecast: Forecast = forecastFrom(plan, blocks);
    const small = plan.segments.length * plan.days <= SMALL_PLAN || runs >= SENSITIVITY_EVALUATIONS;
    const weights = sensitivity === true || (sensitivity === 'cheap' && small) ? weightsOf(plan, campaign) : [];
    return { ...forecast, sensitivity: weights, elapsedMs: Math.round(performance.now() - begun) };
  } finally {
    progress.end();
  }
}

/** Segment-days for which nobody waits. */
const SMALL_PLAN = 5000;

function weightsOf(plan: Plan, campaign: Campaign): Sensitivity[] {
  requireBearable(SENSITIVITY_EVALUATIONS, plan, campaign);
  return sensitivityOf(plan);
}

const MOST_BYTES = 2 * 1024 ** 3;

/** Every run's figures are kept until the quantiles are known. Throws Refusal where they would not fit. */
export function requireMemory({ days, learners, detailed }: Plan, runs: number): void {
  const perRun = STORED.length * days * (1 + detailed.length) * (learners > 0xffffffff ? 8 : 4);
  const most = Math.max(1, Math.floor(MOST_BYTES / perRun));
  if (runs > most)
    throw new Refusal(
      'badInput',
      `${english.number(runs)} runs of this plan do not fit into memory. Ask for ${english.number(most)} at most, or for fewer days with --until.`,
    );
}
