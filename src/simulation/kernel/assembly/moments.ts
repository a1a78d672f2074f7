import { Moment, MOMENT_FIELDS, SERIES, SERIES_FROM, SERIES_UNTIL, TOTAL_FIELDS } from './layouts';
import { add, all, at, get, mul, put, sub, WIDTH } from './vector';

/** How the runs of a design scatter, by their moments. */

/** Room for the values of all runs of one number. */
const MOST_PASSES: i32 = 64;
const values = memory.data(64 * 16);

/** A share on a scale from -1 to 1 on which it scatters about evenly: root of itself less root of its rest. */
@inline
function stretched<T>(share: v128): v128 {
  const inside = v128.pmin<T>(all<T>(1), v128.pmax<T>(all<T>(0), share));
  return sub<T>(v128.sqrt<T>(inside), v128.sqrt<T>(sub<T>(all<T>(1), inside)));
}

/**
 * Of every series and day: the mean share, then mean, variance and third central moment of the stretched share; f64.
 * `trajectory` is where the first pass put its totals, `apart` how far the others are from there, `size` the share of all learners that is meant.
 */
export function momentsOf<T>(trajectory: usize, apart: usize, passes: i32, days: i32, size: f64, out: usize): void {
  const runs = <f64>passes * (<f64>WIDTH / sizeof<T>());
  const scale = all<T>(1 / size);
  for (let series = 0; series < SERIES; series++) {
    const from = load<i32>(SERIES_FROM + ((<usize>series) << 2));
    const until = load<i32>(SERIES_UNTIL + ((<usize>series) << 2));
    for (let day = 0; day < days; day++, out += 8 * <usize>MOMENT_FIELDS) {
      const first = at(trajectory, day * TOTAL_FIELDS);
      let shares = all<T>(0);
      let sums = all<T>(0);
      for (let pass = 0; pass < passes; pass++) {
        const totals = first + apart * <usize>pass;
        let share = get(totals, from);
        for (let total = from + 1; total < until; total++) share = add<T>(share, get(totals, total));
        share = mul<T>(share, scale);
        shares = add<T>(shares, share);
        const value = stretched<T>(share);
        sums = add<T>(sums, value);
        put(values, pass, value);
      }
      const mean = sumOf<T>(sums) / runs;
      const middle = all<T>(mean);
      let second = all<T>(0);
      let third = all<T>(0);
      for (let pass = 0; pass < passes; pass++) {
        const distance = sub<T>(get(values, pass), middle);
        const square = mul<T>(distance, distance);
        second = add<T>(second, square);
        third = add<T>(third, mul<T>(square, distance));
      }
      store<f64>(out, sumOf<T>(shares) / runs, 8 * Moment.share);
      store<f64>(out, mean, 8 * Moment.mean);
      store<f64>(out, sumOf<T>(second) / runs, 8 * Moment.variance);
      store<f64>(out, sumOf<T>(third) / runs, 8 * Moment.third);
    }
  }
}

function sumOf<T>(vector: v128): f64 {
  let sum: f64 = 0;
  v128.store(values + <usize>(MOST_PASSES - 1) * WIDTH, vector);
  for (let run: usize = 0; run < WIDTH; run += sizeof<T>()) {
    sum += <f64>load<T>(values + <usize>(MOST_PASSES - 1) * WIDTH + run);
  }
  return sum;
}
