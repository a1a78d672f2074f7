import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A webhook's receiver on this machine, for tests: it remembers what came, and answers as it is told. */

export interface Received {
  id: string;
  body: string;
  headers: Record<string, string | string[] | undefined>;
}

export interface Answering {
  status?: number;
  headers?: Record<string, string>;
  /** Take the request and say nothing any more. */
  isSilent?: boolean;
  /** Break the connection off, having read all. */
  isReset?: boolean;
  delayMs?: number;
}

export interface Receiver {
  url: string;
  received: Received[];
  close(): Promise<void>;
}

export async function startReceiver(
  answer: (received: Received, count: number) => Answering = () => ({}),
): Promise<Receiver> {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('error', () => undefined);
    request.on('end', () => {
      const one = { id: String(request.headers['webhook-id'] ?? ''), body, headers: request.headers };
      if (request.method === 'POST') received.push(one);
      const { status = 204, headers = {}, isSilent, isReset, delayMs = 0 } = answer(one, received.length);
      if (isSilent) return;
      if (isReset) return void request.socket.destroy();
      setTimeout(() => response.writeHead(status, headers).end(), delayMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
