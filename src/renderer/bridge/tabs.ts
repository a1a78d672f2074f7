import type { Channel, Page } from './page.ts';

/** What the tabs of one browser tell each other. Only pages of this very address can hear it. */

const CHANNEL = 'studio-tabs';
/** How long the other tabs have to answer. */
const ANSWER_MILLISECONDS = 1_000;

type Message =
  | { type: 'event'; event: unknown }
  /** The tab that holds the stream is at work. */
  | { type: 'life' }
  | { type: 'askToken' }
  | { type: 'token'; token: string };

interface Listening {
  onEvent: (event: unknown) => void;
  onLife: () => void;
  /** A token that the studio is known to take; null where this tab has none. */
  goodToken: () => string | null;
}

export interface Tabs {
  canShare: boolean;
  passOn: (event: unknown) => void;
  giveLife: () => void;
  /** A token of another tab that is not among those `tried`; undefined where none has one. */
  askToken: (tried: ReadonlySet<string>) => Promise<string | undefined>;
}

export function meetTabs(page: Page, { onEvent, onLife, goodToken }: Listening): Tabs {
  const channel = openChannel(page);
  const onToken = new Set<(token: string) => void>();
  const post = (message: Message) => channel?.postMessage(message);
  if (channel) {
    channel.onmessage = ({ data }) => {
      const message = data as Message;
      if (message.type === 'life' || message.type === 'event') onLife();
      if (message.type === 'event') onEvent(message.event);
      else if (message.type === 'token') for (const take of onToken) take(message.token);
      else if (message.type === 'askToken') {
        const token = goodToken();
        if (token !== null) post({ type: 'token', token });
      }
    };
  }
  return {
    canShare: channel !== null,
    passOn: (event) => post({ type: 'event', event }),
    giveLife: () => post({ type: 'life' }),
    async askToken(tried) {
      if (!channel) return undefined;
      return new Promise((resolve) => {
        const end = (token?: string) => {
          clearTimeout(timer);
          onToken.delete(take);
          resolve(token);
        };
        const take = (token: string) => (tried.has(token) ? undefined : end(token));
        const timer = setTimeout(end, ANSWER_MILLISECONDS);
        onToken.add(take);
        post({ type: 'askToken' });
      });
    },
  };
}

/** The tabs' channel, or null where the browser lacks or refuses it. */
function openChannel(page: Page): Channel | null {
  try {
    return page.BroadcastChannel ? new page.BroadcastChannel(CHANNEL) : null;
  } catch {
    return null;
  }
}
