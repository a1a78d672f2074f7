import { z } from 'zod';
import { dayOf, weekdayOf } from '#campaign/calendar.ts';
import { WEEKDAY_NAMES } from '#campaign/dateNames.ts';
import { campaignSchema, channelSchema, segmentSchema, statusSchema, type Campaign } from '#campaign/document.ts';
import { jsonFile, type Export, type ExportContext } from '../export.ts';
import { scheduleFileName } from '../names.ts';
import { scheduleOf } from '../occurrences.ts';
import { tableOf, type ScheduleRow } from '../scheduleRows.ts';

/** The schedule of a rolling plan for systems that send by themselves so many days after somebody starts: a list, with a schema that is published. */

const wallTime = z.string().regex(/^\d{2}:\d{2}$/);
const text = z.string();

const entrySchema = z.strictObject({
  day: z.int().describe('The day of everyone’s own on which it is: 0 is the first; days before it are negative'),
  lastDay: z.int().optional().describe('The last day of what is there or stays open for several days'),
  time: wallTime.optional().describe('On the clock of `timeZone`; none for what is there all day'),
  timeZone: text.optional(),
  touchpointId: text,
  segmentIds: z.array(text).describe('Who gets it'),
  name: text,
  direction: z.enum(['push', 'pull']),
  channel: channelSchema,
  tactic: text,
  phase: text,
  lane: text,
  status: statusSchema.optional(),
  minutes: z.int().optional(),
  language: text.optional().describe('Where it is not for everyone in their own'),
  owner: text.optional(),
  subject: text,
  body: text.describe(
    'A date that is another one for everyone stands in it as {{start + 25 days}}, one before the start as {{start - 3 days}}',
  ),
  callToAction: z.strictObject({ label: text, link: text.optional() }).optional(),
});

export const scheduleSchema = z.strictObject({
  format: z.literal('tandem-schedule'),
  version: z.literal(1),
  campaign: z.strictObject({ id: campaignSchema.shape.id, name: text }),
  days: z.int().describe('How many days the plan has for everyone'),
  startsOn: z.enum(WEEKDAY_NAMES).describe('The weekday on which people start; other weekdays count from it'),
  segments: z.array(
    z.strictObject({
      id: text,
      name: text,
      timeZone: segmentSchema.shape.timeZone,
      language: text,
      startingFirst: z.int().describe('Learners who start on the first day of the plan'),
      startingEachWeek: z.number().describe('Learners who are expected to start in each week after it'),
    }),
  ),
  entries: z.array(entrySchema).describe('By day'),
});
type Schedule = z.input<typeof scheduleSchema>;

/** The published JSON Schema of such a file. */
export const scheduleJsonSchema = (): object => ({ ...z.toJSONSchema(scheduleSchema), title: 'Tandem schedule' });

/** What is sent and what is there, by everyone's own days, as one file. */
export function writeSchedule(campaign: Campaign, context: ExportContext): Export {
  const planned = scheduleOf(campaign, context);
  if (planned.isRefused) return { files: [], problems: planned.problems };
  const { rows, problems } = tableOf(campaign, planned, { ownDays: true, longest: Infinity });
  const schedule: Schedule = {
    format: 'tandem-schedule',
    version: 1,
    campaign: { id: campaign.id, name: campaign.name },
    days: campaign.days,
    startsOn: WEEKDAY_NAMES[weekdayOf(dayOf(campaign.start)) - 1]!,
    segments: campaign.segments.map(({ id, name, timeZone, language, size, inflow = 0 }) => ({
      id,
      name,
      timeZone,
      language,
      startingFirst: size,
      startingEachWeek: inflow,
    })),
    entries: rows.map(entryOf),
  };
  return {
    files: [jsonFile(scheduleFileName(campaign, 'json', true), scheduleSchema.parse(schedule))],
    problems: [...planned.problems, ...problems],
  };
}

/** What a table leaves empty is not there. */
const filled = <T>(value: T | '' | undefined): T | undefined => (value === '' ? undefined : value);

const entryOf = (row: ScheduleRow): z.input<typeof entrySchema> =>
  ({
    day: row.date,
    lastDay: row.lastDate,
    time: row.localTime,
    timeZone: row.timeZone,
    touchpointId: row.touchpointId,
    segmentIds: row.segmentIds.split(' ').filter(Boolean),
    name: row.name,
    direction: row.direction,
    channel: row.channel,
    tactic: row.tactic,
    phase: row.phase,
    lane: row.lane,
    status: filled(row.status),
    minutes: row.minutes,
    language: filled(row.language),
    owner: filled(row.owner),
    subject: row.subject,
    body: row.body,
    ...(row.callToAction && { callToAction: { label: row.callToAction, link: filled(row.link) } }),
  }) as z.input<typeof entrySchema>;
