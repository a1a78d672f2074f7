import { commandFor, type SimpleCommand } from './commands.ts';
import { idsIn, referencesTo, type Kind } from './collections.ts';
import { countOf, existing, listOf, replaceAll, takeOut, type Draft, type Item } from './draft.ts';
import { Refusal } from './refusal.ts';

/** Removing an item, and letting go of it wherever it is named. */

/** Removes an item and lets go of it wherever it is named; what cannot be without it goes too. */
export function removeItem(draft: Draft, kind: Kind, id: string): SimpleCommand[] {
  existing(draft, kind, id);
  if (kind === 'lane' && countOf(draft, 'lane') === 1)
    throw new Refusal('refused', 'A campaign keeps at least one lane. Add another before you remove this one.');
  const released = releaseFrom(draft, kind, id);
  return [commandFor('add', kind, takeOut(draft, kind, id)), ...released];
}

/** Takes the id out of every field that names it; gives what puts it back, in the order in which it is to be done. */
function releaseFrom(draft: Draft, kind: Kind, id: string): SimpleCommand[] {
  const inverses = referencesTo(kind).map(({ kind: holder, field }) => releaseField(draft, holder, field, id));
  return inverses.toReversed().flat();
}

/** Holders that mean nothing without the id go, and what points at those is let go of too. */
function releaseField(draft: Draft, holder: Kind, field: string, id: string): SimpleCommand[] {
  const owner = ownerOf(field);
  const holds = (item: Item) => idsIn(item, field).includes(id);
  // A touchpoint meant for one segment only must not turn into one for everyone.
  const goes = (item: Item) => holds(item) && idsIn(item, field).length === 1 && !isOptional(field);
  const list = listOf(draft, holder);
  if (referencesTo(holder).length > 0) {
    const going = list.find(goes);
    if (going) {
      const removed = removeItem(draft, holder, going.id);
      return [...releaseField(draft, holder, field, id), ...removed];
    }
  }
  const returning: SimpleCommand[] = [];
  const edits: SimpleCommand[] = [];
  list.forEach((item, at) => {
    if (goes(item)) returning.push(commandFor('add', holder, { item, at }));
    else if (holds(item))
      edits.push(commandFor('edit', holder, { id: item.id, changes: { [owner]: valueOf(item, owner) } }));
  });
  if (returning.length + edits.length === 0) return [];
  replaceAll(
    draft,
    holder,
    list.filter((item) => !goes(item)).map((item) => (holds(item) ? without(item, owner, id) : item)),
  );
  // Items come back before fields are put right, in list order, so that each finds its old place.
  return [...returning, ...edits];
}

/** Whether an item may be without this field. An assumption for one segment is not one for everybody, so its segment counts as needed. */
const isOptional = (path: string) =>
  ['goalId', 'eventId', 'thenOf', 'otherwiseOf', 'calendarId', 'tie'].includes(ownerOf(path));

/** The field that goes when what a path names is gone: a tie without its anchor means nothing. */
const ownerOf = (path: string): string => path.split('.')[0]!;

const valueOf = (item: Item, field: string) => (item as unknown as Record<string, unknown>)[field];

function without(item: Item, field: string, id: string): Item {
  const { [field]: held, ...rest } = item as unknown as Record<string, unknown>;
  return (Array.isArray(held) ? { ...item, [field]: held.filter((other) => other !== id) } : rest) as unknown as Item;
}
