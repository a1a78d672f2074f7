import { Worker } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import { templateById } from '#campaign/templates/templates.ts';
import { planOf } from '#work/tasks/forecast.ts';
import { Refusal } from '#campaign/refusal.ts';
import { createPool, type Pool, type PoolOptions } from './pool.ts';
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

/** Of these, what a thread may have done before it is ended. */
const SHORT = new Set<TaskName>(['contactLoad', 'exportCampaign', 'importPlan']);

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
  // On a slow machine it may be done within its grace after the next was served: then two threads wait for work.
  await expect.poll(() => running, { timeout: 60_000 }).toBeLessThanOrEqual(SHORT.has(task) ? 2 : 1);
});

/** Whether a pool started threads. */
function counting(options: PoolOptions): { pool: Pool; started: () => number } {
  let started = 0;
  pool = createPool({
    ...options,
    startWorker: () => {
      started++;
      return new Worker(new URL('worker.ts', import.meta.url));
    },
  });
  return { pool, started: () => started };
}

const blocks = (hands: Pool, count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, n) =>
      hands.run(
        'drawRuns',
        { plan: planOf({ campaign: template }), seed: 1, firstRun: n, runs: 1 },
        { following: count - n - 1 },
      ),
    ),
  );

it('little work starts no thread, and neither does a task that stands alone', async () => {
  const { pool: hands, started } = counting({ threads: 2, leastWork: 1e9 });
  await blocks(hands, 5);
  expect(started()).toBe(0);
  const other = counting({ threads: 2, leastWork: 1e-9 });
  await other.pool.run('immediateForecast', { campaign: template });
  await other.pool.run('immediateForecast', { campaign: template });
  expect(other.started()).toBe(0);
});

it('what takes longer goes on in threads, unless one is all there may be, and gives the same numbers', async () => {
  const shared = counting({ threads: 2, leastWork: 1e-9 });
  const found = await blocks(shared.pool, 6);
  expect(shared.started()).toBe(2);
  await shared.pool.close();
  const alone = counting({ threads: 1, leastWork: 1e-9 });
  expect(await blocks(alone.pool, 6)).toEqual(found);
  expect(alone.started()).toBe(0);
});

it.each([
  ['a thread', 0],
  ['the calling thread', 1e9],
])('a refusal comes out of %s with its code, and what nobody foresaw as a fault', async (_, leastWork) => {
  const hands = createPool({ threads: 1, leastWork });
  pool = hands;
  const refused = await hands
    .run('sensitivity', { campaign: template, goalId: 'none' })
    .catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refusal);
  expect(refused).toMatchObject({ code: 'badInput', message: expect.stringContaining('has no goal “none”') });
  const broken = await hands.run('contactLoad', { campaign: null as never }).catch((error: unknown) => error);
  expect(broken).toBeInstanceOf(Error);
  expect(broken).not.toBeInstanceOf(Refusal);
});

it('the calling thread lets others have a turn during a long task, and stops it when it is cancelled', async () => {
  const hands = createPool({ threads: 1, leastWork: 1e9 });
  pool = hands;
  const controller = new AbortController();
  let told = 0;
  const work = hands.run(
    'searchPlans',
    {
      campaign: template,
      options: { goalId: template.goals[0]!.id, limits: { maxEvaluations: 20_000, maxChanges: 100 } },
    },
    {
      signal: controller.signal,
      // Only where the search hands the thread back does this ever run.
      progress: () => void (told++ === 0 && setTimeout(() => controller.abort())),
    },
  );
  await expect(work).rejects.toMatchObject({ code: 'cancelled' });
  await expect(hands.run('contactLoad', { campaign: template })).resolves.toBeDefined();
});

it('leaves a thread to answers that somebody waits for', () => {
  expect([createPool({ threads: 4, spare: 1 }).size, createPool({ threads: 1, spare: 1 }).size]).toEqual([3, 1]);
});
