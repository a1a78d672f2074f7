import { primaryLanguage, type Segment } from '#campaign/document.ts';
import { minuteOf } from '#campaign/wallClock.ts';
import { aheadOf, awayBy } from './arrival.ts';
import {
  exactly,
  type Amounts,
  type ChannelPushes,
  type Exposure,
  type Manner,
  type Sent,
  type Unsuited,
} from './exposure.ts';

/**
 * How well messages suit those whom they reach. One in another language keeps a share L of its effect; a personal one that arrives away from the
 * preferred time loses up to a share δ: together L^foreign × (1 - δ × away). L and δ are drawn for every run, so the sums they act on are kept apart.
 */

type Reader = Pick<Segment, 'language' | 'timeZone' | 'preferredTime'>;

const EFFECTS = ['reach', 'click', 'comeback'] as const;

/** Those who read de read de-CH. */

/**
 * What of a segment decides how these messages suit it, as a name. Where it is the same they do so alike, on whatever day they are sent:
 * a variant of the plan may move them.
 */
export function readerOf({ manners }: Sent, { language, timeZone, preferredTime }: Reader): string {
  const own = primaryLanguage(language);
  const timed = manners.filter(({ at }) => at !== undefined);
  return [
    manners.some((manner) => manner.language !== undefined && primaryLanguage(manner.language) === own) ? own : '',
    timed.length > 0 ? preferredTime : '',
    timed.some(({ clock }) => clock === 'campaign') ? timeZone : '',
  ].join(' ');
}

/** The exposure of one segment: what is sent to it, and what of that does not suit it. */
export function asReadBy(reader: Reader, { exposure, manners, firstDay }: Sent, campaignZone: string): Exposure {
  const unsuited = new Map<ChannelPushes, Unsuited>();
  for (const manner of manners) {
    const pushes = exposure.channels.find(({ channel }) => channel === manner.pushes.channel);
    const isForeign =
      manner.language !== undefined && primaryLanguage(manner.language) !== primaryLanguage(reader.language);
    if (!pushes || (!isForeign && manner.at === undefined)) continue;
    const awayOn = awayFrom(reader, manner, campaignZone);
    addUnsuited(manner, pushes, isForeign, (day) => awayOn(firstDay + day), unsuited);
  }
  if (unsuited.size === 0) return exposure;
  const channels = exposure.channels.map((pushes) => {
    const found = unsuited.get(pushes);
    return found ? { ...pushes, unsuited: found } : pushes;
  });
  return { ...exposure, channels };
}

/** How far from the reader's preferred time the messages arrive on an epoch day, 0 to 1. */
function awayFrom(reader: Reader, { at, clock }: Manner, campaignZone: string): (day: number) => number {
  if (at === undefined) return () => 0;
  const arrival = minuteOf(at);
  const preferred = minuteOf(reader.preferredTime);
  const ahead = clock === 'campaign' ? aheadOf(reader.timeZone, campaignZone) : () => 0;
  return (day) => awayBy(arrival + ahead(day), preferred);
}

function addUnsuited(
  { pushes: own }: Manner,
  pushes: ChannelPushes,
  isForeign: boolean,
  awayOn: (day: number) => number,
  unsuited: Map<ChannelPushes, Unsuited>,
): void {
  let index = 0;
  for (let nth = 0; nth < own.days.length; nth++) {
    const away = awayOn(own.days[nth]!);
    if (!isForeign && away === 0) continue;
    // Days are in order, and the channel has each of the manner's.
    while (pushes.days[index] !== own.days[nth]) index++;
    let sums = unsuited.get(pushes);
    if (!sums) unsuited.set(pushes, (sums = nothingUnsuited(pushes.days.length)));
    const weighted = isForeign ? sums.foreignAway : sums.away;
    for (const effect of EFFECTS) {
      const amount = own[effect][nth]!;
      if (isForeign) sums.foreign[effect][index]! += amount;
      weighted[effect][index]! += exactly(amount * away);
    }
  }
}

function nothingUnsuited(days: number): Unsuited {
  const nothing = (): Amounts => ({
    reach: new Float64Array(days),
    click: new Float64Array(days),
    comeback: new Float64Array(days),
  });
  return { foreign: nothing(), away: nothing(), foreignAway: nothing() };
}

/** What is left of a channel's messages for those who read them, under the two parameters. */
export function leftOf(pushes: ChannelPushes, otherLanguage: number, offHours: number): ChannelPushes {
  const { unsuited } = pushes;
  if (!unsuited) return pushes;
  const { foreign, away, foreignAway } = unsuited;
  const left = (effect: keyof Amounts) =>
    pushes[effect].map((all, index) => {
      const own = all - foreign[effect][index]! - offHours * away[effect][index]!;
      return own + otherLanguage * (foreign[effect][index]! - offHours * foreignAway[effect][index]!);
    });
  return { ...pushes, reach: left('reach'), click: left('click'), comeback: left('comeback') };
}
