import { z } from 'zod';
import { commandSchema, simpleCommandSchema } from '#campaign/commands.ts';
import { campaignSchema, FORMAT_VERSION, type Campaign } from '#campaign/document.ts';
import { LONGEST_NAME } from '#campaign/limits.ts';
import { historySchema, pastStepSchema, stepSchema, versionSchema } from './history.ts';
import { campaignId, nothing, revision } from './values.ts';

/** One campaign: opened, changed by commands, and its history. */

const step = z.string().max(64).describe('Id of the step that led to the revision; empty where none did');
export const changed = z.object({ revision, step, history: historySchema });
/** The window that asks; whose it is, the studio knows. Calls without one are another program's. */
export const asker = z
  .strictObject({
    window: z.string().min(1).max(64).describe('An id that the window keeps for its session'),
    opened: revision
      .optional()
      .describe(
        'Where the window opened the campaign: up to there it may take back what the same person did; now, where absent',
      ),
  })
  .optional();
const ownStep = z
  .string()
  .min(1)
  .max(64)
  .optional()
  .describe(
    'Id of the step that this makes, chosen by the caller: sent again, after a lost answer, it does nothing a second time',
  );
const repeated = z
  .literal(true)
  .optional()
  .describe(
    'Nothing was done now, because this step was done before or is an empty batch: this is how the campaign stands',
  );
const travel = {
  input: z.strictObject({
    id: campaignId,
    revision,
    entry: z
      .string()
      .max(64)
      .optional()
      .describe('The entry of the history that is meant; refused where it is not the actor’s next'),
    actor: asker,
    step: ownStep,
  }),
  output: changed.extend({ command: commandSchema.optional(), repeated }),
};

/** A document as the store has read it, by every rule of a file. The window only asks whether it is of its own version, and does not read all of it once more. */
const documentSchema = z.custom<Campaign>((value) => {
  const { format, version } = (value ?? {}) as Partial<Campaign>;
  return format === 'tandem-campaign' && version === FORMAT_VERSION;
}, 'a campaign of another version; reload the window');

export const campaignCalls = {
  'campaign.open': {
    input: z.strictObject({ id: campaignId, actor: asker }),
    output: changed.extend({ id: campaignId, campaign: documentSchema }),
  },
  'campaign.since': {
    input: z.strictObject({ id: campaignId, revision, step, actor: asker }),
    output: changed.extend({
      steps: z
        .array(stepSchema)
        .nullable()
        .describe('What was done since, the oldest first; null where too much was, or it is not kept: open again'),
    }),
  },
  'campaign.execute': {
    input: z.strictObject({ id: campaignId, revision, command: commandSchema, actor: asker, step: ownStep }),
    output: changed.extend({ repeated }),
  },
  'campaign.undo': travel,
  'campaign.redo': travel,
  'campaign.history': {
    input: z.strictObject({
      id: campaignId,
      before: revision.optional().describe('Steps before this revision; from the newest on where absent'),
    }),
    output: z.object({
      revision,
      person: z.string().describe('The person at this studio, as steps name their actors'),
      steps: z.array(pastStepSchema).describe('The newest first'),
      isMore: z.boolean().describe('Whether there are steps before these'),
      versions: z.array(versionSchema).describe('The newest first'),
    }),
  },
  'campaign.wayBack': {
    input: z.strictObject({ id: campaignId, revision, to: revision }),
    output: z.object({
      commands: z
        .array(simpleCommandSchema)
        .describe(
          'What makes the campaign at `revision` what it was at `to`; done as one batch it is a step like others',
        ),
    }),
  },
  'campaign.nameVersion': {
    input: z.strictObject({
      id: campaignId,
      revision,
      name: campaignSchema.shape.name,
      actor: asker,
    }),
    output: versionSchema,
  },
  'campaign.openVersion': {
    input: z.strictObject({ id: campaignId, version: z.string().max(64), name: z.string().max(LONGEST_NAME) }),
    output: z.object({ id: campaignId.describe('Of a new campaign with the document of the version') }),
  },
  'campaign.removeVersion': {
    input: z.strictObject({ id: campaignId, version: z.string().max(64) }),
    output: nothing,
  },
} as const;
