import { z } from 'zod';
import { commandSchema } from '#campaign/commands.ts';
import { campaignSchema } from '#campaign/document.ts';
import { campaignId, revision } from './values.ts';

/** One campaign: opened, changed by commands, and its history. */

/** What undo or redo would do: the entry's id, an action of the message catalogue and the name of what it touched. */
const historyEntrySchema = z.object({ entry: z.string(), action: z.string(), name: z.string() });
export type HistoryEntry = z.infer<typeof historyEntrySchema>;
export const historySchema = z.object({ undo: historyEntrySchema.nullable(), redo: historyEntrySchema.nullable() });
export type History = z.infer<typeof historySchema>;

export const changed = z.object({ revision, history: historySchema });
const sending = z
  .string()
  .min(1)
  .max(64)
  .optional()
  .describe('Chosen by the caller: sent again, after a lost answer, it does nothing a second time');
const repeated = z
  .literal(true)
  .optional()
  .describe('This sending was done before: nothing was done now, and this is how the campaign stands');
const travel = {
  input: z.strictObject({
    id: campaignId,
    revision,
    entry: z
      .string()
      .max(64)
      .optional()
      .describe('The entry of the history that is meant; refused where another one stands there by now'),
    sending,
  }),
  output: changed.extend({ command: commandSchema.optional(), repeated }),
};

export const campaignCalls = {
  'campaign.open': {
    input: z.strictObject({ id: campaignId }),
    output: changed.extend({ id: campaignId, campaign: campaignSchema }),
  },
  'campaign.execute': {
    input: z.strictObject({ id: campaignId, revision, command: commandSchema, sending }),
    output: changed.extend({ repeated }),
  },
  'campaign.undo': travel,
  'campaign.redo': travel,
} as const;
