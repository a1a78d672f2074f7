import type { Command, SimpleCommand } from './commands.ts';
import {
  brokenReferences,
  COLLECTIONS,
  idsIn,
  ITEM_SCHEMAS,
  referencesTo,
  type Campaign,
  type Kind,
} from './document.ts';
import { firstIssue } from './file.ts';

/** A command that this document refuses. The message says why in one sentence; the document is as it was. */
export class CommandError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandError';
  }
}

export interface Applied {
  campaign: Campaign;
  /** The command that takes the change back, byte for byte. */
  inverse: Command;
}

/**
 * The one reducer: the changed document and the inverse of the command. Pure; shares what did not change.
 * Throws CommandError where the result would not be a valid campaign.
 */
export function apply(campaign: Campaign, command: Command): Applied {
  if (command.type !== 'batch') return applySimple(campaign, command);
  let current = campaign;
  const inverses: SimpleCommand[] = [];
  for (const step of command.commands) {
    const applied = applySimple(current, step);
    current = applied.campaign;
    inverses.unshift(...flat(applied.inverse));
  }
  return { campaign: current, inverse: { type: 'batch', action: command.action, commands: inverses } };
}

const flat = (command: Command): SimpleCommand[] => (command.type === 'batch' ? command.commands : [command]);

function applySimple(campaign: Campaign, command: SimpleCommand): Applied {
  switch (command.type) {
    case 'setDetails': {
      const changes = withoutUndefined(command.changes);
      const before = Object.fromEntries(Object.keys(changes).map((key) => [key, campaign[key as keyof Campaign]]));
      return { campaign: { ...campaign, ...changes }, inverse: { type: 'setDetails', changes: before } };
    }
    case 'setBrand':
      return { campaign: { ...campaign, brand: command.brand }, inverse: { type: 'setBrand', brand: campaign.brand } };
    case 'moveTouchpoint': {
      const { start, laneId } = find(campaign, 'touchpoint', command.id).item as Campaign['touchpoints'][number];
      const changes = { start: command.start, ...(command.laneId === undefined ? {} : { laneId: command.laneId }) };
      const { campaign: moved } = editItem(campaign, 'touchpoint', command.id, changes);
      const back = command.laneId === undefined ? { start } : { start, laneId };
      return { campaign: moved, inverse: { type: 'moveTouchpoint', id: command.id, ...back } };
    }
    case 'resizeTouchpoint': {
      const { start, days } = find(campaign, 'touchpoint', command.id).item as Campaign['touchpoints'][number];
      const { campaign: resized } = editItem(campaign, 'touchpoint', command.id, {
        start: command.start,
        days: command.days,
      });
      return { campaign: resized, inverse: { type: 'resizeTouchpoint', id: command.id, start, days } };
    }
    default: {
      const [, verb, name] = /^(add|edit|remove|reorder)(\w+)$/.exec(command.type)!;
      const kind = name!.toLowerCase() as Kind;
      if ('item' in command) return addItem(campaign, kind, command.item, command.at);
      if ('changes' in command) {
        const { campaign: edited, before } = editItem(campaign, kind, command.id, command.changes);
        return { campaign: edited, inverse: { ...command, changes: before } as SimpleCommand };
      }
      if (verb === 'reorder') return reorderItem(campaign, kind, command.id, (command as { at: number }).at);
      return removeItem(campaign, kind, command.id);
    }
  }
}

type Item = { id: string };
const listOf = (campaign: Campaign, kind: Kind): readonly Item[] => campaign[COLLECTIONS[kind]];
const withList = (campaign: Campaign, kind: Kind, list: readonly Item[]): Campaign => ({
  ...campaign,
  [COLLECTIONS[kind]]: list,
});
const commandFor = (verb: string, kind: Kind, rest: object): SimpleCommand =>
  ({ type: `${verb}${kind[0]!.toUpperCase()}${kind.slice(1)}`, ...rest }) as SimpleCommand;

function find(campaign: Campaign, kind: Kind, id: string): { item: Item; index: number } {
  const index = listOf(campaign, kind).findIndex((item) => item.id === id);
  if (index < 0) throw new CommandError(`There is no ${kind} “${id}” in this campaign any more.`);
  return { item: listOf(campaign, kind)[index]!, index };
}

function requireValid(campaign: Campaign, kind: Kind, item: Item): void {
  const parsed = ITEM_SCHEMAS[kind].safeParse(item);
  if (!parsed.success) {
    const { place, problem } = firstIssue(parsed.error);
    throw new CommandError(`The ${kind} cannot be kept so: ${place}, ${problem}.`);
  }
  const has = (to: Kind, id: string) => listOf(campaign, to).some((other) => other.id === id);
  const [broken] = brokenReferences(has, kind, item);
  if (broken) throw new CommandError(`The ${kind} cannot be kept so: ${broken}.`);
}

function addItem(campaign: Campaign, kind: Kind, item: Item, at: number | undefined): Applied {
  const list = listOf(campaign, kind);
  if (list.some((other) => other.id === item.id))
    throw new CommandError(`There is already a ${kind} “${item.id}” in this campaign.`);
  requireValid(campaign, kind, item);
  const index = Math.min(at ?? list.length, list.length);
  return {
    campaign: withList(campaign, kind, list.toSpliced(index, 0, item)),
    inverse: commandFor('remove', kind, { id: item.id }),
  };
}

function editItem(campaign: Campaign, kind: Kind, id: string, given: object): { campaign: Campaign; before: object } {
  const { item, index } = find(campaign, kind, id);
  const changes = withoutUndefined(given);
  const current = item as unknown as Record<string, unknown>;
  const before = Object.fromEntries(Object.keys(changes).map((key) => [key, current[key] ?? null]));
  const edited = { ...current, ...changes };
  for (const [key, value] of Object.entries(changes)) if (value === null) delete edited[key];
  requireValid(campaign, kind, edited as unknown as Item);
  return { campaign: withList(campaign, kind, listOf(campaign, kind).with(index, edited as unknown as Item)), before };
}

function reorderItem(campaign: Campaign, kind: Kind, id: string, at: number): Applied {
  const { item, index } = find(campaign, kind, id);
  const list = listOf(campaign, kind).toSpliced(index, 1);
  return {
    campaign: withList(campaign, kind, list.toSpliced(Math.min(at, list.length), 0, item)),
    inverse: commandFor('reorder', kind, { id, at: index }),
  };
}

/** Removes an item and everything that cannot be without it: a lane's touchpoints, a segment's own assumptions, mentions elsewhere. */
function removeItem(campaign: Campaign, kind: Kind, id: string): Applied {
  const { item, index } = find(campaign, kind, id);
  if (kind === 'lane' && campaign.lanes.length === 1)
    throw new CommandError('A campaign keeps at least one lane. Add another before you remove this one.');
  const inverses: SimpleCommand[] = [];
  let current = campaign;
  for (const { kind: holder, field } of referencesTo(kind)) {
    const applied = release(current, holder, field, id);
    current = applied.campaign;
    inverses.unshift(...applied.inverses);
  }
  current = withList(current, kind, listOf(current, kind).toSpliced(index, 1));
  const back = commandFor('add', kind, { item, at: index });
  if (inverses.length === 0) return { campaign: current, inverse: back };
  return {
    campaign: current,
    inverse: { type: 'batch', action: commandFor('remove', kind, {}).type, commands: [back, ...inverses] },
  };
}

/** Takes the id out of one field of every holder; holders that mean nothing without it go, and what points at those is released too. */
function release(
  campaign: Campaign,
  holder: Kind,
  field: string,
  id: string,
): { campaign: Campaign; inverses: SimpleCommand[] } {
  const holds = (item: Item) => idsIn(item, field).includes(id);
  // A touchpoint meant for one segment only must not turn into one for everyone.
  const goes = (item: Item) => holds(item) && idsIn(item, field).length === 1 && !isOptional(holder, field);
  const list = listOf(campaign, holder);
  if (referencesTo(holder).length > 0 && list.some(goes)) {
    const removed = removeItem(campaign, holder, list.find(goes)!.id);
    const rest = release(removed.campaign, holder, field, id);
    return { campaign: rest.campaign, inverses: [...rest.inverses, ...flat(removed.inverse)] };
  }
  const inverses = list.flatMap((item, at) =>
    goes(item)
      ? [commandFor('add', holder, { item, at })]
      : holds(item)
        ? [
            commandFor('edit', holder, {
              id: item.id,
              changes: { [field]: (item as unknown as Record<string, unknown>)[field] },
            }),
          ]
        : [],
  );
  if (inverses.length === 0) return { campaign, inverses };
  const kept = list.filter((item) => !goes(item)).map((item) => (holds(item) ? without(item, field, id) : item));
  // Items come back before fields are put right, in list order, so that each finds its old place.
  const order = (command: SimpleCommand) => ('item' in command ? 0 : 1);
  return { campaign: withList(campaign, holder, kept), inverses: inverses.toSorted((a, b) => order(a) - order(b)) };
}

/** Whether an item may be without this field. An assumption for one segment is not one for everybody, so its segment counts as needed. */
function isOptional(holder: Kind, field: string): boolean {
  return holder === 'touchpoint' && (field === 'goalId' || field === 'eventId');
}

function without(item: Item, field: string, id: string): Item {
  const { [field]: held, ...rest } = item as unknown as Record<string, unknown>;
  return (Array.isArray(held) ? { ...item, [field]: held.filter((other) => other !== id) } : rest) as unknown as Item;
}

function withoutUndefined(changes: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/** What a command did, for “Undo …”: the action's name in the message catalogue and the name of the thing it touched. */
export function describe(campaign: Campaign, command: Command): { action: string; name: string } {
  if (command.type === 'batch') return { action: command.action, name: String(command.commands.length) };
  if ('item' in command)
    return { action: command.type, name: 'name' in command.item ? command.item.name : command.item.parameter };
  if (!('id' in command)) return { action: command.type, name: campaign.name };
  const kind = command.type.replace(/^(edit|remove|reorder|move|resize)/, '').toLowerCase() as Kind;
  const item = listOf(campaign, kind).find((other) => other.id === command.id) as
    | { name?: string; parameter?: string }
    | undefined;
  return { action: command.type, name: item?.name ?? item?.parameter ?? '' };
}
