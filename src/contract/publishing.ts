import { z } from 'zod';

/** What publishing keeps and tells: profiles, items, and the rows of the ledger that knows what left. */

export const TARGETS_TO_PUBLISH = [
  'webhook',
  'caldav',
  'smtp',
  'imap',
  'slack',
  'teams',
  'listmonk',
  'xapi',
  'folder',
] as const;
export const publishedTargetSchema = z.enum(TARGETS_TO_PUBLISH);
export type PublishedTarget = z.infer<typeof publishedTargetSchema>;

/** A name that a shell, a file and a sentence can hold. */
export const profileNameSchema = z
  .string()
  .max(60)
  .regex(/^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]*[\p{L}\p{N}])?$/u, 'write letters and digits, such as team-calendar');

/** Where a secret is looked up; the secret itself is kept nowhere. */
export const secretReferenceSchema = z
  .string()
  .max(200)
  .regex(/^(env:[A-Za-z_][A-Za-z0-9_]*|keychain:[\w .@-]+)$/, 'write env:VARIABLE or keychain:NAME');

/** One way out: a target with its destination and who gets what. Names are unique, however they are cased. */
export const profileSchema = z.strictObject({
  name: profileNameSchema,
  target: publishedTargetSchema,
  /** Without secrets: those stand where `secretRef` points. */
  url: z.string().max(2000).optional(),
  secretRef: secretReferenceSchema.optional(),
  options: z.record(z.string().max(200), z.string().max(2000)),
});
export type Profile = z.infer<typeof profileSchema>;

export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
export const jsonSchema = z.json() as z.ZodType<JsonValue>;

/** One message to one segment as a target gets it. */
export const publishedItemSchema = z.strictObject({
  /** Version 5 UUID of profile, campaign, touchpoint, segment and occurrence: what ledger and receivers know it by. */
  key: z.uuid(),
  profile: z.string(),
  campaign: z.string(),
  touchpoint: z.string(),
  /** '' where the campaign has no segments. */
  segment: z.string(),
  occurrence: z.string(),
  /** Of the touchpoint. */
  name: z.string(),
  /** When it happens: an ISO instant in UTC. */
  at: z.string(),
  /** The same on the wall of `timeZone`, as 2027-01-11T09:00. */
  local: z.string(),
  timeZone: z.string(),
  /** All that is sent, without recipients and secrets. The exact bytes follow from it, the profile and the recipients alone. */
  payload: jsonSchema,
});
export type Item = z.infer<typeof publishedItemSchema>;

/** What is to be done about an item. */
export const ledgerActionSchema = z.enum(['send', 'update', 'withdraw']);
export type LedgerAction = z.infer<typeof ledgerActionSchema>;

export const ledgerStateSchema = z.enum(['planned', 'claimed', 'sent', 'failed', 'unknown', 'withdrawn', 'superseded']);
export type LedgerState = z.infer<typeof ledgerStateSchema>;

/** One thing to do about one item. Rows of one key are its revisions; of those that are not superseded, the last says how it stands. */
export const ledgerRowSchema = z.strictObject({
  ...publishedItemSchema.shape,
  revision: z.int().min(1),
  action: ledgerActionSchema,
  state: ledgerStateSchema,
  /** SHA-256 of exact bytes and recipients, as approved. */
  hash: z.string(),
  /** Not before this instant: when it is handed over first, or tried again. */
  dueAt: z.string(),
  /** How often it was tried. */
  attempts: z.int().min(0),
  /** Which claim has it, or had it last. */
  claim: z.string().nullable(),
  remoteId: z.string().nullable(),
  sentence: z.string(),
  changedAt: z.string(),
});
export type LedgerRow = z.infer<typeof ledgerRowSchema>;

/** Which publisher is in charge. */
export const leaseSchema = z.strictObject({
  /** '' where nobody is. */
  holder: z.string(),
  /** Rises as long as the holder lives. */
  beat: z.int(),
  /** By the holder's clock. */
  until: z.string(),
  /** Whether people have asked it to wait. */
  isPaused: z.boolean(),
});
export type Lease = z.infer<typeof leaseSchema>;
