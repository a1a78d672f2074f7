/** A built studio in a process of its own, on a data folder of its own, and what an attack needs of it. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PROGRAM = resolve(import.meta.dirname, '../../out/main/web.js');

export const newFolder = () => mkdtempSync(join(tmpdir(), 'tandem-attack-'));

export async function startHost(data = newFolder()) {
  const child = spawn(process.execPath, [PROGRAM, '--data', data], { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint += chunk));
  const ended = new Promise((found) => child.once('exit', (code, signal) => found({ code, signal })));
  const address = await new Promise((found, failed) => {
    child.stdout.on('data', (chunk) => {
      const match = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/.exec(String(chunk));
      if (match) found(match[0]);
    });
    child.once('exit', () => failed(new Error(`The studio ended: ${complaint}`)));
  });
  const port = Number(new URL(address).port);
  const token = address.split('token=')[1];

  /** A request, whose answer may be lost on purpose. */
  function send(method, path, { body, headers = {}, lose = false } = {}) {
    return new Promise((found, failed) => {
      const outgoing = request(
        {
          host: '127.0.0.1',
          port,
          method,
          path,
          headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers },
        },
        (response) => {
          if (lose) {
            response.destroy();
            found({ status: 0, text: '' });
            return;
          }
          let text = '';
          response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
          response.on('end', () => found({ status: response.statusCode, text }));
          response.on('error', failed);
        },
      );
      outgoing.on('error', (error) => failed(error));
      outgoing.end(body);
    });
  }

  /** The reply of a call: `{ value }` or `{ error }`. */
  const call = async (method, input, options = {}) => {
    const { text } = await send('POST', `/api/${method}`, { body: JSON.stringify(input), ...options });
    return options.lose ? undefined : JSON.parse(text);
  };
  return {
    child,
    data,
    port,
    token,
    ended,
    send,
    call,
    ask: async (method, input) => {
      const reply = await call(method, input);
      if (reply.error) throw new Error(`${reply.error.code}: ${reply.error.message}`);
      return reply.value;
    },
    complaint: () => complaint,
    /** Memory in use, in MB (Linux). */
    rss: () => Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) / 1024),
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

export const newStep = () => randomUUID();

export const firstCampaign = async (host) => (await host.ask('library.list', {})).campaigns[0].id;

/** A document as text, whatever the order of its keys. */
export const asText = (value) =>
  JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function require(condition, sentence) {
  if (!condition) throw new Error(sentence);
}
