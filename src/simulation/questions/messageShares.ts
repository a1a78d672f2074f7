import { isGoing, type Campaign } from '#campaign/document.ts';
import { getsTo } from '#campaign/reach.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { circlesOf, doneBy, ratesOf, saturated, strengthsIn, wearOf } from '../model/effects.ts';
import { ConditionTable } from '../plan/conditions.ts';
import { sentBy, type ChannelPushes, type Exposure, type Sent } from '../plan/exposure.ts';
import type { Plan } from '../plan/plan.ts';
import { asReadBy } from '../plan/suitability.ts';

/** Which touchpoint does how much of what the messages of a segment do on a day. */

/** What messages do: being noticed, being followed, bringing back. */
export const DEEDS = ['reach', 'click', 'comeback'] as const;
export type Deed = (typeof DEEDS)[number];

/** A touchpoint of whose messages something is left within the days asked about. */
export interface MessageShare {
  /** Its place in the campaign's list. */
  touchpoint: number;
  /** For each of these days the part it does of all that messages do; over all touchpoints they add up to 1, or to 0 where none is at work. */
  parts: Record<Deed, Float64Array>;
}

/** Finds for a segment the shares of its touchpoints on the days `from` … `until - 1`; segments that are reached alike share one list. */
export function messageSharesIn(
  campaign: Campaign,
  plan: Plan,
  values: Float64Array,
  from: number,
  until: number,
): (segment: number) => MessageShare[] {
  const found = new Map<string, MessageShare[]>();
  const circles = circlesOf(plan);
  const sent = campaign.touchpoints.map((touchpoint) =>
    isGoing(touchpoint)
      ? sentBy({ touchpoints: [touchpoint], events: [] }, plan.firstDay, plan.days, tacticById, new ConditionTable())
      : undefined,
  );
  return (segment) => {
    const { exposure, set } = plan.segments[segment]!;
    const name = `${exposure} ${set}`;
    let shares = found.get(name);
    if (!shares) found.set(name, (shares = sharesFor(campaign, plan, values, circles, sent, segment, from, until)));
    return shares;
  };
}

function sharesFor(
  campaign: Campaign,
  plan: Plan,
  values: Float64Array,
  circles: Float64Array,
  sent: readonly (Sent | undefined)[],
  segment: number,
  from: number,
  until: number,
): MessageShare[] {
  const reader = campaign.segments[segment]!;
  const { exposure, set } = plan.segments[segment]!;
  const { channels, recent } = plan.exposures[exposure]!;
  const strength = strengthsIn(plan, values);
  const wear = wearOf(set, values);
  const shares: MessageShare[] = [];
  for (const whole of channels) {
    const rates = ratesOf(whole.channel, set, values, circles[whole.channel]!);
    const own = campaign.touchpoints.flatMap((touchpoint, index) => {
      const alone = sent[index];
      if (!alone || !getsTo(touchpoint, reader)) return [];
      const pushes = partOf(
        whole,
        alone.exposure.channels.length > 0 ? asReadBy(reader, alone, campaign.timeZone) : alone.exposure,
      );
      if (!pushes) return [];
      const doing = doneBy(pushes, recent, strength, wear);
      return [{ index, work: workOf(pushes.days, doing, rates.kept, plan.days) }];
    });
    // What is at work in a channel together saturates, and each does of that what is its part of the sum.
    const weights: Record<Deed, Float64Array> = {
      reach: sum(own, 'reach'),
      click: sum(own, 'click'),
      comeback: sum(own, 'comeback'),
    };
    const scaled = {
      reach: weights.reach.map((amount) => (amount > 0 ? rates.reach : 0)),
      click: weights.click.map((amount) => (amount > 0 ? (rates.click * saturated(amount, rates)) / amount : 0)),
      comeback: weights.comeback.map((amount) => (amount > 0 ? (rates.click * saturated(amount, rates)) / amount : 0)),
    };
    for (const { index, work } of own) {
      const within = (deed: Deed) =>
        work[deed].slice(from, until).map((amount, day) => amount * scaled[deed][from + day]!);
      const parts = { reach: within('reach'), click: within('click'), comeback: within('comeback') };
      if (DEEDS.some((deed) => parts[deed].some((part) => part > 0))) shares.push({ touchpoint: index, parts });
    }
  }
  for (const deed of DEEDS) {
    for (let day = 0; day < until - from; day++) {
      const all = shares.reduce((total, { parts }) => total + parts[deed][day]!, 0);
      if (all > 0) for (const { parts } of shares) parts[deed][day]! /= all;
    }
  }
  return shares;
}

const sum = (own: { work: Record<Deed, Float64Array> }[], deed: Deed): Float64Array => {
  const total = new Float64Array(own[0]?.work[deed].length ?? 0);
  for (const { work } of own) work[deed].forEach((amount, day) => (total[day]! += amount));
  return total;
};

/** A touchpoint's own messages of a channel, worn by all others of their day; undefined where it has none there. */
function partOf({ channel, days, asOne }: ChannelPushes, { channels }: Exposure): ChannelPushes | undefined {
  const own = channels.find((candidate) => candidate.channel === channel);
  if (!own) return undefined;
  const places = new Map(Array.from(days, (day, place) => [day, place]));
  const worn = (of: Float64Array) => Float64Array.from(own.days, (day) => of[places.get(day)!]!);
  return { ...own, asOne: { first: worn(asOne.first), further: worn(asOne.further) } };
}

/** What of messages is at work on each day: noticed on their own, followed as long as something of them is left. */
function workOf(
  days: Uint32Array,
  doing: Record<Deed, Float64Array>,
  kept: number,
  horizon: number,
): Record<Deed, Float64Array> {
  const work = {
    reach: new Float64Array(horizon),
    click: new Float64Array(horizon),
    comeback: new Float64Array(horizon),
  };
  days.forEach((day, place) => (work.reach[day] = doing.reach[place]!));
  for (const deed of ['click', 'comeback'] as const) {
    let left = 0;
    let place = 0;
    for (let day = days[0] ?? horizon; day < horizon; day++) {
      left *= kept;
      if (days[place] === day) left += (1 - kept) * doing[deed][place++]!;
      work[deed][day] = left;
    }
  }
  return work;
}
