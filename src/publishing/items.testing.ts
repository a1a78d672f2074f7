import type { Campaign } from '#campaign/document.ts';
import type { Item, Profile, PublishedTarget } from '#contract/publishing.ts';
import { stableId } from '#delivery/identifier.ts';
import { scheduleOf } from '#delivery/occurrences.ts';
import type { Composed, Connection, Target } from './target.ts';

/** Items of plans for the tests of targets, composed as the dry run does. */

export const NOW = new Date('2027-01-04T08:00:00Z');

export const profileFor = (target: PublishedTarget, more: Partial<Profile> = {}): Profile => ({
  name: `${target} of tests`,
  target,
  options: {},
  ...more,
});

export function connectionTo(profile: Profile, secret?: string, more: Partial<Connection> = {}): Connection {
  return { profile, secret, now: () => NOW, signal: new AbortController().signal, allowLoopback: true, ...more };
}

export interface Made {
  item: Item;
  problems: Composed['problems'];
}

/** Every item of a plan for a profile. */
export async function itemsOf(campaign: Campaign, target: Target, profile: Profile): Promise<Made[]> {
  const made: Made[] = [];
  for (const delivery of scheduleOf(campaign).deliveries) {
    for (const segment of delivery.segments.length === 0 ? [undefined] : delivery.segments) {
      const { touchpoint, occurrence, instant, date, wallTime, timeZone } = delivery;
      const of = {
        profile: profile.name,
        campaign: campaign.id,
        touchpoint: touchpoint.id,
        segment: segment?.id ?? '',
        occurrence,
      };
      const key = await stableId([of.profile, of.campaign, of.touchpoint, of.segment, of.occurrence]);
      const { payload, problems } = await target.compose(campaign, delivery, segment, profile, key);
      const at = new Date(instant).toISOString();
      const item = { key, ...of, name: touchpoint.name, at, local: `${date}T${wallTime}`, timeZone };
      made.push({ item: { ...item, payload: JSON.parse(JSON.stringify(payload)) as Item['payload'] }, problems });
    }
  }
  return made;
}

/** The first item of a plan. */
export async function itemOf(campaign: Campaign, target: Target, profile: Profile): Promise<Item> {
  const [first] = await itemsOf(campaign, target, profile);
  if (!first) throw new Error('The plan sends nothing.');
  return first.item;
}

/** Words that people may read or that are kept: everything an answer says. */
export const wordsOf = (answer: unknown): string => JSON.stringify(answer);
