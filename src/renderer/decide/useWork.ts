import { useEffect, useMemo, useRef, useState } from 'react';
import type { Campaign } from '#campaign/document.ts';
import { call, explain, StudioCallError, subscribe } from '../bridge/studio.ts';
import { announce } from '../kit/notices.ts';
import { useSession } from '../session/session.ts';

/** Long work of the studio about the open campaign: started by a button, followed, cancelled, and told apart from what has changed since. */

interface State<R> {
  /** What came out, and the plan that it is about. */
  result: { value: R; campaign: Campaign } | null;
  /** 0 to 1 while it is under way. */
  progress: number | null;
  problem: string | null;
}

export interface Work<R> extends State<R> {
  /** Whether the plan has changed since the result was worked out. */
  isStale: boolean;
  start: () => void;
  cancel: () => void;
}

let count = 0;

/** `ask` does the work under a job's name; `told` is what screen readers hear at its end. */
export function useWork<R>(
  ask: (about: { id: string; revision: number; job: string }) => Promise<R>,
  told: (result: R) => string,
): Work<R> {
  const campaign = useSession((session) => session.open?.campaign);
  const [state, setState] = useState<State<R>>({ result: null, progress: null, problem: null });
  const job = useRef<string | null>(null);

  useEffect(() => {
    const unsubscribe = subscribe((event) => {
      if (event.type === 'progress' && event.job === job.current)
        setState((before) => ({ ...before, progress: event.total > 0 ? event.done / event.total : 0 }));
    });
    return () => {
      unsubscribe();
      cancelJob(job.current);
      job.current = null;
    };
  }, []);

  async function run(): Promise<void> {
    const open = useSession.getState().open;
    if (!open || job.current !== null) return;
    const mine = `decide-${Date.now()}-${++count}`;
    job.current = mine;
    setState((before) => ({ ...before, progress: 0, problem: null }));
    try {
      const value = await ask({ id: open.id, revision: open.revision, job: mine });
      if (job.current !== mine) return;
      setState({ result: { value, campaign: open.campaign }, progress: null, problem: null });
      announce(told(value));
    } catch (error) {
      if (job.current !== mine) return;
      const isCancelled = error instanceof StudioCallError && error.code === 'cancelled';
      setState((before) => ({ ...before, progress: null, problem: isCancelled ? null : explain(error) }));
    }
    job.current = null;
  }

  const about = state.result?.campaign;
  // By what the plan says: after undo it is the same again.
  const isStale = useMemo(
    () => about !== undefined && about !== campaign && JSON.stringify(about) !== JSON.stringify(campaign),
    [about, campaign],
  );
  return {
    ...state,
    isStale,
    start: () => void run(),
    cancel: () => {
      cancelJob(job.current);
      job.current = null;
      setState((before) => ({ ...before, progress: null }));
    },
  };
}

function cancelJob(job: string | null): void {
  if (job !== null) void call('job.cancel', { job }).catch(() => undefined);
}

/** Asks anew whenever the stored plan or `key` changes; keeps the last answer meanwhile. */
export function useAnswer<R>(ask: (about: { id: string; revision: number }) => Promise<R>, key: string): R | null {
  const id = useSession((session) => session.open?.id ?? '');
  const revision = useSession((session) => session.open?.revision ?? 0);
  const [answer, setAnswer] = useState<R | null>(null);
  // Made anew with every rendering; what the question depends on is in the key.
  const asking = useRef(ask);
  useEffect(() => {
    asking.current = ask;
  });
  useEffect(() => {
    let isWanted = true;
    asking
      .current({ id, revision })
      .then((value) => isWanted && setAnswer(value))
      // The document moved on: the next revision asks again.
      .catch(() => undefined);
    return () => {
      isWanted = false;
    };
  }, [id, revision, key, asking]);
  return answer;
}
