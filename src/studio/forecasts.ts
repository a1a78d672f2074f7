import { apply } from '#campaign/reducer.ts';
import type { Block } from '#simulation/counts.ts';
import type { Forecast } from '#simulation/forecast.ts';
import { hasSettled } from '#simulation/settled.ts';
import type { Calls } from './createStudio.ts';
import type { Crew } from './crew.ts';
import type { CampaignAt } from './documents.ts';
import type { Jobs } from './jobs.ts';

/** Forecasts: at once while somebody edits, refined by exact counts in worker threads. */

type ForecastCalls = Pick<Calls, Extract<keyof Calls, `forecast.${string}`>>;

/** Runs of one block: small enough that progress moves and a cancelled job stops soon, even where learners are followed one by one. */
const BLOCK_RUNS = 25;
const BLOCK_RUNS_OF_TEAMS = 3;

export function forecastCalls(campaignAt: CampaignAt, crew: Crew, jobs: Jobs): ForecastCalls {
  /** What was drawn last. */
  let drawn: { name: string; blocks: Block[]; forecast: Forecast } | undefined;

  return {
    'forecast.atOnce': ({ id, revision, command, segmentIds }) => {
      const campaign = campaignAt(id, revision);
      return crew.run(
        'forecastAtOnce',
        { campaign: command ? apply(campaign, command).campaign : campaign, segmentIds },
        { urgent: true },
      );
    },
    'forecast.refine': ({ id, revision, job, runs }) => {
      const campaign = campaignAt(id, revision);
      const name = `${id} ${revision}`;
      return jobs.run(job, async (signal, progress) => {
        // Runs that were drawn for this document already are kept; those of another are let go.
        const before = drawn?.name === name && drawn.forecast.runs < runs ? drawn : undefined;
        const from = before?.forecast.runs ?? 0;
        const hasTeams = campaign.segments.some(({ teamSize }) => teamSize !== undefined);
        const inBlock = hasTeams ? BLOCK_RUNS_OF_TEAMS : BLOCK_RUNS;
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
        drawn = { name, blocks: all, forecast };
        return { ...forecast, settled: before !== undefined && hasSettled(before.forecast, forecast) };
      });
    },
  };
}
