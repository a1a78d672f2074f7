import { normalShare } from '../numbers/mathematics.ts';

/** How a number of learners scatters, from its expectations under a design of parameter values: both kinds of uncertainty in one distribution. */
export interface Spread {
  /** Learners at most. */
  of: number;
  mean: number;
  /** Variance that chance brings at given parameters. */
  chance: number;
  /** On the scale of `stretch`, a standard normal z stands for centre + slope z + bend (z² - 1). */
  centre: number;
  slope: number;
  bend: number;
}

/** Moments of the stretched shares: mean, variance and third central moment. */
export interface Moments {
  mean: number;
  variance: number;
  third: number;
}

/** A share on a scale from -1 to 1 on which it scatters about evenly, whether it is near 0, near 1 or between. The kernel has the same. */
const stretch = (share: number) => {
  const inside = share < 0 ? 0 : share > 1 ? 1 : share;
  return Math.sqrt(inside) - Math.sqrt(1 - inside);
};

const unstretch = (y: number) => (y <= -1 ? 0 : y >= 1 ? 1 : (1 + y * Math.sqrt(2 - y * y)) / 2);

/** Few points exaggerate the skewness of the distribution that they stand for: this share of it is believed, up to a bound. */
const BELIEVED = 0.8;
const MOST_SKEW = 1.6;

/** Variances below this are rounding. */
const NOTHING = 1e-12;

/** The spread of a number out of `of` learners with this mean, whose shares have these moments. `chance` is its variance at given parameters. */
export function spreadOf(of: number, mean: number, { mean: centre, variance, third }: Moments, chance: number): Spread {
  if (of <= 0) return { of: 0, mean: 0, chance: 0, centre: 0, slope: 0, bend: 0 };
  const within = Math.min(Math.max(mean, 0), of);
  if (!(variance > NOTHING)) return { of, mean: within, chance, centre, slope: 0, bend: 0 };
  const width = Math.sqrt(variance);
  const skew = Math.min(Math.max((BELIEVED * third) / (variance * width), -MOST_SKEW), MOST_SKEW);
  // A quadratic of a normal with slope b and bend c has the variance b² + 2 c² and the third moment 6 b² c + 8 c³.
  let bend = skew / 6;
  for (let turn = 0; turn < 6; turn++) bend = skew / (6 - 4 * bend * bend);
  return { of, mean: within, chance, centre, slope: width * Math.sqrt(1 - 2 * bend * bend), bend: width * bend };
}

/** The spread of a number whose expectations under the design are `values`. */
export function spreadOfValues(of: number, values: Float64Array, chance: number): Spread {
  if (of <= 0) return spreadOf(0, 0, { mean: 0, variance: 0, third: 0 }, 0);
  const n = values.length;
  let sum = 0;
  let centre = 0;
  for (let index = 0; index < n; index++) {
    sum += values[index]!;
    centre += stretch(values[index]! / of) / n;
  }
  let variance = 0;
  let third = 0;
  for (let index = 0; index < n; index++) {
    const distance = stretch(values[index]! / of) - centre;
    variance += (distance * distance) / n;
    third += (distance * distance * distance) / n;
  }
  return spreadOf(of, sum / n, { mean: centre, variance, third }, chance);
}

/** The number of learners that is passed as often as not. */
export const medianOf = ({ of, centre, bend }: Spread): number => of * unstretch(centre - bend);

/** The number of learners at a standard normal point z: the two uncertainties added as independent ones. */
export function quantileAt(spread: Spread, z: number, median = medianOf(spread)): number {
  const { of, chance, centre, slope, bend } = spread;
  // Beyond its turning point the curve would go back.
  let within = z;
  if (2 * bend * z < -slope) within = -slope / (2 * bend);
  const byParameters = of * unstretch(centre + slope * within + bend * (within * within - 1)) - median;
  const distance = Math.sqrt(byParameters * byParameters + z * z * chance);
  const value = z < 0 ? median - distance : median + distance;
  return value < 0 ? 0 : value > of ? of : value;
}

/** Chance that the number reaches `target`. */
export function chanceToReach(spread: Spread, target: number): number {
  if (target <= 0) return 1;
  if (target > spread.of) return 0;
  const needed = Math.ceil(target) - 0.5;
  let low = -9;
  let high = 9;
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (quantileAt(spread, middle) < needed) low = middle;
    else high = middle;
  }
  return 1 - normalShare((low + high) / 2);
}
