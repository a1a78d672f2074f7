import { addDays, dayOf } from '#campaign/calendar.ts';
import type { Command, SimpleCommand } from '#campaign/commands.ts';
import type { Channel, Direction, Idea, Status, Touchpoint } from '#campaign/document.ts';
import { MOST_DAYS } from '#campaign/limits.ts';
import { isLocked } from '#campaign/locked.ts';
import { withChanges } from '#campaign/fields.ts';
import { ruleFor, type Rhythm } from '#campaign/rhythm.ts';
import { shelve, touchpointOf } from '#campaign/shelf.ts';
import { IDEA } from '../filter/filter.ts';

/** What new values do to touchpoints and ideas, as commands, wherever they are typed. Pure. */

/** A value for each column that can be given one. null takes away what need not be there. */
export interface CellValues {
  name: string;
  /** ISO dates; without a first day, it is an idea on the shelf. */
  start: string | null;
  end: string;
  days: number;
  /** An idea waits on the shelf, without its date. */
  status: Status | typeof IDEA | null;
  owner: string | null;
  direction: Direction;
  channel: Channel;
  /** Ids of segments; an empty list is everyone. */
  audience: string[];
  /** Id. */
  lane: string;
  /** Without weekdays, it keeps those that it has. */
  repeats: Rhythm;
  /** HH:MM; without one, each segment's preferred time. */
  time: string | null;
}
export type ValueColumn = keyof CellValues;

export interface Values extends CellValues {
  locked: boolean;
}

/** What need not be there, so that it can be emptied. */
const OPTIONAL: readonly string[] = ['start', 'status', 'owner', 'time'] satisfies ValueColumn[];
export const isOptional = (column: string): boolean => OPTIONAL.includes(column);

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
  locked,
}: Partial<Values>): Changes {
  return {
    ...(name === undefined ? {} : { name }),
    ...(status === undefined || status === IDEA ? {} : { status }),
    ...(locked === undefined ? {} : { locked: locked || null }),
    ...(owner === undefined ? {} : { owner: owner?.trim() || null }),
    ...(direction === undefined ? {} : { direction }),
    ...(channel === undefined ? {} : { channel }),
    ...(audience === undefined ? {} : { segments: audience }),
    ...(lane === undefined ? {} : { laneId: lane }),
    ...(repeats === undefined ? {} : { cadence: repeats.cadence }),
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

/** The rule of a series whose weekdays are named, from its first of them on; undefined where none are, or none before its last day. */
function ruleIn({ repeats, start, end }: Partial<Values>, first: string) {
  if (repeats?.weekdays === undefined) return undefined;
  const rule = ruleFor(repeats, start ?? first);
  return end !== undefined && dayOf(rule.start) > dayOf(end) ? undefined : rule;
}

/** Whether a series with these values begins later than on the day that they name, since that is none of its weekdays. */
export function isLater(values: Partial<Values>): boolean {
  const { start } = values;
  return typeof start === 'string' && (ruleIn(values, start)?.start ?? start) !== start;
}

/** New values as fields and a first day. */
function changesIn(values: Partial<Values>, first: string): { changes: Changes; dates: Partial<Values> } {
  const changes = changesFor(values);
  const rule = ruleIn(values, first);
  if (!rule) return { changes, dates: values };
  const { start, alsoAfter = null, monthlyBy = null } = rule;
  return { changes: { ...changes, alsoAfter, monthlyBy }, dates: { ...values, start } };
}

/** A touchpoint of the plan, or an idea on the shelf. */
export type Entry = Touchpoint | Idea;
/** Whether it has a date. */
export const isPlanned = (entry: Entry): entry is Touchpoint => 'start' in entry;

/** Whether values send a touchpoint to the shelf. */
export const isShelved = ({ start, status }: Partial<Values>): boolean => start === null || status === IDEA;

/** What somebody means who gives an idea a status: that it is planned, on this day where no other is named. */
export function meantFor(entry: Entry, values: Partial<Values>, day: string): Partial<Values> {
  const isChosen = values.status !== undefined && values.status !== null && values.status !== IDEA;
  const isDated = values.start !== undefined || values.end !== undefined;
  return isPlanned(entry) || !isChosen || isDated ? values : { ...values, start: day };
}

/** A touchpoint with these values. */
export function withValues(touchpoint: Touchpoint, values: Partial<Values>): Touchpoint {
  const { changes, dates } = changesIn(values, touchpoint.start);
  const changed = withChanges(touchpoint, changes).item;
  return { ...changed, ...spanAfter(changed, dates) };
}

/** The commands that give a touchpoint or an idea these values; none where it has them. A date plans an idea, and without one it is shelved. */
export function commandsFor(entry: Entry, values: Partial<Values>): SimpleCommand[] {
  const { id } = entry;
  const { changes: all, dates } = isPlanned(entry)
    ? changesIn(values, entry.start)
    : { changes: changesFor(values), dates: values };
  const changes = Object.fromEntries(
    Object.entries(all).filter(([path, value]) => !isSame(valueAt(entry, path) ?? null, value)),
  ) as Changes;
  const changed = Object.keys(changes).length === 0 ? [] : [changes];
  if (!isPlanned(entry)) {
    const { days = entry.days, end } = values;
    const start = values.start ?? (end === undefined ? undefined : addDays(end, 1 - days));
    if (start !== undefined && !isShelved(values)) {
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
  if (isShelved(values)) return shelve([withChanges(entry, changes).item]).commands;
  const { start, days } = spanAfter(entry, dates);
  if (days !== entry.days) return [...edits, { type: 'resizeTouchpoint', id, start, days }];
  return start === entry.start ? edits : [...edits, { type: 'moveTouchpoint', id, start }];
}

const valueAt = (item: object, path: string): unknown =>
  path.split('.').reduce<unknown>((held, key) => (held as Record<string, unknown> | undefined)?.[key], item);

const isSame = (a: unknown, b: unknown) =>
  Array.isArray(a) && Array.isArray(b) ? a.join('\n') === b.join('\n') : a === b;

export interface Bulk {
  /** All that have a date are moved by so many days. */
  shift?: number;
  /** The day on which ideas are planned that are given a status. */
  day: string;
}

/** What the same values do to several, as one step to undo; what is locked stays on its days and in its row. null where nothing changes. */
export function bulkCommand(
  entries: readonly Entry[],
  values: Partial<Values>,
  { shift = 0, day }: Bulk,
): Command | null {
  const commands = entries.flatMap((entry) => commandsFor(entry, meantForOneOf(entry, values, { shift, day })));
  return together(commands, 'editSeveral');
}

function meantForOneOf(entry: Entry, values: Partial<Values>, { shift, day }: Required<Bulk>): Partial<Values> {
  if (!isPlanned(entry)) return meantFor(entry, values, day);
  if (isLocked(entry)) {
    const { lane: _, start: _start, status, ...others } = values;
    return status === undefined || status === IDEA ? others : { ...others, status };
  }
  return shift === 0 ? values : { ...values, start: addDays(entry.start, shift) };
}

/** Whether these values would move what is locked, which stays. */
export const isMoving = (values: Partial<Values>, shift = 0): boolean =>
  shift !== 0 || isShelved(values) || values.lane !== undefined;

/** What all of these have alike; null where they differ. */
export function agreedIn<T>(entries: readonly Entry[], valueOf: (entry: Entry) => T): { all: T } | null {
  const [first, ...others] = entries.map(valueOf);
  return others.every((value) => isSame(value, first)) ? { all: first as T } : null;
}

/** One command, or several as one step. */
export function together(commands: SimpleCommand[], action: string): Command | null {
  return commands.length === 0 ? null : commands.length === 1 ? commands[0]! : { type: 'batch', action, commands };
}

/** The command that gives one of them new values; its name in undo says what became of it. */
export function editCommand(entry: Entry, values: Partial<Values>): Command | null {
  const commands = commandsFor(entry, values);
  const action = !isPlanned(entry) ? 'planIdea' : isShelved(values) ? 'shelve' : 'editSeveral';
  return together(commands, action);
}
