import { create } from 'zustand';
import type { Campaign } from '#campaign/document.ts';
import { startJob, type Job } from '../bridge/job.ts';
import { explain, StudioCallError } from '../bridge/studio.ts';
import { announce } from '../kit/notices.ts';
import { isSettled, useSession } from '../session/session.ts';

/**
 * Long work of the studio about campaigns, and what came out. It belongs to the window, not to a screen: it goes on when the screen is left, and its
 * result is there when somebody comes back.
 */

export interface WorkState {
  /** What came out, the plan that it is about, and what else it hung on. */
  result: { value: unknown; campaign: Campaign; beside: string } | null;
  /** 0 to 1 while it is under way. */
  progress: number | null;
  problem: string | null;
  job: Job<unknown> | null;
}

export const IDLE: WorkState = { result: null, progress: null, problem: null, job: null };

interface Works {
  /** By campaign, question and its inputs. */
  works: Readonly<Record<string, WorkState>>;
  /** What was chosen on the screen, by campaign and field, and what was answered at once. */
  kept: Readonly<Record<string, unknown>>;
}

export const useWorks = create<Works>(() => ({ works: {}, kept: {} }));

export const nameOf = (campaignId: string, ...question: readonly unknown[]) =>
  JSON.stringify([campaignId, ...question]);

/** So many results are kept; of more, those that were asked for first go. */
const MOST = 100;

const workOf = (name: string) => useWorks.getState().works[name] ?? IDLE;
function change(name: string, changes: Partial<WorkState>): void {
  const { [name]: before, ...others } = useWorks.getState().works;
  const remaining = Object.entries(others).filter(
    ([, { job }], place, all) => job !== null || place > all.length - MOST,
  );
  useWorks.setState({ works: { ...Object.fromEntries(remaining), [name]: { ...(before ?? IDLE), ...changes } } });
}

export interface Question<R> {
  name: string;
  /** Whatever the answer hangs on besides the plan. */
  beside: string;
  /** Does the work under a job's name. */
  ask: (about: { id: string; revision: number; job: string }) => Promise<R>;
  /** What screen readers hear at its end. */
  told: (result: R) => string;
}

/** Starts a work about the open campaign, unless it is under way. */
export async function startWork<R>({ name, beside, ask, told }: Question<R>): Promise<void> {
  const id = useSession.getState().open?.id;
  if (id === undefined || workOf(name).job !== null) return;
  const job = startJob(
    async (named) => {
      const open = await stored(id, isWanted);
      return open && { campaign: open.campaign, value: await ask({ id, revision: open.revision, job: named }) };
    },
    (progress) => change(name, { progress }),
  );
  const isWanted = () => workOf(name).job === job;
  change(name, { job, progress: 0, problem: null });
  try {
    const made = await job.result;
    if (!made || !isWanted()) return;
    const { value, campaign } = made;
    change(name, { result: { value, campaign, beside } });
    if (useSession.getState().open?.id === id) announce(told(value));
  } catch (error) {
    const isCancelled = error instanceof StudioCallError && error.code === 'cancelled';
    if (isWanted() && !isCancelled) change(name, { problem: explain(error) });
  } finally {
    if (isWanted()) change(name, { job: null, progress: null });
  }
}

/** Ends a work; what it has brought before stays. */
export function cancelWork(name: string): void {
  const { job } = workOf(name);
  if (job === null) return;
  change(name, { job: null, progress: null });
  job.cancel();
}

/** The open campaign once everything done to it is stored, so that the answer is about what is shown; null where it was left before. */
function stored(id: string, isWanted: () => boolean): Promise<{ campaign: Campaign; revision: number } | null> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      const { open } = useSession.getState();
      if (open?.id === id && isWanted() && !isSettled()) return false;
      resolve(open?.id === id && isWanted() ? open : null);
      return true;
    };
    if (look()) return;
    const stops = [useSession.subscribe(() => stopWhen(look())), useWorks.subscribe(() => stopWhen(look()))];
    const stopWhen = (isOver: boolean) => {
      if (isOver) for (const stop of stops) stop();
    };
  });
}

/** Keeps what was chosen on the screen, or answered. */
export function keep(name: string, value: unknown): void {
  useWorks.setState(({ kept }) => ({ kept: { ...kept, [name]: value } }));
}
