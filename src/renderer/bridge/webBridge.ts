import type { Bridge, Reply, StudioEvent } from '#studio/contract.ts';

const TOKEN_KEY = 'studio-token';
const LARGEST_CALL_BYTES = 96 * 1024 * 1024;
const FIRST_WAIT_MILLISECONDS = 300;
const LONGEST_WAIT_MILLISECONDS = 5_000;

/** The part of the browser that the bridge uses. */
export interface Page {
  location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  history: Pick<History, 'replaceState'>;
  sessionStorage: Pick<Storage, 'getItem' | 'setItem'>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  addEventListener(type: 'hashchange', listener: (event: Event) => void): void;
}

/**
 * The way to the studio over HTTP. The token comes in the address's fragment; it moves to this tab's session storage and out of
 * the address, so that it cannot be copied, bookmarked or read over a shoulder.
 */
export function webBridge(page: Page = window): Bridge {
  let authorization = bearer(takeToken(page));
  const listeners = new Set<(event: unknown) => void>();
  let following: AbortController | undefined;

  async function call(method: string, input: unknown): Promise<Reply> {
    const body = new Blob([JSON.stringify(input)]);
    if (body.size > LARGEST_CALL_BYTES) {
      return failure('badInput', 'That is larger than the studio takes (96 MB). Choose a smaller file.');
    }
    try {
      const response = await page.fetch(`/api/${method}`, {
        method: 'POST',
        headers: { ...authorization, 'Content-Type': 'application/json' },
        body,
      });
      const reply = (await response.json()) as Reply;
      // Another run of the studio: what was asked is not refused for good, only until its address is opened here.
      if (response.status === 401 && 'error' in reply) return failure('internal', reply.error.message);
      return reply;
    } catch {
      return failure(
        'internal',
        'The studio does not answer. If it was stopped, start it again and open the address that it prints.',
      );
    }
  }

  // The address of a studio that was started again, opened in the same tab: nothing here is lost, it only has a new token.
  page.addEventListener('hashchange', (event) => {
    if (!hasToken(page)) return;
    const left = new URL((event as HashChangeEvent).oldURL).hash;
    authorization = bearer(takeToken(page));
    page.history.replaceState(null, '', page.location.pathname + page.location.search + left);
    if (listeners.size > 0) {
      following?.abort();
      following = new AbortController();
      void follow(following);
    }
  });

  function tell(event: unknown): void {
    for (const listener of listeners) listener(event);
  }

  /** Reads events until nobody listens any more, and connects again whenever the stream breaks. */
  async function follow({ signal }: AbortController): Promise<void> {
    let wait = FIRST_WAIT_MILLISECONDS;
    let missedSome = false;
    while (!signal.aborted) {
      try {
        const response = await page.fetch('/api/events', { headers: authorization, signal });
        // Only a new address helps here; calls say so.
        if (response.status === 401) return;
        if (response.ok && response.body) {
          wait = FIRST_WAIT_MILLISECONDS;
          if (missedSome) tell({ type: 'library.changed' } satisfies StudioEvent);
          for await (const line of linesOf(response.body)) if (line) tell(JSON.parse(line));
        }
      } catch {
        // The studio was stopped, or the machine slept.
      }
      missedSome = true;
      await new Promise((resolve) => setTimeout(resolve, wait));
      wait = Math.min(wait * 2, LONGEST_WAIT_MILLISECONDS);
    }
  }

  function subscribe(listener: (event: unknown) => void): () => void {
    listeners.add(listener);
    if (!following) {
      following = new AbortController();
      void follow(following);
    }
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      following?.abort();
      following = undefined;
    };
  }

  return { call, subscribe };
}

function failure(code: 'badInput' | 'internal', message: string): Reply {
  return { error: { code, message } };
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const hasToken = ({ location }: Page) => new URLSearchParams(location.hash.slice(1)).has('token');

function takeToken({ location, history, sessionStorage }: Page): string {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given === null) return sessionStorage.getItem(TOKEN_KEY) ?? '';
  sessionStorage.setItem(TOKEN_KEY, given);
  history.replaceState(null, '', location.pathname + location.search);
  return given;
}

/** The lines of a body as they come in. */
async function* linesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
