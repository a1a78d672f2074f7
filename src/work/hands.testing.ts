import type { Hands } from './hands.ts';
import { taskOf } from './tasks.ts';

/** Hands that do every task where they stand, and remember which. */
export function handsOf(size: number): Hands & { done: string[] } {
  const done: string[] = [];
  return {
    size,
    done,
    async run(task, input, { progress, signal } = {}) {
      signal?.throwIfAborted();
      done.push(task);
      const work = await taskOf[task]();
      return (await work(input, (...told) => progress?.(...told))) as never;
    },
  };
}
