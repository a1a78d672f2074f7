import { formatDay } from '#campaign/calendar.ts';
import { isGoing, type Campaign } from '#campaign/document.ts';
import { minutesOf } from '#campaign/lengths.ts';
import { instantAfter, wallClockAt } from '#campaign/clock.ts';
import { learnersIn } from '#campaign/reach.ts';
import { cleanText, oneLine } from '#campaign/text.ts';
import { english } from '#language/formats.ts';
import { tieInWords } from '#language/ties.ts';
import { capital } from '#language/vocabulary.ts';
import { cutToFit, messageText } from '../cutting.ts';
import { audienceName, type Delivery, type Presence, type Schedule } from '../occurrences.ts';
import { tieWriter } from '../scheduleRows.ts';

/** What has to be done, one row a message and one a presence, in words and in the hours of the campaign's own clock. */

export interface ImportRow {
  touchpointId: string;
  title: string;
  description: string;
  lane: string;
  channel: string;
  audience: string;
  owner: string;
  status: string;
  /** ISO dates; the last one is the first where it is over on that day. */
  date: string;
  lastDate: string;
  /** Wall times; empty for what is there all day. */
  time: string;
  endDate: string;
  endTime: string;
}

/** As long as the shortest of the programs takes a title. */
const LONGEST_TITLE = 255;
/** As long as the shortest of them takes a text. */
const LONGEST_TEXT = 32_000;

/** Nothing of what is cancelled: a program that imports it would have it done. */
export function importRows(campaign: Campaign, { deliveries, presences }: Schedule): ImportRow[] {
  const lanes = new Map(campaign.lanes.map(({ id, name }) => [id, oneLine(name)]));
  const tieOf = tieWriter(campaign, (of, tie) => `${tieInWords(of, tie)}.`);
  const isSaid = ({ touchpoint }: Delivery | Presence) => isGoing(touchpoint);
  const describe = ({ touchpoint, segments, message }: Delivery | Presence, hour: string) => {
    const audience = audienceName(campaign, segments);
    const whom = `For ${audience} (${english.number(learnersIn(segments))}), by ${touchpoint.channel}${hour}.`;
    const isForAll = segments.length === campaign.segments.length;
    // Programs refuse what has no title.
    const name = oneLine(touchpoint.name) || oneLine(message.subject) || touchpoint.channel;
    return {
      touchpointId: touchpoint.id,
      title: cutToFit(isForAll ? name : `${name}: ${audience}`, LONGEST_TITLE),
      description: cutToFit(
        cleanText(
          messageText(
            message,
            [whom, capital(tieOf(touchpoint)), message.subject, touchpoint.notes ?? ''].filter(Boolean),
          ),
        ),
        LONGEST_TEXT,
      ),
      lane: lanes.get(touchpoint.laneId) ?? '',
      channel: touchpoint.channel,
      audience: cutToFit(audience, LONGEST_TITLE),
      owner: oneLine(touchpoint.owner ?? ''),
      status: touchpoint.status ?? '',
    };
  };
  const rows = [
    ...presences.filter(isSaid).map((presence): ImportRow => {
      const [date, lastDate] = [formatDay(presence.from), formatDay(presence.until - 1)];
      return { ...describe(presence, ''), date, lastDate, time: '', endDate: lastDate, endTime: '' };
    }),
    ...deliveries.filter(isSaid).map((delivery): ImportRow => {
      const start = wallClockAt(delivery.instant, campaign.timeZone);
      const until = instantAfter(delivery.instant, minutesOf(delivery.touchpoint));
      const end = wallClockAt(until, campaign.timeZone);
      return {
        ...describe(delivery, ` at ${delivery.wallTime} ${delivery.timeZone}`),
        date: start.date,
        lastDate: delivery.lastDate ?? start.date,
        time: start.time,
        endDate: end.date,
        endTime: end.time,
      };
    }),
  ];
  return rows.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}
