import { lookup, type LookupAddress } from 'node:dns';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP } from 'node:net';
import { Refusal } from '#campaign/refusal.ts';
import type { Profile, PublishedTarget } from '#contract/publishing.ts';
import type { Answer } from './failure.ts';
import type { Connection } from './target.ts';

/**
 * Every request that leaves the studio: https alone, no redirects, nothing on this machine, in a private network only where the profile says so, an end
 * to time and size.
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

/** Addresses of people's own networks (RFC 1918, 6598, 4193). */
const PRIVATE = new BlockList();
for (const [net, prefix] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  PRIVATE.addSubnet(net, prefix, 'ipv4');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');

/** Addresses that are nobody's on the internet (IANA's special-purpose registries). */
const INSIDE = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
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

export function placeOf(address: string): 'outside' | 'loopback' | 'private' | 'inside' {
  const plain = plainAddress(address);
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4';
  if (LOOPBACK.check(plain, family)) return 'loopback';
  if (PRIVATE.check(plain, family)) return 'private';
  return INSIDE.check(plain, family) ? 'inside' : 'outside';
}

/** How far a request may go: by what the machine allows, and by what its profile says. */
export type Reach = Pick<Connection, 'allowLoopback'> & { profile?: Pick<Profile, 'target' | 'options'> };

/** What teams run themselves, in networks that nobody outside gets into. Webhooks never go there: they would reach whatever answers to a request. */
export const RUN_BY_TEAMS: ReadonlySet<PublishedTarget> = new Set(['caldav', 'smtp', 'imap', 'listmonk', 'xapi']);
const mayBeInOwnNetwork = ({ profile }: Reach) => profile !== undefined && RUN_BY_TEAMS.has(profile.target);

const loopback = (host: string) =>
  new Refusal(
    'badInput',
    `“${host}” is this machine itself, where nothing is published to. Name a server on the internet (TANDEM_ALLOW_LOOPBACK=1 allows it for trials).`,
  );

/** Why an address may not be connected to; undefined where it may. */
function reasonAgainst(address: string, host: string, reach: Reach): Refusal | undefined {
  const place = placeOf(address);
  if (place === 'outside') return undefined;
  if (place === 'loopback') return reach.allowLoopback ? undefined : loopback(host);
  if (place === 'private' && mayBeInOwnNetwork(reach))
    return reach.profile?.options['network'] === 'own'
      ? undefined
      : new Refusal(
          'badInput',
          `“${host}” lies in a private network. Name a server on the internet, or let the profile say that it is in your own network.`,
          'network',
        );
  return new Refusal(
    'badInput',
    `“${host}” lies in a private network, where nothing is published to. Name a server on the internet.`,
  );
}

const isLoopbackName = (host: string) => /^(.*\.)?localhost\.?$/i.test(host);

/** An address of the internet that may be asked, or Refusal. What a name leads to is looked at when it is connected to. */
export function requireAddress(text: string, reach: Reach): URL {
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
  requireHost(host, reach);
  const isLoopback = isIP(host) ? placeOf(host) === 'loopback' : isLoopbackName(host);
  if (url.protocol === 'http:' && !isLoopback)
    throw new Refusal('badInput', `“${host}” would be asked without encryption. Write https:// instead of http://.`);
  return url;
}

/** Throws Refusal where a host is one that nothing is published to, as far as its name tells. */
function requireHost(host: string, reach: Reach): void {
  const bare = host.replace(/^\[|\]$/g, '');
  if (bare === '') throw new Refusal('badInput', 'The address names no server. Write it as https://server/…');
  if (isLoopbackName(bare) && !reach.allowLoopback) throw loopback(bare);
  const against = isIP(bare) ? reasonAgainst(bare, bare, reach) : undefined;
  if (against !== undefined) throw against;
}

/** A lookup for sockets that gives only addresses which may be connected to: what was checked is what is connected to. */
function guardedLookup(reach: Reach) {
  return (
    host: string,
    options: { all?: boolean; family?: number | 'IPv4' | 'IPv6' | undefined },
    done: (error: Error | null, address?: string | LookupAddress[], family?: number) => void,
  ): void => {
    lookup(host, { all: true, verbatim: true }, (error, found) => {
      if (error) return done(error);
      for (const { address } of found) {
        const against = reasonAgainst(address, host, reach);
        if (against !== undefined) return done(against);
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
export async function addressesOf(host: string, reach: Reach): Promise<string[]> {
  requireHost(host, reach);
  if (isIP(host)) return [host];
  return new Promise((resolve, reject) =>
    guardedLookup(reach)(host, { all: true }, (error, found) => {
      if (error)
        reject(error instanceof Refusal ? error : new Refusal('badInput', sentenceOfCode(codeOf(error), host)));
      else resolve((found as LookupAddress[]).map(({ address }) => address));
    }),
  );
}

/** Sends one request. Never throws. */
export async function outbound(
  { signal, ...reach }: Reach & Pick<Connection, 'signal'>,
  { url: text, method = 'GET', headers = {}, body, timeoutMs = TIMEOUT_MS, mostBytes = MOST_BYTES }: Outgoing,
): Promise<Answer> {
  let url: URL;
  try {
    url = requireAddress(text, reach);
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
          lookup: guardedLookup(reach) as never,
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
  connection: Reach & Pick<Connection, 'signal'>,
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
