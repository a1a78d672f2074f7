import type { BandsWholePath } from '#contract/forecast.ts';

/** Shares of runs that stay inside of the bands. */
const SHARES = { band50: 0.5, band90: 0.9 } as const;

/**
 * Bands that hold whole trajectories: on each day the m-th lowest and the m-th highest run, with the largest m for which so many runs stay between them
 * on all days. A run is judged beside the others alone, without itself, as a new one will be (the leave-one-out rank of conformal prediction), so that of
 * fresh runs the same share stays inside: on average at least 90 %, and hardly more (Romano, Patterson and Candès 2019 for the argument).
 */
export class WholePaths {
  /** For each run, how many runs lie outside of it on either side, on the day on which these are fewest. */
  private readonly depths: Uint32Array;
  /** The runs of every day in their order. */
  private readonly days: Float64Array[] = [];

  constructor(runs: number) {
    this.depths = new Uint32Array(runs).fill((runs - 1) >>> 1);
  }

  /** Adds a day: the learners of all runs, each run in its place, and the same in their order. */
  add(values: Float64Array, sorted: Float64Array): void {
    const { depths } = this;
    const last = values.length - 1;
    this.days.push(sorted.slice());
    for (let run = 0; run <= last; run++) {
      const value = values[run]!;
      let depth = depths[run]!;
      while (depth > 0 && (value < sorted[depth]! || value > sorted[last - depth]!)) depth--;
      depths[run] = depth;
    }
  }

  /** The bands of the days that were added; undefined where there are too few runs to tell. */
  bands(): BandsWholePath | undefined {
    const ordered = this.depths.toSorted().reverse();
    const band50 = this.band(ordered, SHARES.band50);
    const band90 = this.band(ordered, SHARES.band90);
    return band50 && band90 && { band50, band90 };
  }

  private band(ordered: Uint32Array, share: number): BandsWholePath['band90'] | undefined {
    const runs = ordered.length;
    const inside = Math.ceil(share * (runs + 1));
    // Beside a run itself, one place further out. On no day is the band narrower than that of the day alone.
    const place = Math.min((ordered[inside - 1] ?? 0) - 1, Math.floor(((1 - share) / 2) * (runs - 1)));
    if (place < 0) return undefined;
    return {
      low: this.days.map((sorted) => sorted[place]!),
      high: this.days.map((sorted) => sorted[runs - 1 - place]!),
    };
  }
}
