import { z } from 'zod';
import { LONGEST_NAME } from '#campaign/limits.ts';
import { campaignId, nothing } from './values.ts';

/** The library: all campaigns, and those that were deleted not long ago. */

export const summarySchema = z.object({
  id: campaignId,
  name: z.string(),
  vocabulary: z.enum(['learning', 'career']),
  brandName: z.string(),
  primaryColour: z.string(),
  accentColour: z.string(),
  start: z.string(),
  days: z.number(),
  learners: z.number(),
  touchpoints: z.number(),
  pushTouchpoints: z.number(),
  changedAt: z.string().describe('ISO instant'),
});
export type Summary = z.infer<typeof summarySchema>;

export const removedSchema = summarySchema.extend({
  removedAt: z.string().describe('ISO instant'),
  keptUntil: z.string().describe('ISO instant before which it can be brought back'),
  daysInUseLeft: z.number().describe('Days on which the studio must still be in use before it goes for good'),
});
export type Removed = z.infer<typeof removedSchema>;

export const libraryCalls = {
  'library.list': { input: nothing, output: z.object({ campaigns: z.array(summarySchema) }) },
  'library.create': {
    input: z.strictObject({
      templateId: z.string().max(64),
      start: z.iso.date(),
      name: z.string().max(LONGEST_NAME).optional(),
    }),
    output: z.object({ id: campaignId }),
  },
  'library.import': {
    input: z.strictObject({ fileName: z.string().max(500), text: z.string() }),
    output: z.object({ id: campaignId }),
  },
  'library.duplicate': {
    input: z.strictObject({ id: campaignId, name: z.string().max(LONGEST_NAME) }),
    output: z.object({ id: campaignId }),
  },
  'library.remove': {
    input: z.strictObject({ id: campaignId }),
    output: z.object({
      unsent: z.int().describe('Messages that were approved, had not left and are taken out of the queue'),
    }),
  },
  'library.restore': { input: z.strictObject({ id: campaignId }), output: nothing },
  'library.removed': { input: nothing, output: z.object({ campaigns: z.array(removedSchema) }) },
  'library.purge': { input: z.strictObject({ id: campaignId }), output: nothing },
  'library.acceptOlder': { input: nothing, output: nothing },
} as const;
