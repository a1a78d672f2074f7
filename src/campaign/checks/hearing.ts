import { primaryLanguage, type Campaign } from '../document.ts';
import { isLaunched, launchesOf, launchesTo } from './launch.ts';
import { planOf } from './plan.ts';

/** What a segment hears of a campaign. */
export interface Hearing {
  /** Touchpoints that reach it, messages and places alike. */
  touchpoints: number;
  /** Messages sent to it, from the first day to the last. */
  messages: number;
  /** How many of them are written in its own language, in another one, and in one that nobody has said. */
  own: number;
  other: number;
  unsaid: number;
  /** The first of them. */
  first?: Heard;
  /** The first launch message that comes to it; null where none does, undefined where the campaign launches nothing. */
  launch?: Heard | null;
}

export interface Heard {
  touchpointId: string;
  name: string;
  day: number;
}

/** What every segment hears, by its id. */
export function hearings(campaign: Campaign): Map<string, Hearing> {
  const plan = planOf(campaign);
  const launches = launchesOf(plan);
  const heard = new Map<string, Hearing>(
    campaign.segments.map(({ id }) => [id, { touchpoints: 0, messages: 0, own: 0, other: 0, unsaid: 0 }]),
  );
  if (plan.planned.some((one) => launches.some(({ range }) => isLaunched(one, range))))
    for (const hearing of heard.values()) hearing.launch = null;
  for (const one of plan.planned) {
    const { touchpoint, isMessage, days, reached } = one;
    const { language } = touchpoint.message;
    const written = language === undefined ? undefined : primaryLanguage(language);
    const isLaunch = launches.some(({ range }) => isLaunched(one, range));
    for (const segment of reached) {
      const hearing = heard.get(segment.id)!;
      hearing.touchpoints++;
      if (!isMessage || days.length === 0) continue;
      hearing.messages += days.length;
      hearing[written === undefined ? 'unsaid' : written === primaryLanguage(segment.language) ? 'own' : 'other'] +=
        days.length;
      const message = { touchpointId: touchpoint.id, name: touchpoint.name, day: days[0]! };
      if (isEarlier(message, hearing.first)) hearing.first = message;
      if (isLaunch && launchesTo(one, segment) && isEarlier(message, hearing.launch)) hearing.launch = message;
    }
  }
  return heard;
}

const isEarlier = (one: Heard, than: Heard | null | undefined): boolean => !than || one.day < than.day;
