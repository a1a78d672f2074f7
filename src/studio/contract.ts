import { z } from 'zod';
import { commandSchema, simpleCommandSchema } from '#campaign/commands.ts';
import { campaignSchema } from '#campaign/document.ts';
import { forecastSchema } from '#simulation/forecast/forecast.ts';
import { sensitivitySchema } from '#simulation/questions/sensitivity.ts';
import {
  audienceChoicesSchema,
  audienceTrialSchema,
  planChoicesSchema,
  planTrialSchema,
  ROW_FILTERS,
  trialRowSchema,
} from './intakeSchemas.ts';

export * from './intakeSchemas.ts';

/**
 * Every call that a window can make, with the schemas of what goes in and what comes out.
 * The same table drives Electron's IPC, the browser host's HTTP and the tests.
 */

const campaignId = z.string().min(1).max(64);
const revision = z.int().min(0).describe('Rises by one with every change, undo and redo included');
const job = z.string().min(1).max(64).describe('Chosen by the caller, for progress and cancelling');
const locale = z
  .string()
  .max(40)
  .refine(isLanguageTag, 'write a language tag such as en-GB')
  .describe('How dates and numbers are written');
const nothing = z.strictObject({});

/** What undo or redo would do: the entry's id, an action of the message catalogue and the name of what it touched. */
const historyEntrySchema = z.object({ entry: z.string(), action: z.string(), name: z.string() });
export type HistoryEntry = z.infer<typeof historyEntrySchema>;
export const historySchema = z.object({ undo: historyEntrySchema.nullable(), redo: historyEntrySchema.nullable() });
export type History = z.infer<typeof historySchema>;

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

export const preferencesSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  welcomed: z.boolean().describe('Whether the first-run hints were put away'),
});
export type Preferences = z.infer<typeof preferencesSchema>;

const changed = z.object({ revision, history: historySchema });
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

const bytes = z.base64().describe('Bytes of a file, as base64');
const source = z.string().max(64).describe('A file that was handed over by intake.open');
export const targetSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  files: z.enum(['one', 'many']),
});
export type Target = z.infer<typeof targetSchema>;

const goalId = z
  .string()
  .max(64)
  .nullable()
  .describe('The goal that counts; null for learners in active use at the end');
const bandSchema = z.object({ mean: z.number(), p05: z.number(), p50: z.number(), p95: z.number() });

/** How much each segment is asked, and push against pull by phase. */
export const loadSchema = z.object({
  dates: z.array(z.string()),
  loads: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      contacts: z.array(z.number()).describe('Personal messages to one learner, by day'),
      window: z.array(z.number()).describe('The same over the 28 days that end on each'),
      label: z.array(z.enum(['under', 'onTarget', 'saturated'])),
    }),
  ),
  phases: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      push: z.number(),
      pull: z.number(),
      pushShare: z.number().nullable(),
      pushAim: z.number(),
    }),
  ),
});
export type CampaignLoad = z.infer<typeof loadSchema>;

/** What touchpoints bring: shares of the expected outcome, and what the plan would lose without each. */
export const worthSchema = z.object({
  total: z.number(),
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['touchpoint', 'tactic', 'channel', 'direction']),
      name: z.string(),
      value: z.number(),
      p05: z.number(),
      p95: z.number(),
      error: z.number(),
    }),
  ),
  marginal: z.array(
    z.object({ id: z.string(), name: z.string(), value: z.number(), p05: z.number(), p95: z.number() }),
  ),
});
export type Worth = z.infer<typeof worthSchema>;

export const improvementSchema = z.object({
  base: z.object({ messages: z.number(), effortHours: z.number(), probability: z.number() }),
  proposals: z.array(
    z.object({
      commands: z.array(simpleCommandSchema),
      messages: z.number(),
      effortHours: z.number(),
      probability: z.number(),
      probabilityBetter: z.number(),
      effect: bandSchema,
    }),
  ),
  evaluations: z.number(),
});
export type Improvement = z.infer<typeof improvementSchema>;

const contrast = { probabilityBetter: z.number(), difference: bandSchema };
export const comparisonSchema = z.object({
  name: z.string(),
  active: z.object({ ...contrast, date: z.string() }),
  goals: z.array(
    z.object({
      ...contrast,
      id: z.string(),
      name: z.string(),
      date: z.string(),
      probability: z.object({ base: z.number(), other: z.number() }),
    }),
  ),
  notes: z.array(z.string()),
});
export type Comparison = z.infer<typeof comparisonSchema>;

function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

/** The plan that a forecast is about, where it is not the stored one. */
const instead = campaignSchema.optional().describe('A plan in place of the stored one: as it was before an edit');

export const contract = {
  'library.list': { input: nothing, output: z.object({ campaigns: z.array(summarySchema) }) },
  'library.create': {
    input: z.strictObject({
      templateId: z.string().max(64),
      start: z.iso.date(),
      name: z.string().max(200).optional(),
    }),
    output: z.object({ id: campaignId }),
  },
  'library.import': {
    input: z.strictObject({ fileName: z.string().max(500), text: z.string() }),
    output: z.object({ id: campaignId }),
  },
  'library.duplicate': {
    input: z.strictObject({ id: campaignId, name: z.string().max(200) }),
    output: z.object({ id: campaignId }),
  },
  'library.remove': { input: z.strictObject({ id: campaignId }), output: nothing },
  'library.restore': { input: z.strictObject({ id: campaignId }), output: nothing },
  'library.removed': { input: nothing, output: z.object({ campaigns: z.array(removedSchema) }) },
  'library.purge': { input: z.strictObject({ id: campaignId }), output: nothing },
  'library.acceptOlder': { input: nothing, output: nothing },

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

  'forecast.atOnce': {
    input: z.strictObject({
      id: campaignId,
      revision,
      campaign: instead,
      command: commandSchema.optional().describe('A change that is being tried out and not kept'),
      segmentIds: z.array(z.string().max(64)).max(1000).optional().describe('Segments looked at; all by default'),
      job: job.optional(),
    }),
    output: forecastSchema,
  },
  'forecast.refine': {
    input: z.strictObject({
      id: campaignId,
      revision,
      job,
      campaign: instead,
      runs: z.int().min(1).max(100_000).optional().describe('As many as every plan of its kind gets by default'),
    }),
    output: forecastSchema.extend({
      met: z
        .record(z.string(), z.string())
        .describe('For each goal, whether the runs in their order reach it, as 1 or 0'),
    }),
  },
  'decision.hinges': {
    input: z.strictObject({ id: campaignId, revision, goalId, job: job.optional() }),
    output: z.object({
      expected: z.number().describe('Learners with all assumptions at their medians'),
      hinges: z.array(sensitivitySchema),
    }),
  },
  'decision.load': { input: z.strictObject({ id: campaignId, revision, job: job.optional() }), output: loadSchema },
  'decision.worth': {
    input: z.strictObject({ id: campaignId, revision, goalId, job }),
    output: worthSchema,
  },
  'decision.improve': {
    input: z.strictObject({
      id: campaignId,
      revision,
      job,
      goalId: z.string().max(64),
      probability: z.number().gt(0).lt(1).nullable().describe('The chance that is enough; null asks for the most'),
      maxChanges: z.int().min(1).max(100),
      maxMessages: z.number().min(0).nullable().describe('Messages an average learner may get; null for no limit'),
      effortHours: z.number().min(0).nullable().describe('Hours for all touchpoints; null for a week more than now'),
    }),
    output: improvementSchema,
  },
  'decision.compare': {
    input: z.strictObject({ id: campaignId, revision, otherId: campaignId, job }),
    output: comparisonSchema,
  },
  'job.cancel': { input: z.strictObject({ job }), output: nothing },

  'intake.open': { input: z.strictObject({ fileName: z.string().max(500), bytes }), output: z.object({ source }) },
  'intake.close': { input: z.strictObject({ source }), output: nothing },
  'intake.rows': {
    input: z.strictObject({
      source,
      filter: z.enum(ROW_FILTERS),
      from: z.int().min(0),
      count: z.int().min(1).max(500),
      also: z.string().max(220).optional().describe('Key of a row that stays in its place whatever the filter'),
    }),
    output: z.object({ total: z.number(), rows: z.array(trialRowSchema) }).describe('Rows of the last trial'),
  },
  'intake.tryPlan': {
    input: z.strictObject({
      source,
      into: campaignId.nullable(),
      choices: planChoicesSchema,
      today: z.iso.date(),
      timeZone: z.string().max(64),
      job,
    }),
    output: planTrialSchema,
  },
  'intake.importPlan': {
    input: z.strictObject({
      source,
      into: campaignId.nullable(),
      choices: planChoicesSchema,
      today: z.iso.date(),
      timeZone: z.string().max(64),
      name: z.string().trim().min(1).max(200),
      job,
    }),
    output: z.object({ id: campaignId, imported: z.number() }),
  },
  'intake.tryAudience': {
    input: z.strictObject({
      source,
      choices: audienceChoicesSchema,
      today: z.iso.date(),
      timeZone: z.string().max(64),
      job,
    }),
    output: audienceTrialSchema,
  },

  'delivery.targets': { input: nothing, output: z.object({ targets: z.array(targetSchema) }) },
  'delivery.export': {
    input: z.strictObject({ id: campaignId, target: z.string().max(20), locale, job }),
    output: z.object({
      fileName: z.string(),
      mediaType: z.string(),
      bytes,
      files: z.number(),
      problems: z.array(z.object({ touchpointId: z.string().optional(), message: z.string() })),
    }),
  },
  'delivery.report': {
    input: z.strictObject({ id: campaignId, locale, job }),
    output: z.object({ fileName: z.string(), mediaType: z.string(), bytes }),
  },

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
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type Method = keyof typeof contract;
export type Input<M extends Method> = z.input<(typeof contract)[M]['input']>;
export type Output<M extends Method> = z.output<(typeof contract)[M]['output']>;

/** What the studio tells every window, unasked. */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('library.changed') }),
  changed.extend({ type: z.literal('campaign.changed'), id: campaignId, command: commandSchema }),
  z.object({ type: z.literal('progress'), job, done: z.number(), total: z.number() }),
]);
export type StudioEvent = z.infer<typeof eventSchema>;

/**
 * `refused` is for good; `unavailable` is for now: the library is locked, may not be written, or its disk is full. `gone` is the library's file.
 * Neither of the two changed anything, so what was asked can be asked again as it is.
 */
export const ERROR_CODES = [
  'badInput',
  'notFound',
  'conflict',
  'refused',
  'unavailable',
  'gone',
  'cancelled',
  'internal',
] as const;
export const errorSchema = z.object({ code: z.enum(ERROR_CODES), message: z.string() });
export type StudioFailure = z.infer<typeof errorSchema>;

/** The answer to every call: a value, or what happened and what to do. */
export type Reply = { value: unknown } | { error: StudioFailure };

/** What a door lends to the window, as `window.studio` or over HTTP. */
export interface Bridge {
  call(method: string, input: unknown): Promise<Reply>;
  subscribe(listener: (event: unknown) => void): () => void;
}
