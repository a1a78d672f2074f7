import { addDays, dayOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { learnersIn } from '#campaign/reach.ts';
import type { Forecast, Quantiles, SeriesName } from '#contract/forecast.ts';

/** A made-up forecast with the right shape for a plan: smooth growth, bands that widen, stages that add up. */

const SHARES: Record<Exclude<SeriesName, 'active'>, number> = {
  unaware: 0.16,
  aware: 0.26,
  tried: 0.12,
  using: 0.18,
  habitual: 0.11,
  champion: 0.03,
  lapsed: 0.1,
  optedOut: 0.04,
};

const growth = (progress: number) => 1 / (1 + Math.exp(-9 * (progress - 0.45)));

function series(learners: number, days: number, shareAt: (progress: number) => number, spread: number): Quantiles {
  const along = (factor: number) =>
    Array.from({ length: days }, (_, day) => {
      const progress = day / Math.max(days - 1, 1);
      return Math.round(Math.max(0, learners * shareAt(progress) * (1 + factor * spread * Math.sqrt(progress))));
    });
  return { mean: along(0.02), p05: along(-1), p25: along(-0.4), p50: along(0), p75: along(0.45), p95: along(1.15) };
}

function allSeries(learners: number, days: number): Forecast['series'] {
  const stage = (name: Exclude<SeriesName, 'active'>) =>
    name === 'unaware'
      ? series(learners, days, (progress) => 1 - growth(progress) * (1 - SHARES.unaware), 0)
      : series(learners, days, (progress) => growth(progress) * SHARES[name], 0);
  return {
    active: series(learners, days, (progress) => growth(progress) * 0.32, 0.19),
    unaware: stage('unaware'),
    aware: stage('aware'),
    tried: stage('tried'),
    using: stage('using'),
    habitual: stage('habitual'),
    champion: stage('champion'),
    lapsed: stage('lapsed'),
    optedOut: stage('optedOut'),
  };
}

export function forecastFor(campaign: Campaign): Forecast {
  const learners = learnersIn(campaign.segments);
  const { days, start } = campaign;
  const series = allSeries(learners, days);
  return {
    engine: '1.0.0',
    method: 'counts',
    seed: campaign.seed,
    runs: 400,
    planHash: 'b1946ac92492d234',
    learners,
    dates: Array.from({ length: days }, (_, day) => addDays(start, day)),
    series,
    segments: campaign.segments.map(({ id, name, size }) => ({
      id,
      name,
      learners: size,
      series: allSeries(size, days),
      contacts: { perLearnerWeek: Array.from({ length: days }, () => 1) },
    })),
    goals: campaign.goals.map((goal, index) => {
      const day = Math.min(Math.max(dayOf(goal.date) - dayOf(start), 0), days - 1);
      const { mean, p05, p25, p50, p75, p95 } = series.active;
      return {
        id: goal.id,
        name: goal.name,
        date: goal.date,
        target: goal.unit === 'share' ? goal.target * learners : goal.target,
        probability: [0.71, 0.04, 1, 0.5][index % 4]!,
        expected: { mean: mean[day]!, p05: p05[day]!, p25: p25[day]!, p50: p50[day]!, p75: p75[day]!, p95: p95[day]! },
      };
    }),
    contacts: { perLearnerWeek: Array.from({ length: days }, (_, day) => 1 + Math.sin(day / 9)) },
    uncertainty: { chance: 40, parameters: 120, campaign: 40 },
  };
}
