import { z } from 'zod';
import { STATUSES, goalSchema } from '#campaign/document.ts';
import { bandKindSchema } from './bands.ts';
import { bytes, campaignId, job, locale, nothing } from './values.ts';

/** Files out of the studio. */

export const targetSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  files: z.enum(['one', 'many']),
  countsDays: z.boolean().describe('Whether it can count days from everyone’s own start, for a rolling plan'),
});
export type Target = z.infer<typeof targetSchema>;

/** Stands for touchpoints whose status nobody has said. */
export const NO_STATUS = 'none';

const ids = z.array(z.string().max(64)).max(10_000);
const day = goalSchema.shape.date;

export const excerptSchema = z
  .strictObject({
    phases: ids.optional().describe('Ids; a message is in the phases in which it is sent'),
    lanes: ids.optional().describe('Ids'),
    segments: ids.optional().describe('Ids; of a message for several, those that get it too are left out of the files'),
    statuses: z
      .array(z.enum([...STATUSES, NO_STATUS]))
      .max(10)
      .optional(),
    from: day.optional().describe('First day'),
    until: day.optional().describe('Last day'),
  })
  .describe('What of the plan is exported; what is left out, or empty, asks nothing');
export type Excerpt = z.infer<typeof excerptSchema>;

export const deliveryCalls = {
  'delivery.targets': { input: nothing, output: z.object({ targets: z.array(targetSchema) }) },
  'delivery.export': {
    input: z.strictObject({
      id: campaignId,
      target: z.string().max(20),
      cohort: z
        .union([goalSchema.shape.date, z.literal('all')])
        .optional()
        .describe(
          'Of a rolling plan: the dates of those who start on this day, or “all” for a file of each cohort; without it, the plan as it is',
        ),
      ownDays: z.boolean().optional().describe('Of a rolling plan: days from everyone’s own start in place of dates'),
      excerpt: excerptSchema.optional(),
      locale,
      job,
    }),
    output: z.object({
      fileName: z.string(),
      mediaType: z.string(),
      bytes,
      files: z.number(),
      problems: z.array(z.object({ touchpointId: z.string().optional(), message: z.string() })),
    }),
  },
  'delivery.report': {
    input: z.strictObject({ id: campaignId, locale, bands: bandKindSchema.optional(), job }),
    output: z.object({ fileName: z.string(), mediaType: z.string(), bytes }),
  },
} as const;
