import { parameterById } from '#campaign/parameters.ts';
import { Z95 } from '../plan/assumptions.ts';
import { Refusal } from '#campaign/refusal.ts';
import { addBetaBinomial, quantilesOf } from '../numbers/countMixture.ts';
import { exp, expm1, log } from '../numbers/mathematics.ts';
import { AROUND, curveOf, dayVarianceOf, type DailyCounts, type PastCurve } from './pastCampaign.ts';

/**
 * The next campaign, or presentation of a course, from the one before: how many learners do something (register, withdraw, try) on a day, in a week, or by a day.
 *
 * - **What the past says.** Its curve (`pastCampaign.ts`), known as well as its own counts allow: a beta law with Jeffreys' half learner.
 * - **A factor of the campaign** on the hazard of every day, lognormal around 1. Its spread τ is uncertain itself and integrated over by quadrature. Half of its variance holds for the whole campaign,
 *   the other half comes and goes over weeks.
 * - **Shocks of single days**, on both campaigns; how large they are is learnt from the first: how far its days lie from what the weeks around them let expect.
 * - **Chance**: the learners of the next decide independently of each other.
 *
 * This is a law of its own and not the forecast of a plan, whose campaign factor is one for all days and whose days differ by what the parameter says.
 *
 * Its size is given, because it is known in time: who is there on the first day, or how many a plan is for. So both withdrawals and registrations are counted _among_ so many learners; of registrations
 * it says when those who come will come, and not how many will. Both campaigns begin on the same weekday.
 */

/** Days from `from` up to and without `to`, counted from the first day of the campaign. */
export interface Span {
  from: number;
  to: number;
}

export interface SpanForecast extends Span {
  /** The share of all learners that the past alone would expect. */
  share: number;
  /** Ends of the 90 % band and of the 50 % band, as `quantilesOf` defines them. */
  p05: number;
  p25: number;
  p75: number;
  p95: number;
}

interface Uncertain {
  value: number;
  /** 5 % and 95 % points. */
  likely: readonly [number, number];
}

export interface Variation {
  /** Standard deviation, between one campaign and the next, of the logarithm of the rates. */
  'variation.campaign': Uncertain;
  /** Standard deviation, between days, of the logarithm of a day's rate; before the past is asked. */
  'variation.day': Uncertain;
}

/**
 * As the model of plans has it, where it has it. Of days that model fixes the size; here it is where the past's own days begin to be asked, so that it has an
 * interval, an assumption.
 */
export const VARIATION: Variation = {
  'variation.campaign': parameterById('variation.campaign')!,
  'variation.day': { value: parameterById('variation.day')!.value, likely: [0.15, 0.6] },
};

/** How much of the variance between campaigns holds for all days; the rest is forgotten by the factor e in so many days. Assumptions. */
const HOLDS = 0.5;
const FORGOTTEN_AFTER = 28;
/** A count whose expectation is larger is told in steps: from here on the chance of single learners is a trifle beside everything else. */
const FINEST = 4000;

/** Points and weights of a standard normal variable: the trapezoid rule, which for such a bell is as good as any. */
const normalPoints = (most: number, step: number) => {
  const points = Array.from({ length: (2 * most) / step + 1 }, (_, index) => index * step - most);
  const weights = points.map((z) => exp((-z * z) / 2));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return points.map((z, index) => [z, weights[index]! / total] as const);
};
const SPREADS = normalPoints(3, 1);
const FACTORS = normalPoints(4, 0.25);

/** What the past lets expect of each span of the next campaign, of so many learners. Throws Refusal, in one sentence, where the input cannot be used. */
export function forecastNext(
  past: DailyCounts,
  learners: number,
  spans: readonly Span[],
  variation: Variation = VARIATION,
): SpanForecast[] {
  requireUsable(past, learners, spans);
  const curve = curveOf(past);
  const day = variation['variation.day'];
  const dayVariance = dayVarianceOf(past, day.value, logOf(day));
  return spans.map((span) => forecastOf(past, curve, learners, span, variation['variation.campaign'], dayVariance));
}

function forecastOf(
  past: DailyCounts,
  curve: PastCurve,
  learners: number,
  { from, to }: Span,
  campaign: Uncertain,
  dayVariance: number,
): SpanForecast {
  const { events, share } = learntOf(past, curve, from, to);
  const [before, after] = [curve.hazard[from]!, curve.hazard[to]!];
  const plain = exp(-before) - exp(-after);
  const gradient = gradientOf(curve, from, to, plain);
  const drifting = driftOf(gradient);
  // The past had its shocks too, on the days from which its curve is read.
  const shocks = dayVariance * (squaresOf(gradient) + squaresOf(evened(gradient, curve.days)));
  const steps = Math.max(1, (share * learners) / FINEST);
  const mixture = new Float64Array(Math.round(learners / steps) + 1);
  const spread = logOf(campaign);
  for (const [zSpread, weight] of campaign.value === 0 ? ([[0, 1]] as const) : SPREADS) {
    const tau = campaign.value * exp(spread(zSpread));
    const rest = expm1(tau * tau * (1 - HOLDS) * drifting + shocks);
    for (const [z, own] of tau === 0 ? ([[0, 1]] as const) : FACTORS) {
      const factor = exp(tau * Math.sqrt(HOLDS) * z);
      const ratio = plain > 1e-9 ? (exp(-before * factor) - exp(-after * factor)) / plain : factor;
      const shareNow = Math.min(Math.max(share * ratio, 1e-12), 1 - 1e-9);
      addBetaBinomial(mixture, weight * own, shareNow, loosenessOf(shareNow, past.learners, events, rest));
    }
  }
  const [p05, p25, p75, p95] = quantilesOf(mixture, [0.05, 0.25, 0.75, 0.95]).map((point) => point * steps) as [
    number,
    number,
    number,
    number,
  ];
  return { from, to, share, p05, p25, p75, p95 };
}

/** How many counts of the past speak about a span, since they are spread around it, and the share they let expect; half a learner stands for what chance kept away. */
function learntOf(past: DailyCounts, { expected, days }: PastCurve, from: number, to: number) {
  const [first, end] = [Math.max(0, from - AROUND), Math.min(days, to + AROUND)];
  let events = 0.5;
  for (let day = first; day < end; day++) events += past.daily[day]!;
  let mean = (0.5 * (to - from)) / (end - first);
  for (let day = from; day < to; day++) mean += expected[day]!;
  return { events, share: mean / (past.learners + 1) };
}

/** How the logarithm of a span's share moves with that of each day's hazard: up with its own days, down with those before, which leave fewer learners. */
function gradientOf({ hazard }: PastCurve, from: number, to: number, share: number): Float64Array {
  const own = exp(-hazard[to]!);
  return Float64Array.from({ length: to }, (_, day) => {
    if (share <= 1e-9) return day < from ? 0 : 1 / (to - from);
    const rate = hazard[day + 1]! - hazard[day]!;
    return day < from ? -rate : (rate * own) / share;
  });
}

/** Variance that a factor of variance 1 gives, when its correlation between days falls with their distance. */
function driftOf(gradient: Float64Array): number {
  const kept = exp(-1 / FORGOTTEN_AFTER);
  let carried = 0;
  return gradient.reduce((sum, own) => {
    carried = carried * kept + own;
    return sum + own * (2 * carried - own);
  }, 0);
}

/** A gradient by the days of the past whose counts were spread to make the curve. */
function evened(gradient: Float64Array, days: number): Float64Array {
  return Float64Array.from({ length: Math.min(days, gradient.length + AROUND) }, (_, day) => {
    let sum = 0;
    for (let near = Math.max(0, day - AROUND); near <= day + AROUND; near++) sum += gradient[near] ?? 0;
    return sum / (2 * AROUND + 1);
  });
}

const squaresOf = (values: Float64Array) => values.reduce((sum, value) => sum + value * value, 0);

/** 1 / (α + β) of the beta law of a share: Jeffreys' from the past's counts, widened by the relative variance of everything else. */
function loosenessOf(share: number, learners: number, events: number, rest: number): number {
  const learnt = ((1 - share) / events) * ((learners + 1) / (learners + 2));
  const precision = (1 - share) / (share * (learnt + rest)) - 1;
  return 1 / Math.max(precision, 0.05);
}

/** Logarithm of a value beside its median, by standard deviations: the spread on either side is its own. */
function logOf({ value, likely: [low, high] }: Uncertain): (z: number) => number {
  if (value === 0) return () => 0;
  const [below, above] = [log(value / low) / Z95, log(high / value) / Z95];
  return (z) => z * (z < 0 ? below : above);
}

function requireUsable({ learners: past, daily }: DailyCounts, learners: number, spans: readonly Span[]): void {
  const isWhole = (value: number) => Number.isSafeInteger(value) && value >= 0;
  if (!isWhole(past) || past === 0 || !isWhole(learners) || learners === 0)
    throw new Refusal('badInput', 'A campaign has no learners. Give both sizes as whole numbers from 1.');
  const wrong = daily.findIndex((count) => !isWhole(count));
  if (wrong >= 0)
    throw new Refusal('badInput', `Day ${wrong} has a count of ${daily[wrong]}. Give whole numbers, 0 or more.`);
  const all = daily.reduce((sum, count) => sum + count, 0);
  if (all > past)
    throw new Refusal(
      'badInput',
      `${all} learners are counted, of ${past}. Count each at most once, or correct the size.`,
    );
  for (const { from, to } of spans)
    if (!(isWhole(from) && Number.isSafeInteger(to) && from < to && to <= daily.length))
      throw new Refusal(
        'badInput',
        `Nothing is known of the days from ${from} to ${to}. Give days from 0 to ${daily.length}, the first before the last.`,
      );
}
