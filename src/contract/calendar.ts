import { z } from 'zod';
import { LONGEST_NAME } from '#campaign/limits.ts';
import { nameLine } from '#campaign/text.ts';
import { bytes, campaignId, job, nothing } from './values.ts';

/** All campaigns on one calendar, beside the calendars and plans of other teams, which are kept in the library and only read. */

export const MOST_SHARED = { audiences: 200, reaching: 500, otherPlans: 200, reasons: 100 } as const;

const planId = campaignId.describe('A campaign of the library, or another team’s plan');
export const reachingSchema = z.strictObject({
  plan: planId,
  segment: z.string().min(1).max(64).nullable().describe('null: all of the plan reaches these people'),
});
export const leftOutSchema = z.object({
  row: z.number().describe('Its number in the file; of a calendar, which of its events'),
  sheet: z.string().optional().describe('Where several were read'),
  reason: z.string(),
});
const monday = z.iso.date().describe('The Monday of a week');
const audienceId = z.string().min(1).max(64);
const audienceName = z.string().overwrite(nameLine).trim().min(1).max(LONGEST_NAME);

const spanOfPlan = { start: z.string(), days: z.number() };
export const planOnCalendarSchema = z.object({
  id: planId,
  name: z.string(),
  other: z
    .object({
      fileName: z.string(),
      readAt: z.string().describe('ISO instant'),
      entries: z.number(),
      leftOut: z.number().describe('Rows or events of the file that could not be used'),
      reasons: z.array(leftOutSchema).describe(`Which these are, and why: the first ${MOST_SHARED.reasons}`),
    })
    .nullable()
    .describe('Of another team’s plan: what was read, and when; null of a campaign'),
  problem: z.string().nullable().describe('Why a damaged campaign cannot be shown'),
  ...spanOfPlan,
  isRolling: z
    .boolean()
    .describe('Whether these are the dates of those who start on its first day, and others have theirs later'),
  phases: z.array(z.object({ name: z.string(), kind: z.string(), ...spanOfPlan })),
  segments: z.array(z.object({ id: z.string(), name: z.string() })),
  weeks: z.object({
    from: monday,
    contacts: z.array(z.number()).describe('Personal messages in each week to whoever gets most'),
    sends: z.array(z.number()).describe('Whatever is sent in each week, meetings among it'),
  }),
});
export type PlanShown = z.infer<typeof planOnCalendarSchema>;

export const audienceShownSchema = z.object({
  id: audienceId,
  name: z.string(),
  reaching: z.array(reachingSchema),
  cap: z.number().nullable().describe('The strictest contact cap of its plans'),
  weeks: z
    .array(
      z.object({
        monday,
        contacts: z.number().describe('Personal messages to one person, of all plans together'),
        plans: z.array(planId).describe('Those that reach the audience'),
        isClash: z.boolean(),
        isOverCap: z.boolean(),
      }),
    )
    .describe('Weeks in which anything reaches it'),
});
export type AudienceShown = z.infer<typeof audienceShownSchema>;

export const quietWeekSchema = z.object({
  monday,
  contacts: z.number(),
  workingDays: z.number(),
  events: z.array(z.string()),
  plans: z.array(planId),
  noise: z.number().describe('What speaks against it; the least is the quietest'),
});

export const calendarCalls = {
  'calendar.show': {
    input: nothing,
    output: z.object({
      plans: z.array(planOnCalendarSchema),
      audiences: z.array(audienceShownSchema),
      proposed: z
        .array(z.object({ name: z.string(), reaching: z.array(reachingSchema) }))
        .describe('Segments of one name, which may be the same people'),
    }),
  },
  'calendar.week': {
    input: z.strictObject({ audience: audienceId, monday }),
    output: z.object({
      messages: z.array(
        z.object({
          plan: planId,
          touchpoint: z.object({ id: z.string(), name: z.string() }),
          days: z.array(z.iso.date()).describe('Of a rolling plan, to those who start first'),
          laterDays: z.array(z.iso.date()).describe('Of a rolling plan, to those who start later'),
          isContact: z.boolean().describe('Counts for the contact cap'),
        }),
      ),
    }),
  },
  'calendar.quietWeeks': {
    input: z.strictObject({ audience: audienceId, from: z.iso.date(), until: z.iso.date() }),
    output: z.object({ weeks: z.array(quietWeekSchema).describe('The quietest first') }),
  },
  'calendar.setAudience': {
    input: z.strictObject({
      id: audienceId.optional().describe('Of the audience that is changed; a new one where absent'),
      name: audienceName,
      reaching: z.array(reachingSchema).min(1).max(MOST_SHARED.reaching),
    }),
    output: z.object({ id: audienceId }),
  },
  'calendar.removeAudience': { input: z.strictObject({ id: audienceId }), output: nothing },
  'calendar.addPlan': {
    input: z.strictObject({
      fileName: z.string().min(1).max(500),
      bytes,
      today: z.iso.date(),
      timeZone: z.string().max(64),
      replaces: planId.optional().describe('The plan whose newer file this is; it keeps its audiences'),
      job,
    }),
    output: z.object({ id: planId, entries: z.number(), leftOut: z.number() }),
  },
  'calendar.removePlan': { input: z.strictObject({ id: planId }), output: nothing },
} as const;
