import type { Hands, Told } from '#work/hands.ts';
import { progressOf } from './progress.ts';

/** Lends hands to a work: this thread, and others where that pays. Shows on a terminal how far it is. */
export async function working<R>(
  what: string,
  work: (hands: Hands, told: Told) => Promise<R>,
  { threads }: { threads?: number | undefined } = {},
): Promise<R> {
  const { createPool, LEAST_WORK_MILLISECONDS } = await import('#threads/pool.ts');
  const pool = createPool({ threads, leastWork: LEAST_WORK_MILLISECONDS });
  const progress = progressOf(what);
  try {
    return await work(pool, { progress });
  } finally {
    progress.end();
    await pool.close();
  }
}
