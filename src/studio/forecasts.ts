import type { Campaign } from '#campaign/document.ts';
import { apply } from '#campaign/reducer.ts';
import type { Block } from '#simulation/counts.ts';
import type { Forecast } from '#simulation/forecast.ts';
import { hasSettled } from '#simulation/settled.ts';
import { hasTeams, runsInSteps } from './contract.ts';
import type { Calls } from './createStudio.ts';
import type { Crew } from './crew.ts';
import type { CampaignAt } from './documents.ts';
import type { Jobs } from './jobs.ts';

/** Forecasts: at once while somebody edits, refined by exact counts in worker threads. */

type ForecastCalls = Pick<Calls, Extract<keyof Calls, `forecast.${string}`>>;

/** Runs of one block: small enough that progress moves and a cancelled job stops soon, even where learners are followed one by one. */
const BLOCK_RUNS = 25;
const BLOCK_RUNS_OF_TEAMS = 3;

/** Runs of one document, kept between the steps in which they grow. */
export interface Drawing {
  /** As many runs as this, those that were drawn before included; `settled` where they moved nothing visible any more. */
  draw(
    about: Drawn,
    runs: number,
    signal: AbortSignal,
    progress: Told,
  ): Promise<{ forecast: Forecast; settled: boolean }>;
  /** Runs until another step moves nothing visible, or all steps are done. */
  settle(about: Drawn, signal: AbortSignal, progress: Told): Promise<Forecast>;
}

interface Drawn {
  /** Campaign and revision: what runs are kept by. */
  name: string;
  campaign: Campaign;
}

type Told = (done: number, total: number) => void;

export function drawingBy(crew: Crew): Drawing {
  let kept: { name: string; blocks: Block[]; forecast: Forecast; settled: boolean } | undefined;

  async function draw({ name, campaign }: Drawn, runs: number, signal: AbortSignal, progress: Told) {
    // Runs that were drawn for this document already are kept; those of another are let go.
    const before = kept?.name === name && kept.forecast.runs < runs ? kept : undefined;
    const from = before?.forecast.runs ?? 0;
    const inBlock = hasTeams(campaign) ? BLOCK_RUNS_OF_TEAMS : BLOCK_RUNS;
    const starts = Array.from({ length: Math.ceil((runs - from) / inBlock) }, (_, index) => from + index * inBlock);
    const blocks: Block[] = [];
    let done = from;
    let at = 0;
    // One thread stays free for the answers at once.
    const hands = Math.max(1, crew.size - 1);
    await Promise.all(
      Array.from({ length: hands }, async () => {
        while (at < starts.length) {
          const index = at++;
          const firstRun = starts[index]!;
          const count = Math.min(inBlock, runs - firstRun);
          blocks[index] = await crew.run('simulateRuns', { campaign, firstRun, runs: count }, { signal });
          done += count;
          progress(done, runs);
        }
      }),
    );
    const all = [...(before?.blocks ?? []), ...blocks];
    const forecast = await crew.run('forecastFrom', { campaign, blocks: all }, { signal });
    const settled = before !== undefined && hasSettled(before.forecast, forecast);
    kept = { name, blocks: all, forecast, settled };
    return { forecast, settled };
  }

  return {
    draw,
    async settle(about, signal, progress) {
      const steps = runsInSteps(about.campaign);
      for (const runs of steps) {
        const known = kept?.name === about.name && kept.forecast.runs >= runs ? kept : undefined;
        const { forecast, settled } = known ?? (await draw(about, runs, signal, progress));
        if (settled || runs === steps.at(-1)) return forecast;
      }
      throw new Error('There are no steps.');
    },
  };
}

export function forecastCalls(campaignAt: CampaignAt, crew: Crew, jobs: Jobs, drawing: Drawing): ForecastCalls {
  return {
    'forecast.atOnce': ({ id, revision, command, segmentIds, job }) => {
      const campaign = campaignAt(id, revision);
      const given = { campaign: command ? apply(campaign, command).campaign : campaign, segmentIds };
      return jobs.runIfNamed(job, (signal) => crew.run('forecastAtOnce', given, { signal, urgent: true }));
    },
    'forecast.refine': ({ id, revision, job, runs }) => {
      const about = { name: nameOf(id, revision), campaign: campaignAt(id, revision) };
      return jobs.run(job, async (signal, progress) => {
        const { forecast, settled } = await drawing.draw(about, runs, signal, progress);
        return { ...forecast, settled };
      });
    },
  };
}

/** What runs of a revision of a campaign are kept by. */
export const nameOf = (id: string, revision: number) => `${id} ${revision}`;
