import { z } from 'zod';
import { commandSchema } from '#campaign/commands.ts';
import { revision } from './values.ts';

/** Who did what to a campaign, and what each can take back. */

/** Who did something. Both are empty where nobody said, as in libraries from before. */
export const actorSchema = z.object({
  person: z.string().describe('As the machine of the studio knows the person'),
  window: z.string().describe('The id that a window has for its session; empty for another program'),
});
export type Actor = z.infer<typeof actorSchema>;

/** A change as it was accepted: one a revision, undo and redo included. */
export const stepSchema = z.object({
  revision,
  step: z.string().describe('An id of its own, which the caller may have chosen'),
  entry: z.string().describe('The entry of the history that it made, undid or redid'),
  kind: z.enum(['do', 'undo', 'redo']),
  command: commandSchema.describe('What was applied'),
  actor: actorSchema,
  at: z.string().describe('ISO instant, by the studio’s clock'),
});
export type Step = z.infer<typeof stepSchema>;

/** What undo or redo would do: the entry's id, an action of the message catalogue and the name of what it touched. */
const historyEntrySchema = z.object({
  entry: z.string(),
  action: z.string(),
  name: z.string(),
  actor: actorSchema.describe('Who did it, or undid it, last'),
  at: z.string().describe('ISO instant'),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

/** A step as the history lists it: what was done, without the command itself. */
export const pastStepSchema = stepSchema.omit({ command: true }).extend({
  action: z.string(),
  name: z.string().describe('What it touched'),
  fields: z.array(z.string()).describe('Paths of the fields that it changed; none of a very large step'),
});
export type PastStep = z.infer<typeof pastStepSchema>;

/** A revision that somebody gave a name. It is kept whole, also when the steps that led to it are not. */
export const versionSchema = z.object({
  id: z.string(),
  name: z.string(),
  revision,
  actor: actorSchema.describe('Who named it'),
  at: z.string().describe('ISO instant'),
});
export type Version = z.infer<typeof versionSchema>;

/** As the actor who asks has it: undo takes back the actor's own last step. */
export const historySchema = z.object({ undo: historyEntrySchema.nullable(), redo: historyEntrySchema.nullable() });
export type History = z.infer<typeof historySchema>;
