import { z } from 'zod';
import { commandSchema } from '#campaign/commands.ts';
import { changed } from './campaign.ts';
import { campaignId, job } from './values.ts';

/** What the studio tells every window, unasked. */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('library.changed') }),
  changed.extend({ type: z.literal('campaign.changed'), id: campaignId, command: commandSchema }),
  z.object({ type: z.literal('progress'), job, done: z.number(), total: z.number() }),
]);
export type StudioEvent = z.infer<typeof eventSchema>;
