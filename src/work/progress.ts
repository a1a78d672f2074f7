/**
 * How far a long work is. `better` says that a search has found something better than what there is.
 * Where a promise comes back, the work waits for it: whoever shares its thread gets a turn.
 */
export type Progress = (done: number, total: number, better?: boolean) => void | Promise<void>;

/** Does a work of many steps to its end, and tells of every step. */
export async function throughout<P, R>(work: Generator<P, R>, tell: (step: P) => void | Promise<void>): Promise<R> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    const turn = tell(step.value);
    if (turn) await turn;
  }
}
