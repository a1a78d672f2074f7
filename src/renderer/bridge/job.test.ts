import { beforeEach, expect, it, vi } from 'vitest';
import { startJob } from './job.ts';

const studio = vi.hoisted(() => {
  const listeners = new Set<(event: unknown) => void>();
  const calls: [string, unknown][] = [];
  const call = (method: string, input: unknown) => {
    calls.push([method, input]);
    return Promise.resolve({ value: {} });
  };
  const subscribe = (listener: (event: unknown) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  vi.stubGlobal('window', { studio: { call, subscribe } });
  return { listeners, calls };
});
const tell = (job: string, done: number, total: number) =>
  studio.listeners.forEach((listener) => listener({ type: 'progress', job, done, total }));

beforeEach(() => void (studio.calls.length = 0));

function started() {
  const { promise, resolve } = Promise.withResolvers<string>();
  const told: [number, number][] = [];
  const names: string[] = [];
  const work = (name: string) => {
    names.push(name);
    return promise;
  };
  const job = startJob(work, (...progress) => void told.push(progress));
  return { job, told, names, answer: resolve };
}

it('is told how far its own work is, until that ends', async () => {
  const { job, told, names, answer } = started();
  expect(names).toEqual([]);
  await Promise.resolve();
  const [name] = names;
  tell(name!, 1, 4);
  tell('another', 3, 4);
  tell(name!, 0, 0);
  expect(told).toEqual([
    [0.25, 1],
    [0, 0],
  ]);
  answer('made');
  expect(await job.result).toBe('made');
  expect(studio.listeners.size).toBe(0);
  job.cancel();
  expect(studio.calls).toEqual([]);
});

it('is stopped in the studio by its name, and hears no more of it', async () => {
  const { job, told, names } = started();
  await Promise.resolve();
  job.cancel();
  job.cancel();
  expect(studio.calls).toEqual([['job.cancel', { job: names[0] }]]);
  tell(names[0]!, 1, 4);
  expect(told).toEqual([]);
});

it('has a name that no other has', async () => {
  const some = [started(), started()];
  await Promise.resolve();
  expect(new Set(some.flatMap(({ names }) => names)).size).toBe(2);
});
