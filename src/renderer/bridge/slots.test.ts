import { describe, expect, it } from 'vitest';
import type { Locks } from './page.ts';
import { inSlot, isLong } from './slots.ts';

/** The browser's locks as the standard has them, for one name a queue. */
function fakeLocks(): Locks {
  const ends = new Map<string, Promise<void>>();
  return {
    async request(name, { signal }, callback) {
      const before = ends.get(name) ?? Promise.resolve();
      let release!: () => void;
      ends.set(
        name,
        before.then(() => new Promise<void>((resolve) => (release = resolve))),
      );
      await before;
      await Promise.resolve();
      try {
        signal?.throwIfAborted();
        await callback({});
      } finally {
        release();
      }
      return undefined;
    },
  };
}

/** Work that lasts until it is told to end. */
function work() {
  let end!: () => void;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const state = { isRunning: false };
  return {
    state,
    end,
    run: async () => {
      state.isRunning = true;
      await ended;
      return 'done';
    },
  };
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

describe('slots', () => {
  it('let three run at a time, and the next as soon as one has ended, whichever it is', async () => {
    const locks = fakeLocks();
    const all = Array.from({ length: 6 }, work);
    const answers = all.map(({ run }) => inSlot(locks, run));
    const running = () => all.flatMap(({ state }, index) => (state.isRunning ? [index] : []));
    await settled();
    expect(running()).toHaveLength(3);
    for (let more = 4; more <= 6; more++) {
      all[running()[more - 3]!]!.end();
      await settled();
      expect(running()).toHaveLength(more);
    }
    for (const { end } of all) end();
    expect(await Promise.all(answers)).toEqual(all.map(() => 'done'));
  });

  it('give what fails back, and the slot with it', async () => {
    const locks = fakeLocks();
    for (let time = 0; time < 4; time++)
      await expect(inSlot(locks, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await inSlot(locks, () => Promise.resolve('done'))).toBe('done');
  });

  it('make nothing wait where there are no locks, or where they are refused', async () => {
    const refusing: Locks = { request: () => Promise.reject(new DOMException('No.', 'SecurityError')) };
    let runs = 0;
    const run = () => Promise.resolve(++runs);
    expect([await inSlot(undefined, run), await inSlot(refusing, run)]).toEqual([1, 2]);
    await settled();
    expect(runs).toBe(2);
  });

  it('are for what takes long, never for an edit or a cancelling', () => {
    expect(isLong('forecast.simulate', { id: 'a', job: 'b' })).toBe(true);
    expect(isLong('forecast.immediate', { id: 'a', job: 'b' })).toBe(false);
    expect(isLong('job.cancel', { job: 'b' })).toBe(false);
    expect(isLong('campaign.execute', { id: 'a' })).toBe(false);
  });
});
