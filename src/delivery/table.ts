import { formatDay } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { HEADINGS } from '#campaign/sheet.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { audienceName, learnersIn, phasesOn, type Delivery, type Presence, type Schedule } from './occurrences.ts';
import { cleanText, oneLine } from '#campaign/text.ts';

/** The schedule as a table: one row a message and one a presence. CSV and the workbook show the same. */

export interface ScheduleRow {
  /** ISO dates; `lastDate` only for what is there for several days. */
  date: string;
  lastDate?: string;
  localTime?: string;
  timeZone?: string;
  instant?: string;
  phase: string;
  lane: string;
  name: string;
  direction: string;
  channel: string;
  tactic: string;
  audience: string;
  learners: number;
  subject: string;
  body: string;
  callToAction: string;
  link: string;
  language: string;
  owner: string;
  notes: string;
}

/** In the order of their headings. */
export const COLUMNS = Object.keys(HEADINGS satisfies Record<keyof ScheduleRow, string>) as (keyof ScheduleRow)[];

/** The rows by date, then by moment; a presence comes before the messages of its first day. */
export function scheduleRows(campaign: Campaign, { deliveries, presences }: Schedule): ScheduleRow[] {
  const lanes = new Map(campaign.lanes.map(({ id, name }) => [id, oneLine(name)]));
  const describe = ({ touchpoint, segments, message }: Delivery | Presence, day: number) => ({
    phase: phasesOn(campaign, day).join(', '),
    lane: lanes.get(touchpoint.laneId) ?? '',
    name: oneLine(touchpoint.name),
    direction: touchpoint.direction,
    channel: touchpoint.channel,
    tactic: tacticById(touchpoint.tactic)?.name ?? touchpoint.tactic,
    audience: audienceName(campaign, segments),
    learners: learnersIn(segments),
    subject: message.subject,
    body: message.body,
    callToAction: message.callToAction?.label ?? '',
    link: message.callToAction?.link ?? '',
    language: touchpoint.message.language ?? '',
    owner: oneLine(touchpoint.owner ?? ''),
    notes: cleanText(touchpoint.notes ?? ''),
  });
  const rows: ScheduleRow[] = [
    ...presences.map((presence) => ({
      date: formatDay(presence.from),
      lastDate: formatDay(presence.until - 1),
      ...describe(presence, presence.from),
    })),
    ...deliveries.map((delivery) => ({
      date: delivery.date,
      localTime: delivery.wallTime,
      timeZone: delivery.timeZone,
      instant: delivery.instant,
      ...describe(delivery, delivery.day),
    })),
  ];
  return rows.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}
