import type { Campaign } from '#campaign/document.ts';
import type { Stance } from '#campaign/stance.ts';
import { Refusal } from '#campaign/refusal.ts';
import type { BandKind } from '#contract/bands.ts';
import type { Forecast } from '#contract/forecast.ts';
import type { Hands, Told } from './hands.ts';
import { simulate } from './simulate.ts';
import type { TaskOutput } from './tasks.ts';

/** One page for a stakeholder: the timeline, the forecast with its bands, goals, findings and assumptions. */

export interface ReportOptions {
  /** The present moment as an ISO instant. */
  now: string;
  /** How dates and numbers are written. */
  locale: string;
  /** Which bands the chart shows; those of single days by default. */
  bands?: BandKind | undefined;
  runs?: number | undefined;
  seed?: number | undefined;
  /** Whose word is taken for the assumptions; the campaign's by default, and then nothing is said of it. */
  stance?: Stance | undefined;
}

export type Reported = TaskOutput<'reportPage'> & { forecast: Forecast };

/** `simulated` gives the forecast from runs, where somebody has it already. Throws Refusal where runs were asked for and cannot be made. */
export async function report(
  hands: Hands,
  campaign: Campaign,
  { now, locale, bands, runs, seed, stance }: ReportOptions,
  told: Told = {},
  simulated: () => Promise<Forecast> = () => simulate(hands, campaign, { runs, seed, stance }, told),
): Promise<Reported> {
  const { signal } = told;
  const forecast = await simulated().catch((error: unknown) => {
    // Where runs are refused, as of too many teams, the immediate forecast stands in the window too.
    if (runs !== undefined || !(error instanceof Refusal && error.code === 'badInput')) throw error;
    return hands.run('immediateForecast', { campaign, stance }, { signal });
  });
  const page = await hands.run('reportPage', { campaign, forecast, now, locale, bands, stance }, { signal });
  return { ...page, forecast };
}
