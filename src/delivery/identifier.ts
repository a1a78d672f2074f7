import type { Campaign } from '#campaign/document.ts';
import type { Delivery } from './occurrences.ts';

/** Identifiers that stay the same from one export to the next, so that calendars and mailboxes know what they already have. */

/** The studio's namespace for version 5 UUIDs: a random one, fixed for good. */
const NAMESPACE = '6f4c1d0e-58b7-4a35-9d0b-3c1be3a7d6f2';

/** A version 5 UUID (RFC 9562) of some parts within a namespace. */
export async function stableId(parts: readonly string[], namespace: string = NAMESPACE): Promise<string> {
  const name = new TextEncoder().encode(parts.length === 1 ? parts[0] : JSON.stringify(parts));
  const space = Uint8Array.from(namespace.replaceAll('-', '').match(/../g)!, (pair) => parseInt(pair, 16));
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-1', new Uint8Array([...space, ...name]))).slice(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The identifier of something of a campaign: a phase, a goal, …, or a touchpoint's messages to one group. Names and words play no part in it. */
export const idOfPart = (campaign: Campaign, kind: string, ...within: string[]): Promise<string> =>
  stableId([campaign.id, kind, ...within]);

/**
 * Identifiers of the messages of a campaign: by touchpoint, group and occurrence. Moving a touchpoint, changing its words or its audience
 * keeps them, and one more date in a series leaves those of the others as they are.
 */
export function deliveryIds(campaign: Campaign): (delivery: Delivery) => Promise<string> {
  const known = new Map<string, Promise<string>>();
  return async ({ touchpoint, group, occurrence }) => {
    const key = `${touchpoint.id} ${group}`;
    let id = known.get(key);
    if (!id) known.set(key, (id = idOfPart(campaign, 'message', touchpoint.id, group)));
    return occurrence === 'once' ? id : `${await id}-${occurrence}`;
  };
}
