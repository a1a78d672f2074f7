import { parentPort } from 'node:worker_threads';
import { Refusal, type RefusalCode } from '#campaign/refusal.ts';
import { taskOf, type TaskName } from '#work/tasks.ts';

/** A worker thread: one task at a time, progress on the way, the answer at the end. */

export interface WorkerQuestion {
  id: number;
  task: TaskName;
  input: unknown;
}
export type WorkerAnswer =
  | { id: number; progress: { done: number; total: number; better: boolean } }
  | { id: number; value: unknown }
  | { id: number; refusal: { code: RefusalCode; message: string } }
  | { id: number; fault: string };

const PROGRESS_MILLISECONDS = 60;

parentPort?.on('message', ({ id, task, input }: WorkerQuestion) => {
  void answer(id, task, input);
});

async function answer(id: number, task: TaskName, input: unknown): Promise<void> {
  const send = (message: WorkerAnswer, moved: ArrayBuffer[] = []) => parentPort!.postMessage(message, moved);
  let told = 0;
  let toldBetter = false;
  try {
    const work = await taskOf[task]();
    const value = await work(input, (done, total, better = false) => {
      const isNews = better && !toldBetter;
      if (Date.now() - told < PROGRESS_MILLISECONDS && done < total && !isNews) return;
      told = Date.now();
      toldBetter ||= better;
      send({ id, progress: { done, total, better } });
    });
    send({ id, value }, task === 'drawRuns' ? buffersOf(value as object) : []);
  } catch (error) {
    // Only data goes from thread to thread; an error would lose its class on the way.
    if (error instanceof Refusal) send({ id, refusal: { code: error.code, message: error.message } });
    else send({ id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

/** The numbers of runs, which are moved to whoever asked instead of copied. */
function buffersOf(value: object): ArrayBuffer[] {
  return Object.values(value).flatMap((part) =>
    part instanceof Float64Array || part instanceof Uint32Array ? [part.buffer as ArrayBuffer] : [],
  );
}
