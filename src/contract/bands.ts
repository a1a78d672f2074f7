import { z } from 'zod';
import type { Forecast, Quantiles } from './forecast.ts';

/** Which bands of a forecast are drawn. */

export const BAND_KINDS = ['daily', 'wholePath'] as const;
export type BandKind = (typeof BAND_KINDS)[number];
export const bandKindSchema = z.enum(BAND_KINDS);

/** The lines of a chart of active learners, and of which kind its bands are. */
export interface BandLines extends Pick<Quantiles, 'p05' | 'p25' | 'p50' | 'p75' | 'p95'> {
  kind: BandKind;
}

/** The bands of everyone or of a segment, of the kind that is asked for; of single days where only these are known. The median is each day's. */
export function bandLines(
  { series, bandsWholePath }: Pick<Forecast, 'series' | 'bandsWholePath'>,
  kind: BandKind,
): BandLines {
  const { p05, p25, p50, p75, p95 } = series.active;
  if (kind === 'daily' || !bandsWholePath) return { kind: 'daily', p05, p25, p50, p75, p95 };
  const { band50, band90 } = bandsWholePath;
  return { kind, p05: band90.low, p25: band50.low, p50, p75: band50.high, p95: band90.high };
}
