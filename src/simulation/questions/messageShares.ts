import { asReallySent } from '#campaign/cap.ts';
import { isGoing, type Campaign, type Touchpoint } from '#campaign/document.ts';
import { PARAMETERS, placeOfParameter } from '#campaign/parameters.ts';
import { getsTo } from '#campaign/reach.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { effectsOf } from '../model/effects.ts';
import { PUSH, PUSH_FIELDS } from '../numbers/layouts.ts';
import { ConditionTable } from '../plan/conditions.ts';
import { sentBy, type ChannelPushes, type Exposure, type Sent } from '../plan/exposure.ts';
import type { Plan } from '../plan/plan.ts';
import { asReadBy } from '../plan/suitability.ts';

/**
 * Which touchpoint does how much of what the messages of a segment do on a day: of what each channel does, every touchpoint a part in proportion to what
 * it would do alone there.
 */

/** What messages do: being noticed, being followed, bringing back. */
const DEEDS = ['reach', 'click', 'comeback'] as const;
type Deeds = Record<(typeof DEEDS)[number], Float64Array>;

/** A touchpoint of whose messages something is left within the days asked about. */
export interface MessageShare {
  /** Its place in the campaign's list. */
  touchpoint: number;
  /** For each of these days the part it does of all that messages do; over all touchpoints they add up to 1, or to 0 where none is at work. */
  parts: Deeds;
}

/** The days asked about: from … until - 1, or those of a cohort's own that are numbered so. */
interface Days {
  from: number;
  until: number;
  byOwnDay?: boolean;
}

/** The same values where no day is better than another. */
export function onAverageDays(plan: Plan, values: Float64Array): Float64Array {
  const even = values.slice();
  const [off, weekday] = [placeOfParameter('days.off')!, placeOfParameter('days.weekday')!];
  for (let set = 0; set < plan.parameters.centre.length; set += PARAMETERS.length) {
    even[set + off] = 1;
    even[set + weekday] = 0;
  }
  return even;
}

/** Finds for a segment the shares of its touchpoints; segments that are reached alike share one list. */
export function messageSharesIn(
  campaign: Campaign,
  plan: Plan,
  values: Float64Array,
  days: Days,
): (segment: number) => MessageShare[] {
  const found = new Map<string, MessageShare[]>();
  const even = onAverageDays(plan, values);
  const going = asReallySent(campaign).campaign.touchpoints.map((one) => (isGoing(one) ? one : undefined));
  const sent = new Map<number, (Sent | undefined)[]>();
  const sentTo = (start: number) => {
    let own = sent.get(start);
    if (!own) {
      own = going.map((touchpoint) => touchpoint && sentAlone(touchpoint, plan, start));
      sent.set(start, own);
    }
    return own;
  };
  return (segment) => {
    const { exposure, set, start = 0 } = plan.segments[segment]!;
    const name = `${exposure} ${set}`;
    let shares = found.get(name);
    const later = days.byOwnDay ? start : 0;
    const asked = { from: days.from + later, until: days.until + later };
    if (!shares) found.set(name, (shares = sharesFor(campaign, plan, even, sentTo(start), segment, asked)));
    return shares;
  };
}

/** What one touchpoint sends to those who start on a day. */
const sentAlone = (touchpoint: Touchpoint, { firstDay, days }: Plan, start: number): Sent =>
  sentBy({ touchpoints: [touchpoint], events: [] }, firstDay, days, tacticById, new ConditionTable(), start);

function sharesFor(
  campaign: Campaign,
  plan: Plan,
  values: Float64Array,
  sent: readonly (Sent | undefined)[],
  segment: number,
  days: Pick<Days, 'from' | 'until'>,
): MessageShare[] {
  const reader = campaign.segments.find(({ id }) => id === plan.segments[segment]!.id)!;
  const { channels } = plan.exposures[plan.segments[segment]!.exposure]!;
  const received = sent.flatMap((one, touchpoint) =>
    one && one.exposure.channels.length > 0 && getsTo(campaign.touchpoints[touchpoint]!, reader)
      ? [{ touchpoint, exposure: asReadBy(reader, one, campaign) }]
      : [],
  );
  const doneBy = (pushes: ChannelPushes) => doneIn(plan, values, segment, pushes, days);
  const byChannel = channels.map((channel) => {
    const shares = received.flatMap(({ touchpoint, exposure }): MessageShare[] => {
      const pushes = partOf(channel, exposure);
      const parts = pushes && doneBy(pushes);
      return parts && DEEDS.some((deed) => parts[deed].some((part) => part > 0)) ? [{ touchpoint, parts }] : [];
    });
    return split(shares, doneBy(channel));
  });
  const ones = new Float64Array(days.until - days.from).fill(1);
  return split(byChannel.flat(), { reach: ones, click: ones, comeback: ones });
}

/** The same parts in proportion, so that they add up to the whole of each day. */
function split(shares: MessageShare[], whole: Deeds): MessageShare[] {
  for (const deed of DEEDS) {
    whole[deed].forEach((amount, day) => {
      const all = shares.reduce((total, { parts }) => total + parts[deed][day]!, 0);
      for (const { parts } of shares) parts[deed][day] = all > 0 ? (parts[deed][day]! / all) * amount : 0;
    });
  }
  return shares;
}

/** What some messages of one channel do to a segment, if nothing else were sent or there. */
function doneIn(
  plan: Plan,
  values: Float64Array,
  segment: number,
  pushes: ChannelPushes,
  days: Pick<Days, 'from' | 'until'>,
): Deeds {
  const own = plan.segments[segment]!;
  const exposure = { ...plan.exposures[own.exposure]!, channels: [pushes], conditions: new Uint32Array(plan.days) };
  const alone = { ...plan, segments: [{ ...own, exposure: 0 }], exposures: [exposure], conditions: [] };
  const done = effectsOf(alone, values).pushes[0]!;
  const { from, until } = days;
  const of = (deed: (typeof DEEDS)[number]) =>
    Float64Array.from({ length: until - from }, (_, day) => done[(from + day) * PUSH_FIELDS + PUSH[deed]]!);
  return { reach: of('reach'), click: of('click'), comeback: of('comeback') };
}

/** A touchpoint's own messages of a channel, worn by all others of their day; undefined where it has none there. */
function partOf({ channel, days, asOne }: ChannelPushes, { channels }: Exposure): ChannelPushes | undefined {
  const own = channels.find((candidate) => candidate.channel === channel);
  if (!own) return undefined;
  const places = new Map(Array.from(days, (day, place) => [day, place]));
  const worn = (of: Float64Array) => Float64Array.from(own.days, (day) => of[places.get(day)!]!);
  return { ...own, asOne: { first: worn(asOne.first), further: worn(asOne.further) } };
}
