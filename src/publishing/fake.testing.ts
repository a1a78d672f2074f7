import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What the fakes of services stand on: a server on this machine that can be told to fail. Each fake holds its vendor's documented contract in a file `*.fake.testing.ts`. */

export interface Seen {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: string;
}

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  /** Objects are written as JSON. */
  body?: unknown;
}

/** What happens to one request in place of its answer. */
export type Fault =
  | { reply: Reply }
  /** The connection breaks, before the request is looked at or after it was done. */
  | { breaks: 'before' | 'after' }
  /** It is done, and never answered. */
  | { silent: true };

export interface Fake {
  url: string;
  requests: Seen[];
  /** Faults of the next requests, one each; undefined for none. */
  failing: (Fault | undefined)[];
  stop: () => Promise<void>;
}

async function seenIn(request: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const url = new URL(request.url!, 'http://fake');
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: request.method!,
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function write(response: ServerResponse, { status, headers = {}, body }: Reply): void {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { ...(typeof body === 'object' && { 'content-type': 'application/json' }), ...headers });
  response.end(text);
}

/** Starts a fake that answers as `answer` says. */
export async function startFake(answer: (seen: Seen) => Reply): Promise<Fake> {
  const requests: Seen[] = [];
  const failing: (Fault | undefined)[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    void (async () => {
      const seen = await seenIn(request);
      requests.push(seen);
      const fault = failing.shift();
      if (fault && 'reply' in fault) return write(response, fault.reply);
      if (fault && 'breaks' in fault && fault.breaks === 'before') return void request.socket.destroy();
      const reply = answer(seen);
      if (fault && 'breaks' in fault) return void request.socket.destroy();
      if (!fault) write(response, reply);
    })();
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    failing,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
