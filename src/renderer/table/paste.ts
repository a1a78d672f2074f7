import type { Command, SimpleCommand } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { LONGEST_NAME } from '#campaign/limits.ts';
import { ideaFrom } from '#campaign/shelf.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { touchpointFrom } from '#campaign/tactics/touchpoint.ts';
import type { CellField, CellReading, PastedCells } from '#contract/intake.ts';
import { areNamedAlike, plainName } from '../text/plain.ts';
import { t } from '../text/text.ts';
import { IDEA } from '../filter/filter.ts';
import { commandsFor, isLater, isPlanned, isShelved, withValues, type Entry, type Values } from '../items/values.ts';

/**
 * Cells of a sheet laid over rows of the table, as a sheet does it: all of them or, where one cannot be read, none. A list that brings headings and
 * names goes by these: each row to the touchpoint of its name, and new names become new ones. Pure.
 */

export interface Pasted {
  command: Command | null;
  /** Those that were changed, and those that are new. */
  changed: string[];
  added: string[];
  /** How many series begin later than on the day that was pasted, on the first of their weekdays. */
  later: number;
}

/** What cells are laid over, and what new ones need. */
interface PasteInto {
  campaign: Campaign;
  /** The rows from the first that is pasted over; null for one that another window has deleted meanwhile. */
  over: readonly (Entry | null)[];
  /** For those that are new: the lane they get, the day from which ideas count, and ids. */
  laneId: string;
  near: string;
  newId: () => string;
}

/** The one command that puts the cells in their places; or every reason why there is none. */
export function pasteCells({ fields, isHeaded, rows }: PastedCells, into: PasteInto): Pasted | { problems: string[] } {
  const problems: string[] = [];
  const commands: SimpleCommand[] = [];
  const changed: string[] = [];
  const added: string[] = [];
  let later = 0;
  const nameAt = isHeaded ? fields.indexOf('name') : -1;
  const named = nameAt < 0 ? null : byName(into);
  for (const [index, cells] of rows.entries()) {
    const say = (field: CellField, problem: string) =>
      problems.push(t('table.paste.problem', { row: index + 1, column: t(`table.column.${field}`), problem }));
    const values = valuesOf(fields, cells, into.campaign, say);
    if (isLater(values)) later++;
    const entry = named ? named.get(plainName(cells[nameAt]?.text)) : into.over[index];
    const first = values.start ?? (entry && isPlanned(entry) ? entry.start : undefined);
    // What takes the first day along is a move, and is meant by that.
    if (values.end && first && values.end < first) say('end', t('table.paste.endEarly'));
    if (entry === null) {
      if (Object.keys(values).length > 0) say('name', t('table.paste.gone'));
    } else if (entry) {
      const steps = commandsFor(entry, values);
      if (steps.length > 0) changed.push(entry.id);
      commands.push(...steps);
    } else if (Object.keys(values).length > 0) {
      if (values.name === undefined) say('name', t('table.paste.noName'));
      const item = itemOf(values, into);
      added.push(item.id);
      const isDated = (values.start !== undefined || values.end !== undefined) && !isShelved(values);
      commands.push(isDated ? { type: 'addTouchpoint', item } : { type: 'addIdea', item: ideaFrom(item) });
    }
  }
  if (problems.length > 0) return { problems };
  return {
    command: commands.length > 0 ? { type: 'batch', action: 'pasteCells', commands } : null,
    changed,
    added,
    later,
  };
}

/** What a list can name, those that it is laid over first; of several of one name the first. */
function byName({ campaign, over }: PasteInto): ReadonlyMap<string, Entry> {
  const all = [...over.filter((entry) => entry !== null), ...campaign.touchpoints, ...campaign.ideas];
  return new Map(all.toReversed().map((entry) => [plainName(entry.name), entry]));
}

/** A touchpoint of one's own with these values. */
function itemOf(values: Partial<Values>, { laneId, near, newId }: PasteInto) {
  const tactic = tacticById(values.direction === 'pull' ? 'custom-pull' : 'custom-push')!;
  const start = values.start ?? values.end ?? near;
  return withValues(touchpointFrom(tactic, { id: newId(), laneId, start }), { ...values, start });
}

type Say = (field: CellField, problem: string) => unknown;

/** The values that the cells of a row give. An empty cell changes nothing. */
function valuesOf(
  fields: PastedCells['fields'],
  cells: readonly (CellReading | null)[],
  campaign: Campaign,
  say: Say,
): Partial<Values> {
  const values: Partial<Values> = {};
  for (const [column, field] of fields.entries()) {
    const reading = cells[column];
    // The table writes this one itself: that a touchpoint is overdue follows from its dates.
    if (field === null || !reading || (field === 'status' && areNamedAlike(reading.text, t('status.overdue'))))
      continue;
    if (reading.problem === undefined) Object.assign(values, valueOf(field, reading, campaign, say));
    else say(field, reading.problem);
  }
  return values;
}

function valueOf(field: CellField, reading: CellReading, campaign: Campaign, say: Say): Partial<Values> {
  const { text, date, lastDate, days, status, direction, channel, rhythm, time, audience } = reading;
  const short = (value: string) => (value.length > LONGEST_NAME ? undefined : value);
  switch (field) {
    case 'name':
    case 'owner': {
      const value = short(text);
      if (value === undefined) say(field, t('table.paste.long', { most: LONGEST_NAME }));
      return value === undefined ? {} : { [field]: value };
    }
    case 'lane': {
      const lane = campaign.lanes.find(({ name }) => areNamedAlike(name, text));
      if (!lane) say(field, t('table.paste.noLane', { name: text }));
      return lane ? { lane: lane.id } : {};
    }
    case 'audience':
      return audience ? audienceOf(audience, campaign, (name) => say(field, t('table.paste.noSegment', { name }))) : {};
    case 'start':
      return { ...(date === undefined ? {} : { start: date }), ...(lastDate === undefined ? {} : { end: lastDate }) };
    case 'end':
      return date === undefined ? {} : { end: lastDate ?? date };
    case 'days':
      return days === undefined ? {} : { days };
    case 'status':
      return areNamedAlike(text, t('status.idea')) ? { status: IDEA } : status ? { status } : {};
    case 'direction':
      return direction ? { direction } : {};
    case 'channel':
      return channel ? { channel } : {};
    case 'repeats':
      return rhythm ? { repeats: rhythm } : {};
    case 'time':
      return time === undefined ? {} : { time };
  }
}

function audienceOf(
  { everyone, names, except }: NonNullable<CellReading['audience']>,
  { segments }: Campaign,
  unknown: (name: string) => unknown,
): Partial<Values> {
  const idsOf = (wanted: readonly string[]) =>
    wanted.flatMap((name) => {
      const segment = segments.find((one) => areNamedAlike(one.name, name));
      if (!segment) unknown(name);
      return segment?.id ?? [];
    });
  const named = idsOf(names);
  const left = new Set(idsOf(except));
  if (left.size > 0) return { audience: segments.filter(({ id }) => !left.has(id)).map(({ id }) => id) };
  return { audience: everyone ? [] : [...new Set(named)] };
}
