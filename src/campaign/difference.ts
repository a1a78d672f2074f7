import { commandFor, type SimpleCommand } from './commands.ts';
import type { Campaign } from './document.ts';
import { COLLECTIONS, TWIN, type Kind } from './collections.ts';

/** Kinds in the order in which new items can be added: each after what it may point at. */
export const ORDER = [
  'phase',
  'lane',
  'calendar',
  'segment',
  'goal',
  'event',
  'decision',
  'touchpoint',
  'idea',
  'assumption',
] as const satisfies Kind[];
const DETAILS = [
  'name',
  'description',
  'vocabulary',
  'start',
  'days',
  'timeZone',
  'seed',
  'contact',
  'rolling',
] as const;

/**
 * The commands that turn `before` into `after`, where `after` was grown from it: details that changed, items that changed, items that are new.
 * Items that `after` has no more are left alone.
 */
export function differenceBetween(before: Campaign, after: Campaign): SimpleCommand[] {
  const commands: SimpleCommand[] = [];
  const details = DETAILS.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  if (details.length > 0)
    commands.push({ type: 'setDetails', changes: Object.fromEntries(details.map((key) => [key, after[key] ?? null])) });
  for (const kind of ORDER) {
    const known = new Map(before[COLLECTIONS[kind]].map((item) => [item.id, item]));
    const twin = TWIN[kind];
    const elsewhere = new Set(twin && before[COLLECTIONS[twin]].map(({ id }) => id));
    const name = `${kind[0]!.toUpperCase()}${kind.slice(1)}`;
    for (const item of after[COLLECTIONS[kind]]) {
      const old = known.get(item.id);
      if (!old) {
        if (twin && elsewhere.has(item.id)) commands.push(commandFor('remove', twin, { id: item.id }));
        commands.push({ type: `add${name}`, item } as SimpleCommand);
      } else if (old !== item && JSON.stringify(old) !== JSON.stringify(item)) {
        const { id, ...fields } = item;
        const gone = Object.keys(old).filter((key) => !(key in item));
        commands.push({
          type: `edit${name}`,
          id,
          changes: { ...fields, ...Object.fromEntries(gone.map((key) => [key, null])) },
        } as SimpleCommand);
      }
    }
  }
  return commands;
}
