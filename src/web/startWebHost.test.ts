import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StudioEvent } from '#contract/events.ts';
import { Refusal } from '#campaign/refusal.ts';
import { startWebHost, type WebHost } from './startWebHost.ts';

const CSP = "default-src 'none'";
let folder: string;
let host: WebHost;
let emit: (event: StudioEvent) => void;
let port: number;
let token: string;
let isClosed = false;
const calls: { method: string; input: unknown }[] = [];

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** A request as it goes over the wire: unlike fetch, this sends any header and any path. */
function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string | Buffer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const call = (method: string, input: unknown, headers: Record<string, string> = {}) =>
  send(
    'POST',
    `/api/${method}`,
    { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers },
    JSON.stringify(input),
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tandem-web-'));
  await mkdir(join(folder, 'renderer', 'assets'), { recursive: true });
  await writeFile(join(folder, 'renderer', 'index.html'), '<!doctype html><title>Studio</title>');
  await writeFile(join(folder, 'renderer', 'assets', 'main.js'), 'export {};');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(
    join(folder, 'window.json'),
    JSON.stringify({
      headers: { 'Content-Security-Policy': CSP, 'X-Content-Type-Options': 'nosniff' },
      files: { '/index.html': 'text/html; charset=utf-8', '/assets/main.js': 'text/javascript; charset=utf-8' },
    }),
  );
  host = await startWebHost({
    windowFolder: folder,
    port: 0,
    openStudio: async (tell) => {
      emit = tell;
      return {
        async call(method, input) {
          calls.push({ method, input });
          return method === 'library.remove'
            ? { error: { code: 'notFound', message: 'There is no such campaign.' } }
            : { value: { campaigns: [] } };
        },
        async close() {
          isClosed = true;
        },
      };
    },
  });
  const address = new URL(host.address);
  port = Number(address.port);
  token = new URLSearchParams(address.hash.slice(1)).get('token') ?? '';
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('the page', () => {
  it('comes with its type and the security headers', async () => {
    const { status, headers, text } = await send('GET', '/');
    expect(status).toBe(200);
    expect(text).toBe('<!doctype html><title>Studio</title>');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toBe(CSP);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect((await send('GET', '/assets/main.js?v=1')).headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//secret.txt',
    '/secret.txt',
    '/window.json',
    '/index.html%00.js',
    '/constructor',
    '/__proto__',
  ])('is not a way to %s', async (path) => {
    const { status, text } = await send('GET', path);
    expect(status).toBe(404);
    expect(text).not.toContain('secret');
  });

  it('cannot be written', async () => {
    expect((await send('PUT', '/index.html', {}, 'x')).status).toBe(405);
  });

  it('answers HEAD without a body', async () => {
    const { status, headers, text } = await send('HEAD', '/');
    expect([status, headers['content-length'], text]).toEqual([200, '36', '']);
  });
});

describe('who may call', () => {
  it('nobody without the token of this run', async () => {
    const before = calls.length;
    for (const Authorization of ['', 'Bearer ', `Bearer ${token}x`, `Bearer ${token.slice(1)}`, token]) {
      const { status, text } = await call('library.list', {}, { Authorization });
      expect(status).toBe(401);
      expect(JSON.parse(text).error.code).toBe('refused');
    }
    expect((await send('GET', '/api/events')).status).toBe(401);
    expect((await send('POST', `/api/library.list?token=${token}`, {}, '{}')).status).toBe(401);
    expect(calls.length).toBe(before);
  });

  it.each(['http://evil.example', 'null', 'http://localhost:1', 'https://127.0.0.1', 'http://127.0.0.1'])(
    'no other origin: %s',
    async (origin) => {
      const before = calls.length;
      expect((await call('library.list', {}, { Origin: origin })).status).toBe(403);
      expect(calls.length).toBe(before);
    },
  );

  it('its own origin', async () => {
    expect((await call('library.list', {}, { Origin: `http://127.0.0.1:${port}` })).status).toBe(200);
  });

  it.each(['cross-site', 'same-site'])('no other site: %s', async (site) => {
    expect((await call('library.list', {}, { 'Sec-Fetch-Site': site })).status).toBe(403);
    expect((await send('GET', '/', { 'Sec-Fetch-Site': site })).status).toBe(403);
  });

  it.each(['evil.example', 'localhost', '127.0.0.1', '127.0.0.1:1', '[::1]:80', 'evil.example@127.0.0.1'])(
    'no other host name: %s',
    async (name) => {
      expect((await call('library.list', {}, { Host: name })).status).toBe(421);
      expect((await send('GET', '/', { Host: name })).status).toBe(421);
    },
  );

  it('only this machine', async () => {
    const reached = await new Promise<boolean>((resolve) => {
      // Another address of the same machine: the loopback network has 16 million, and only one is listened on.
      const socket = connect(port, '127.0.0.2', () => resolve(true));
      socket.on('error', () => resolve(false));
    });
    expect(reached).toBe(false);
  });
});

describe('a call', () => {
  it('reaches the studio and comes back', async () => {
    const { status, headers, text } = await call('library.list', {});
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({ value: { campaigns: [] } });
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-security-policy']).toBe(CSP);
    expect(calls.at(-1)).toEqual({ method: 'library.list', input: {} });
  });

  it('fails in words, with 200: the request itself was sound', async () => {
    const { status, text } = await call('library.remove', { id: 'x' });
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({ error: { code: 'notFound', message: 'There is no such campaign.' } });
  });

  it.each(['nothing.such', 'constructor', '__proto__', '', 'library.list/', 'library%2elist'])(
    'is refused where the contract does not name it: “%s”',
    async (method) => {
      const before = calls.length;
      expect((await call(method, {})).status).toBe(404);
      expect(calls.length).toBe(before);
    },
  );

  it('is refused with another method, type or no JSON', async () => {
    const before = calls.length;
    const headers = { Authorization: `Bearer ${token}` };
    const json = { ...headers, 'Content-Type': 'application/json' };
    expect((await send('GET', '/api/library.list', headers)).status).toBe(405);
    expect((await send('POST', '/api/library.list', { ...headers, 'Content-Type': 'text/plain' }, '{}')).status).toBe(
      415,
    );
    expect((await send('POST', '/api/library.list', json, '{')).status).toBe(400);
    expect((await send('POST', '/api/library.list', json)).status).toBe(400);
    expect(calls.length).toBe(before);
  });

  it('is refused with a sentence where it is too large', async () => {
    const before = calls.length;
    const body = Buffer.alloc(96 * 1024 * 1024 + 1, 0x20);
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const { status, text } = await send('POST', '/api/library.import', headers, body);
    expect(status).toBe(413);
    expect(JSON.parse(text).error.message).toBe('That is larger than the studio takes (96 MB). Choose a smaller file.');
    expect(calls.length).toBe(before);
    expect((await call('library.list', {})).status).toBe(200);
  });
});

it('sends every event to every window, one a line', async () => {
  const headers = { Authorization: `Bearer ${token}` };
  const streams = await Promise.all(
    [1, 2].map(async () => {
      const response = await fetch(`http://127.0.0.1:${port}/api/events`, { headers });
      expect(response.headers.get('content-type')).toBe('application/x-ndjson');
      const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
      expect((await reader.read()).value).toBe('\n');
      return reader;
    }),
  );
  emit({ type: 'library.changed' });
  for (const stream of streams) {
    expect((await stream.read()).value).toBe('{"type":"library.changed"}\n');
    await stream.cancel();
  }
});

it('cuts off a window that reads no events, and no other', async () => {
  const headers = { Authorization: `Bearer ${token}` };
  const subscribe = () =>
    new Promise<IncomingMessage>((resolve) => {
      request({ host: '127.0.0.1', port, path: '/api/events', headers, agent: false }, resolve).end();
    });
  const [idle, reading] = await Promise.all([subscribe(), subscribe()]);
  idle.on('error', () => undefined);
  const gone = new Promise<void>((resolve) => idle.once('close', resolve));
  let read = 0;
  reading.on('data', (chunk: Buffer) => (read += chunk.length));
  const event: StudioEvent = { type: 'progress', job: 'x'.repeat(1_000_000), done: 0, total: 1 };
  const size = JSON.stringify(event).length + 1;
  const EVENTS = 64;
  for (let sent = 1; sent <= EVENTS; sent++) {
    emit(event);
    await expect.poll(() => read, { timeout: 20_000, interval: 5 }).toBeGreaterThanOrEqual(sent * size);
  }
  expect(reading.destroyed).toBe(false);
  let late = 0;
  idle.on('data', (chunk: Buffer) => (late += chunk.length));
  await gone;
  expect(late).toBeLessThan((EVENTS / 2) * size);
  reading.destroy();
});

it('says which port is taken', async () => {
  const second = startWebHost({
    windowFolder: folder,
    port,
    openStudio: () => Promise.reject(new Error('not reached')),
  });
  await expect(second).rejects.toThrow(
    new Refusal('refused', `Port ${port} is in use. Choose another with --port, or leave it out.`),
  );
});

it('passes on why the studio cannot open, and lets the port go', async () => {
  const failure = new Refusal('refused', 'The library was made by a newer studio.');
  let tries = 0;
  const options = {
    windowFolder: folder,
    port: 0,
    openStudio: () => {
      tries++;
      return Promise.reject(failure);
    },
  };
  await expect(startWebHost(options)).rejects.toBe(failure);
  expect(tries).toBe(1);
});

it('closes the studio, ends the streams and answers no more', async () => {
  const response = await fetch(`http://127.0.0.1:${port}/api/events`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  await host.close();
  expect(await response.text()).toBe('\n');
  expect(isClosed).toBe(true);
  await expect(send('GET', '/')).rejects.toThrow('ECONNREFUSED');
});
