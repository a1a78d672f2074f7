import { rangeOf } from '#campaign/calendar.ts';
import { isContact } from '#campaign/contacts.ts';
import { CHANNELS, type ContextEvent, type TimePolicy, type Touchpoint } from '#campaign/document.ts';
import { variantsOf, type AtWork } from '#campaign/occurrences.ts';
import type { Tactic, TacticEffect } from '#campaign/tactic.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { isMessage } from '#campaign/sending.ts';
import { exp } from '../numbers/mathematics.ts';
import { Presence, type ConditionTable, type PresenceEffect } from './conditions.ts';

/** What reaches the learners of a segment: messages by channel and day, and what is there for them on each day. */
export interface Exposure {
  /** One entry for every channel in use; the arrays run over the days on which something is sent. */
  channels: ChannelPushes[];
  /** For each day: messages that reach people personally; and all messages, weighted by what each costs in attention. */
  messages: Float64Array;
  contacts: Float64Array;
  /** For each day, the contacts of the days before, each counting less the longer ago it was. */
  recent: Float64Array;
  /** For each day, its place in the plan's conditions. */
  conditions: Uint32Array;
}

export interface ChannelPushes {
  channel: number;
  days: Uint32Array;
  /**
   * All messages of a day do little more than their average one: what each is left with, for the first of them and, weighted by
   * `saturation.sameDay`, for all further ones.
   */
  asOne: { first: Float64Array; further: Float64Array };
  /** The same messages by what they do and how they suit their readers. */
  kinds: MessageKind[];
}

/** What a message does by its tactic: factors on being noticed, on being followed, and on bringing back; and the share of the last two that is done at once. */
export type MessageFactors = Readonly<Record<'reach' | 'click' | 'comeback' | 'atOnce', number>>;

/** Messages of one channel that do the same and suit their readers alike. */
export interface MessageKind {
  /** The tactic's place in the catalogue, by which runs know its strength; -1 where its factors are certain. */
  tactic: number;
  factors: MessageFactors;
  /** Indices among the channel's days, and messages on each. */
  at: Uint32Array;
  counts: Float64Array;
  /** Whether they are written in another language than their readers'. */
  isForeign: boolean;
  /** On each day, how far from the preferred time they arrive, 0 to 1; absent where all arrive then. */
  away?: Float64Array;
}

/** What is sent to some segments, before anybody reads it. */
export interface Sent {
  exposure: Exposure;
  /** For every kind of message of the exposure's channels, its manner. */
  manners: Map<MessageKind, Manner>;
  /** Epoch day of day 0. */
  firstDay: number;
}

/** How messages may suit one segment less than another. */
export interface Manner {
  /** Absent where every segment gets them in its own. */
  language: string | undefined;
  /** When they reach people personally; absent for the preferred time, and where the hour does not matter. */
  at: string | undefined;
  clock: TimePolicy['zone'];
}

export interface Reaching {
  touchpoints: Touchpoint[];
  events: ContextEvent[];
}

/** Over so many days a message counts as recent, fading evenly by e. An assumption. */
export const RECENT_DAYS = 7;

/** What `reaching` means for the days `from` … `from + days - 1`. Touchpoints whose tactic is unknown are messages without extra effect. */
export function sentBy(
  { touchpoints, events }: Reaching,
  from: number,
  days: number,
  tactics: (id: string) => Tactic | undefined,
  table: ConditionTable,
  /** Days by which everything but events is later: of people who start so much later. */
  later = 0,
): Sent {
  const messages = new Float64Array(days);
  const contacts = new Float64Array(days);
  const collected = new Collected();
  const present = new Presence(days);
  for (const touchpoint of touchpoints) {
    const tactic = tactics(touchpoint.tactic);
    const { effect, factors, presence } = tactic ? doingOf(tactic) : PLAIN;
    const name = `${touchpoint.tactic} ${touchpoint.channel}`;
    if (tactic && !isMessage(tactic)) {
      const { from: first, until } = rangeOf(touchpoint);
      if (presence) present.add(name, first - from + later, until - from + later, { presence });
      continue;
    }
    const channel = CHANNELS.indexOf(touchpoint.channel);
    const contact = effect.contact ?? 1;
    const isPersonal = isContact(touchpoint.channel, tactic);
    for (const variant of variantsOf(asOf(touchpoint, later))) {
      const byDay = collected.find(channel, touchpoint.tactic, factors, mannerOf(variant.touchpoint, isPersonal));
      for (const occurrence of variant.days) {
        const day = occurrence - from + later;
        if (day < 0 || day >= days) continue;
        if (isPersonal) messages[day]! += 1;
        contacts[day]! += contact;
        byDay.set(day, (byDay.get(day) ?? 0) + 1);
        // What a message does to those who are there already holds on the day on which it comes.
        if (presence) present.add(name, day, day + 1, { presence });
      }
    }
  }
  for (const event of events) {
    const { from: first, until } = rangeOf(event);
    present.add(`\u0000${event.id}`, first - from, until - from, { event });
  }
  const { channels, manners } = collected.channels();
  const exposure = { channels, messages, contacts, recent: recentBy(contacts), conditions: present.conditions(table) };
  return { exposure, manners, firstDay: from };
}

/** A touchpoint as those get it who start so many days later: what goes out on working days does so on those of their own dates. */
function asOf(touchpoint: Touchpoint & AtWork, later: number): Touchpoint & AtWork {
  const { isDayOff } = touchpoint;
  return later === 0 || !isDayOff ? touchpoint : { ...touchpoint, isDayOff: (day) => isDayOff(day + later) };
}

/** The contacts before each day, faded. */
function recentBy(contacts: Float64Array): Float64Array {
  const kept = exp(-1 / RECENT_DAYS);
  let recent = 0;
  return contacts.map((today) => {
    const before = recent;
    recent = kept * (recent + today);
    return before;
  });
}

function factorsOf({ reach = 1, click = 1, comeback = 1, atOnce = 0 }: TacticEffect): MessageFactors {
  return { reach, click, comeback: click * comeback, atOnce };
}

/** What a tactic's effect does by its messages, and by being there. */
interface TacticDoing {
  effect: TacticEffect;
  factors: MessageFactors;
  presence: PresenceEffect | undefined;
}

const PLAIN: TacticDoing = { effect: {}, factors: factorsOf({}), presence: undefined };
const doings = new WeakMap<Tactic, TacticDoing>();

function doingOf(tactic: Tactic): TacticDoing {
  let doing = doings.get(tactic);
  if (!doing) {
    const { effect } = tactic;
    doings.set(tactic, (doing = { effect, factors: factorsOf(effect), presence: presenceOf(tactic, effect) }));
  }
  return doing;
}

function presenceOf(tactic: Tactic, effect: TacticEffect): PresenceEffect | undefined {
  const { reach: _reach, click: _click, contact: _contact, comeback: _comeback, atOnce: _atOnce, ...presence } = effect;
  return Object.keys(presence).length === 0 ? undefined : { tactic: placeOf(tactic.id), effect: presence };
}

function mannerOf({ message: { language }, time }: Touchpoint, isPersonal: boolean): Manner {
  return { language, at: isPersonal ? time.at : undefined, clock: time.zone };
}

const places = new Map(TACTICS.map(({ id }, place) => [id, place]));
const placeOf = (tactic: string) => places.get(tactic) ?? -1;

/** Messages by day. */
type ByDay = Map<number, number>;
interface Alike {
  channel: number;
  tactic: string;
  factors: MessageFactors;
  manner: Manner;
  byDay: ByDay;
}

/** Collects messages; those that are alike are kept together. */
class Collected {
  private readonly found = new Map<string, Alike>();

  /** Where to count the messages of this kind. */
  find(channel: number, tactic: string, factors: MessageFactors, manner: Manner): ByDay {
    const name = [channel, tactic, manner.language, manner.at, manner.at === undefined ? '' : manner.clock].join();
    let alike = this.found.get(name);
    if (!alike) this.found.set(name, (alike = { channel, tactic, factors, manner, byDay: new Map() }));
    return alike.byDay;
  }

  /** What was collected, channel by channel, in an order that does not depend on the document's. */
  channels(): Pick<Sent, 'manners'> & Pick<Exposure, 'channels'> {
    const manners = new Map<MessageKind, Manner>();
    const alike = [...this.found].filter(([, { byDay }]) => byDay.size > 0).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const channels = CHANNELS.flatMap((_, channel): ChannelPushes[] => {
      const own = alike.filter(([, kind]) => kind.channel === channel);
      if (own.length === 0) return [];
      const days = Uint32Array.from(new Set(own.flatMap(([, { byDay }]) => [...byDay.keys()]))).toSorted();
      const indices = new Map(Array.from(days, (day, index) => [day, index]));
      const counts = new Float64Array(days.length);
      const kinds = own.map(([, { tactic, factors, manner, byDay }]): MessageKind => {
        const entries = [...byDay].toSorted(([a], [b]) => a - b);
        const at = Uint32Array.from(entries, ([day]) => indices.get(day)!);
        entries.forEach(([, count], nth) => (counts[at[nth]!]! += count));
        const amounts = Float64Array.from(entries, ([, count]) => count);
        const kind = { tactic: placeOf(tactic), factors, at, counts: amounts, isForeign: false };
        manners.set(kind, manner);
        return kind;
      });
      const first = counts.map((count) => 1 / count);
      const further = counts.map((count) => (1 - exp(1 - count)) / count);
      return [{ channel, days, asOne: { first, further }, kinds }];
    });
    return { channels, manners };
  }
}
