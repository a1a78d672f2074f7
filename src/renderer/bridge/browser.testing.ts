import type { Channel, Locks, Page } from './page.ts';
import { webBridge, type WebBridge } from './webBridge.ts';

/** Several tabs of one browser and a studio that they are open on, in memory. */

interface Wish {
  grant: (lock: unknown) => void;
}

export interface Tab {
  bridge: WebBridge;
  events: unknown[];
  /** What the page hears of: visibilitychange, pagehide, freeze … */
  happen: (type: string) => void;
  setVisible: (isVisible: boolean) => void;
  /** The tab is gone: its lock, its stream and its ear. */
  crash: () => void;
  /** The tab stands still, out of sight: nothing that it hears moves it. */
  freeze: () => void;
}

export function fakeBrowser({ hasLocks = true, hasChannel = true } = {}) {
  const studio = { token: 'run-1', isUp: true, streams: new Set<ReadableStreamDefaultController<Uint8Array>>() };
  /** Every open channel, and whether its tab can hear. */
  const channels = new Map<Channel, () => boolean>();
  let holder: { own: Wish; end: (error?: unknown) => void; tab: () => Tab | undefined } | null = null;
  let queue: { wish: Wish; tab: () => Tab | undefined }[] = [];

  const next = () => {
    holder = null;
    const first = queue.shift();
    first?.wish.grant({});
  };

  function locksOf(tab: () => Tab | undefined): Locks {
    return {
      request(_name, options, callback) {
        return new Promise((resolve, reject) => {
          const own: Wish = {
            grant(lock) {
              const end = (error?: unknown) => {
                if (holder?.own === own) next();
                if (error) reject(error as Error);
                else resolve(undefined);
              };
              if (lock !== null) holder = { own, end, tab };
              callback(lock).then(() => end(), end);
            },
          };
          if (options.steal) {
            const before = holder;
            holder = null;
            before?.end(new DOMException('The lock was stolen.', 'AbortError'));
            own.grant({});
          } else if (!holder) own.grant({});
          else if (options.ifAvailable) own.grant(null);
          else {
            const entry = { wish: own, tab };
            queue.push(entry);
            options.signal?.addEventListener('abort', () => {
              if (!queue.includes(entry)) return;
              queue = queue.filter((other) => other !== entry);
              reject(new DOMException('Called off.', 'AbortError'));
            });
          }
        });
      },
    };
  }

  function fetchOf(aborted: AbortSignal) {
    return async (path: string, init: RequestInit = {}): Promise<Response> => {
      await Promise.resolve();
      init.signal?.throwIfAborted();
      if (!studio.isUp) throw new TypeError('Failed to fetch');
      if (new Headers(init.headers).get('Authorization') !== `Bearer ${studio.token}`) {
        return Response.json({ error: { code: 'refused', message: 'No.' } }, { status: 401 });
      }
      if (path !== '/api/events') return Response.json({ value: path });
      let stream: ReadableStreamDefaultController<Uint8Array>;
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          stream = controller;
          studio.streams.add(controller);
        },
        cancel: () => void studio.streams.delete(stream),
      });
      for (const signal of [aborted, init.signal]) {
        signal?.addEventListener('abort', () => {
          if (studio.streams.delete(stream)) stream.error(new DOMException('Gone.', 'AbortError'));
        });
      }
      return new Response(body);
    };
  }

  function openTab(hash: string): Tab {
    const handlers: [string, (event: Event) => void][] = [];
    const gone = new AbortController();
    const stored = new Map<string, string>();
    const document: { visibilityState: DocumentVisibilityState } = { visibilityState: 'visible' };
    let isFrozen = false;
    const canTalk = () => !isFrozen && !gone.signal.aborted;
    class TabChannel implements Channel {
      onmessage: Channel['onmessage'] = null;
      constructor() {
        channels.set(this, canTalk);
      }
      postMessage(message: unknown): void {
        if (!canTalk()) return;
        const data = structuredClone(message);
        for (const [channel, hears] of channels) {
          if (channel === this || !hears()) continue;
          queueMicrotask(() => channel.onmessage?.({ data } as MessageEvent));
        }
      }
    }
    const page: Page = {
      location: { hash, pathname: '/', search: '' },
      history: { state: null, replaceState: () => undefined },
      sessionStorage: {
        getItem: (key) => stored.get(key) ?? null,
        setItem: (key, value) => void stored.set(key, value),
      },
      document,
      navigator: hasLocks ? { locks: locksOf(() => tab) } : {},
      ...(hasChannel ? { BroadcastChannel: TabChannel } : {}),
      fetch: fetchOf(gone.signal),
      addEventListener: (type, listener) => void handlers.push([type, listener]),
    };
    const events: unknown[] = [];
    const happen = (type: string) => {
      for (const [wanted, handle] of handlers) if (wanted === type) handle(new Event(type));
    };
    const tab: Tab = {
      bridge: webBridge(page),
      events,
      happen,
      setVisible(isVisible) {
        document.visibilityState = isVisible ? 'visible' : 'hidden';
        happen('visibilitychange');
      },
      crash() {
        queue = queue.filter((entry) => entry.tab() !== tab);
        gone.abort();
        if (holder?.tab() === tab) next();
      },
      freeze() {
        document.visibilityState = 'hidden';
        isFrozen = true;
      },
    };
    tab.bridge.subscribe((event) => {
      if (!isFrozen) events.push(event);
    });
    return tab;
  }

  return {
    studio,
    openTab,
    emit(event: unknown): void {
      const bytes = new TextEncoder().encode(`${JSON.stringify(event)}\n`);
      for (const stream of studio.streams) stream.enqueue(bytes);
    },
    /** The studio ends, and its streams with it. */
    stop(): void {
      studio.isUp = false;
      for (const stream of studio.streams) stream.close();
      studio.streams.clear();
    },
    start(token: string): void {
      Object.assign(studio, { isUp: true, token });
    },
  };
}
