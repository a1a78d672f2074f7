/** Ends are caught from outside of what they end, too: by arithmetic, as thousands of handles would have to be drawn. */

/** So far from a true end; as wide as a handle is (handling.css). */
const REACH = 8;

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** What has the end that is nearest to a point where nothing lies; of two that are equally near, the first. */
export function endNear<B extends Box>(boxes: readonly B[], x: number, y: number): B | undefined {
  let nearest: B | undefined;
  let least = Infinity;
  for (const box of boxes) {
    if (y < box.top || y >= box.top + box.height) continue;
    const away = Math.min(Math.abs(x - box.left), Math.abs(x - box.left - box.width));
    if (away > REACH || away >= least) continue;
    nearest = box;
    least = away;
  }
  return nearest;
}
