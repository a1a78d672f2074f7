import { expect, it } from 'vitest';
import { createJobs } from './jobs.ts';

it('a cancelling that overtakes its work on the way holds, once', async () => {
  const jobs = createJobs(() => undefined);
  let begun = 0;
  const work = async () => ++begun;
  jobs.cancel('overtaken');
  await expect(jobs.run('overtaken', work)).rejects.toMatchObject({ code: 'cancelled' });
  expect(begun).toBe(0);
  expect(await jobs.run('overtaken', work)).toBe(1);
});

it('names that nobody runs are not kept for ever', async () => {
  const jobs = createJobs(() => undefined);
  for (let n = 0; n < 1000; n++) jobs.cancel(`never run ${n}`);
  expect(await jobs.run('never run 0', async () => 'run')).toBe('run');
});
