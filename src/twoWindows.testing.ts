import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, vi } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { campaignCalls } from '#studio/campaigns.ts';
import type { StudioEvent } from '#contract/events.ts';
import type { Actor } from '#contract/history.ts';
import type { Reply } from '#contract/reply.ts';
import type { Host } from '#studio/host.ts';
import { failureOf } from '#studio/failure.ts';
import { openStore, type Store } from '#store/store.ts';
import { smallCampaign } from '#store/testing/campaign.ts';
import { MEMORY } from '#store/testing/memory.ts';
import { Refusal } from '#campaign/refusal.ts';

/**
 * Windows on one campaign, over a real library: each is the session of the real window, whose calls can be held back, lost on their way
 * there, or lost on their way back. Hosts share the library, die and come back.
 */

type Session = typeof import('./renderer/session/session.ts');
type Notices = typeof import('./renderer/kit/notices.ts');
export type Fate = 'kept' | 'callLost' | 'answerLost';

/** A call of a window, as it came to the host, and what the host said. */
export interface Heard {
  window: TestWindow;
  method: string;
  input: Record<string, unknown>;
  reply: Reply;
  fate: Fate;
}

export interface TestHost {
  store: Store;
  isUp: boolean;
  die: () => Promise<void>;
  comeBack: () => Promise<void>;
}

export interface TestWindow {
  /** Who this window is. */
  actor: Actor;
  session: Session;
  /** Notices on the screen. */
  notices: () => string[];
  /** Every notice that there ever was. */
  told: Set<string>;
  /** Calls that wait to be let through, the oldest first. */
  waiting: (() => Promise<void>)[];
  /** What becomes of the next calls; kept where nothing is said. */
  fates: Fate[];
  isHeld: boolean;
  /** Answers that are on their way back for long, the oldest first. */
  late: (() => void)[];
  isSlow: boolean;
  shown: () => Campaign;
  letThrough: () => Promise<void>;
}

/** Who sits in front of all windows. */
const PERSON = 'ada';

const lost: Reply = { error: { code: 'internal', message: 'The studio does not answer.' } };

/** A library with a small campaign in it, made anew for each test, with what it takes to open windows on it. */
export function windowsOnALibrary() {
  const folder = mkdtempSync(join(MEMORY, 'tandem-windows-'));
  let count = 0;
  const rig = {
    library: '',
    id: '',
    host: undefined as unknown as TestHost,
    hosts: [] as TestHost[],
    windows: [] as (TestWindow & { host: TestHost })[],
    heard: (_: Heard) => {},
    startHost,
    openWindow,
    settle,
    quiet,
    stored: async (): Promise<Campaign> => (await rig.host.store.open(rig.id)).campaign,
  };

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    rig.library = join(folder, String(count++));
    rig.host = await startHost();
    rig.id = await rig.host.store.create(smallCampaign());
  });
  afterEach(async () => {
    for (const host of rig.hosts.splice(0)) if (host.isUp) await host.store.close();
    rig.windows.splice(0);
    rig.heard = () => {};
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Another studio on the same library. */
  async function startHost(): Promise<TestHost> {
    const open = () => openStore(rig.library, { now: () => new Date() });
    const host: TestHost = {
      store: await open(),
      isUp: true,
      async die() {
        if (!host.isUp) return;
        host.isUp = false;
        await host.store.close();
      },
      async comeBack() {
        if (host.isUp) return;
        host.store = await open();
        host.isUp = true;
        // The stream of events is whole again.
        emit(host, { type: 'library.changed' });
      },
    };
    rig.hosts.push(host);
    return host;
  }

  function emit(host: TestHost, event: StudioEvent): void {
    for (const window of rig.windows) if (window.host === host) window.session.follow(event);
  }

  /** The studio behind the windows: the real calls on the real library. */
  async function answer(host: TestHost, method: string, input: unknown): Promise<Reply> {
    if (!host.isUp) return lost;
    const calls = campaignCalls(host.store, { emit: (event) => emit(host, event), person: PERSON } as Host) as Record<
      string,
      (input: unknown) => unknown
    >;
    try {
      return { value: JSON.parse(JSON.stringify(await calls[method]!(input))) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { error: failureOf(error) };
    }
  }

  async function openWindow(host = rig.host): Promise<TestWindow> {
    const one = {
      waiting: [] as (() => Promise<void>)[],
      fates: [] as Fate[],
      isHeld: false,
      late: [] as (() => void)[],
      isSlow: false,
      told: new Set<string>(),
    };
    let window: (TestWindow & { host: TestHost }) | undefined;
    const call = (method: string, input: unknown) =>
      new Promise<Reply>((resolve) => {
        const go = async () => {
          const fate = one.fates.shift() ?? 'kept';
          const reply = fate === 'callLost' ? lost : await answer(host, method, input);
          if (fate !== 'callLost' && window)
            rig.heard({ window, method, input: input as Record<string, unknown>, reply, fate });
          const give = () => resolve(fate === 'kept' ? reply : lost);
          if (one.isSlow) one.late.push(give);
          else give();
          // A window that is refused tries again after its pause, for as long as the host is down.
          if (host.isUp) await settle();
        };
        if (one.isHeld) one.waiting.push(go);
        else void go();
      });
    vi.resetModules();
    vi.stubGlobal('window', { studio: { call, subscribe: () => () => undefined } });
    const session = (await import('./renderer/session/session.ts')) as Session;
    const { windowId } = await import('./renderer/session/windowId.ts');
    const kit = (await import('./renderer/kit/notices.ts')) as Notices;
    kit.useNotices.subscribe(({ notices }) => notices.forEach(({ text }) => one.told.add(text)));
    const opened = Object.assign(one, {
      host,
      actor: { person: PERSON, window: windowId },
      session,
      notices: () => kit.useNotices.getState().notices.map(({ text }) => text),
      shown: () => session.useSession.getState().open!.campaign,
      async letThrough() {
        one.isHeld = one.isSlow = false;
        for (const give of one.late.splice(0)) give();
        for (const go of one.waiting.splice(0)) await go();
      },
    });
    window = opened;
    rig.windows.push(opened);
    await session.openCampaign(rig.id);
    return opened;
  }

  /** Lets everything happen that needs no more calls to be let through; the window's pauses are over at once. */
  async function settle(): Promise<void> {
    for (let times = 0; times < 40; times++) await Promise.resolve();
    await vi.advanceTimersByTimeAsync(2000);
    for (const host of rig.hosts)
      if (host.isUp && (await host.store.isChangedElsewhere())) emit(host, { type: 'library.changed' });
  }

  async function quiet(): Promise<void> {
    for (const window of rig.windows) window.isHeld = false;
    for (let rounds = 0; rounds < 300; rounds++) {
      for (const window of rig.windows) await window.letThrough();
      await settle();
      if (
        rig.windows.every(({ session, waiting, late }) => session.isSettled() && waiting.length + late.length === 0)
      ) {
        // What a studio heard of another one is asked for once more.
        await settle();
        await settle();
        return;
      }
    }
    throw new Error('The windows do not come to rest.');
  }

  return rig;
}
