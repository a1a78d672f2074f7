/** The part of the browser that the way over HTTP uses. Everything that a browser may refuse or lack is optional or may throw. */
export interface Page {
  location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  history: Pick<History, 'replaceState' | 'state'>;
  sessionStorage: Pick<Storage, 'getItem' | 'setItem'>;
  document: Pick<Document, 'visibilityState'>;
  navigator: { locks?: Locks };
  BroadcastChannel?: new (name: string) => Channel;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  addEventListener(
    type: string,
    listener: (event: Event) => void,
    options?: { capture?: boolean; signal?: AbortSignal },
  ): void;
}

export interface Channel {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

export interface Locks {
  request(
    name: string,
    options: { ifAvailable?: boolean; steal?: boolean; signal?: AbortSignal },
    callback: (lock: unknown) => Promise<void>,
  ): Promise<unknown>;
}

/** Resolves after so long, or as soon as it is called off. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}
