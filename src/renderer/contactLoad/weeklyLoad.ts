import { useMemo } from 'react';
import type { Campaign } from '#campaign/document.ts';
import { weeklyLoadAfter, weeklyLoadOf, type WeeklyLoad } from '#campaign/weeklyLoad.ts';
import { useCampaign, useShownCampaign } from '../session/shown.ts';

/** Contacts of the plan week by week as the window shows it: counted once for each document, and told from it for each draft. */

const loads = new WeakMap<Campaign, WeeklyLoad>();

/** The load of a plan as it is tried out, told from that of the stored one. */
export function loadShown(stored: Campaign, shown: Campaign): WeeklyLoad {
  let load = loads.get(shown);
  if (!load) {
    load =
      shown === stored
        ? weeklyLoadOf(stored)
        : weeklyLoadAfter({ campaign: stored, load: loadShown(stored, stored) }, shown);
    loads.set(shown, load);
  }
  return load;
}

export function useWeeklyLoad(): WeeklyLoad {
  const stored = useCampaign();
  const shown = useShownCampaign();
  return useMemo(() => loadShown(stored, shown), [stored, shown]);
}
