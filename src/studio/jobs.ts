import type { StudioEvent } from '#contract/events.ts';
import { Refusal } from '#campaign/refusal.ts';
import type { Progress } from '#work/progress.ts';

/** Long work that a window can follow and cancel by the name it gave it. */

export interface Jobs {
  run<T>(job: string, work: (signal: AbortSignal, progress: Progress) => Promise<T>): Promise<T>;
  /** The same for work that a caller may leave without a name: then nobody can cancel it. */
  runIfNamed<T>(job: string | undefined, work: (signal?: AbortSignal) => Promise<T>): Promise<T>;
  cancel(job: string): void;
}

/** Names that were cancelled before their work came: two requests may overtake each other on the way. */
const MOST_EARLY = 100;

export function createJobs(emit: (event: StudioEvent) => void): Jobs {
  const running = new Map<string, AbortController>();
  const early = new Set<string>();
  const jobs: Jobs = {
    async run(job, work) {
      if (running.has(job))
        throw new Refusal('badInput', 'This work is under way already. Wait for it, or cancel it first.');
      if (early.delete(job)) throw new Refusal('cancelled', 'The work was cancelled.');
      const controller = new AbortController();
      running.set(job, controller);
      try {
        return await work(controller.signal, (done, total) => emit({ type: 'progress', job, done, total }));
      } finally {
        running.delete(job);
      }
    },
    runIfNamed: (job, work) => (job === undefined ? work() : jobs.run(job, work)),
    cancel(job) {
      const controller = running.get(job);
      if (controller) return controller.abort();
      early.add(job);
      for (const oldest of [...early].slice(0, -MOST_EARLY)) early.delete(oldest);
    },
  };
  return jobs;
}
