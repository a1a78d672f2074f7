import { primaryLanguage, type Campaign, type Segment } from '#campaign/document.ts';
import { isQuiet } from '#campaign/quiet.ts';
import { DAY_MINUTES } from '#campaign/calendar.ts';
import { minuteOf } from '#campaign/wallClock.ts';
import { aheadOf, awayBy } from './arrival.ts';
import type { ChannelPushes, Exposure, Manner, MessageKind, Sent } from './exposure.ts';

/**
 * How well messages suit those whom they reach. One in another language keeps a share L of its effect; a personal one that arrives away from the
 * preferred time loses up to a share δ: together L^foreign × (1 - δ × away). In the campaign's quiet hours it is as far away as it can be: it is sent
 * all the same, and lies there until people look again. L and δ are drawn for every run.
 */

type Reader = Pick<Segment, 'language' | 'timeZone' | 'preferredTime'>;
type Rules = Pick<Campaign, 'timeZone' | 'contact'>;

/** Those who read de read de-CH. */
const isForeignTo = ({ language: own }: Reader, { language }: Manner) =>
  language !== undefined && primaryLanguage(language) !== primaryLanguage(own);

/**
 * What of a segment decides how these messages suit it, as a name. Where it is the same they do so alike, on whatever day they are sent:
 * a variant of the plan may move them.
 */
export function readerOf({ manners }: Sent, { language, timeZone, preferredTime }: Reader): string {
  const own = primaryLanguage(language);
  const all = [...manners.values()];
  const timed = all.filter(({ at }) => at !== undefined);
  return [
    all.some((manner) => manner.language !== undefined && primaryLanguage(manner.language) === own) ? own : '',
    timed.length > 0 ? preferredTime : '',
    timed.some(({ clock }) => clock === 'campaign') ? timeZone : '',
  ].join(' ');
}

/** The exposure of one segment: what is sent to it, and what of that does not suit it. */
export function asReadBy(reader: Reader, { exposure, manners, firstDay }: Sent, rules: Rules): Exposure {
  const read = (kind: MessageKind, { days }: ChannelPushes): MessageKind => {
    const manner = manners.get(kind)!;
    const isForeign = isForeignTo(reader, manner);
    const awayOn = awayFrom(reader, manner, rules);
    const away = awayOn && Float64Array.from(kind.at, (index) => awayOn(firstDay + days[index]!));
    return { ...kind, isForeign, ...(away?.some((share) => share > 0) && { away }) };
  };
  const channels = exposure.channels.map((pushes) => ({
    ...pushes,
    kinds: merged(pushes.kinds.map((kind) => read(kind, pushes))),
  }));
  return { ...exposure, channels };
}

/** Kinds that come to the same for these readers become one: a language or a time that suits them changes nothing. */
function merged(kinds: MessageKind[]): MessageKind[] {
  const found = new Map<string, MessageKind>();
  kinds.forEach((kind, index) => {
    const { tactic, factors, isForeign, away } = kind;
    const name = away ? `away ${index}` : [tactic, ...Object.values(factors), isForeign].join();
    const same = found.get(name);
    found.set(name, same ? bothOf(same, kind) : kind);
  });
  return [...found.values()];
}

function bothOf(one: MessageKind, other: MessageKind): MessageKind {
  const counts = new Map(Array.from(one.at, (index, nth) => [index, one.counts[nth]!]));
  other.at.forEach((index, nth) => counts.set(index, (counts.get(index) ?? 0) + other.counts[nth]!));
  const at = Uint32Array.from(counts.keys()).toSorted();
  return { ...one, at, counts: Float64Array.from(at, (index) => counts.get(index)!) };
}

/** How far from the reader's preferred time the messages arrive on an epoch day, 0 to 1; undefined where the hour does not matter. */
function awayFrom(
  reader: Reader,
  { at, clock }: Manner,
  { timeZone, contact }: Rules,
): ((day: number) => number) | undefined {
  if (at === undefined) return undefined;
  const arrival = minuteOf(at);
  const preferred = minuteOf(reader.preferredTime);
  const ahead = clock === 'campaign' ? aheadOf(reader.timeZone, timeZone) : () => 0;
  return (day) => {
    const local = arrival + ahead(day);
    return isQuiet(contact, (local + 2 * DAY_MINUTES) % DAY_MINUTES) ? 1 : awayBy(local, preferred);
  };
}

/** The share of a kind's effect that is left for its readers on the nth of its days, under the two parameters. */
export function leftOf({ isForeign, away }: MessageKind, nth: number, otherLanguage: number, offHours: number): number {
  const inTime = away ? 1 - offHours * away[nth]! : 1;
  return isForeign ? otherLanguage * inTime : inTime;
}
