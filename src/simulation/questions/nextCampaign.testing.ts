import { partWithin } from '../numbers/countMixture.ts';
import { generator, normalsFrom } from '../statistics.testing.ts';
import type { DailyCounts } from './pastCampaign.ts';
import { forecastNext, VARIATION, type Span } from './nextCampaign.ts';

/** Campaigns learner by learner, sharing nothing with the forecast of the next, and how often its bands hold them. */

const DAYS = 63;
export const eachDay: readonly Span[] = Array.from({ length: DAYS }, (_, day) => ({ from: day, to: day + 1 }));
export const eachWeek: readonly Span[] = Array.from({ length: DAYS / 7 }, (_, week) => ({
  from: 7 * week,
  to: 7 * week + 7,
}));
export const whole: readonly Span[] = [{ from: 0, to: DAYS }];

/** Shocks of the days: their standard deviation, and how much of one is left on the next day. */
interface Shocks {
  spread: number;
  kept: number;
}

/** A campaign whose hazards are the usual ones but for a factor that in part holds and in part drifts, and for shocks of its days. */
function campaignOf(learners: number, tau: number, shocks: Shocks, random: () => number): DailyCounts {
  const normal = normalsFrom(random);
  const kept = Math.exp(-1 / 28);
  const holding = normal();
  let drifting = normal();
  let shock = normal();
  let left = learners;
  const daily = Array.from({ length: DAYS }, (_, day) => {
    if (day > 0) drifting = kept * drifting + Math.sqrt(1 - kept * kept) * normal();
    if (day > 0) shock = shocks.kept * shock + Math.sqrt(1 - shocks.kept ** 2) * normal();
    const usual = 0.012 * (1 + Math.sin(day / 9) / 2) * (day % 7 < 2 ? 0.4 : 1);
    const hazard = usual * Math.exp(tau * Math.SQRT1_2 * (holding + drifting) + shocks.spread * shock);
    const chance = 1 - Math.exp(-hazard);
    let count = 0;
    for (let learner = 0; learner < left; learner++) if (random() < chance) count++;
    left -= count;
    return count;
  });
  return { learners, daily };
}

/** Shares of what came within both bands, in so many pairs of campaigns whose spread is the one given, or drawn as it is thought likely. The factor is that of the next beside the past. */
export function coverageOf(
  spans: readonly Span[],
  pairs: number,
  tau: number | 'thought',
  shocks: Shocks = { spread: 0.3, kept: 0 },
): { in50: number; in90: number } {
  const random = generator(20);
  const normal = normalsFrom(random);
  const { value, likely } = VARIATION['variation.campaign'];
  const drawn = (z: number) => value * Math.exp((z * Math.abs(Math.log(likely[z < 0 ? 0 : 1] / value))) / 1.6449);
  let [in50, in90] = [0, 0];
  for (let pair = 0; pair < pairs; pair++) {
    const past = campaignOf(500, 0, shocks, random);
    const next = campaignOf(350, tau === 'thought' ? drawn(normal()) : tau, shocks, random);
    for (const { from, to, p05, p25, p75, p95 } of forecastNext(past, next.learners, spans)) {
      const came = next.daily.slice(from, to).reduce((sum, count) => sum + count, 0);
      in50 += partWithin(came, p25, p75);
      in90 += partWithin(came, p05, p95);
    }
  }
  const points = pairs * spans.length;
  return { in50: in50 / points, in90: in90 / points };
}
