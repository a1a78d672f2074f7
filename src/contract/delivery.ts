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
});
export type Target = z.infer<typeof targetSchema>;

export const deliveryCalls = {
  'delivery.targets': { input: nothing, output: z.object({ targets: z.array(targetSchema) }) },
  'delivery.export': {
    input: z.strictObject({
      id: campaignId,
      target: z.string().max(20),
      cohort: goalSchema.shape.date
        .optional()
        .describe('Of a rolling plan: the dates of those who start on this day; without it, the plan as it is'),
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
