import { parentPort } from 'node:worker_threads';
import { simulateCounts } from '#simulation/runs/simulate.ts';
import type { Plan } from '#simulation/plan/plan.ts';

/** Simulates the stretches of runs that it is sent. */
parentPort!.on('message', ({ plan, firstRun, runs }: { plan: Plan; firstRun: number; runs: number }) => {
  simulateCounts(plan, { firstRun, runs });
  parentPort!.postMessage(runs);
});
