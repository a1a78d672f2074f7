import { z } from 'zod';
import { goalSchema } from '#campaign/document.ts';
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
