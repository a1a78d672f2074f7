import { create } from 'zustand';
import { startJob, type Job } from '../bridge/job.ts';
import { call } from '../bridge/studio.ts';
import { readFile } from './files.ts';

/** Progress of the import under way. One import at a time is open in a window. */

export const useImportProgress = create<{ job: Job<unknown> | null; share: number }>(() => ({ job: null, share: 0 }));

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
  useImportProgress.getState().job?.cancel();
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
  const job = startJob(work, (share) => useImportProgress.setState({ share }));
  useImportProgress.setState({ job, share: 0 });
  try {
    return await job.result;
  } finally {
    if (useImportProgress.getState().job === job) useImportProgress.setState({ job: null, share: 0 });
  }
}

/** Hands a file over to the studio; its source for the tries that follow. Throws with a sentence. */
export async function handOver(file: File): Promise<string> {
  const { source } = await call('intake.open', { fileName: file.name, bytes: await readFile(file) });
  kept = source;
  return source;
}
