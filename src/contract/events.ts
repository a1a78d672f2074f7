import { z } from 'zod';
import { historySchema, stepSchema } from './history.ts';
import { campaignId, job } from './values.ts';

/** What the studio tells every window, unasked. */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('library.changed') }),
  z.object({ type: z.literal('publishing.changed') }),
  stepSchema.extend({
    type: z.literal('campaign.changed'),
    id: campaignId,
    history: historySchema.describe('As the actor who did it has it now'),
  }),
  z.object({ type: z.literal('progress'), job, done: z.number(), total: z.number() }),
]);
export type StudioEvent = z.infer<typeof eventSchema>;
