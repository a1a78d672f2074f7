import { formatDay, rangeOf, type DayRange } from '../calendar.ts';
import type { Held } from '../cap.ts';
import type { Campaign, Phase } from '../document.ts';
import { variantsOf } from '../occurrences.ts';
import { plannedIn, type Planned } from '../planned.ts';
import { sayDay, sayShare } from './finding.ts';

export interface Plan {
  campaign: Campaign;
  range: DayRange;
  /** As it is really sent: without what the cap holds back. */
  planned: readonly Planned[];
  held: readonly Held[];
  phases: readonly { phase: Phase; range: DayRange }[];
  /** An epoch day as the findings write it. */
  sayDay: SayDay;
  /** A share of 0 to 1 as the findings write it. */
  sayShare: SayShare;
}

export type SayDay = (day: number) => string;
export type SayShare = (share: number) => string;

export function planOf(campaign: Campaign, dayInWords: SayDay = sayDay, shareInWords: SayShare = sayShare): Plan {
  return {
    campaign,
    range: rangeOf(campaign),
    ...plannedIn(campaign),
    phases: campaign.phases.map((phase) => ({ phase, range: rangeOf(phase) })),
    sayDay: dayInWords,
    sayShare: shareInWords,
  };
}

interface VariantIn {
  planned: Planned;
  date: string;
  /** The day on which the rule has a send of its own, by which findings about it are told from those about others of the same day. */
  send?: string;
}

/**
 * A touchpoint as it reaches people: as it is, and once more for each send that has words or a time of its own, called by its day as well.
 */
export function variantsIn(one: Planned, inWords: SayDay): VariantIn[] {
  const { touchpoint, isMessage: acts } = one;
  const own = acts && touchpoint.exceptions?.some(({ message, time }) => message ?? time);
  if (!own) return [{ planned: one, date: touchpoint.start }];
  return variantsOf(touchpoint).map(({ touchpoint: sent, days, on }) => {
    if (sent === touchpoint) return { planned: { ...one, days }, date: touchpoint.start };
    const named = { ...sent, name: `${sent.name}, ${inWords(days[0]!)}` };
    return { planned: { ...one, touchpoint: named, days }, date: formatDay(days[0]!), send: formatDay(on[0]!) };
  });
}
