import { randomId } from '#campaign/identity.ts';
import { call, subscribe } from './studio.ts';

/** Long work of the studio, which is named, followed and stopped in one way by whatever part of the window asks for it. */

export interface Job<R> {
  /** Rejects as the call does, also where the job was cancelled. */
  result: Promise<R>;
  /** Ends the work in the studio, unless it has ended. Nothing is told of its progress any more. */
  cancel: () => void;
}

/** Starts calls under a job’s name. What they are is worked out only once the caller has the job. Progress is told as a share, and as what is done. */
export function startJob<R>(
  work: (name: string) => Promise<R>,
  onProgress: (share: number, done: number) => void = () => undefined,
): Job<R> {
  const name = randomId();
  let isOver = false;
  const unfollow = subscribe((event) => {
    if (event.type === 'progress' && event.job === name)
      onProgress(event.total > 0 ? event.done / event.total : 0, event.done);
  });
  const end = () => {
    isOver = true;
    unfollow();
  };
  return {
    result: Promise.resolve(name).then(work).finally(end),
    cancel: () => {
      if (isOver) return;
      end();
      void call('job.cancel', { job: name }).catch(() => undefined);
    },
  };
}
