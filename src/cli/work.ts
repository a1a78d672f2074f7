import { progressOf } from './progress.ts';

/** Long calculations of one thread, done in slices, so that signals and the terminal get their turn. */

const SLICE_MILLISECONDS = 40;

/** Does the work to its end; `shareOf` says how much of it a step has done. Throws Refusal where the engine refuses. */
export async function workThrough<P, R>(
  what: string,
  work: Generator<P, R>,
  shareOf: (progress: P) => number,
): Promise<R> {
  const progress = progressOf(what);
  try {
    for (let begun = performance.now(); ;) {
      const step = work.next();
      if (step.done) return step.value;
      if (performance.now() - begun < SLICE_MILLISECONDS) continue;
      progress(shareOf(step.value), 1);
      await new Promise((resolve) => setImmediate(resolve));
      begun = performance.now();
    }
  } finally {
    progress.end();
  }
}
