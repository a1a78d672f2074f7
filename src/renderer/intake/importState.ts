import { create } from 'zustand';
import type { StudioEvent } from '#contract/events.ts';
import { call } from '../bridge/studio.ts';
import { readFile } from './files.ts';

/** Progress of the import under way. One import at a time is open in a window. */

export const useImportProgress = create<{ job: string | null; share: number }>(() => ({ job: null, share: 0 }));

let jobs = 0;

let isCorrecting = false;

/** Whether something was chosen or set right that is not brought in yet. */
export const hasCorrections = () => isCorrecting;
export const setCorrecting = (is: boolean) => {
  isCorrecting = is;
};

/** The file that the studio keeps for this window. */
let kept: string | null = null;

/** Stops what is under way: its answer is not waited for. */
function stopImport(): void {
  const { job } = useImportProgress.getState();
  if (job) void call('job.cancel', { job }).catch(() => undefined);
  useImportProgress.setState({ job: null, share: 0 });
}

/** Stops what is under way, and lets go of the file. */
export function endImport(): void {
  stopImport();
  if (kept !== null) void call('intake.close', { source: kept }).catch(() => undefined);
  kept = null;
  isCorrecting = false;
}

/** Runs work under a new name, so that its progress shows and it can be cancelled. A newer one replaces it. */
export async function following<T>(work: (job: string) => Promise<T>): Promise<T> {
  stopImport();
  const job = `intake-${Date.now()}-${++jobs}`;
  useImportProgress.setState({ job, share: 0 });
  try {
    return await work(job);
  } finally {
    if (useImportProgress.getState().job === job) useImportProgress.setState({ job: null, share: 0 });
  }
}

export function followImportProgress(event: StudioEvent): void {
  if (event.type === 'progress' && event.job === useImportProgress.getState().job) {
    useImportProgress.setState({ share: event.total > 0 ? event.done / event.total : 0 });
  }
}

/** Hands a file over to the studio; its source for the tries that follow. Throws with a sentence. */
export async function handOver(file: File): Promise<string> {
  const { source } = await call('intake.open', { fileName: file.name, bytes: await readFile(file) });
  kept = source;
  return source;
}
