import { z } from 'zod';
import type { Campaign } from '#campaign/document.ts';
import { compile } from '#simulation/compile.ts';
import { forecastSchema, type Forecast } from '#simulation/forecast.ts';
import type { Plan } from '#simulation/plan.ts';
import { forecastFrom } from '#simulation/runs.ts';
import { STORED } from '#simulation/stages.ts';
import { simulateBlocks } from './blocks.ts';
import { CliError } from './failure.ts';
import { progressOf } from './progress.ts';

/** What `simulate --json` prints. */
export const simulationSchema = forecastSchema.extend({
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
}

/** The forecast of a campaign by exact counts. Throws CliError where the options cannot be followed. */
export async function simulate(campaign: Campaign, options: SimulateOptions): Promise<Simulation> {
  const { runs = USUAL_RUNS, seed = campaign.seed, scale, until, threads } = options;
  const begun = performance.now();
  const plan = compileOrRefuse(campaign, {
    ...(scale === undefined ? {} : { scale }),
    ...(until === undefined ? {} : { until }),
  });
  requireMemory(plan, runs);
  const progress = progressOf('Simulating');
  try {
    const blocks = await simulateBlocks(plan, { seed, runs, threads, onProgress: progress });
    const forecast: Forecast = forecastFrom(plan, blocks);
    return { ...forecast, elapsedMs: Math.round(performance.now() - begun) };
  } finally {
    progress.end();
  }
}

/** What the engine cannot do it says as a RangeError in one sentence for people. */
function compileOrRefuse(campaign: Campaign, options: { scale?: number; until?: string }): Plan {
  try {
    return compile(campaign, options);
  } catch (error) {
    throw error instanceof RangeError ? new CliError(error.message) : error;
  }
}

const MOST_BYTES = 2 * 1024 ** 3;

/** Every run's figures are kept until the quantiles are known. */
function requireMemory({ days, learners, detailed }: Plan, runs: number): void {
  const perRun = STORED.length * days * (1 + detailed.length) * (learners > 0xffffffff ? 8 : 4);
  const most = Math.max(1, Math.floor(MOST_BYTES / perRun));
  if (runs > most)
    throw new CliError(
      `${runs.toLocaleString('en-GB')} runs of this plan do not fit into memory. Ask for ${most.toLocaleString('en-GB')} at most, or for fewer days with --until.`,
    );
}
