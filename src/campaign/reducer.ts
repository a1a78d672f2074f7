import { carryAtWork } from './atWork.ts';
import { commandFor, type Batch, type Command, type SimpleCommand } from './commands.ts';
import type { Calendar, Campaign, Exception, Segment, Touchpoint } from './document.ts';
import { MOST_DECISIONS } from './limits.ts';
import { brokenReferences, COLLECTIONS, ITEM_SCHEMAS, TWIN, type Kind } from './collections.ts';
import {
  countOf,
  draftOf,
  existing,
  finished,
  has,
  insert,
  listOf,
  replace,
  takeOut,
  type Draft,
  type Item,
} from './draft.ts';
import { withChanges, wordsFor } from './fields.ts';
import { RULE_FIELDS, strayException } from './occurrences.ts';
import { firstProblem } from './problems.ts';
import { removeItem } from './removal.ts';
import { Refusal } from './refusal.ts';
import { reflowOf, type Reflow } from './ties.ts';
import type { Workplace } from './workingDays.ts';

export interface Applied {
  campaign: Campaign;
  /** The command that takes the change back, byte for byte. */
  inverse: Command;
}

/**
 * The one reducer: the changed document and the inverse of the command. Pure; shares what did not change.
 * Throws Refusal where the result would not be a valid campaign.
 */
export function apply(campaign: Campaign, command: Command): Applied {
  const draft = draftOf(campaign);
  const steps = command.type === 'batch' ? command.commands : [command];
  const inverses = steps.map((step) => applyTo(draft, step));
  const changed = finished(draft);
  const flow = reflowOf(campaign, changed);
  for (const one of flow) inverses.push(reflow(draft, one));
  const back = inverses.toReversed().flat();
  const [only] = back;
  return {
    campaign: flow.length === 0 ? changed : finished(draft),
    inverse:
      command.type !== 'batch' && back.length === 1
        ? only!
        : { type: 'batch', action: command.type === 'batch' ? command.action : command.type, commands: back },
  };
}

/** Makes one tie true again. Taking that back names day and tie, so that whoever moved it since is in the way, and it says so. */
function reflow(draft: Draft, { id, changes }: Reflow): SimpleCommand[] {
  const { start, tie } = existing(draft, 'touchpoint', id) as Touchpoint;
  const lost = editItem(draft, 'touchpoint', id, changes);
  return [{ type: 'editTouchpoint', id, changes: { ...lost, start, tie } }];
}

/** Does one command on the draft; gives what takes it back, in the order in which it is to be done. */
function applyTo(draft: Draft, command: SimpleCommand): SimpleCommand[] {
  switch (command.type) {
    case 'setDetails': {
      const { item, inverse } = withChanges(draft.campaign, command.changes);
      draft.campaign = item;
      return [{ type: 'setDetails', changes: inverse }];
    }
    case 'setBrand': {
      const { brand } = draft.campaign;
      draft.campaign = { ...draft.campaign, brand: command.brand };
      return [{ type: 'setBrand', brand }];
    }
    case 'editBrand': {
      const { item, inverse } = withChanges(draft.campaign.brand, command.changes);
      draft.campaign = { ...draft.campaign, brand: item };
      return [{ type: 'editBrand', changes: inverse }];
    }
    case 'moveTouchpoint': {
      const { type, id, start, laneId } = command;
      const before = editItem(draft, 'touchpoint', id, { start, ...(laneId === undefined ? {} : { laneId }) });
      return [placedBack(type, id, before)];
    }
    case 'resizeTouchpoint': {
      const { type, id, start, days } = command;
      return [placedBack(type, id, editItem(draft, 'touchpoint', id, { start, days }))];
    }
    case 'setSend':
      return [setSend(draft, command)];
    default: {
      const kind = /^(?:add|edit|remove|reorder)(\w+)$/.exec(command.type)![1]!.toLowerCase() as Kind;
      if ('item' in command) return addItem(draft, kind, command.item, command.at);
      if ('changes' in command)
        return [{ ...command, changes: editItem(draft, kind, command.id, command.changes) } as SimpleCommand];
      if ('at' in command) return reorderItem(draft, kind, command.id, command.at);
      return removeItem(draft, kind, command.id);
    }
  }
}

/** The item as it may be kept: with its names as the schema has them. */
function valid(draft: Draft, kind: Kind, item: Item): Item {
  const parsed = ITEM_SCHEMAS[kind].safeParse(item);
  if (!parsed.success) {
    const { place, problem } = firstProblem(parsed.error);
    throw new Refusal('refused', `The ${kind} cannot be kept so. Its ${wordsFor(place)}: ${problem}.`);
  }
  const stray = kind === 'touchpoint' ? strayException(item as Touchpoint) : undefined;
  if (stray) throw new Refusal('refused', `The touchpoint cannot be kept so: its series has no send on ${stray.on}.`);
  const [broken] = brokenReferences((to, id) => has(draft, to, id), kind, item);
  if (broken)
    throw new Refusal('refused', `The ${kind} cannot be kept so: its ${broken.to} is not in the campaign any more.`);
  const mended = Object.entries(parsed.data).filter(
    ([key, value]) => typeof value === 'string' && value !== item[key as 'id'],
  );
  return mended.length > 0 ? { ...item, ...Object.fromEntries(mended) } : item;
}

/** What puts a touchpoint back: with its exceptions where some were lost on the way. */
const placedBack = (
  type: 'moveTouchpoint' | 'resizeTouchpoint',
  id: string,
  before: Record<string, unknown>,
): SimpleCommand =>
  'exceptions' in before
    ? { type: 'editTouchpoint', id, changes: before }
    : { type, id, ...(before as Pick<Touchpoint, 'start' | 'days'>) };

function setSend(draft: Draft, { type, id, on, send }: SimpleCommand & { type: 'setSend' }): SimpleCommand {
  const { exceptions = [] } = existing(draft, 'touchpoint', id) as Touchpoint;
  const before = exceptions.find((exception) => exception.on === on);
  const others = exceptions.filter((exception) => exception !== before);
  const all: Exception[] = send === null ? others : [...others, { on, ...send }].sort((a, b) => (a.on < b.on ? -1 : 1));
  editItem(draft, 'touchpoint', id, { exceptions: all.length > 0 ? all : null });
  const { on: _, ...was } = before ?? { on };
  return { type, id, on, send: before ? was : null };
}

function addItem(draft: Draft, kind: Kind, item: Item, at: number | undefined): SimpleCommand[] {
  if (has(draft, kind, item.id)) throw new Refusal('refused', `This ${kind} is in the campaign already.`);
  if (kind === 'decision' && countOf(draft, kind) >= MOST_DECISIONS)
    throw new Refusal(
      'refused',
      `A campaign has ${MOST_DECISIONS} decision points at most, because each doubles the ways it can go. Remove one before you add another.`,
    );
  const twin = TWIN[kind];
  if (twin && has(draft, twin, item.id))
    throw new Refusal(
      'refused',
      `This ${kind} is in the campaign already, as ${twin === 'idea' ? 'an' : 'a'} ${twin}.`,
    );
  insert(draft, kind, valid(draft, kind, item), at);
  return [commandFor('remove', kind, { id: item.id })];
}

/** The fields as they were; null for one that was not there. */
function editItem(draft: Draft, kind: Kind, id: string, given: object): Record<string, unknown> {
  const before = existing(draft, kind, id);
  const changed = withChanges(before, given as Record<string, unknown>);
  const { item, inverse } =
    kind === 'touchpoint' && !('exceptions' in given) ? carried(draft, before, changed) : changed;
  replace(draft, kind, valid(draft, kind, item));
  return inverse;
}

/** A changed touchpoint with the exceptions of its series, and the exceptions as they were where the way back would not bring them. */
function carried(
  draft: Draft,
  from: Item,
  changed: ReturnType<typeof withChanges<Item>>,
): ReturnType<typeof withChanges<Item>> {
  const [before, after] = [from as Touchpoint, changed.item as Touchpoint];
  const isSameRule = RULE_FIELDS.every((field) => JSON.stringify(before[field]) === JSON.stringify(after[field]));
  if (isSameRule || !before.exceptions) return changed;
  const workplace: Workplace = {
    timeZone: draft.campaign.timeZone,
    calendars: listOf(draft, 'calendar') as Calendar[],
    segments: listOf(draft, 'segment') as Segment[],
  };
  const item = carryAtWork(workplace, before, after);
  const back = carryAtWork(workplace, item, before);
  const isKept = JSON.stringify(back.exceptions) === JSON.stringify(before.exceptions);
  return { item, inverse: isKept ? changed.inverse : { exceptions: before.exceptions, ...changed.inverse } };
}

function reorderItem(draft: Draft, kind: Kind, id: string, at: number): SimpleCommand[] {
  existing(draft, kind, id);
  const taken = takeOut(draft, kind, id);
  insert(draft, kind, taken.item, at);
  return [commandFor('reorder', kind, { id, at: taken.at })];
}

/** What a command did, for “Undo …”: the action's name in the message catalogue and the name of the thing it touched. */
export function describe(campaign: Campaign, command: Command): { action: string; name: string } {
  if (command.type === 'batch') return { action: command.action, name: nameOfBatch(campaign, command) };
  if (command.type === 'setSend')
    return { action: sendAction(campaign, command), name: nameIn(campaign, 'touchpoint', command.id) };
  if ('item' in command)
    return { action: command.type, name: 'name' in command.item ? command.item.name : command.item.parameter };
  if (!('id' in command)) return { action: command.type, name: campaign.name };
  const kind = command.type.replace(/^(edit|remove|reorder|move|resize)/, '').toLowerCase() as Kind;
  return { action: command.type, name: nameIn(campaign, kind, command.id) };
}

function nameIn(campaign: Campaign, kind: Kind, id: string): string {
  const items = campaign[COLLECTIONS[kind]] as (Item & { name?: string; parameter?: string })[];
  const item = items.find((other) => other.id === id);
  return item?.name ?? item?.parameter ?? '';
}

/** What a command does to a send, by its name in the message catalogue. */
function sendAction(campaign: Campaign, { id, on, send }: SimpleCommand & { type: 'setSend' }): string {
  const touchpoint = campaign.touchpoints.find((other) => other.id === id);
  const before = touchpoint?.exceptions?.find((exception) => exception.on === on);
  if (Boolean(before?.skipped) !== Boolean(send?.skipped)) return send?.skipped ? 'skipSend' : 'bringBackSend';
  return before?.to === send?.to ? 'changeSend' : 'moveSend';
}

/** The name of the one thing that all its commands are about; where they are about several, their number. */
function nameOfBatch(campaign: Campaign, { commands }: Batch): string {
  const ids = new Set(commands.map((command) => ('item' in command ? command.item.id : 'id' in command && command.id)));
  return ids.size === 1 && commands[0] ? describe(campaign, commands[0]).name : String(commands.length);
}
