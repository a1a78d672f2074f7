import { primaryLanguage, type Campaign } from '../document.ts';
import { planOf } from './plan.ts';

/** What a segment hears of a campaign. */
export interface Hearing {
  /** Messages sent to it, from the first day to the last. */
  messages: number;
  /** How many of them are written in its own language, in another one, and in one that nobody has said. */
  own: number;
  other: number;
  unsaid: number;
  /** The first of them. */
  first?: { touchpointId: string; name: string; day: number };
}

/** What every segment hears, by its id. */
export function hearings(campaign: Campaign): Map<string, Hearing> {
  const { planned } = planOf(campaign);
  const heard = new Map<string, Hearing>(
    campaign.segments.map(({ id }) => [id, { messages: 0, own: 0, other: 0, unsaid: 0 }]),
  );
  for (const { touchpoint, isMessage, days, reached } of planned) {
    if (!isMessage) continue;
    const { language } = touchpoint.message;
    const written = language === undefined ? undefined : primaryLanguage(language);
    for (const segment of reached) {
      const hearing = heard.get(segment.id)!;
      hearing.messages += days.length;
      hearing[written === undefined ? 'unsaid' : written === primaryLanguage(segment.language) ? 'own' : 'other'] +=
        days.length;
      if (hearing.first === undefined || days[0]! < hearing.first.day)
        hearing.first = { touchpointId: touchpoint.id, name: touchpoint.name, day: days[0]! };
    }
  }
  return heard;
}
