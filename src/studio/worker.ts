import { parentPort } from 'node:worker_threads';
import { Refusal, type RefusalCode } from '#campaign/refusal.ts';
import { tasks, type TaskName } from './tasks.ts';

/** A worker thread: one task at a time, progress on the way, the answer at the end. */

export interface WorkerQuestion {
  id: number;
  task: TaskName;
  input: unknown;
}
export type WorkerAnswer =
  | { id: number; progress: { done: number; total: number } }
  | { id: number; value: unknown }
  | { id: number; refusal: { code: RefusalCode; message: string } }
  | { id: number; fault: string };

const PROGRESS_MILLISECONDS = 60;

parentPort?.on('message', ({ id, task, input }: WorkerQuestion) => {
  void answer(id, task, input);
});

async function answer(id: number, task: TaskName, input: unknown): Promise<void> {
  const send = (message: WorkerAnswer) => parentPort!.postMessage(message);
  let told = 0;
  try {
    const run = tasks[task] as (input: unknown, progress: (done: number, total: number) => void) => unknown;
    const value = await run(input, (done, total) => {
      if (Date.now() - told < PROGRESS_MILLISECONDS && done < total) return;
      told = Date.now();
      send({ id, progress: { done, total } });
    });
    send({ id, value });
  } catch (error) {
    // Only data goes from thread to thread; an error would lose its class on the way.
    if (error instanceof Refusal) send({ id, refusal: { code: error.code, message: error.message } });
    else send({ id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
