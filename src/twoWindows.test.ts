import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { campaignCalls } from '#studio/campaigns.ts';
import { failureOf } from '#studio/failure.ts';
import type { Host } from '#studio/createStudio.ts';
import type { Reply, StudioEvent } from '#studio/contract.ts';
import { StoreError } from '#store/errors.ts';
import { openStore, type Store } from '#store/store.ts';
import { smallCampaign } from '#store/testing/campaign.ts';

/**
 * Two windows on one campaign, over a real library: each is the session of the real window, whose calls can be held back, lost on their way
 * there, or lost on their way back.
 */

type Session = typeof import('./renderer/session/session.ts');
type Notices = typeof import('./renderer/kit/notices.ts');
type Fate = 'kept' | 'callLost' | 'answerLost';

const folder = mkdtempSync(join(tmpdir(), 'tandem-windows-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let store: Store;
let id: string;
let count = 0;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  store = openStore(join(folder, String(count++)), { now: () => new Date() });
  id = store.create(smallCampaign());
});
afterEach(() => {
  store.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

interface TestWindow {
  session: Session;
  notices: () => string[];
  /** Calls that wait to be let through, the oldest first. */
  waiting: (() => Promise<void>)[];
  /** What becomes of the next calls; kept where nothing is said. */
  fates: Fate[];
  isHeld: boolean;
  shown: () => Campaign;
}

const windows: TestWindow[] = [];

async function openWindow(): Promise<TestWindow> {
  const one: Omit<TestWindow, 'session' | 'notices' | 'shown'> = { waiting: [], fates: [], isHeld: false };
  const call = (method: string, input: unknown) =>
    new Promise<Reply>((resolve) => {
      const go = async () => {
        const fate = one.fates.shift() ?? 'kept';
        const reply = fate === 'callLost' ? lost : answer(method, input);
        resolve(fate === 'kept' ? reply : lost);
        await settle();
      };
      if (one.isHeld) one.waiting.push(go);
      else void go();
    });
  vi.resetModules();
  vi.stubGlobal('window', { studio: { call, subscribe: () => () => undefined } });
  const session = (await import('./renderer/session/session.ts')) as Session;
  const kit = (await import('./renderer/kit/notices.ts')) as Notices;
  const window: TestWindow = Object.assign(one, {
    session,
    notices: () => kit.useNotices.getState().notices.map(({ text }) => text),
    shown: () => session.useSession.getState().open!.campaign,
  });
  windows.push(window);
  await session.openCampaign(id);
  return window;
}
afterEach(() => windows.splice(0));

const lost: Reply = { error: { code: 'internal', message: 'The studio does not answer.' } };

/** The studio behind both windows: the real calls on the real library. */
function answer(method: string, input: unknown): Reply {
  const emit = (event: StudioEvent) => windows.forEach(({ session }) => session.follow(event));
  const calls = campaignCalls(store, { emit } as Host) as Record<string, (input: unknown) => unknown>;
  try {
    return { value: JSON.parse(JSON.stringify(calls[method]!(input))) };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return { error: failureOf(error) };
  }
}

/** Lets everything happen that needs no more calls to be let through; the window's pauses are over at once. */
async function settle(): Promise<void> {
  for (let times = 0; times < 12; times++) await Promise.resolve();
  await vi.advanceTimersByTimeAsync(2000);
}

async function quiet(): Promise<void> {
  for (const window of windows) window.isHeld = false;
  for (let rounds = 0; rounds < 200; rounds++) {
    for (const window of windows) for (const go of window.waiting.splice(0)) await go();
    await settle();
    if (windows.every(({ session }) => session.isSettled())) return;
  }
  throw new Error('The windows do not come to rest.');
}

const subject = (text: string) =>
  ({ type: 'editTouchpoint', id: 'first', changes: { 'message.subject': text } }) as const;
const body = (text: string) => ({ type: 'editTouchpoint', id: 'first', changes: { 'message.body': text } }) as const;
const stored = () => store.open(id).campaign;

describe('undo', () => {
  it('never takes back what another window did in place of what was meant', async () => {
    const [a, b] = [await openWindow(), await openWindow()];
    a.session.execute({ type: 'moveTouchpoint', id: 'first', start: '2027-01-20' });
    await quiet();
    a.isHeld = true;
    a.session.undo();
    await settle();
    b.session.execute({ type: 'setDetails', changes: { description: 'Of the other window' } });
    await settle();
    await quiet();
    expect(stored()).toMatchObject({ description: 'Of the other window' });
    expect(stored().touchpoints[0]!.start).toBe('2027-01-20');
    expect(a.notices()).toEqual([
      'Another window changed the campaign first, so nothing was undone. Undo again to take back what was done there: change the settings.',
    ]);
    a.session.undo();
    await quiet();
    expect(stored().description).toBe('');
  });

  it.each(['answerLost', 'callLost'] as const)('and redo happen once where the %s', async (fate) => {
    const a = await openWindow();
    for (const text of ['One', 'Two', 'Three']) a.session.execute({ type: 'setDetails', changes: { name: text } });
    await quiet();
    a.fates.push(fate);
    a.session.undo();
    await quiet();
    expect([a.shown().name, stored().name]).toEqual(['Two', 'Two']);
    a.session.undo();
    await quiet();
    a.fates.push(fate);
    a.session.redo();
    await quiet();
    expect([a.shown().name, stored().name]).toEqual(['Two', 'Two']);
  });

  it('pressed several times before any answer takes back as many', async () => {
    const a = await openWindow();
    for (const text of ['One', 'Two', 'Three']) a.session.execute({ type: 'setDetails', changes: { name: text } });
    a.fates.push('kept', 'answerLost', 'kept', 'kept', 'answerLost');
    a.session.undo();
    a.session.undo();
    await quiet();
    expect([a.shown().name, stored().name]).toEqual(['One', 'One']);
    expect(a.notices()).toEqual([]);
  });
});

describe('what waits behind something that is given up', () => {
  it('takes nothing else back: undo of an edit that went with what it stood on', async () => {
    const a = await openWindow();
    a.session.execute({ type: 'setDetails', changes: { name: 'Kept' } });
    a.session.execute({ type: 'addTouchpoint', item: { ...stored().touchpoints[0]!, id: 'brief' } });
    await quiet();
    a.isHeld = true;
    a.session.undo();
    a.session.execute({ type: 'moveTouchpoint', id: 'brief', start: '2027-02-02' });
    a.session.undo();
    await quiet();
    expect(stored().touchpoints.some(({ id: other }) => other === 'brief')).toBe(false);
    expect([a.shown().name, stored().name]).toEqual(['Kept', 'Kept']);
  });

  it('is not called the doing of another window where only an answer was lost', async () => {
    const a = await openWindow();
    a.fates.push('answerLost', 'kept', 'callLost');
    a.session.execute(body('First'));
    a.session.execute(body('Second'));
    await quiet();
    expect(stored().touchpoints[0]!.message.body).toBe('Second');
    expect(a.notices()).toEqual([]);
  });
});

describe('a library whose file has gone', () => {
  it('keeps what is done in the window, and says so once with an offer to save it', async () => {
    const a = await openWindow();
    const library = join(folder, String(count - 1));
    renameSync(library, `${library}-away`);
    a.session.execute(body('Nowhere to put this'));
    await settle();
    await settle();
    expect(a.notices()).toEqual([expect.stringContaining('is no longer there')]);
    expect(a.session.useSession.getState().open).toMatchObject({ saving: 'unstored' });
    expect(a.shown().touchpoints[0]!.message.body).toBe('Nowhere to put this');
    renameSync(`${library}-away`, library);
    await quiet();
    expect(stored().touchpoints[0]!.message.body).toBe('Nowhere to put this');
    expect(a.session.useSession.getState().open).toMatchObject({ saving: 'saved' });
  });
});

describe('what two windows do at once', () => {
  it('is kept where they change two fields of one message', async () => {
    const [a, b] = [await openWindow(), await openWindow()];
    a.isHeld = true;
    a.session.execute(body('The text'));
    await settle();
    b.session.execute(subject('The subject'));
    await settle();
    await quiet();
    expect(stored().touchpoints[0]!.message).toMatchObject({ subject: 'The subject', body: 'The text' });
    expect([a.notices(), b.notices()]).toEqual([[], []]);
  });

  it('is stored once and called kept where the answer to a batch is lost', async () => {
    const a = await openWindow();
    a.fates.push('answerLost');
    const before = stored();
    a.session.execute({
      type: 'batch',
      action: 'duplicate',
      commands: [{ type: 'addTouchpoint', item: { ...before.touchpoints[0]!, id: 'copy' } }],
    });
    await quiet();
    expect(stored().touchpoints.length).toBe(before.touchpoints.length + 1);
    expect(a.notices()).toEqual([]);
  });

  it('is told where it is the same field, and undo brings the other back', async () => {
    const [a, b] = [await openWindow(), await openWindow()];
    a.isHeld = true;
    a.session.execute(body('Mine'));
    await settle();
    b.session.execute(body('Theirs'));
    await settle();
    await quiet();
    expect(stored().touchpoints[0]!.message.body).toBe('Mine');
    expect(a.notices()).toEqual([expect.stringContaining('Yours stands now; undo “change “Message first””')]);
    a.session.undo();
    await quiet();
    expect(stored().touchpoints[0]!.message.body).toBe('Theirs');
  });

  it('gives the words back that were written into what the other deleted', async () => {
    const [a, b] = [await openWindow(), await openWindow()];
    a.isHeld = true;
    a.session.execute(body('Words that took an hour'));
    await settle();
    b.session.execute({ type: 'removeTouchpoint', id: 'first' });
    await settle();
    await quiet();
    expect(a.notices()).toEqual([expect.stringContaining('“Words that took an hour”')]);
  });

  it('drops what hangs on an addition that was refused, and says so once', async () => {
    const [a, b] = [await openWindow(), await openWindow()];
    a.isHeld = true;
    a.session.execute({
      type: 'addTouchpoint',
      item: { ...stored().touchpoints[0]!, id: 'mine', laneId: 'lane-2' },
    });
    a.session.execute({ type: 'moveTouchpoint', id: 'mine', start: '2027-02-02' });
    await settle();
    b.session.execute({ type: 'removeLane', id: 'lane-2' });
    await settle();
    await quiet();
    expect(a.notices()).toHaveLength(1);
    expect(serializeCampaign(a.shown())).toBe(serializeCampaign(stored()));
  });

  it('is all there in the end, in any order and whatever is lost on the way', { timeout: 120_000 }, async () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ who: fc.nat(1), act: fc.constant('type' as const) }) },
      { weight: 2, arbitrary: fc.record({ who: fc.nat(1), act: fc.constant('move' as const) }) },
      { weight: 1, arbitrary: fc.record({ who: fc.nat(1), act: fc.constant('add' as const) }) },
      {
        weight: 2,
        arbitrary: fc.record({ who: fc.nat(1), act: fc.constantFrom('hold' as const, 'letThrough' as const) }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ who: fc.nat(1), act: fc.constantFrom('callLost' as const, 'answerLost' as const) }),
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 500, maxLength: 500 }), async (steps) => {
        id = store.create(smallCampaign());
        const both = [await openWindow(), await openWindow()];
        const typed = ['', ''];
        const added: string[] = [];
        let moves = 0;
        for (const [index, { who, act }] of steps.entries()) {
          const window = both[who]!;
          if (act === 'hold') window.isHeld = true;
          else if (act === 'letThrough') {
            window.isHeld = false;
            for (const go of window.waiting.splice(0)) await go();
          } else if (act === 'callLost' || act === 'answerLost') window.fates.push(act);
          else if (act === 'move') {
            moves++;
            window.session.execute({ type: 'moveTouchpoint', id: 'second', start: `2027-02-${10 + (index % 18)}` });
          } else if (act === 'add') {
            const item = { ...stored().touchpoints[0]!, id: `added-${index}` };
            added.push(item.id);
            window.session.execute({ type: 'addTouchpoint', item });
          } else {
            typed[who] = `Typed in step ${index}`;
            window.session.execute(who === 0 ? subject(typed[0]!) : body(typed[1]!));
          }
          if (index % 7 === 0) await settle();
        }
        await quiet();
        const end = stored();
        expect(end.touchpoints[0]!.message).toMatchObject({
          subject: typed[0] || 'Good news',
          body: typed[1] || 'It starts on Monday.',
        });
        expect(
          end.touchpoints
            .slice(2)
            .map((touchpoint) => touchpoint.id)
            .toSorted(),
        ).toEqual(added.toSorted());
        for (const window of both) {
          expect(serializeCampaign(window.shown())).toBe(serializeCampaign(end));
          // Both move the same card now and then, and are told whose move stands.
          for (const notice of window.notices())
            expect(notice).toContain('Yours stands now; undo “move “Message second””');
        }
        // Every edit is one entry of the history, however often it was sent.
        let { revision, history } = store.open(id);
        let entries = 0;
        for (; history.undo; entries++) ({ revision, history } = store.undo(id, revision));
        expect(entries).toBe(added.length + moves + steps.filter(({ act }) => act === 'type').length);
        expect(serializeCampaign(store.open(id).campaign)).toBe(serializeCampaign(smallCampaign()));
        windows.splice(0);
      }),
      { numRuns: 6 },
    );
  });
});
