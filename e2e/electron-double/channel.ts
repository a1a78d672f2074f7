/** Requests and answers over Node's own channel between two processes, the same on both ends. */

export type Handler = (...values: never[]) => unknown;

interface Wire {
  send(message: object): void;
  on(event: 'message', listener: (message: unknown) => void): void;
}

type Message =
  | { kind: 'request'; id: number; name: string; values: unknown[] }
  | { kind: 'answer'; id: number; value?: unknown; error?: string };

export interface Channel {
  /** Asks the other side. Rejects with what its handler threw. */
  request(name: string, ...values: unknown[]): Promise<unknown>;
  /** Nothing more will come: everything that is still asked is rejected. */
  end(reason: string): void;
}

export function openChannel(wire: Wire, handlers: Record<string, Handler>): Channel {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  let ended: string | undefined;

  async function answer(id: number, name: string, values: unknown[]): Promise<void> {
    let message: Message;
    try {
      const handler = handlers[name];
      if (!handler) throw new Error(`The Electron double has no handler for “${name}”.`);
      message = { kind: 'answer', id, value: await handler(...(values as never[])) };
    } catch (error) {
      message = { kind: 'answer', id, error: error instanceof Error ? error.message : String(error) };
    }
    if (ended === undefined) wire.send(message);
  }

  wire.on('message', (raw) => {
    const message = raw as Message;
    if (message.kind === 'request') {
      void answer(message.id, message.name, message.values);
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error !== undefined) asked?.reject(new Error(message.error));
    else asked?.resolve(message.value);
  });

  return {
    request(name, ...values) {
      if (ended !== undefined) return Promise.reject(new Error(ended));
      return new Promise((resolve, reject) => {
        const id = ++lastId;
        waiting.set(id, { resolve, reject });
        wire.send({ kind: 'request', id, name, values } satisfies Message);
      });
    },
    end(reason) {
      ended = reason;
      for (const { reject } of waiting.values()) reject(new Error(reason));
      waiting.clear();
    },
  };
}
