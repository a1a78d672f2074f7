import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from './browser.testing.ts';

/** Many tabs of one browser share one event stream, whatever becomes of the tab that holds it. */

const MISSED = { type: 'library.changed' };
const ADDRESS = '#token=run-1';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const soon = () => vi.advanceTimersByTimeAsync(50);

it('one stream serves all, each event once', async () => {
  const browser = fakeBrowser();
  const tabs = Array.from({ length: 8 }, () => browser.openTab(ADDRESS));
  await soon();
  expect(browser.studio.streams.size).toBe(1);
  for (const tab of tabs) tab.events.length = 0;
  browser.emit({ type: 'one' });
  browser.emit({ type: 'two' });
  await soon();
  for (const { events } of tabs) expect(events).toEqual([{ type: 'one' }, { type: 'two' }]);
});

it('the next takes over from a tab that is gone, and all are told that they may have missed something', async () => {
  const browser = fakeBrowser();
  const [first, ...others] = Array.from({ length: 4 }, () => browser.openTab(ADDRESS));
  await soon();
  for (const { events } of others) events.length = 0;
  first!.crash();
  await soon();
  expect(browser.studio.streams.size).toBe(1);
  browser.emit({ type: 'after' });
  await soon();
  for (const { events } of others) expect(events).toEqual([MISSED, { type: 'after' }]);
});

it('a tab that is put to sleep hands over, and asks again when it wakes', async () => {
  const browser = fakeBrowser();
  const first = browser.openTab(ADDRESS);
  const second = browser.openTab(ADDRESS);
  for (const [asleep, awake] of [
    ['freeze', 'resume'],
    ['pagehide', 'pageshow'],
  ] as const) {
    await soon();
    first.happen(asleep);
    await soon();
    expect(browser.studio.streams.size).toBe(1);
    second.events.length = first.events.length = 0;
    browser.emit({ type: 'meanwhile' });
    await soon();
    expect(second.events).toEqual([{ type: 'meanwhile' }]);
    first.events.length = 0;
    first.happen(awake);
    await soon();
    expect(first.events).toContainEqual(MISSED);
    // And back, for the next round.
    second.happen('freeze');
    await soon();
    second.happen('resume');
  }
});

it('a tab that stands still without a word is relieved, also where nothing happens in the studio', async () => {
  const browser = fakeBrowser();
  const first = browser.openTab(ADDRESS);
  const second = browser.openTab(ADDRESS);
  await soon();
  first.freeze();
  await vi.advanceTimersByTimeAsync(120_000);
  second.events.length = 0;
  browser.emit({ type: 'after' });
  await soon();
  expect(second.events).toEqual([{ type: 'after' }]);
});

it('a tab at work is left at it while the studio gives signs of life, or is away', async () => {
  const browser = fakeBrowser();
  browser.openTab(ADDRESS);
  const second = browser.openTab(ADDRESS);
  await soon();
  second.events.length = 0;
  const [stream] = browser.studio.streams;
  for (let beat = 0; beat < 10; beat++) {
    await vi.advanceTimersByTimeAsync(20_000);
    stream!.enqueue(new TextEncoder().encode('\n'));
  }
  expect(second.events).toEqual([]);
  expect([...browser.studio.streams]).toEqual([stream]);
});

it('a tab without the token, or with an old one, gets it from one that has it', async () => {
  const browser = fakeBrowser();
  const bare = browser.openTab('#campaign=one');
  const old = browser.openTab('#token=run-0');
  const answer = bare.bridge.call('library.list', {});
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await answer).toHaveProperty('error.code', 'internal');

  browser.openTab(ADDRESS);
  await soon();
  for (const tab of [bare, old]) {
    const reply = tab.bridge.call('library.list', {});
    await soon();
    expect(await reply).toEqual({ value: '/api/library.list' });
  }
  await soon();
  for (const tab of [bare, old]) expect(tab.events).toContainEqual(MISSED);
  expect(browser.studio.streams.size).toBe(1);
});

it('a studio that was started again is found by every tab once one has its address', async () => {
  const browser = fakeBrowser();
  const tabs = [browser.openTab(ADDRESS), browser.openTab(ADDRESS)];
  await soon();
  browser.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  browser.start('run-2');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(browser.studio.streams.size).toBe(0);
  for (const { events } of tabs) events.length = 0;

  const fresh = browser.openTab('#token=run-2');
  await vi.advanceTimersByTimeAsync(100);
  // Each window asks for what it shows, once it is told; with that it finds the token.
  for (const tab of tabs) {
    expect(tab.events).toEqual([MISSED]);
    const reply = tab.bridge.call('library.list', {});
    await soon();
    expect(await reply).toEqual({ value: '/api/library.list' });
  }
  fresh.crash();
  await soon();
  expect(browser.studio.streams.size).toBe(1);
  browser.emit({ type: 'after' });
  await soon();
  for (const { events } of tabs) expect(events.at(-1)).toEqual({ type: 'after' });
});

it.each([{ hasLocks: false }, { hasChannel: false }])(
  'where tabs cannot agree (%o), only those in sight hold a stream',
  async (lack) => {
    const browser = fakeBrowser(lack);
    const first = browser.openTab(ADDRESS);
    const second = browser.openTab(ADDRESS);
    second.setVisible(false);
    await soon();
    expect(browser.studio.streams.size).toBe(1);
    first.events.length = second.events.length = 0;
    second.setVisible(true);
    first.setVisible(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(browser.studio.streams.size).toBe(1);
    expect(second.events).toEqual([MISSED]);
    browser.emit({ type: 'after' });
    await soon();
    expect(second.events.at(-1)).toEqual({ type: 'after' });
  },
);
