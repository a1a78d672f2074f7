import type { Campaign } from '#campaign/document.ts';
import { apply } from '#campaign/reducer.ts';
import type { Output } from '#contract/contract.ts';
import type { Hands, Told } from '#work/hands.ts';
import { simulate } from '#work/simulate.ts';
import type { Calls } from './host.ts';
import type { CampaignAt } from './documents.ts';
import type { Jobs } from './jobs.ts';

/** Forecasts: immediate while somebody edits, then from runs. */

type ForecastCalls = Pick<Calls, Extract<keyof Calls, `forecast.${string}`>>;
type Simulated = Output<'forecast.simulate'>;

/** Forecasts from runs; that of the stored document that was simulated last is kept. */
export interface Forecasts {
  simulate(about: About, told: Told): Promise<Simulated>;
}

interface About {
  /** Campaign and revision, what a forecast is kept by; null for a plan that is not stored. */
  name: string | null;
  campaign: Campaign;
  runs?: number | undefined;
}

export function forecastsBy(hands: Hands): Forecasts {
  let kept: { name: string; runs: number | undefined; forecast: Simulated } | undefined;
  return {
    async simulate({ name, campaign, runs }, told) {
      if (kept && kept.name === name && kept.runs === runs) return kept.forecast;
      const forecast = await simulate(hands, campaign, { runs }, told);
      if (name !== null) kept = { name, runs, forecast };
      return forecast;
    },
  };
}

export function forecastCalls(campaignAt: CampaignAt, hands: Hands, jobs: Jobs, forecasts: Forecasts): ForecastCalls {
  return {
    'forecast.immediate': async ({ id, revision, campaign: instead, command, segmentIds, job }) => {
      const campaign = instead ?? (await campaignAt(id, revision));
      const given = { campaign: command ? apply(campaign, command).campaign : campaign, segmentIds };
      return jobs.runIfNamed(job, (signal) => hands.run('immediateForecast', given, { signal, urgent: true }));
    },
    'forecast.why': async ({ id, revision, job, ...options }) => {
      const campaign = await campaignAt(id, revision);
      return jobs.runIfNamed(job, (signal) => hands.run('why', { campaign, options }, { signal }));
    },
    'forecast.simulate': async ({ id, revision, job, campaign: instead, runs }) => {
      const about = instead
        ? { name: null, campaign: instead, runs }
        : { name: nameOf(id, revision), campaign: await campaignAt(id, revision), runs };
      return jobs.run(job, (signal, progress) => forecasts.simulate(about, { signal, progress }));
    },
  };
}

/** What the forecast of a revision of a campaign is kept by. */
export const nameOf = (id: string, revision: number) => `${id} ${revision}`;
