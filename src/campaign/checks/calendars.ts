import { dayOf } from '../calendar.ts';
import { horizonOf } from '../rolling.ts';
import { quote, type Found } from './finding.ts';
import type { Plan } from './plan.ts';

/** Working calendars that say less than the plan needs, or that nobody works by. */
export function findInCalendars({ campaign, sayDay }: Plan): Found[] {
  const used = new Set(campaign.segments.map(({ calendarId }) => calendarId));
  return campaign.calendars.flatMap((calendar): Found[] => {
    const { id, name, country, until } = calendar;
    const at = { calendarId: id };
    if (!used.has(id))
      return [
        {
          ...at,
          rule: 'calendar-unused',
          severity: 'advice',
          message: `No segment works by the calendar ${quote(name)}, so it changes nothing.`,
          cure: 'Choose it for a segment, or delete it.',
        },
      ];
    const last = horizonOf(campaign).until - 1;
    if (country === undefined || (until !== undefined && dayOf(until) >= last)) return [];
    return [
      {
        ...at,
        rule: 'holidays-unknown',
        severity: 'warning',
        message: `The holidays of the calendar ${quote(name)} are ${until === undefined ? 'not listed' : `listed up to ${sayDay(dayOf(until))}`}, and the plan goes on until ${sayDay(last)}.`,
        cure: 'Read its holidays anew.',
      },
    ];
  });
}
