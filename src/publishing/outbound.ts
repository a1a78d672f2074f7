import { lookup, type LookupAddress } from 'node:dns';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP } from 'node:net';
import { Refusal } from '#campaign/refusal.ts';
import type { Answer } from './failure.ts';
import type { Connection } from './target.ts';

/**
 * Every request that leaves the studio: https alone, no redirects, nothing on this machine or in a private network, an end to time and size.
 * Says whether a failed request provably did not leave.
 */

export interface Outgoing {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  timeoutMs?: number;
  mostBytes?: number;
}

const TIMEOUT_MS = 30_000;
const MOST_BYTES = 1024 * 1024;

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Addresses that are nobody's on the internet (IANA's special-purpose registries). */
const INSIDE = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  INSIDE.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  INSIDE.addSubnet(net, prefix, 'ipv6');

/** The IPv4 address within an IPv6 one that maps it, or the address itself. */
function plainAddress(address: string): string {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const dotted = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare);
  if (dotted) return dotted[1]!;
  const hex = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/i.exec(bare);
  if (!hex) return bare;
  const [high, low] = [parseInt(hex[1]!, 16), parseInt(hex[2]!, 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

export function placeOf(address: string): 'outside' | 'loopback' | 'inside' {
  const plain = plainAddress(address);
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4';
  if (LOOPBACK.check(plain, family)) return 'loopback';
  return INSIDE.check(plain, family) ? 'inside' : 'outside';
}

const loopbackSentence = (host: string) =>
  `“${host}” is this machine itself, where nothing is published to. Name a server on the internet (TANDEM_ALLOW_LOOPBACK=1 allows it for trials).`;
const insideSentence = (host: string) =>
  `“${host}” lies in a private network, where nothing is published to. Name a server on the internet.`;

/** Why an address may not be connected to, as a sentence; undefined where it may. */
function reasonAgainst(address: string, host: string, allowLoopback: boolean): string | undefined {
  const place = placeOf(address);
  if (place === 'inside') return insideSentence(host);
  return place === 'loopback' && !allowLoopback ? loopbackSentence(host) : undefined;
}

const isLoopbackName = (host: string) => /^(.*\.)?localhost\.?$/i.test(host);

/** An address of the internet that may be asked, or Refusal. What a name leads to is looked at when it is connected to. */
export function requireAddress(text: string, allowLoopback: boolean): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new Refusal('badInput', 'The address is no web address. Write one that begins with https://.');
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new Refusal('badInput', `The address begins with “${url.protocol}”. Write one that begins with https://.`);
  if (url.username !== '' || url.password !== '')
    throw new Refusal(
      'badInput',
      'The address holds a name or a password. Take them out of it, and hand the secret over by itself.',
      'secret',
    );
  requireHost(host, allowLoopback);
  const isLoopback = isIP(host) ? placeOf(host) === 'loopback' : isLoopbackName(host);
  if (url.protocol === 'http:' && !isLoopback)
    throw new Refusal('badInput', `“${host}” would be asked without encryption. Write https:// instead of http://.`);
  return url;
}

/** Throws Refusal where a host is one that nothing is published to, as far as its name tells. */
export function requireHost(host: string, allowLoopback: boolean): void {
  const bare = host.replace(/^\[|\]$/g, '');
  if (bare === '') throw new Refusal('badInput', 'The address names no server. Write it as https://server/…');
  if (isLoopbackName(bare) && !allowLoopback) throw new Refusal('badInput', loopbackSentence(bare));
  const against = isIP(bare) ? reasonAgainst(bare, bare, allowLoopback) : undefined;
  if (against !== undefined) throw new Refusal('badInput', against);
}

/** A lookup for sockets that gives only addresses which may be connected to: what was checked is what is connected to. */
export function guardedLookup(allowLoopback: boolean) {
  return (
    host: string,
    options: { all?: boolean; family?: number | 'IPv4' | 'IPv6' | undefined },
    done: (error: Error | null, address?: string | LookupAddress[], family?: number) => void,
  ): void => {
    lookup(host, { all: true, verbatim: true }, (error, found) => {
      if (error) return done(error);
      for (const { address } of found) {
        const against = reasonAgainst(address, host, allowLoopback);
        if (against !== undefined) return done(new Refusal('badInput', against));
      }
      const wanted = found.filter(({ family }) => !options.family || family === Number(String(options.family).at(-1)));
      const [first] = wanted.length > 0 ? wanted : found;
      if (!first) return done(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }));
      if (options.all) return done(null, wanted.length > 0 ? wanted : found);
      done(null, first.address, first.family);
    });
  };
}

/** The addresses of a host that may be connected to, for libraries that open sockets themselves. Throws Refusal. */
export async function addressesOf(host: string, allowLoopback: boolean): Promise<string[]> {
  requireHost(host, allowLoopback);
  if (isIP(host)) return [host];
  return new Promise((resolve, reject) =>
    guardedLookup(allowLoopback)(host, { all: true }, (error, found) => {
      if (error)
        reject(error instanceof Refusal ? error : new Refusal('badInput', sentenceOfCode(codeOf(error), host)));
      else resolve((found as LookupAddress[]).map(({ address }) => address));
    }),
  );
}

/** Sends one request. Never throws. */
export async function outbound(
  { allowLoopback, signal }: Pick<Connection, 'allowLoopback' | 'signal'>,
  { url: text, method = 'GET', headers = {}, body, timeoutMs = TIMEOUT_MS, mostBytes = MOST_BYTES }: Outgoing,
): Promise<Answer> {
  let url: URL;
  try {
    url = requireAddress(text, allowLoopback);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { state: 'notSent', sentence: error.message, isFinal: true };
  }
  if (signal.aborted) return { state: 'notSent', sentence: 'It was stopped before it left.', isFinal: false };
  const host = url.hostname;
  // Once the connection stands, bytes may be under way.
  let isConnected = false;
  const within = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  try {
    return await new Promise<Answer>((resolve, reject) => {
      const send = url.protocol === 'https:' ? requestHttps : requestHttp;
      const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
      const request = send(
        url,
        {
          method,
          headers: { ...headers, ...(bytes && { 'content-length': String(bytes.byteLength) }) },
          // A connection of its own: one that is used again may be closed on the other side just now.
          agent: false,
          lookup: guardedLookup(allowLoopback) as never,
          signal: within,
        },
        (response) => {
          readWhole(response, mostBytes).then(resolve, reject);
        },
      );
      request.once('socket', (socket) => {
        socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => (isConnected = true));
      });
      request.once('error', reject);
      request.end(bytes);
    });
  } catch (error) {
    if (error instanceof Refusal) return { state: 'notSent', sentence: error.message, isFinal: true };
    const sentence = within.aborted && !signal.aborted ? tooSlow(host, timeoutMs) : sentenceOfCode(codeOf(error), host);
    return isConnected ? { state: 'unknown', sentence } : { state: 'notSent', sentence, isFinal: false };
  }
}

async function readWhole(response: IncomingMessage, mostBytes: number): Promise<Answer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    // What the answer says beyond that nobody needs; the status is known.
    if (size > mostBytes) {
      response.destroy();
      break;
    }
    chunks.push(chunk);
  }
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  return { state: 'answered', status: response.statusCode!, headers, text: Buffer.concat(chunks).toString('utf8') };
}

const codeOf = (error: unknown): string => {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  return cause === undefined ? '' : codeOf(cause);
};

const tooSlow = (host: string, timeoutMs: number) =>
  `“${host}” did not answer within ${Math.round(timeoutMs / 1000)} seconds. Check whether it is up.`;

/** What a code of Node's network means to a person. */
export function sentenceOfCode(code: string, host: string): string {
  if (/^(ENOTFOUND|EAI_|EAI$)/.test(code))
    return `“${host}” cannot be found. Check the address, and whether this machine is online.`;
  if (code === 'ECONNREFUSED')
    return `“${host}” accepts no connection. Check the address and whether the server is up.`;
  if (/^(ENETUNREACH|EHOSTUNREACH|ENETDOWN)$/.test(code))
    return `“${host}” cannot be reached from here. Check whether this machine is online.`;
  if (/^(ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_.*TIMEOUT)$/.test(code))
    return `“${host}” does not answer. Check whether it is up.`;
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/.test(code))
    return `“${host}” cannot prove who it is (${code}), so nothing was sent. Have its certificate mended, or check the address.`;
  if (/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/.test(code)) return `“${host}” broke the connection off.`;
  if (code === 'ABORT_ERR') return `The connection to “${host}” was given up before there was an answer.`;
  return `The connection to “${host}” failed${code === '' ? '' : ` (${code})`}. Check the address, then try again.`;
}

/** A request that failed, for libraries that take a `fetch`: says whether it left. */
export class OutboundError extends Error {
  readonly answer: Exclude<Answer, { state: 'answered' }>;
  constructor(answer: Exclude<Answer, { state: 'answered' }>) {
    super(answer.sentence);
    this.name = 'OutboundError';
    this.answer = answer;
  }
}

/** `outbound` as a `fetch`, for libraries that take one (tsdav's `fetch`, Slack's). Throws OutboundError. */
export function fetchThrough(
  connection: Pick<Connection, 'allowLoopback' | 'signal'>,
  limits: Pick<Outgoing, 'timeoutMs' | 'mostBytes'> = {},
): typeof fetch {
  return async (input, init) => {
    const request = new Request(input as never, init as never);
    const body =
      request.method === 'GET' || request.method === 'HEAD' ? undefined : new Uint8Array(await request.arrayBuffer());
    const headers = Object.fromEntries(request.headers as unknown as Iterable<[string, string]>);
    const answer = await outbound(connection, { url: request.url, method: request.method, headers, body, ...limits });
    if (answer.state !== 'answered') throw new OutboundError(answer);
    const { 'content-encoding': _, 'transfer-encoding': __, 'content-length': ___, ...rest } = answer.headers;
    const isEmpty = [101, 204, 205, 304].includes(answer.status);
    return new Response(isEmpty ? null : answer.text, { status: answer.status, headers: rest });
  };
}
