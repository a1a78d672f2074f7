import type { StudioEvent } from '#contract/events.ts';
import { explain, subscribe } from './studio.ts';

/**
 * Asks the studio at once, and again after each of these events: one question at a time, and what changes meanwhile is asked about once more.
 * Returns how to stop; what comes after that is not told.
 */
export function keepAsking<T>(
  types: readonly StudioEvent['type'][],
  question: () => Promise<T>,
  told: (found: T) => void,
  failed: (sentence: string) => void,
): () => void {
  let isLeft = false;
  let isAsking = false;
  let isStale = false;
  async function ask(): Promise<void> {
    isStale = true;
    if (isAsking) return;
    isAsking = true;
    while (isStale && !isLeft) {
      isStale = false;
      try {
        const found = await question();
        if (!isLeft) told(found);
      } catch (error) {
        if (!isLeft) failed(explain(error));
      }
    }
    isAsking = false;
  }
  void ask();
  const stop = subscribe(({ type }) => {
    if (types.includes(type)) void ask();
  });
  return () => {
    isLeft = true;
    stop();
  };
}

/** After these, what was published or is planned to be may be otherwise. */
export const OF_PUBLISHING: readonly StudioEvent['type'][] = ['publishing.changed', 'library.changed'];
