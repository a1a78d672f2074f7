import type { StudioEvent } from '#contract/events.ts';
import type { Bridge, Reply } from '#contract/reply.ts';
import { t } from '../text/text.ts';
import type { Page } from './page.ts';
import { inSlot, isLong } from './slots.ts';
import { readStream } from './stream.ts';
import { meetTabs } from './tabs.ts';
import { isInAddress, keepToken, takeToken } from './token.ts';
import { takeTurns, type Turns } from './turns.ts';

const LARGEST_CALL_BYTES = 96 * 1024 * 1024;
/** Told after a gap in the stream: whatever was missed, the window asks again. */
const MISSED: StudioEvent = { type: 'library.changed' };

export interface WebBridge extends Bridge {
  /** An address that opens another window on `fragment` (without #), with the token for it. */
  addressOf(fragment: string): string;
}

/** The way to the studio over HTTP. All tabs of a browser share one event stream, and a tab without the token asks the others for it. */
export function webBridge(page: Page = window): WebBridge {
  let token = takeToken(page);
  /** The last token that the studio took. */
  let accepted: string | null = null;
  const listeners = new Set<(event: unknown) => void>();
  let following: AbortController | undefined;
  let turns: Turns | undefined;

  function tell(event: unknown): void {
    for (const listener of listeners) listener(event);
  }

  const tabs = meetTabs(page, {
    onEvent: tell,
    onLife: () => turns?.heard(),
    goodToken: () => (accepted === token ? token : null),
  });

  /** Asks the studio; where it does not know the token, with those of the other tabs, until none has another. */
  async function ask(path: string, init: RequestInit): Promise<Response> {
    const tried = new Set<string>();
    for (;;) {
      const used = token;
      const response = await page.fetch(path, {
        ...init,
        headers: { Authorization: `Bearer ${used}`, 'Content-Type': 'application/json' },
      });
      if (response.status !== 401) {
        accepted = used;
        return response;
      }
      tried.add(used);
      if (accepted === used) accepted = null;
      if (tried.has(token)) {
        const other = await tabs.askToken(tried);
        if (other === undefined) return response;
        token = other;
        keepToken(page, token);
        turns?.again();
      }
    }
  }

  async function call(method: string, input: unknown): Promise<Reply> {
    const body = new Blob([JSON.stringify(input)]);
    if (body.size > LARGEST_CALL_BYTES) return failure('badInput', t('app.callTooLarge'));
    try {
      const send = () => ask(`/api/${method}`, { method: 'POST', body });
      const response = await (isLong(method, input) ? inSlot(page.navigator.locks, send) : send());
      // What was asked is not refused for good, only until this tab has the token of the studio that runs now.
      if (response.status === 401) return failure('internal', t(token === '' ? 'app.noToken' : 'app.oldToken'));
      return (await response.json()) as Reply;
    } catch {
      return failure('internal', t('app.noAnswer'));
    }
  }

  // The address of a studio that was started again, opened in the same tab: nothing here is lost, it only has a new token.
  page.addEventListener('hashchange', (event) => {
    if (!isInAddress(page)) return;
    token = takeToken(page, new URL((event as HashChangeEvent).oldURL).hash);
    turns?.again();
    tell(MISSED);
  });

  function follow(signal: AbortSignal): Turns {
    return takeTurns(
      page,
      {
        canShare: tabs.canShare,
        onWake: () => tell(MISSED),
        hold: (held, isLate) =>
          readStream(
            {
              async open() {
                const response = await ask('/api/events', { signal: held });
                return response.status === 401 ? null : response;
              },
              onOpen(isAgain) {
                tabs.passOn(MISSED);
                if (isLate || isAgain) tell(MISSED);
              },
              onEvent(event) {
                tabs.passOn(event);
                tell(event);
              },
              onLife: tabs.giveLife,
            },
            held,
          ),
      },
      signal,
    );
  }

  function subscribe(listener: (event: unknown) => void): () => void {
    listeners.add(listener);
    if (!following) {
      following = new AbortController();
      turns = follow(following.signal);
    }
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      following?.abort();
      following = turns = undefined;
    };
  }

  const addressOf = (fragment: string) => {
    const key = new URLSearchParams({ token }).toString();
    return `${page.location.pathname}${page.location.search}#${key}${fragment ? `&${fragment}` : ''}`;
  };

  return { call, subscribe, addressOf };
}

function failure(code: 'badInput' | 'internal', message: string): Reply {
  return { error: { code, message } };
}
