import { Worker } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import { templateById } from '#campaign/templates/templates.ts';
import { planOf } from '#work/tasks/forecast.ts';
import { createPool, type Pool } from './pool.ts';
import type { TaskInput, TaskName } from '#work/tasks.ts';

let pool: Pool | undefined;
afterEach(() => pool?.close());

/** A plan that keeps a thread busy for far longer than a test waits. */
const template = templateById('new-lms-launch')!.build({ start: '2027-01-04' });
const campaign = {
  ...template,
  segments: Array.from({ length: 200 }, (_, n) => ({ ...template.segments[0]!, id: `s${n}`, name: `S${n}` })),
  touchpoints: Array.from({ length: 3000 }, (_, n) => ({
    ...template.touchpoints[n % template.touchpoints.length]!,
    id: `t${n}`,
    segments: [],
  })),
};
const list = new TextEncoder().encode('name,start\n' + 'A message,2027-01-11\n'.repeat(400_000));
const given = { now: '2027-01-01T00:00:00Z', locale: 'en-GB' };
const plan = {
  fileName: 'x.csv',
  bytes: list,
  choices: {},
  today: '2027-01-01',
  timeZone: 'UTC',
  into: null,
  name: 'x',
};
const LONG: [TaskName, unknown][] = [
  ['immediateForecast', { campaign }],
  ['drawRuns', { plan: planOf({ campaign }), seed: 1, firstRun: 0, runs: 20_000 }],
  ['sensitivity', { campaign, goalId: null }],
  ['contactLoad', { campaign }],
  ['exportCampaign', { campaign, target: 'xlsx', ...given }],
  ['importPlan', plan],
];

it.each(LONG)('a cancelled %s answers at once and keeps no thread', async (task, input) => {
  let running = 0;
  let begun!: () => void;
  const beginning = new Promise<void>((resolve) => (begun = resolve));
  pool = createPool({
    startWorker: () => {
      running++;
      const worker = new Worker(new URL('worker.ts', import.meta.url));
      worker.once('online', begun);
      worker.once('exit', () => running--);
      return worker;
    },
  });
  const controller = new AbortController();
  const work = pool.run(task, input as TaskInput<TaskName>, { signal: controller.signal });
  let outcome = 'none';
  const ended = work.then(
    () => (outcome = 'done'),
    (error: { code?: string; message: string }) => (outcome = error.code ?? error.message),
  );
  await beginning;
  controller.abort();
  await ended;
  expect(outcome).toBe('cancelled');
  // Whoever comes next is served, by that thread where it was done within its grace, else by a new one in its place.
  expect(await pool.run('exportCampaign', { campaign: template, target: 'csv', ...given })).toMatchObject({ files: 1 });
  await expect.poll(() => running, { timeout: 20_000 }).toBe(1);
});
