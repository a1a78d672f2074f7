import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Refusal } from '#campaign/refusal.ts';
import type { Hands, RunOptions } from '#work/hands.ts';
import type { Progress } from '#work/progress.ts';
import { taskOf, type TaskName } from '#work/tasks.ts';
import type { WorkerAnswer, WorkerQuestion } from './worker.ts';

/** A few worker threads that share the long work. Threads start with the first task; one that dies is replaced. */

export interface Pool extends Hands {
  close(): Promise<void>;
}

export interface PoolOptions {
  /** Threads at most; as many as the machine can use by default. */
  threads?: number | undefined;
  /** Of these, so many that a work of many tasks leaves to others: to answers that somebody waits for. */
  spare?: number;
  /**
   * What takes less than so many milliseconds is done on the calling thread, where starting others would not pay; so is every task that stands
   * alone, since all it needs is there. By default, threads do everything.
   */
  leastWork?: number;
  startWorker?: () => Worker;
}

/** Starting threads and warming them up takes about this long. */
export const LEAST_WORK_MILLISECONDS = 1000;

/** What is nearly done may end by itself, which spares the start of another thread. */
const GRACE_MILLISECONDS = 300;

/** On the calling thread, signals, the terminal and other work get a turn this often. */
const SLICE_MILLISECONDS = 40;

interface Order extends RunOptions {
  task: TaskName;
  input: unknown;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
}

/** The source as it is, or what was built of it: that stands beside all other code. */
const ENTRY = join(import.meta.dirname, import.meta.filename.endsWith('.ts') ? 'worker.ts' : 'worker.js');

export function createPool({
  threads = availableParallelism(),
  spare = 0,
  leastWork = 0,
  startWorker = () => new Worker(ENTRY),
}: PoolOptions = {}): Pool {
  const idle: Worker[] = [];
  const busy = new Map<Worker, { id: number; order: Order }>();
  const waiting: Order[] = [];
  let count = 0;
  let closed = false;
  /** For the calling thread, which is at a task or not; and how long the last of each kind took there. */
  const here: Order[] = [];
  let isAtWork = false;
  const took = new Map<TaskName, number>();

  function hire(): Worker {
    const worker = startWorker();
    worker.on('message', (answer: WorkerAnswer) => {
      const current = busy.get(worker);
      if (!current || answer.id !== current.id) return;
      if ('progress' in answer) {
        const { done, total, better } = answer.progress;
        if (!current.order.signal?.aborted) void current.order.progress?.(done, total, better);
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
    const index = idle.indexOf(worker);
    if (index >= 0) idle.splice(index, 1);
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
    while (waiting.length > 0 && (idle.length > 0 || busy.size < threads)) {
      const order = waiting.shift()!;
      if (order.signal?.aborted) continue;
      const worker = idle.pop() ?? hire();
      const id = ++count;
      busy.set(worker, { id, order });
      worker.postMessage({ id, task: order.task, input: order.input } satisfies WorkerQuestion);
    }
  }

  /** Whether a task is better done by another thread, with those that follow it. */
  const isForThreads = ({ task, following }: Order) =>
    leastWork === 0 || (threads > 1 && following !== undefined && (took.get(task) ?? 0) * (following + 1) > leastWork);

  async function workHere(): Promise<void> {
    if (isAtWork) return;
    isAtWork = true;
    for (let order = here.shift(); order; order = here.shift()) {
      if (isForThreads(order)) {
        waiting.push(order);
        next();
        continue;
      }
      if (!order.signal?.aborted) await doHere(order);
      await turn();
    }
    isAtWork = false;
  }

  async function doHere(order: Order): Promise<void> {
    let rested = performance.now();
    const progress: Progress = (done, total, better) => {
      if (order.signal?.aborted) throw cancelled();
      void order.progress?.(done, total, better);
      if (performance.now() - rested > SLICE_MILLISECONDS) return turn().then(() => void (rested = performance.now()));
    };
    try {
      const work = await taskOf[order.task]();
      const begun = performance.now();
      order.resolve((await work(order.input, progress)) as never);
      took.set(order.task, performance.now() - begun);
    } catch (error) {
      order.reject(error);
    }
  }

  return {
    size: Math.max(1, threads - spare),
    run(task, input, options = {}) {
      const { signal, urgent } = options;
      return new Promise((resolve, reject) => {
        if (closed || signal?.aborted) return reject(cancelled());
        const order: Order = { ...options, task, input, resolve, reject };
        signal?.addEventListener(
          'abort',
          () => {
            reject(cancelled());
            setTimeout(() => endWorkOn(order), GRACE_MILLISECONDS).unref();
          },
          { once: true },
        );
        if (!isForThreads(order)) {
          here.push(order);
          return void workHere();
        }
        if (urgent) waiting.unshift(order);
        else waiting.push(order);
        next();
      });
    },
    async close() {
      closed = true;
      for (const order of [...waiting.splice(0), ...here.splice(0)]) order.reject(cancelled());
      await Promise.all([...idle, ...busy.keys()].map((worker) => worker.terminate()));
    },
  };
}

const cancelled = () => new Refusal('cancelled', 'The work was cancelled.');
