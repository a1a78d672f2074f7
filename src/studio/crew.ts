import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { Refusal } from '#campaign/refusal.ts';
import type { Progress, TaskInput, TaskName, TaskOutput } from './tasks.ts';
import type { WorkerAnswer, WorkerQuestion } from './worker.ts';

/** A few worker threads that share the long work. Threads start with the first task; one that dies is replaced. */

export interface Crew {
  /** Threads that can work side by side. */
  readonly size: number;
  run<T extends TaskName>(task: T, input: TaskInput<T>, options?: RunOptions): Promise<TaskOutput<T>>;
  close(): Promise<void>;
}

export interface RunOptions {
  progress?: Progress;
  /** Rejects with “cancelled” at once; what has not begun never does, and what has begun works no longer than a short grace. */
  signal?: AbortSignal | undefined;
  /** Goes before what is waiting: an answer that somebody looks at. */
  urgent?: boolean;
}

interface Order {
  task: TaskName;
  input: unknown;
  progress: Progress | undefined;
  signal: AbortSignal | undefined;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
}

/** What is nearly done may end by itself, which spares the start of another thread. */
const GRACE_MILLISECONDS = 300;

export function createCrew(startWorker: () => Worker): Crew {
  const size = Math.max(1, Math.min(4, availableParallelism()));
  const idle: Worker[] = [];
  const busy = new Map<Worker, { id: number; order: Order }>();
  const waiting: Order[] = [];
  let count = 0;
  let closed = false;

  function hire(): Worker {
    const worker = startWorker();
    worker.on('message', (answer: WorkerAnswer) => {
      const current = busy.get(worker);
      if (!current || answer.id !== current.id) return;
      if ('progress' in answer) {
        if (!current.order.signal?.aborted) current.order.progress?.(answer.progress.done, answer.progress.total);
        return;
      }
      busy.delete(worker);
      idle.push(worker);
      if ('value' in answer) current.order.resolve(answer.value as never);
      else if ('refusal' in answer) current.order.reject(new Refusal(answer.refusal.code, answer.refusal.message));
      else current.order.reject(new Error(answer.fault));
      next();
    });
    worker.on('error', (error) => lose(worker, error));
    worker.on('exit', () => lose(worker, new Error('The worker thread ended.')));
    return worker;
  }

  function lose(worker: Worker, error: unknown): void {
    const current = busy.get(worker);
    busy.delete(worker);
    const place = idle.indexOf(worker);
    if (place >= 0) idle.splice(place, 1);
    current?.order.reject(closed ? cancelled() : error);
    if (!closed) next();
  }

  /** Ends the thread that is at an order, if one still is. It is replaced when the next task needs one. */
  function endWorkOn(order: Order): void {
    const worker = [...busy].find(([, current]) => current.order === order)?.[0];
    if (!worker) return;
    busy.delete(worker);
    void worker.terminate();
    next();
  }

  function next(): void {
    while (waiting.length > 0 && (idle.length > 0 || busy.size < size)) {
      const order = waiting.shift()!;
      if (order.signal?.aborted) continue;
      const worker = idle.pop() ?? hire();
      const id = ++count;
      busy.set(worker, { id, order });
      worker.postMessage({ id, task: order.task, input: order.input } satisfies WorkerQuestion);
    }
  }

  return {
    size,
    run(task, input, { progress, signal, urgent } = {}) {
      return new Promise((resolve, reject) => {
        if (closed || signal?.aborted) return reject(cancelled());
        const order: Order = { task, input, progress, signal, resolve, reject };
        signal?.addEventListener(
          'abort',
          () => {
            reject(cancelled());
            setTimeout(() => endWorkOn(order), GRACE_MILLISECONDS).unref();
          },
          { once: true },
        );
        if (urgent) waiting.unshift(order);
        else waiting.push(order);
        next();
      });
    },
    async close() {
      closed = true;
      for (const order of waiting.splice(0)) order.reject(cancelled());
      await Promise.all([...idle, ...busy.keys()].map((worker) => worker.terminate()));
    },
  };
}

const cancelled = () => new Refusal('cancelled', 'The work was cancelled.');
