import { COLLECTIONS, idsIn, referencesTo } from './collections.ts';
import { commandFor, type SimpleCommand } from './commands.ts';
import type { Campaign, Segment } from './document.ts';

/** Segments of a list of people, brought into a campaign that has some. */

/** What becomes of segments that the list does not have. */
export type Handling = 'add' | 'replace';

type Listed = Omit<Segment, 'id'>;

/**
 * The commands that bring a list in, and the segments of the campaign that the list does not have. A segment is known again by its name:
 * it takes size, zone and language from the list and keeps the rest, so that whatever is meant for it stays meant for it.
 */
export function bringInSegments<L extends Listed>(
  campaign: Campaign,
  listed: readonly L[],
  handling: Handling,
  idFor: (segment: L) => string,
): { commands: SimpleCommand[]; others: Segment[] } {
  const others = new Set(campaign.segments);
  const edited: SimpleCommand[] = [];
  const added: SimpleCommand[] = [];
  for (const segment of listed) {
    const known = [...others].find(({ name }) => keyOf(name) === keyOf(segment.name));
    if (!known) {
      added.push({ type: 'addSegment', item: { ...segment, id: idFor(segment) } });
      continue;
    }
    others.delete(known);
    const { size, timeZone, language } = segment;
    if (size !== known.size || timeZone !== known.timeZone || language !== known.language)
      edited.push({ type: 'editSegment', id: known.id, changes: { size, timeZone, language } });
  }
  const removed = handling === 'replace' ? removing(campaign, others) : [];
  return { commands: [...edited, ...removed, ...added], others: [...others] };
}

const keyOf = (name: string): string => name.trim().toLowerCase();

/** What is meant for removed segments alone is meant for everyone from then on, rather than lost with them. */
function removing(campaign: Campaign, segments: ReadonlySet<Segment>): SimpleCommand[] {
  const going = new Set([...segments].map(({ id }) => id));
  const widened = referencesTo('segment')
    .filter(({ field }) => field === 'segments')
    .flatMap(({ kind, field }) =>
      campaign[COLLECTIONS[kind]]
        .filter((item) => idsIn(item, field).length > 0 && idsIn(item, field).every((id) => going.has(id)))
        .map(({ id }) => commandFor('edit', kind, { id, changes: { [field]: [] } })),
    );
  return [...widened, ...[...going].map((id): SimpleCommand => ({ type: 'removeSegment', id }))];
}
