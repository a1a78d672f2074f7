import { z } from 'zod';
import {
  LONGEST,
  ledgerActionSchema,
  ledgerStateSchema,
  listProgressSchema,
  missedSchema,
  profileNameSchema,
  profileSchema,
  publishedTargetSchema,
} from './publishing.ts';
import { campaignId, locale, nothing } from './values.ts';

/** What a window asks of publishing: profiles, the dry run and its approval, and the journal. */

export const connectableSchema = z.object({
  id: publishedTargetSchema,
  name: z.string(),
  description: z.string(),
});
export type Connectable = z.infer<typeof connectableSchema>;

/** What a profile for a target has to say. */
export const profileFormSchema = z.object({
  needs: z.object({ url: z.boolean(), secret: z.boolean(), addresses: z.boolean() }),
  keepsTime: z
    .boolean()
    .describe('Whether it is handed messages beforehand and keeps their time, so that nobody has to be awake then'),
  options: z.array(
    z.object({
      name: z.string(),
      values: z.array(z.string()).optional().describe('All that it may be; anything, where absent'),
      isAsked: z.boolean().describe('Whether the target has no use without it, or seldom'),
      isEach: z.boolean().describe('Whether it may be another for a segment: name.segment'),
    }),
  ),
});
export type ProfileForm = z.infer<typeof profileFormSchema>;

/** Where the publisher is that sends what is due. */
export const publisherPlaceSchema = z.enum(['here', 'elsewhere', 'nowhere']);
export type PublisherPlace = z.infer<typeof publisherPlaceSchema>;

const counts = z.partialRecord(ledgerStateSchema, z.int());
export type Counts = z.infer<typeof counts>;

/** How all that was approved of a campaign stands. */
export const standingSchema = z.object({
  publisher: z.object({
    place: publisherPlaceSchema,
    isPaused: z.boolean(),
    nextDue: z
      .string()
      .nullable()
      .describe('ISO instant at which something of the library is handed over next, where that is to come'),
  }),
  profiles: z.record(z.string(), counts).describe('By the name of the profile: how many messages are in each state'),
  touchpoints: z.record(z.string(), z.record(z.string(), counts)).describe('By touchpoint and profile'),
  targets: z
    .record(z.string(), publishedTargetSchema)
    .describe('By the name of a profile in `profiles`, of those that can be read'),
});
export type Standing = z.infer<typeof standingSchema>;

export const journalLineSchema = z.object({
  key: z.string(),
  state: ledgerStateSchema,
  action: ledgerActionSchema,
  profile: z.string(),
  touchpoint: z.string(),
  segment: z.string(),
  name: z.string(),
  at: z.string().describe('ISO instant'),
  local: z.string(),
  timeZone: z.string(),
  sentence: z.string(),
  dueAt: z.string().nullable().describe('When something happens by itself; null where nothing does'),
  progress: listProgressSchema.nullable(),
  changedAt: z.string(),
});
export type JournalLine = z.infer<typeof journalLineSchema>;

/** What an approval does about a message. */
export const fateSchema = z.union([
  z.literal('new').describe('It was not known, or did not come to anything'),
  z.literal('same').describe('It is in the queue just so'),
  z.literal('changed').describe('It is in the queue, and otherwise'),
  z.literal('out').describe('It is out just so'),
  z.literal('update').describe('It is out, and is made what it is now'),
  z.literal('stays').describe('It is out or under way otherwise, and stays as it is'),
  z.literal('asks').describe('Nobody knows whether it is out: somebody has to look'),
]);
export type Fate = z.infer<typeof fateSchema>;

const differenceSchema = z.object({
  of: z.string().describe('What of the message it is: time, or the path in what is sent'),
  before: z.string(),
  after: z.string(),
});
export type Difference = z.infer<typeof differenceSchema>;

const takenBackSchema = z.object({
  key: z.string(),
  name: z.string(),
  segment: z.string(),
  local: z.string(),
  timeZone: z.string(),
});
export type TakenBack = z.infer<typeof takenBackSchema>;

export const dryRunSchema = z.object({
  hash: z.string().describe('Of all that is shown, and of the exact bytes: what is approved is exactly this'),
  items: z.array(
    z.object({
      key: z.string(),
      touchpoint: z.string(),
      segment: z.string(),
      name: z.string(),
      at: z.string(),
      local: z.string(),
      timeZone: z.string(),
      recipients: z.int(),
      bytes: z.int(),
      destination: z.string().optional(),
      fate: fateSchema,
    }),
  ),
  problems: z.array(
    z.object({
      touchpointId: z.string().optional(),
      message: z.string(),
      stops: z.boolean(),
      field: z.string().optional().describe('Of the profile, where it is about one'),
    }),
  ),
  takenBack: z.array(takenBackSchema).describe('Messages that are no longer in the plan, or no longer to come'),
});
export type DryRun = z.infer<typeof dryRunSchema>;

const name = profileNameSchema;
const of = { id: campaignId, profile: name };
const secret = z
  .string()
  .min(1)
  .max(LONGEST.secret)
  .optional()
  .describe('Goes into the keychain of the machine and nowhere else');

export const publishCalls = {
  'publishing.targets': { input: nothing, output: z.object({ targets: z.array(connectableSchema) }) },
  'publishing.form': { input: z.strictObject({ target: publishedTargetSchema }), output: profileFormSchema },
  'publishing.profiles': { input: nothing, output: z.object({ profiles: z.array(profileSchema) }) },
  'publishing.addProfile': {
    input: z.strictObject({ profile: profileSchema, secret }),
    output: profileSchema,
  },
  'publishing.changeProfile': {
    input: z.strictObject({ profile: profileSchema, secret }),
    output: z.object({ sentence: z.string().describe('What came of trying it; what does not work is not kept') }),
  },
  'publishing.tryProfile': { input: z.strictObject({ name }), output: z.object({ sentence: z.string() }) },
  'publishing.removeProfile': { input: z.strictObject({ name }), output: nothing },
  'publishing.standing': { input: z.strictObject({ id: campaignId }), output: standingSchema },
  'publishing.journal': {
    input: z.strictObject({
      id: campaignId,
      profile: name.optional(),
      states: z.array(ledgerStateSchema).max(10).optional(),
      from: z.iso.datetime().optional().describe('Only what happens from this instant on'),
      until: z.iso.datetime().optional().describe('Only what happens before this instant'),
      most: z.int().min(1).max(20_000),
    }),
    output: z.object({ lines: z.array(journalLineSchema), total: z.int() }),
  },
  'publishing.dryRun': { input: z.strictObject({ ...of, locale }), output: dryRunSchema },
  'publishing.bytes': {
    input: z.strictObject({ ...of, locale, key: z.uuid() }),
    output: z.object({
      text: z.string(),
      addresses: z.array(z.string()).describe('The first of them'),
      differences: z
        .array(differenceSchema)
        .nullable()
        .describe(
          'From what was approved before; null where nothing was, empty where only whom it reaches or where it goes is another',
        ),
    }),
  },
  'publishing.approve': {
    input: z.strictObject({ ...of, locale, hash: z.string().max(100) }),
    output: z.object({ queued: z.int(), takenBack: z.int() }),
  },
  'publishing.withdraw': {
    input: z.strictObject(of),
    output: z.object({
      withdrawn: z.int(),
      asked: z.int().describe('Out already, and to be taken back by the publisher'),
      stopping: z
        .int()
        .describe('Leaving just now: it is stopped, and what gets through is taken back where that can be'),
      stays: z.array(journalLineSchema).describe('What cannot be recalled'),
    }),
  },
  'publishing.answer': {
    input: z.strictObject({ key: z.uuid(), answer: z.enum(['sent', 'again']) }),
    output: journalLineSchema,
  },
  'publishing.missed': {
    input: z.strictObject({ key: z.uuid() }),
    output: z.object({
      lines: z.array(missedSchema).describe('The first who did not get it, by their line in the audience file'),
      total: z.int(),
    }),
  },
  'publishing.sendRest': { input: z.strictObject({ key: z.uuid() }), output: journalLineSchema },
  'publishing.pause': { input: z.strictObject({ isPaused: z.boolean() }), output: nothing },
} as const;
