import type { Forecast, Quantiles } from '#contract/forecast.ts';

/** Figures of a forecast as a report says them. */

/** One day of a series. */
export type At = { [K in keyof Quantiles]: number };

export function at(series: Quantiles, index: number): At {
  const of = (key: keyof Quantiles) => series[key][index] ?? 0;
  return { mean: of('mean'), p05: of('p05'), p25: of('p25'), p50: of('p50'), p75: of('p75'), p95: of('p95') };
}

/** Every day of a forecast, or evenly chosen ones where there are more than `most`; the first and the last are always there. */
export function sampled(forecast: Forecast, most: number): number[] {
  const count = forecast.dates.length;
  if (count <= most) return Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: most }, (_, index) => Math.round((index * (count - 1)) / (most - 1)));
}
