/** Where a curve bends. */

/** How far a curve may lie from the straight line between two bends, as a share of its range. An assumption: what the eye sees in a chart. */
const TOLERANCE = 0.03;

/**
 * The index of the last bend before the end of a curve: a corner of the line of fewest corners that stays near it, found by splitting it where it is
 * farthest from the straight line between its ends (Ramer 1972, Douglas and Peucker 1973); 0 where it has none. `curve` has two values at least.
 */
export function lastBend(curve: readonly number[]): number {
  const range = Math.max(...curve) - Math.min(...curve);
  let bend = 0;
  const end = curve.length - 1;
  for (;;) {
    const [start, slope] = [curve[bend]!, (curve[end]! - curve[bend]!) / (end - bend)];
    let farthest = bend;
    let most = TOLERANCE * range;
    for (let index = bend + 1; index < end; index++) {
      const distance = Math.abs(curve[index]! - start - slope * (index - bend));
      if (distance > most) [farthest, most] = [index, distance];
    }
    if (farthest === bend) return bend;
    bend = farthest;
  }
}
