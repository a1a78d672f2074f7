import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refusal } from '#campaign/refusal.ts';
import { contract } from '#contract/contract.ts';
import type { StudioEvent } from '#contract/events.ts';
import type { Reply, StudioFailure } from '#contract/reply.ts';
import type { Studio } from '#studio/createStudio.ts';
import { denialOfSite, denialOfToken } from './admission.ts';
import { openWindowFiles } from './windowFiles.ts';

/** Larger calls are refused before they are parsed. */
const LARGEST_CALL_BYTES = 96 * 1024 * 1024;
/** A window that leaves so much unread is cut off, and opens its stream again when it reads on. */
const MOST_UNREAD_BYTES = 8 * 1024 * 1024;
/** How often an event stream says that it is alive. */
const HEARTBEAT_MILLISECONDS = 20_000;

export interface WebHostOptions {
  /** Opens the application; what it emits goes to every window. */
  openStudio: (emit: (event: StudioEvent) => void) => Promise<Studio>;
  /** The folder with window.json and renderer/, as the build leaves them. */
  windowFolder: string;
  /** 0 takes any free port. */
  port: number;
}

export interface WebHost {
  /** The page's address, with the token of this run in its fragment, which no browser sends anywhere. */
  address: string;
  close(): Promise<void>;
}

/** Serves the studio on 127.0.0.1. Throws Refusal where the port is taken or may not be used, and whatever `openStudio` throws. */
export async function startWebHost({ openStudio, windowFolder, port }: WebHostOptions): Promise<WebHost> {
  const files = await openWindowFiles(windowFolder);
  const token = randomBytes(32).toString('base64url');
  const streams = new Set<ServerResponse>();
  let studio: Studio | undefined;

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      // The client has gone, or the answer could not be written; there is nobody to tell.
      response.destroy();
    });
  });
  const origin = `http://127.0.0.1:${await listen(server, port)}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const site = denialOfSite(request, origin);
    if (site) return refuse(response, site.status, 'refused', site.message);
    const [pathname = '/'] = (request.url ?? '/').split('?');
    if (!pathname.startsWith('/api/')) return serveFile(pathname, request, response);
    const stranger = denialOfToken(request, token);
    if (stranger) return refuse(response, stranger.status, 'refused', stranger.message);
    if (pathname === '/api/events') return openStream(request, response);
    return serveCall(pathname.slice('/api/'.length), request, response);
  }

  async function serveFile(pathname: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return refuse(response, 405, 'refused', 'A page can only be read.');
    }
    const file = await files.read(pathname);
    if (!file) return refuse(response, 404, 'notFound', 'The studio has no such page.');
    response.writeHead(200, {
      ...files.headers,
      'Content-Type': file.type,
      'Content-Length': file.bytes.length,
      'Cache-Control': 'no-store',
    });
    response.end(request.method === 'HEAD' ? undefined : file.bytes);
  }

  async function serveCall(method: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return refuse(response, 405, 'refused', 'Calls are made with POST.');
    if (!Object.hasOwn(contract, method)) {
      return refuse(response, 404, 'notFound', 'The studio has no such call. Reload the page.');
    }
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
      return refuse(response, 415, 'badInput', 'Calls carry JSON.');
    }
    const body = await readBody(request);
    if (body === undefined) {
      const limit = LARGEST_CALL_BYTES / 1024 / 1024;
      return refuse(
        response,
        413,
        'badInput',
        `That is larger than the studio takes (${limit} MB). Choose a smaller file.`,
      );
    }
    let input: unknown;
    try {
      input = JSON.parse(body);
    } catch {
      return refuse(response, 400, 'badInput', 'The call was not valid JSON. Reload the page.');
    }
    if (!studio) return refuse(response, 503, 'internal', 'The studio is still opening. Try again in a moment.');
    sendJson(response, 200, await studio.call(method, input));
  }

  /** One response that never ends, with one event a line. */
  function openStream(request: IncomingMessage, response: ServerResponse): void {
    if (request.method !== 'GET') return refuse(response, 405, 'refused', 'Events can only be read.');
    response.writeHead(200, { ...files.headers, 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store' });
    // A first line at once: the window knows from it that the stream is open.
    response.write('\n');
    streams.add(response);
    response.on('close', () => streams.delete(response));
  }

  function refuse(response: ServerResponse, status: number, code: StudioFailure['code'], message: string): void {
    sendJson(response, status, { error: { code, message } });
  }

  function sendJson(response: ServerResponse, status: number, reply: Reply): void {
    response.writeHead(status, {
      ...files.headers,
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
    });
    response.end(JSON.stringify(reply));
  }

  function tellAll(line: string): void {
    for (const stream of streams) {
      // Asked before it is written: one long event alone makes nobody late.
      if (stream.writableLength > MOST_UNREAD_BYTES) stream.destroy();
      else stream.write(line);
    }
  }

  const heartbeat = setInterval(() => tellAll('\n'), HEARTBEAT_MILLISECONDS);

  async function close(): Promise<void> {
    clearInterval(heartbeat);
    for (const stream of streams) stream.end();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    // Calls under way may finish; idle connections would keep the server open for ever.
    server.closeIdleConnections();
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 3000).unref())]);
    server.closeAllConnections();
    await studio?.close();
  }

  try {
    studio = await openStudio((event) => tellAll(`${JSON.stringify(event)}\n`));
  } catch (error) {
    await close();
    throw error;
  }
  return { address: `${origin}/#token=${token}`, close };
}

/** The port that the server listens on. */
async function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const problem = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${error.code})`;
      reject(new Refusal('refused', `Port ${port} ${problem}. Choose another with --port, or leave it out.`));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** The whole body as text; undefined where it is too large, in which case the rest is read and thrown away. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  let size = 0;
  let chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_CALL_BYTES) chunks = [];
    else chunks.push(chunk);
  }
  return size > LARGEST_CALL_BYTES ? undefined : Buffer.concat(chunks).toString('utf8');
}
