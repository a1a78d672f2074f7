import { isIP } from 'node:net';
import { Refusal } from '#campaign/refusal.ts';
import type { Profile } from '#contract/publishing.ts';
import { isAddress } from '../addresses.ts';
import { addressesOf, placeOf } from '../outbound.ts';
import type { Connection } from '../target.ts';

/** What the mail targets share: where a server is, and whose address stands in a header. */

export interface Server {
  /** As the profile has it; its certificate has to be for it. */
  host: string;
  /** What is connected to: looked up once, so that it cannot lead elsewhere. */
  address: string;
  port: number;
  /** Encrypted from the first byte; otherwise by STARTTLS, without which nothing is said. */
  isEncrypted: boolean;
  /** On this machine, for trials, where nothing is encrypted. */
  isLoopback: boolean;
}

/** The server of an address such as smtps://mail.example.com. Throws Refusal. */
export async function serverOf(
  reach: Pick<Connection, 'profile' | 'allowLoopback'>,
  schemes: Record<string, number>,
): Promise<Server> {
  const [encrypted] = Object.keys(schemes);
  let url: URL;
  try {
    url = new URL(reach.profile.url!);
  } catch {
    throw new Refusal('badInput', `The address names no server. Write it as ${encrypted}//mail.example.com.`);
  }
  const usual = schemes[url.protocol];
  if (usual === undefined)
    throw new Refusal(
      'badInput',
      `The address begins with “${url.protocol}”. Write it as ${encrypted}//mail.example.com.`,
    );
  if (url.password !== '')
    throw new Refusal('badInput', 'The address holds a password. Take it out, and hand it over by itself.', 'secret');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const [address] = await addressesOf(host, reach);
  return {
    host,
    address: address!,
    port: url.port === '' ? usual : Number(url.port),
    isEncrypted: url.protocol === encrypted,
    isLoopback: placeOf(address!) === 'loopback',
  };
}

/** Names that certificates are for; an address by its number is asked for none. */
export const servernameOf = ({ host }: Server) => (isIP(host) ? {} : { servername: host });

/** “Learning Team <learning@example.com>”, or the address alone; undefined where it is neither. */
export function mailboxIn(text: string): { address: string; name?: string } | undefined {
  const [, name, bracketed] = /^([^<>]*)<([^<>]+)>$/.exec(text.trim()) ?? [];
  const address = (bracketed ?? text).trim();
  if (!isAddress(address)) return undefined;
  const plain = name?.trim().replace(/^"(.*)"$/, '$1');
  return plain ? { address, name: plain } : { address };
}

export const senderOf = ({ options }: Profile) => mailboxIn(options['from'] ?? '');

export const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);
