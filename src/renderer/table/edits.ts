import { addDays, dayOf } from '#campaign/calendar.ts';
import type { Command, SimpleCommand } from '#campaign/commands.ts';
import {
  MOST_DAYS,
  type Cadence,
  type Channel,
  type Direction,
  type Idea,
  type Status,
  type Touchpoint,
} from '#campaign/document.ts';
import { isLocked } from '#campaign/locked.ts';
import { withChanges } from '#campaign/fields.ts';
import { shelve, touchpointOf } from '#campaign/shelf.ts';
import type { Column } from './columns.ts';

/** What a new value in a cell does to a touchpoint, as commands. Pure. */

/** A value for each column that can be given one. null takes away what need not be there. */
export interface Values {
  name: string;
  /** ISO dates; without a first day, it is an idea on the shelf. */
  start: string | null;
  end: string;
  days: number;
  status: Status | null;
  owner: string | null;
  direction: Direction;
  channel: Channel;
  /** Ids of segments; an empty list is everyone. */
  audience: string[];
  /** Id. */
  lane: string;
  repeats: Cadence;
  /** HH:MM; without one, each segment's preferred time. */
  time: string | null;
}
export type ValueColumn = keyof Values;

/** What need not be there, so that it can be emptied. */
const OPTIONAL: readonly Column[] = ['start', 'status', 'owner', 'time'];
export const isOptional = (column: Column): boolean => OPTIONAL.includes(column);

type Changes = Extract<SimpleCommand, { type: 'editTouchpoint' }>['changes'];

/** The fields of a touchpoint that a value changes, without its days. */
function changesFor({
  name,
  status,
  owner,
  direction,
  channel,
  audience,
  lane,
  repeats,
  time,
}: Partial<Values>): Changes {
  return {
    ...(name === undefined ? {} : { name }),
    ...(status === undefined ? {} : { status }),
    ...(owner === undefined ? {} : { owner: owner?.trim() || null }),
    ...(direction === undefined ? {} : { direction }),
    ...(channel === undefined ? {} : { channel }),
    ...(audience === undefined ? {} : { segments: audience }),
    ...(lane === undefined ? {} : { laneId: lane }),
    ...(repeats === undefined ? {} : { cadence: repeats }),
    ...(time === undefined ? {} : time === null ? { 'time.zone': 'segment', 'time.at': null } : { 'time.at': time }),
  };
}

/** First day and length after new dates. A first day moves the touchpoint, a last day before the first takes the first along. */
function spanAfter(
  { start: first, days: length }: Pick<Touchpoint, 'start' | 'days'>,
  { start, end, days = length }: Partial<Values>,
): Pick<Touchpoint, 'start' | 'days'> {
  const from = start ?? first;
  if (end === undefined) return { start: from, days };
  const lasting = dayOf(end) - dayOf(from) + 1;
  return lasting >= 1 ? { start: from, days: Math.min(lasting, MOST_DAYS) } : { start: addDays(end, 1 - days), days };
}

/** A touchpoint of the plan, or an idea on the shelf. */
export type Entry = Touchpoint | Idea;
/** Whether it has a date. */
export const isPlanned = (entry: Entry): entry is Touchpoint => 'start' in entry;

/** A touchpoint with these values. */
export function withValues(touchpoint: Touchpoint, values: Partial<Values>): Touchpoint {
  const changed = withChanges(touchpoint, changesFor(values)).item;
  return { ...changed, ...spanAfter(changed, values) };
}

/** The commands that give a touchpoint or an idea these values; none where it has them. A date plans an idea, and without one it is shelved. */
export function commandsFor(entry: Entry, values: Partial<Values>): SimpleCommand[] {
  const { id } = entry;
  const changes = Object.fromEntries(
    Object.entries(changesFor(values)).filter(([path, value]) => !isSame(valueAt(entry, path) ?? null, value)),
  ) as Changes;
  const changed = Object.keys(changes).length === 0 ? [] : [changes];
  if (!isPlanned(entry)) {
    const { days = entry.days, end } = values;
    const start = values.start ?? (end === undefined ? undefined : addDays(end, 1 - days));
    if (start !== undefined) {
      const item = withValues(touchpointOf(entry, { start }), values);
      return [
        { type: 'removeIdea', id },
        { type: 'addTouchpoint', item },
      ];
    }
    const length = days === entry.days ? {} : { days };
    return [...changed, ...(days === entry.days ? [] : [length])].map((some) => ({
      type: 'editIdea',
      id,
      changes: some,
    }));
  }
  const edits = changed.map((some): SimpleCommand => ({ type: 'editTouchpoint', id, changes: some }));
  if (values.start === null) return shelve([withChanges(entry, changes).item]).commands;
  const { start, days } = spanAfter(entry, values);
  if (days !== entry.days) return [...edits, { type: 'resizeTouchpoint', id, start, days }];
  return start === entry.start ? edits : [...edits, { type: 'moveTouchpoint', id, start }];
}

const valueAt = (item: object, path: string): unknown =>
  path.split('.').reduce<unknown>((held, key) => (held as Record<string, unknown> | undefined)?.[key], item);

const isSame = (a: unknown, b: unknown) =>
  Array.isArray(a) && Array.isArray(b) ? a.join('\n') === b.join('\n') : a === b;

/** What the same values do to several, with all that have a date moved by some days, but what is locked: one step to undo. null where nothing changes. */
export function bulkCommand(entries: readonly Entry[], values: Partial<Values>, shift: number): Command | null {
  const commands = entries.flatMap((entry) =>
    commandsFor(
      entry,
      shift !== 0 && isPlanned(entry) && !isLocked(entry) ? { ...values, start: addDays(entry.start, shift) } : values,
    ),
  );
  return together(commands, 'editSeveral');
}

/** One command, or several as one step. */
export function together(commands: SimpleCommand[], action: string): Command | null {
  return commands.length === 0 ? null : commands.length === 1 ? commands[0]! : { type: 'batch', action, commands };
}

/** The command that gives one of them new values; its name in undo says what became of it. */
export function editCommand(entry: Entry, values: Partial<Values>): Command | null {
  const commands = commandsFor(entry, values);
  const action = !isPlanned(entry) ? 'planIdea' : values.start === null ? 'shelve' : 'editSeveral';
  return together(commands, action);
}
