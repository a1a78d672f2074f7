import { normalShare } from './mathematics.ts';

/** How a number of learners scatters, from its expectations under a design of parameter values: both kinds of uncertainty in one distribution. */
export interface Spread {
  /** Learners at most. */
  of: number;
  mean: number;
  /** Variance that the parameters bring, and that chance brings at given parameters. */
  parameters: number;
  chance: number;
  /** Middle and standard deviation on the scale of `stretch`. */
  centre: number;
  width: number;
}

/** A share on a scale from -1 to 1 on which it scatters about evenly, whether it is near 0, near 1 or between. */
const stretch = (share: number) => {
  const inside = share < 0 ? 0 : share > 1 ? 1 : share;
  return Math.sqrt(inside) - Math.sqrt(1 - inside);
};

const unstretch = (y: number) => (y <= -1 ? 0 : y >= 1 ? 1 : (1 + y * Math.sqrt(2 - y * y)) / 2);

/** The spread of a number out of `of` learners whose expectations under the design are `values`. `chance` is its variance at given parameters. */
export function spreadOf(of: number, values: Float64Array, chance: number): Spread {
  if (of <= 0) return { of: 0, mean: 0, parameters: 0, chance: 0, centre: 0, width: 0 };
  const n = values.length;
  let mean = 0;
  let squares = 0;
  let centre = 0;
  let width = 0;
  for (let row = 0; row < n; row++) {
    const value = values[row]!;
    const y = stretch(value / of);
    mean += value;
    squares += value * value;
    centre += y;
    width += y * y;
  }
  mean /= n;
  centre /= n;
  return {
    of,
    mean: within(of, mean),
    parameters: Math.max(0, squares / n - mean * mean),
    chance,
    centre,
    width: Math.sqrt(Math.max(0, width / n - centre * centre)),
  };
}

const within = (of: number, learners: number) => Math.min(Math.max(learners, 0), of);

/** The number of learners at a standard normal point z: the two uncertainties added as independent ones. */
export function quantileAt({ of, chance, centre, width }: Spread, z: number): number {
  if (of === 0) return 0;
  const median = of * unstretch(centre);
  const byParameters = of * unstretch(centre + z * width) - median;
  const distance = Math.sqrt(byParameters * byParameters + z * z * chance);
  return within(of, z < 0 ? median - distance : median + distance);
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
