import { formatDay } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
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

/** Headings in the order of the columns; `import plan` knows them. */
export const HEADINGS = {
  date: 'Date',
  lastDate: 'Last day',
  localTime: 'Local time',
  timeZone: 'Time zone',
  instant: 'UTC',
  phase: 'Phase',
  lane: 'Lane',
  name: 'Name',
  direction: 'Direction',
  channel: 'Channel',
  tactic: 'Tactic',
  audience: 'Audience',
  learners: 'Learners',
  subject: 'Subject',
  body: 'Body',
  callToAction: 'Call to action',
  link: 'Link',
  language: 'Language',
  owner: 'Owner',
  notes: 'Notes',
} as const satisfies Record<keyof ScheduleRow, string>;

export const COLUMNS = Object.keys(HEADINGS) as (keyof ScheduleRow)[];

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

/**
 * What a spreadsheet takes for the start of a formula or a command, also after blanks; the wide forms count in East Asian editions.
 * Quoting a CSV field does not help: the quotes are gone before the cell is read.
 */
const FORMULA_START = /^[\s\u200b\u2060]*[=+\-@\t\r\n\0＝＋－＠]/;

/** The text with an apostrophe before it where a spreadsheet would otherwise run it. */
export function defused(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}
