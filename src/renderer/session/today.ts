import { useSyncExternalStore } from 'react';
import type { Campaign } from '#campaign/document.ts';
import { partOfDay, today } from '../locale.ts';
import { useCampaign } from './shown.ts';

/** Which day it is while the window stays open. */

/** Clocks are set, and machines sleep through midnight: no single alarm is to be trusted. */
const LOOK_MILLISECONDS = 20_000;
const WAKING = ['focus', 'pageshow', 'resize', 'pointerdown', 'keydown'] as const;

function watch(onLook: () => void): () => void {
  const timer = setInterval(onLook, LOOK_MILLISECONDS);
  for (const type of WAKING) window.addEventListener(type, onLook, true);
  document.addEventListener('visibilitychange', onLook);
  return () => {
    clearInterval(timer);
    for (const type of WAKING) window.removeEventListener(type, onLook, true);
    document.removeEventListener('visibilitychange', onLook);
  };
}

/** The day by which a plan's statuses are told: that of the campaign's clock (decision 19). */
export const statusDay = ({ timeZone }: Pick<Campaign, 'timeZone'>): number => today(timeZone);

/** The same of the open campaign, also after its midnight. */
export function useStatusDay(): number {
  const campaign = useCampaign();
  return useSyncExternalStore(watch, () => statusDay(campaign));
}

/** Now on the open campaign's clock, in epoch days and parts of them: noon where hours are not told apart, so that a line stands in the middle of today. */
export function useNow(hasHours: boolean): number {
  const { timeZone } = useCampaign();
  return useSyncExternalStore(watch, () => today(timeZone) + (hasHours ? partOfDay(timeZone) : 0.5));
}
