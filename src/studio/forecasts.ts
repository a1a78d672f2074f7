import type { Campaign } from '#campaign/document.ts';
import { apply } from '#campaign/reducer.ts';
import type { Simulation } from '#simulation/runs/simulation.ts';
import type { Output } from '#contract/contract.ts';
import type { Calls } from './host.ts';
import type { Crew } from './crew.ts';
import type { CampaignAt } from './documents.ts';
import type { Jobs } from './jobs.ts';

/** Forecasts: at once while somebody edits, refined by exact counts in worker threads. */

type ForecastCalls = Pick<Calls, Extract<keyof Calls, `forecast.${string}`>>;

/** Runs of one block: small enough that progress moves and a cancelled job stops soon, even where learners are followed one by one. */
const BLOCK_RUNS = 25;
const BLOCK_RUNS_OF_TEAMS = 3;

/** Every plan gets as many, so that any two are compared like with like: enough for half a point on most goals that are compared run by run. */
const RUNS = 1600;
/** The same where learners are followed one by one, which takes some ten times as long. */
const RUNS_OF_TEAMS = 800;

/** Draws the runs of a plan; those of the stored document that was drawn last are kept. */
export interface Drawing {
  draw(about: Drawn, signal: AbortSignal, progress: Told): Promise<Runs>;
}

interface Drawn {
  /** Campaign and revision, what runs are kept by; null for a plan that is not stored. */
  name: string | null;
  campaign: Campaign;
  runs?: number | undefined;
}

type Told = (done: number, total: number) => void;
type Runs = Output<'forecast.simulate'>;

export function drawingBy(crew: Crew): Drawing {
  let kept: { name: string; forecast: Runs } | undefined;
  return {
    async draw({ name, campaign, runs: asked }, signal, progress) {
      const hasTeams = campaign.segments.some(({ teamSize }) => teamSize !== undefined);
      const runs = asked ?? (hasTeams ? RUNS_OF_TEAMS : RUNS);
      if (kept && kept.name === name && kept.forecast.runs === runs) return kept.forecast;
      const inBlock = hasTeams ? BLOCK_RUNS_OF_TEAMS : BLOCK_RUNS;
      const blocks: Simulation[] = [];
      let begun = 0;
      let done = 0;
      // One thread stays free for the answers at once.
      const hands = Math.max(1, crew.size - 1);
      await Promise.all(
        Array.from({ length: hands }, async () => {
          while (begun < runs) {
            const firstRun = begun;
            const count = Math.min(inBlock, runs - firstRun);
            begun += count;
            blocks.push(await crew.run('simulateRuns', { campaign, firstRun, runs: count }, { signal }));
            done += count;
            progress(done, runs);
          }
        }),
      );
      const forecast = await crew.run('forecastFrom', { campaign, blocks }, { signal });
      if (name !== null) kept = { name, forecast };
      return forecast;
    },
  };
}

export function forecastCalls(campaignAt: CampaignAt, crew: Crew, jobs: Jobs, drawing: Drawing): ForecastCalls {
  return {
    'forecast.immediate': async ({ id, revision, campaign: instead, command, segmentIds, job }) => {
      const campaign = instead ?? (await campaignAt(id, revision));
      const given = { campaign: command ? apply(campaign, command).campaign : campaign, segmentIds };
      return jobs.runIfNamed(job, (signal) => crew.run('immediateForecast', given, { signal, urgent: true }));
    },
    'forecast.simulate': async ({ id, revision, job, campaign: instead, runs }) => {
      const about = instead
        ? { name: null, campaign: instead, runs }
        : { name: nameOf(id, revision), campaign: await campaignAt(id, revision), runs };
      return jobs.run(job, (signal, progress) => drawing.draw(about, signal, progress));
    },
  };
}

/** What runs of a revision of a campaign are kept by. */
export const nameOf = (id: string, revision: number) => `${id} ${revision}`;
