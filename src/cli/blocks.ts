import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker, workerData, parentPort } from 'node:worker_threads';
import type { Simulation } from '#simulation/runs/simulation.ts';
import type { Plan } from '#simulation/plan/plan.ts';
import { simulateRuns } from '#simulation/runs/simulate.ts';

/** The runs of a simulation, in worker threads where that pays. Runs are keyed, so that the same numbers come out either way. */

export interface BlocksOptions {
  seed: number;
  runs: number;
  /** Threads to use at most; as many as the machine has by default. */
  threads?: number | undefined;
  /** Work that would take one thread less than so many milliseconds is not shared. */
  worthThreads?: number;
  onProgress?: (done: number, total: number) => void;
}

/** Runs that one thread does before it reports. */
const RUNS_PER_BLOCK = 10;

/** Starting threads and warming them up takes about this long. */
const WORTH_THREADS_MILLISECONDS = 1000;

/** All runs as blocks, in the order of their runs. */
export async function simulateBlocks(plan: Plan, options: BlocksOptions): Promise<Simulation[]> {
  const [blocks] = await simulatePlans([plan], options);
  return blocks!;
}

/** The same for several plans at once, which then share the threads. */
export async function simulatePlans(plans: readonly Plan[], options: BlocksOptions): Promise<Simulation[][]> {
  const {
    seed,
    runs,
    threads = availableParallelism(),
    worthThreads = WORTH_THREADS_MILLISECONDS,
    onProgress,
  } = options;
  const found: Simulation[][] = plans.map(() => []);
  const tasks = plans.flatMap((_, plan) =>
    Array.from({ length: Math.ceil(runs / RUNS_PER_BLOCK) }, (__, block): Task => {
      const firstRun = block * RUNS_PER_BLOCK;
      return { plan, firstRun, runs: Math.min(RUNS_PER_BLOCK, runs - firstRun) };
    }),
  );
  const all = runs * plans.length;
  let done = 0;
  const keep = (task: Task, block: Simulation) => {
    found[task.plan]!.push(block);
    onProgress?.((done += block.runs), all);
  };
  const begun = performance.now();
  for (let task = tasks.shift(); task; task = tasks.shift()) {
    keep(task, simulateRuns(plans[task.plan]!, { seed, firstRun: task.firstRun, runs: task.runs }));
    const left = ((performance.now() - begun) / done) * (all - done);
    if (threads > 1 && left > worthThreads) await simulateInThreads(plans, seed, threads, tasks, keep);
    // Signals and the terminal get their turn.
    else await new Promise((resolve) => setImmediate(resolve));
  }
  return found.map((blocks) => blocks.toSorted((a, b) => a.firstRun - b.firstRun));
}

/** A thread's task: some runs of one of the plans. */
interface Task {
  plan: number;
  firstRun: number;
  runs: number;
}

/** Does all tasks in threads, each of which takes the next one when it is done with the last. */
async function simulateInThreads(
  plans: readonly Plan[],
  seed: number,
  threads: number,
  tasks: Task[],
  keep: (task: Task, block: Simulation) => void,
): Promise<void> {
  await Promise.all(
    Array.from({ length: Math.min(threads, tasks.length) }, async () => {
      const worker = new Worker(ENTRY, { workerData: { plans, seed } });
      try {
        await new Promise<void>((resolve, reject) => {
          let task: Task | undefined;
          const goOn = () => {
            task = tasks.shift();
            if (task) worker.postMessage(task);
            else resolve();
          };
          worker.on('message', (block: Simulation) => {
            keep(task!, block);
            goOn();
          });
          worker.on('error', reject);
          worker.on('exit', () => reject(new Error('a thread of the simulation ended early')));
          goOn();
        });
      } finally {
        await worker.terminate();
      }
    }),
  );
}

/** The command line's own entry, which does `workForSimulation` when it is started as a thread. */
const ENTRY = join(import.meta.dirname, import.meta.filename.endsWith('.ts') ? 'index.ts' : 'cli.js');

/** What a thread does: simulates the runs it is sent, until it is ended. */
export function workForSimulation(): void {
  const { plans, seed } = workerData as { plans: readonly Plan[]; seed: number };
  parentPort!.on('message', ({ plan, firstRun, runs }: Task) => {
    const block = simulateRuns(plans[plan]!, { seed, firstRun, runs });
    const { totals, segments, goals, expected } = block;
    parentPort!.postMessage(
      block,
      [totals, segments, goals, expected].map(({ buffer }) => buffer as ArrayBuffer),
    );
  });
}
