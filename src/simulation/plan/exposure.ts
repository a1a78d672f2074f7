import { rangeOf } from '#campaign/calendar.ts';
import { isContact } from '#campaign/contacts.ts';
import { CHANNELS, type ContextEvent, type TimePolicy, type Touchpoint } from '#campaign/document.ts';
import { variantsOf } from '#campaign/occurrences.ts';
import type { Tactic, TacticEffect } from '#campaign/tactic.ts';
import { isMessage } from '#campaign/sending.ts';
import { CONDITION } from '../numbers/layouts.ts';

/** What reaches the learners of a segment: messages by channel and day, and what is there for them on each day. */
export interface Exposure {
  /** One entry for every channel in use; the arrays run over the days on which something is sent. */
  channels: ChannelPushes[];
  /** For each day: messages that reach people personally; and all messages, weighted by what each costs in attention. */
  messages: Float64Array;
  contacts: Float64Array;
  /** For each day, its row of the plan's conditions. */
  conditions: Uint32Array;
}

/** Messages of each day, weighted by how much their tactics are noticed, followed, and bring back. */
export interface Amounts {
  reach: Float64Array;
  click: Float64Array;
  comeback: Float64Array;
}

export interface ChannelPushes extends Amounts {
  channel: number;
  days: Uint32Array;
  /** What of these messages does not suit the readers; absent where all of them do. */
  unsuited?: Unsuited;
}

/** What of a channel's messages does not suit the readers, on each of its days. See suitability.ts. */
export interface Unsuited {
  /** Those in another language. */
  foreign: Amounts;
  /** Those in the readers' own language, and those in another, weighted by how far from the preferred time they arrive, 0 to 1. */
  away: Amounts;
  foreignAway: Amounts;
}

/** What is sent to some segments, and the messages of it that may suit one of them less than another. */
export interface Sent {
  exposure: Exposure;
  manners: Manner[];
  /** Epoch day of day 0. */
  firstDay: number;
}

/** Messages of one channel that are written in one language and arrive at one time. */
export interface Manner {
  /** Absent where every segment gets them in its own. */
  language: string | undefined;
  /** When they reach people personally; absent for the preferred time, and where the hour does not matter. */
  at: string | undefined;
  clock: TimePolicy['zone'];
  pushes: ChannelPushes;
}

/** Where a field starts, and the least and most that several presences together may make of it. Assumptions. */
const BOUNDS: Record<keyof typeof CONDITION, { neutral: number; least: number; most: number }> = {
  awareness: { neutral: 0, least: 0, most: 1 },
  pull: { neutral: 0, least: 0, most: 0.2 },
  frictionRemoved: { neutral: 0, least: 0, most: 100 },
  giveUp: { neutral: 1, least: 0.2, most: 3 },
  repetition: { neutral: 1, least: 0, most: 3 },
  lapse: { neutral: 1, least: 0.2, most: 3 },
  peers: { neutral: 1, least: 0, most: 5 },
  championing: { neutral: 1, least: 0, most: 20 },
  buyIn: { neutral: 0, least: 0, most: 0.1 },
  pushFactor: { neutral: 1, least: 0, most: 25 },
  pullFactor: { neutral: 1, least: 0, most: 25 },
};
const FIELDS = Object.keys(CONDITION) as (keyof typeof CONDITION)[];
const NEUTRAL = FIELDS.map((field) => BOUNDS[field].neutral);

const ADDED = ['awareness', 'pull', 'frictionRemoved', 'buyIn'] as const;
const MULTIPLIED = ['giveUp', 'repetition', 'lapse', 'peers', 'championing'] as const;

/** Factors are kept to a fixed point, so that their sums do not depend on the order of the touchpoints. */
export const exactly = (factor: number) => Math.round(factor * 1048576) / 1048576;

type Weights = [reach: number, click: number, comeback: number];
/** Sums of weights, by day. */
type ByDay = Map<number, Weights>;

export interface Reaching {
  touchpoints: Touchpoint[];
  events: ContextEvent[];
}

/** Collects rows of conditions; equal rows are kept once. */
export class ConditionTable {
  private readonly indices = new Map<string, number>();
  readonly rows: number[][] = [];

  index(row: number[]): number {
    const name = row.join();
    let index = this.indices.get(name);
    if (index === undefined) {
      index = this.rows.push(row) - 1;
      this.indices.set(name, index);
    }
    return index;
  }
}

/** What `reaching` means for the days `from` … `from + days - 1`. Touchpoints whose tactic is unknown are messages without extra effect. */
export function sentBy(
  { touchpoints, events }: Reaching,
  from: number,
  days: number,
  tactics: (id: string) => Tactic | undefined,
  table: ConditionTable,
): Sent {
  const messages = new Float64Array(days);
  const contacts = new Float64Array(days);
  const channels = new Map<number, ByDay>();
  const manners = new MannerTable();
  const present = new Presence(days);
  for (const touchpoint of touchpoints) {
    const tactic = tactics(touchpoint.tactic);
    const effect = tactic?.effect ?? {};
    const channel = CHANNELS.indexOf(touchpoint.channel);
    if (tactic && !isMessage(tactic)) {
      const { from: first, until } = rangeOf(touchpoint);
      present.add(`${tactic.id} ${touchpoint.channel}`, first - from, until - from, (row) => applyEffect(row, effect));
      continue;
    }
    const weights: Weights = [
      exactly(effect.reach ?? 1),
      exactly(effect.click ?? 1),
      exactly((effect.click ?? 1) * (effect.comeback ?? 1)),
    ];
    const contact = exactly(effect.contact ?? 1);
    const isPersonal = isContact(touchpoint.channel, tactic);
    let byDay = channels.get(channel);
    if (!byDay) channels.set(channel, (byDay = new Map()));
    for (const variant of variantsOf(touchpoint)) {
      const particular = manners.find(variant.touchpoint, channel, isPersonal);
      for (const occurrence of variant.days) {
        const day = occurrence - from;
        if (day < 0 || day >= days) continue;
        if (isPersonal) messages[day]! += 1;
        contacts[day]! += contact;
        add(byDay, day, weights);
        if (particular) add(particular, day, weights);
      }
    }
  }
  for (const event of events) {
    const { from: first, until } = rangeOf(event);
    present.add(`\u0000${event.id}`, first - from, until - from, (row) => applyEvent(row, event));
  }
  const exposure = {
    channels: [...channels]
      .filter(([, byDay]) => byDay.size > 0)
      .toSorted(([a], [b]) => a - b)
      .map(([channel, byDay]) => pushesOf(channel, byDay)),
    messages,
    contacts,
    conditions: present.conditions(table),
  };
  return { exposure, manners: manners.all(), firstDay: from };
}

function add(byDay: ByDay, day: number, [reach, click, comeback]: Weights): void {
  const sums = byDay.get(day);
  if (sums) {
    sums[0] += reach;
    sums[1] += click;
    sums[2] += comeback;
  } else byDay.set(day, [reach, click, comeback]);
}

function pushesOf(channel: number, byDay: ByDay): ChannelPushes {
  const entries = [...byDay].toSorted(([a], [b]) => a - b);
  return {
    channel,
    days: Uint32Array.from(entries, ([day]) => day),
    reach: Float64Array.from(entries, ([, sums]) => sums[0]),
    click: Float64Array.from(entries, ([, sums]) => sums[1]),
    comeback: Float64Array.from(entries, ([, sums]) => sums[2]),
  };
}

/** Collects the messages that may not suit everybody; those that are alike are kept together. */
class MannerTable {
  private readonly found = new Map<string, Omit<Manner, 'pushes'> & { channel: number; byDay: ByDay }>();

  /** Where to add a touchpoint's messages; undefined where they suit everybody. */
  find({ message: { language }, time }: Touchpoint, channel: number, isPersonal: boolean): ByDay | undefined {
    const at = isPersonal ? time.at : undefined;
    if (language === undefined && at === undefined) return undefined;
    const name = [channel, language, at, time.zone].join();
    let manner = this.found.get(name);
    if (!manner) this.found.set(name, (manner = { channel, language, at, clock: time.zone, byDay: new Map() }));
    return manner.byDay;
  }

  all(): Manner[] {
    return Array.from(this.found.values(), ({ channel, byDay, ...manner }) => ({
      ...manner,
      pushes: pushesOf(channel, byDay),
    }));
  }
}

function applyEffect(row: number[], effect: TacticEffect): void {
  for (const field of ADDED) row[CONDITION[field]]! += effect[field] ?? 0;
  for (const field of MULTIPLIED) row[CONDITION[field]]! *= effect[field] ?? 1;
}

function applyEvent(row: number[], event: ContextEvent): void {
  row[CONDITION.pushFactor]! *= event.pushFactor;
  row[CONDITION.pullFactor]! *= event.pullFactor;
}

/** Which presences and events hold on which day. The same tactic in the same channel counts once, however often it is laid over itself. */
class Presence {
  private readonly days: number;
  private readonly effects = new Map<string, (row: number[]) => void>();
  private readonly changes: Map<string, number>[];

  constructor(days: number) {
    this.days = days;
    this.changes = Array.from({ length: days });
  }

  add(name: string, first: number, until: number, effect: (row: number[]) => void): void {
    const from = Math.max(0, first);
    if (from >= this.days || until <= from) return;
    this.effects.set(name, effect);
    this.change(from, name, 1);
    if (until < this.days) this.change(until, name, -1);
  }

  private change(day: number, name: string, by: number): void {
    const changes = (this.changes[day] ??= new Map());
    changes.set(name, (changes.get(name) ?? 0) + by);
  }

  conditions(table: ConditionTable): Uint32Array {
    const indices = new Uint32Array(this.days);
    const held = new Map<string, number>();
    let index = table.index(NEUTRAL);
    for (let day = 0; day < this.days; day++) {
      const changes = this.changes[day];
      if (changes) {
        for (const [name, by] of changes) held.set(name, (held.get(name) ?? 0) + by);
        index = table.index(this.rowOf(held));
      }
      indices[day] = index;
    }
    return indices;
  }

  private rowOf(held: Map<string, number>): number[] {
    const row = [...NEUTRAL];
    // In order of names, so that rounding does not depend on the order of the document.
    for (const name of [...held.keys()].toSorted()) if (held.get(name)! > 0) this.effects.get(name)!(row);
    return FIELDS.map((field) => Math.min(Math.max(row[CONDITION[field]]!, BOUNDS[field].least), BOUNDS[field].most));
  }
}
