import { z } from 'zod';
import { bandKindSchema } from './bands.ts';
import { job, nothing } from './values.ts';

/** The studio itself: preferences, what it is, and work that is to stop. */

const size = z.int().min(0).max(10_000).optional();

export const preferencesSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  welcomed: z.boolean().describe('Whether the first-run hints were put away'),
  bands: bandKindSchema.optional().describe('Which bands of a forecast are shown: of single days, unless chosen'),
  panes: z
    .strictObject({ tactics: size, details: size, chart: size })
    .optional()
    .describe('What of the plan was pulled to a size of its own, in pixels'),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const studioCalls = {
  'job.cancel': { input: z.strictObject({ job }), output: nothing },
  'preferences.get': { input: nothing, output: preferencesSchema },
  'preferences.set': { input: z.strictObject({ changes: preferencesSchema.partial() }), output: preferencesSchema },
  'studio.about': {
    input: nothing,
    output: z.object({
      version: z.string(),
      engine: z.string(),
      dataFolder: z.string(),
      older: z
        .object({ changes: z.number(), library: z.string(), newestBackup: z.string().nullable() })
        .nullable()
        .describe('What the library lacks of what was acknowledged, until that is accepted'),
    }),
  },
} as const;
