import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker, workerData, parentPort } from 'node:worker_threads';
import { simulateBlock, type Block } from '#simulation/counts.ts';
import type { Plan } from '#simulation/plan.ts';

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
export async function simulateBlocks(plan: Plan, options: BlocksOptions): Promise<Block[]> {
  const {
    seed,
    runs,
    threads = availableParallelism(),
    worthThreads = WORTH_THREADS_MILLISECONDS,
    onProgress,
  } = options;
  const blocks: Block[] = [];
  const begun = performance.now();
  for (let firstRun = 0; firstRun < runs; firstRun += RUNS_PER_BLOCK) {
    blocks.push(simulateBlock(plan, { seed, firstRun, runs: Math.min(RUNS_PER_BLOCK, runs - firstRun) }));
    const done = firstRun + blocks.at(-1)!.runs;
    onProgress?.(done, runs);
    const left = ((performance.now() - begun) / done) * (runs - done);
    if (threads > 1 && left > worthThreads) {
      blocks.push(...(await simulateInThreads(plan, { ...options, threads }, done)));
      break;
    }
    // Signals and the terminal get their turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return blocks.toSorted((a, b) => a.firstRun - b.firstRun);
}

/** A thread's task: the runs from `firstRun` on. */
interface Task {
  firstRun: number;
  runs: number;
}

async function simulateInThreads(
  plan: Plan,
  { seed, runs, threads, onProgress }: BlocksOptions & { threads: number },
  firstRun: number,
): Promise<Block[]> {
  const blocks: Block[] = [];
  let next = firstRun;
  let done = firstRun;
  const take = (): Task | undefined => {
    if (next >= runs) return undefined;
    const task = { firstRun: next, runs: Math.min(RUNS_PER_BLOCK, runs - next) };
    next += task.runs;
    return task;
  };
  const count = Math.min(threads, Math.ceil((runs - firstRun) / RUNS_PER_BLOCK));
  await Promise.all(
    Array.from({ length: count }, async () => {
      const worker = new Worker(ENTRY, { workerData: { plan, seed } });
      try {
        await new Promise<void>((resolve, reject) => {
          const goOn = () => {
            const task = take();
            if (task) worker.postMessage(task);
            else resolve();
          };
          worker.on('message', (block: Block) => {
            blocks.push(block);
            onProgress?.((done += block.runs), runs);
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
  return blocks;
}

/** The command line's own entry, which does `workForSimulation` when it is started as a thread. */
const ENTRY = join(import.meta.dirname, import.meta.filename.endsWith('.ts') ? 'index.ts' : 'cli.js');

/** What a thread does: simulates the runs it is sent, until it is ended. */
export function workForSimulation(): void {
  const { plan, seed } = workerData as { plan: Plan; seed: number };
  parentPort!.on('message', (task: Task) => {
    const block = simulateBlock(plan, { seed, ...task });
    const { totals, segments, goals, expected } = block;
    parentPort!.postMessage(
      block,
      [totals, segments, goals, expected].map(({ buffer }) => buffer as ArrayBuffer),
    );
  });
}
