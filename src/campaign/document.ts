import { z } from 'zod';
import { closed } from './bidi.ts';
import { LAST_DATE, parseDay } from './calendar.ts';
import {
  LEAST_MINUTES,
  LONGEST_NAME,
  MOST,
  MOST_DAYS,
  MOST_DAYS_OFF,
  MOST_DECISIONS,
  MOST_LANES,
  MOST_MINUTES,
  MOST_ROLLING_WEEKS,
  MOST_SEED,
} from './limits.ts';
import { nameLine } from './text.ts';

/** The campaign document: what a `*.tandem.json` file holds, as schemas. Every rule about one item stands here. */

export const FORMAT_VERSION = 8;

const identifier = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'an id is 1 to 64 letters, digits, - or _')
  .describe('Unique within its list');
/** On one line and in sentences: none may break the one, or turn the rest of the other. */
const line = z.string().overwrite(nameLine);
const title = line
  .trim()
  .min(1, 'write a name')
  .max(LONGEST_NAME)
  .meta({ pattern: String.raw`\S` });
const paragraph = z.string().max(MOST.text);
const sentences = z.string().max(MOST.sentences);
const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'write a date as YYYY-MM-DD')
  .refine((iso) => parseDay(iso) !== undefined && iso <= LAST_DATE, 'not a real date from 1970 to 2199')
  .describe('ISO date, YYYY-MM-DD')
  .meta({ format: 'date' });
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time as HH:MM, from 00:00 to 23:59');
const length = z.int().min(1).max(MOST_DAYS).describe('Length in days; 1 is a single day');
const share = z.number().min(0).max(1);
const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'write a colour as #RRGGBB');
const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'not a time zone; write an IANA name such as Europe/Berlin')
  .describe('IANA time zone');
/** “pt” of “pt-BR”: what decides whether somebody can read it. */
export const primaryLanguage = (tag: string): string => tag.split('-')[0]!;

const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'write a language tag such as en or pt-BR')
  .describe('BCP 47 language tag');

const knownZones = new Map<string, boolean>();

/** Whether the runtime knows this IANA zone. Remembered, because asking costs a formatter. */
export function isTimeZone(name: string): boolean {
  let known = knownZones.get(name);
  if (known === undefined) {
    try {
      // Offsets such as +02:00 are accepted by Intl but have no rules for summer time.
      known = /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
    } catch {
      known = false;
    }
    knownZones.set(name, known);
  }
  return known;
}

export const CHANNELS = [
  'email',
  'slack',
  'teams',
  'text',
  'calendar',
  'intranet',
  'platform',
  'poster',
  'video',
  'meeting',
  'manager',
  'peers',
  'social',
  'phone',
] as const;
export const channelSchema = z.enum(CHANNELS);
export type Channel = z.infer<typeof channelSchema>;

export const directionSchema = z.enum(['push', 'pull']);
export type Direction = z.infer<typeof directionSchema>;

export const PHASE_KINDS = ['launch', 'awareness', 'activation', 'culture', 'custom'] as const;
export const phaseSchema = z.strictObject({
  id: identifier,
  name: title,
  kind: z.enum(PHASE_KINDS),
  start: date,
  days: length,
  pushAim: share.describe('The share of touchpoints that should be push in this phase, 0 to 1'),
});
export type Phase = z.infer<typeof phaseSchema>;

export const laneSchema = z.strictObject({ id: identifier, name: title });
export type Lane = z.infer<typeof laneSchema>;

export const messageSchema = z.strictObject({
  subject: line.max(MOST.subject),
  body: paragraph,
  callToAction: z
    .strictObject({
      label: line
        .trim()
        .min(1, 'write the words on the button')
        .max(MOST.buttonLabel)
        .meta({ pattern: String.raw`\S` }),
      url: z.string().max(MOST.url),
    })
    .optional(),
  language: language.optional().describe('Language it is written in; without it, every segment gets it in its own'),
});
export type Message = z.infer<typeof messageSchema>;

export const timePolicySchema = z
  .strictObject({
    zone: z.enum(['campaign', 'segment']).describe("Whose clock: the campaign's zone or each segment's own"),
    at: clockTime.optional().describe("Wall time; without it, each segment's preferred time"),
  })
  .describe('When on the day it reaches people');
export type TimePolicy = z.infer<typeof timePolicySchema>;

export const CADENCES = ['once', 'daily', 'weekdays', 'workingDays', 'weekly', 'fortnightly', 'monthly'] as const;
export const cadenceSchema = z.enum(CADENCES);
export type Cadence = z.infer<typeof cadenceSchema>;

/** Days of a week, as often as a fortnightly series may have them: in one of its two weeks. */
const alsoAfterSchema = z
  .array(z.int().min(1).max(13))
  .min(1)
  .max(6)
  .refine((days) => days.every((day, index) => index === 0 || days[index - 1]! < day), 'list each day once, in order')
  .refine(isWithinOneWeek, 'the days of a fortnight lie in one of its weeks')
  .describe('Of a weekly or fortnightly series: so many days after each of these sends it is sent too');

/** Whether days counted from a send lie within seven of fourteen that go round, the send among them. */
function isWithinOneWeek(days: readonly number[]): boolean {
  return [0, ...days].some((day, index, all) => (all[index + 1] ?? 14) - day >= 8);
}

export const MONTHLY_BY = ['weekday', 'weekdayFromEnd'] as const;
const monthlyBySchema = z
  .enum(MONTHLY_BY)
  .describe(
    'Of a monthly series: it keeps the weekday of its first day, counted from the beginning or the end of the month, instead of the date',
  );
export type MonthlyBy = z.infer<typeof monthlyBySchema>;

/** How far a touchpoint is; without one, nobody has said. */
export const STATUSES = ['planned', 'draft', 'approved', 'sent', 'cancelled'] as const;
export const statusSchema = z.enum(STATUSES);
export type Status = z.infer<typeof statusSchema>;

/** Which messages go first where a week is full. */
export const PRIORITIES = ['must', 'normal', 'low'] as const;
export const prioritySchema = z.enum(PRIORITIES);
export type Priority = z.infer<typeof prioritySchema>;

/** What may be otherwise about one send of a series than its rule says. */
export const sendSchema = z.strictObject({
  to: date.optional().describe('The day on which it is sent instead'),
  skipped: z.literal(true).optional().describe('It is not sent'),
  time: timePolicySchema.optional().describe('Its own time; without it, that of the touchpoint'),
  message: messageSchema.optional().describe('Its own message; without it, that of the touchpoint'),
});
export const exceptionSchema = z.strictObject({
  on: date.describe('The day on which the rule of the series sends it: the name of the send'),
  ...sendSchema.shape,
});
export type Exception = z.infer<typeof exceptionSchema>;

const exceptionsSchema = z
  .array(exceptionSchema)
  .min(1)
  .max(MOST_DAYS)
  .refine(
    (list) => list.every(({ on }, index) => index === 0 || list[index - 1]!.on < on),
    'list each send once, by day',
  )
  .refine(
    (list) =>
      list.every(({ on, to, skipped, time, message }) => (to !== undefined && to !== on) || skipped || time || message),
    'say what is otherwise about each send',
  )
  .describe('Sends of a series that are otherwise than its rule says');

/** The first day of what a tie names is its anchor. */
export const ANCHOR_FIELDS = ['phaseId', 'goalId', 'eventId', 'touchpointId'] as const;
export type AnchorField = (typeof ANCHOR_FIELDS)[number];
export const TIE_UNITS = ['days', 'workingDays', 'weeks'] as const;
export const tieSchema = z
  .strictObject({
    phaseId: identifier.optional().describe('Its anchor is the first day of this phase'),
    goalId: identifier.optional().describe('Its anchor is the date of this goal'),
    eventId: identifier.optional().describe('Its anchor is the first day of this event'),
    touchpointId: identifier.optional().describe('Its anchor is the first day of this other touchpoint'),
    count: z
      .int()
      .min(-MOST_DAYS)
      .max(MOST_DAYS)
      .describe(
        'How many units after its anchor it begins; before it where negative, and on its day or in its week at 0',
      ),
    unit: z
      .enum(TIE_UNITS)
      .describe('workingDays: days on which somebody of its audience works; weeks: weeks that begin on Monday'),
    weekday: z.int().min(1).max(7).optional().describe('Of weeks: the day, 1 Monday to 7 Sunday'),
  })
  .refine((tie) => ANCHOR_FIELDS.filter((field) => tie[field] !== undefined).length === 1, 'name one anchor')
  .refine((tie) => (tie.unit === 'weeks') === (tie.weekday !== undefined), 'a weekday belongs to weeks')
  .describe('What its first day hangs from: it moves when its anchor moves');
export type Tie = z.infer<typeof tieSchema>;

export const touchpointSchema = z.strictObject({
  id: identifier,
  name: title,
  tactic: identifier.describe('Id of a tactic of the catalogue'),
  direction: directionSchema,
  channel: channelSchema,
  laneId: identifier,
  segments: z.array(identifier).max(1000).describe('Segment ids; an empty list is everyone'),
  start: date,
  tie: tieSchema.optional(),
  days: length,
  cadence: cadenceSchema.describe(
    'How often it is sent between its first and last day. weekdays: Monday to Friday; workingDays: days on which somebody of its audience works',
  ),
  alsoAfter: alsoAfterSchema.optional(),
  monthlyBy: monthlyBySchema.optional(),
  exceptions: exceptionsSchema.optional(),
  time: timePolicySchema,
  minutes: z
    .int()
    .min(LEAST_MINUTES)
    .max(MOST_MINUTES)
    .optional()
    .describe('Length of a meeting, call or slot; without it, what is usual for the channel'),
  message: messageSchema,
  goalId: identifier.optional().describe('The goal whose deadline this touchpoint serves'),
  eventId: identifier.optional().describe('The event this touchpoint belongs to'),
  owner: line.max(LONGEST_NAME).optional(),
  notes: paragraph.optional(),
  status: statusSchema.optional().describe('How far it is; a cancelled one is not sent'),
  priority: prioritySchema
    .optional()
    .describe('Which messages go first where a week is full; without it, normal. What must be sent is never held back'),
  thenOf: identifier
    .optional()
    .describe('A decision point: it happens only where that finds its number below, and begins after its date'),
  otherwiseOf: identifier
    .optional()
    .describe('A decision point: it happens only where that does not find its number below, and begins after its date'),
  locked: z.literal(true).optional().describe('Gestures, keys, menus and better plans leave it where it is'),
});
export type Touchpoint = z.infer<typeof touchpointSchema>;

/** A touchpoint on the shelf: all but what says on which days it happens. Its length and cadence wait for a date. */
export const ideaSchema = touchpointSchema.omit({ start: true, tie: true, exceptions: true });
export type Idea = z.infer<typeof ideaSchema>;

/** Whether a touchpoint reaches anybody: a cancelled one stays in the plan and does nothing. */
export const isGoing = ({ status }: Pick<Touchpoint, 'status'>): boolean => status !== 'cancelled';

const inOrder = (dates: readonly string[]) => dates.every((iso, index) => index === 0 || dates[index - 1]! < iso);
export const calendarSchema = z
  .strictObject({
    id: identifier,
    name: title,
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'write a country as two capital letters, such as DE')
      .optional()
      .describe('ISO 3166-1: whose holidays these are'),
    region: z
      .string()
      .regex(/^[A-Z0-9]{1,8}$/, 'write a region as it stands after the country, such as BY')
      .optional()
      .describe('The part of ISO 3166-2 after the country'),
    weekend: z
      .array(z.int().min(1).max(7))
      .max(6, 'a week has a working day at least')
      .refine(
        (days) => days.every((day, index) => index === 0 || days[index - 1]! < day),
        'list each day once, in order',
      )
      .describe('Weekdays off, 1 Monday to 7 Sunday'),
    daysOff: z
      .array(
        z.strictObject({
          date,
          name: title,
          company: z.literal(true).optional().describe('A day off of the company, kept when holidays are read anew'),
        }),
      )
      .max(MOST_DAYS_OFF)
      .refine((days) => inOrder(days.map((day) => day.date)), 'list each day once, by date'),
    workingDays: z
      .array(date)
      .max(MOST_DAYS_OFF)
      .refine(inOrder, 'list each day once, by date')
      .optional()
      .describe('Days that are worked although the weekend or a holiday falls on them'),
    until: date.optional().describe('The last day for which the holidays of the country are listed'),
  })
  .describe('On which days people of one place work');
export type Calendar = z.infer<typeof calendarSchema>;

export const segmentSchema = z.strictObject({
  id: identifier,
  name: title,
  size: z.int().min(0).max(MOST.learners).describe('Learners'),
  teamSize: z
    .int()
    .min(2)
    .max(MOST.teamSize)
    .optional()
    .describe(
      'Learners work in teams of this size, and only colleagues of the same team count as peers; without it, everyone in the campaign does',
    ),
  timeZone,
  language,
  channels: z
    .array(channelSchema)
    .max(CHANNELS.length)
    .describe('Channels that reach this segment; an empty list is all'),
  frictionSteps: z
    .number()
    .min(0)
    .max(MOST.frictionSteps)
    .describe('Clicks, sign-ins, searches and unclear screens before the first use'),
  preferredTime: clockTime,
  calendarId: identifier.optional().describe('On which days they work; without it, what is usual in their time zone'),
  inflow: z
    .number()
    .min(0)
    .max(MOST.inflow)
    .optional()
    .describe('Of a rolling campaign: learners who start each week after the first; `size` start on the first day'),
  why: sentences.optional().describe('What is in it for them'),
  needs: sentences.optional().describe('Content needs and aspirations'),
  learningStyle: line.max(LONGEST_NAME).optional(),
});
export type Segment = z.infer<typeof segmentSchema>;

export const brandSchema = z.strictObject({
  name: line.max(MOST.brandName),
  promise: z.string().overwrite(closed).max(MOST.promise),
  primaryColour: colour,
  accentColour: colour,
  voice: sentences.describe('How the campaign sounds, in a few words'),
  signOff: line.max(LONGEST_NAME),
  logo: z
    .string()
    .max(700_000)
    .regex(/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+$/, 'a logo is a PNG, JPEG or WebP data address')
    .optional(),
});
export type Brand = z.infer<typeof brandSchema>;

export const METRICS = ['aware', 'tried', 'active', 'habitual', 'champions'] as const;
export const goalSchema = z.strictObject({
  id: identifier,
  name: title,
  metric: z
    .enum(METRICS)
    .describe(
      'aware, tried: learners who have ever got so far by the date; active, habitual, champions: learners there on the date',
    ),
  target: z.number().min(0).max(MOST.learners),
  unit: z.enum(['share', 'learners']).describe('share: target is 0 to 1 of the learners meant'),
  date,
  segments: z.array(identifier).max(1000).describe('Segment ids; an empty list is everyone'),
});
export type Goal = z.infer<typeof goalSchema>;

export const decisionSchema = z
  .strictObject({
    id: identifier,
    name: title,
    date: date.describe(
      'The day at whose end learners are counted; what waits for it begins on the next day at the earliest',
    ),
    metric: goalSchema.shape.metric,
    below: goalSchema.shape.target.describe(
      'It goes the way of “then” where fewer are counted, and of “otherwise” where not',
    ),
    unit: goalSchema.shape.unit.describe('share: below is 0 to 1 of the learners meant'),
    segments: goalSchema.shape.segments,
  })
  .describe(
    'A date on which what is measured decides how the campaign goes on; touchpoints wait for it by thenOf and otherwiseOf',
  );
export type Decision = z.infer<typeof decisionSchema>;

/** A milestone belongs to the plan and moves with it; the others happen whatever is planned. */
export const EVENT_KINDS = ['initiative', 'economic', 'cultural', 'holiday', 'milestone'] as const;
export const eventSchema = z.strictObject({
  id: identifier,
  name: title,
  kind: z.enum(EVENT_KINDS),
  start: date,
  days: length,
  pushFactor: z.number().min(0).max(5).describe('Multiplies what messages do on these days; 1 changes nothing'),
  pullFactor: z.number().min(0).max(5).describe('Multiplies what pull does on these days; 1 changes nothing'),
  segments: z.array(identifier).max(1000).describe('Segment ids; an empty list is everyone'),
});
export type ContextEvent = z.infer<typeof eventSchema>;

export const assumptionSchema = z.strictObject({
  id: identifier,
  parameter: z.string().regex(/^[a-zA-Z][a-zA-Z0-9.]{0,79}$/, 'not the name of a model parameter'),
  value: z.number(),
  low: z.number().optional().describe('5 % point of what is thought possible'),
  high: z.number().optional().describe('95 % point of what is thought possible'),
  segmentId: identifier.optional().describe('Only for this segment'),
  reason: sentences.optional(),
});
export type Assumption = z.infer<typeof assumptionSchema>;

export const AT_CAP = ['send', 'defer', 'drop'] as const;
export const contactSchema = z.strictObject({
  capPerWeek: z.int().min(0).max(MOST.capPerWeek).describe('No more than this many messages a learner and week'),
  quietFrom: clockTime,
  quietUntil: clockTime,
  atCap: z
    .enum(AT_CAP)
    .optional()
    .describe('What happens to messages beyond the cap: sent all the same (so without it), put off, or not sent'),
});
export type ContactRules = z.infer<typeof contactSchema>;

export const campaignSchema = z.strictObject({
  format: z.literal('tandem-campaign'),
  version: z.literal(FORMAT_VERSION),
  id: identifier.describe('Of this campaign for good: kept by a new name and on another machine, new in a copy'),
  name: title,
  description: paragraph,
  vocabulary: z.enum(['learning', 'career']).describe('The words the studio uses for this campaign'),
  start: date,
  days: length,
  timeZone,
  seed: z.int().min(0).max(MOST_SEED).describe('Seed of the random numbers of a forecast'),
  engine: z
    .string()
    .regex(/^[0-9A-Za-z.-]{1,20}$/, 'not the version of an engine')
    .optional()
    .describe('Version of the engine whose figures were told of this plan; another gives others for the same seed'),
  contact: contactSchema,
  rolling: z
    .strictObject({
      weeks: z.int().min(0).max(MOST_ROLLING_WEEKS).describe('Weeks after the first in which people go on starting'),
    })
    .optional()
    .describe(
      'Everyone starts on a first day of their own: dates of the plan are those of who starts on its first day, and later starters have theirs so many weeks later',
    ),
  brand: brandSchema,
  phases: z.array(phaseSchema).max(100),
  lanes: z.array(laneSchema).min(1).max(MOST_LANES),
  calendars: z.array(calendarSchema).max(250),
  segments: z.array(segmentSchema).max(1000),
  goals: z.array(goalSchema).max(500),
  events: z.array(eventSchema).max(MOST.events),
  decisions: z
    .array(decisionSchema)
    .max(MOST_DECISIONS, `a campaign has ${MOST_DECISIONS} decision points at most; take one out`),
  touchpoints: z.array(touchpointSchema).max(100_000),
  ideas: z
    .array(ideaSchema)
    .max(100_000)
    .describe('Touchpoints without a date, on the shelf; nothing is sent, forecast or checked of them'),
  assumptions: z.array(assumptionSchema).max(1000),
});
export type Campaign = z.infer<typeof campaignSchema>;
