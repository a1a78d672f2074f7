import { useMemo } from 'react';
import { SEVERITIES } from '#campaign/checks/finding.ts';
import { CHANNELS, directionSchema, type Campaign } from '#campaign/document.ts';
import { SHOWN_STATUSES } from '#campaign/status.ts';
import { useFindings } from '../findings/findings.ts';
import type { Filtered } from '../navigation/address.ts';
import { showFiltered, useAddress } from '../navigation/useAddress.ts';
import { useSession } from '../session/session.ts';
import { useCampaign } from '../session/shown.ts';
import { useStatusDay } from '../session/today.ts';
import { EVERYTHING, IDEA, isNarrowing, matches, NONE, surroundings, type Filter, type Filterable } from './filter.ts';

/** The filter of the plan, which the address holds, so that a link shows the same. */

type Lists = Omit<Filter, 'text'>;
export type ListName = keyof Lists;
export const LISTS = Object.keys(EVERYTHING).filter((name): name is ListName => name !== 'text');

/** The values that a list of the filter can hold in this campaign, in the order in which they are offered. */
export function offered(campaign: Campaign): Record<ListName, readonly string[]> {
  const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);
  const all = [...campaign.touchpoints, ...campaign.ideas];
  const owners = new Set(all.flatMap(({ owner }) => owner?.trim() || []));
  const channels = new Set(all.map(({ channel }) => channel));
  return {
    directions: directionSchema.options,
    segments: ids(campaign.segments),
    channels: CHANNELS.filter((channel) => channels.has(channel)),
    owners: [...[...owners].toSorted((a, b) => a.localeCompare(b)), NONE],
    statuses: [...SHOWN_STATUSES, IDEA, NONE],
    severities: [...SEVERITIES, NONE],
    lanes: ids(campaign.lanes),
    phases: [...ids(campaign.phases), NONE],
  };
}

/** The filter that an address asks for, as far as it means anything in this campaign. */
export function filterFrom({ text, ...lists }: Filtered, campaign: Campaign): Filter {
  const known = offered(campaign);
  const sound = LISTS.flatMap((name) => {
    const values = lists[name]?.filter((value) => known[name].includes(value)) ?? [];
    return values.length > 0 ? [[name, values] as const] : [];
  });
  return { ...EVERYTHING, text: text?.[0] ?? '', ...(Object.fromEntries(sound) as Partial<Filter>) };
}

/** How an address holds a filter: nothing of what asks nothing. */
export function addressOf({ text, ...lists }: Filter): Filtered {
  const asked = Object.entries(lists).filter(([, values]) => values.length > 0);
  return { ...(text.trim() === '' ? {} : { text: [text] }), ...(Object.fromEntries(asked) as Filtered) };
}

export function useFilter(): Filter {
  const written = useAddress((address) => address.filter);
  // While nothing is asked, the campaign is nobody's concern here.
  const campaign = useSession(({ open }) => (Object.keys(written).length > 0 ? open!.campaign : null));
  return useMemo(() => (campaign ? filterFrom(written, campaign) : EVERYTHING), [written, campaign]);
}

export const setFilter = (filter: Filter): void => showFiltered(addressOf(filter));

/** Which touchpoints or ideas the filter means; the same list where it asks nothing. `kept` are shown whatever it asks. */
export function useMatching<T extends Filterable>(items: readonly T[], kept?: ReadonlySet<string>): readonly T[] {
  const campaign = useCampaign();
  const filter = useFilter();
  const statusDay = useStatusDay();
  // Without a question about findings none are looked for.
  const findings = useFindings(filter.severities.length > 0 ? campaign : null);
  return useMemo(() => {
    if (!isNarrowing(filter)) return items;
    const around = surroundings(campaign, findings, statusDay);
    return items.filter((item) => kept?.has(item.id) || matches(item, filter, around));
  }, [items, filter, campaign, findings, kept, statusDay]);
}
