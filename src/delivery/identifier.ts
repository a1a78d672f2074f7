import type { Campaign } from '#campaign/document.ts';
import type { Delivery } from './occurrences.ts';
import { sha1 } from '@noble/hashes/legacy.js';

/** Identifiers that stay the same from one export to the next, so that calendars and mailboxes know what they already have. */

/** The studio's namespace for version 5 UUIDs: a random one, fixed for good. */
const NAMESPACE = '6f4c1d0e-58b7-4a35-9d0b-3c1be3a7d6f2';

const encoder = new TextEncoder();
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const spaces = new Map<string, Uint8Array>();

/** A version 5 UUID (RFC 9562) of some parts within a namespace. */
export function stableId(parts: readonly string[], namespace: string = NAMESPACE): Promise<string> {
  let space = spaces.get(namespace);
  if (!space) spaces.set(namespace, (space = bytesOf(namespace)));
  const name = encoder.encode(parts.length === 1 ? parts[0] : JSON.stringify(parts));
  const whole = new Uint8Array(space.length + name.length);
  whole.set(space);
  whole.set(name, space.length);
  const bytes = sha1(whole);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = (from: number, until: number) => {
    let text = '';
    for (let place = from; place < until; place++) text += HEX[bytes[place]!]!;
    return text;
  };
  return Promise.resolve(`${hex(0, 4)}-${hex(4, 6)}-${hex(6, 8)}-${hex(8, 10)}-${hex(10, 16)}`);
}

const bytesOf = (uuid: string) =>
  Uint8Array.from(uuid.replaceAll('-', '').match(/../g)!, (pair) => Number.parseInt(pair, 16));

/** The identifier of something of a campaign: a phase, a goal, …, or a touchpoint's messages to one group. Names and words play no part in it. */
export const idOfPart = (campaign: Campaign, kind: string, ...within: string[]): Promise<string> =>
  stableId([campaign.id, kind, ...within]);

/** What an earlier export called the messages of a touchpoint to a segment; the segment is '' where the campaign has none. */
export type KnownIds = (touchpointId: string, segmentId: string) => string | undefined;

/**
 * Identifiers of the messages of a campaign: by touchpoint, group and occurrence. Moving a touchpoint, changing its words, its hour or its audience
 * keeps them, and one more date in a series leaves those of the others as they are. Where an earlier export is known, a group goes on under
 * the identifier that most of its segments had there.
 */
export async function deliveryIds(
  campaign: Campaign,
  deliveries: readonly Delivery[],
  known: KnownIds = () => undefined,
): Promise<(delivery: Delivery) => string> {
  const ids = new Map<string, string>();
  for (const [touchpointId, ofTouchpoint] of Map.groupBy(deliveries, ({ touchpoint }) => touchpoint.id)) {
    // What is regular comes first: the identifier of a series is not for a send that has people or hours of its own.
    const regularFirst = ofTouchpoint.toSorted((a, b) => Number('exception' in a) - Number('exception' in b));
    const groups = new Map(regularFirst.map(({ group, segments }) => [group, segments]));
    const claims = [...groups].flatMap(([group, segments]) => {
      const units = segments.length === 0 ? [''] : segments.map((segment) => segment.id);
      const had = Map.groupBy(
        units.flatMap((unit) => known(touchpointId, unit) ?? []),
        (id) => id,
      );
      return Array.from(had, ([id, { length }]) => ({ group, id, strength: length }));
    });
    const taken = new Set<string>();
    const give = (group: string, id: string) => {
      taken.add(id);
      ids.set(`${touchpointId} ${group}`, id);
    };
    for (const { group, id } of claims.toSorted((a, b) => b.strength - a.strength))
      if (!taken.has(id) && !ids.has(`${touchpointId} ${group}`)) give(group, id);
    for (const group of groups.keys()) {
      if (ids.has(`${touchpointId} ${group}`)) continue;
      const made = (more: string[]) => idOfPart(campaign, 'message', touchpointId, group, ...more);
      let id = await made([]);
      for (let number = 2; taken.has(id); number++) id = await made([String(number)]);
      give(group, id);
    }
  }
  return ({ touchpoint, group, occurrence }) => {
    const id = ids.get(`${touchpoint.id} ${group}`)!;
    return occurrence === 'once' ? id : `${id}-${occurrence}`;
  };
}

/** The identifier that all dates of a series have in common. */
export const withoutOccurrence = (id: string): string => id.replace(/-\d{4}-\d{2}-\d{2}$/, '');
