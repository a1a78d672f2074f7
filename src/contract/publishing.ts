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

/** Most signs of what a profile says. */
export const LONGEST = { name: 60, url: 2000, option: 2000, secretReference: 200, secret: 5000 } as const;

/** A name in people's own words that is no option, no path and no mail address, and that a sentence and a terminal can hold. */
export const profileNameSchema = z
  .string()
  .max(LONGEST.name)
  .regex(
    /^(?=[^]*[\p{L}\p{N}])[\p{L}\p{N}\p{Ps}\p{Pi}\p{So}"'&#](?:[\p{L}\p{M}\p{N}\p{P}\p{S} ]*[^ \p{C}\p{Z}])?$/u,
    'begin with a letter or a digit, such as team-calendar',
  )
  .regex(/^[^/\\@]*$/, 'leave out /, \\ and @');

/** What a name is the same by, in keys and wherever it is looked up. */
export const foldedName = (name: string): string => name.normalize('NFC').toLowerCase();

/** Where a secret is looked up; the secret itself is kept nowhere. */
export const secretReferenceSchema = z
  .string()
  .max(LONGEST.secretReference)
  .regex(/^(env:[A-Za-z_][A-Za-z0-9_]*|keychain:[^\p{C}]+)$/u, 'write env:VARIABLE or keychain:NAME');

/** One way out: a target with its destination and who gets what. Names are unique, however they are cased. */
export const profileSchema = z.strictObject({
  name: profileNameSchema,
  target: publishedTargetSchema,
  /** Without secrets: those stand where `secretRef` points. */
  url: z.string().max(LONGEST.url).optional(),
  secretRef: secretReferenceSchema.optional(),
  options: z.record(z.string().max(200), z.string().max(LONGEST.option)),
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

/** How far a list of recipients is: it is begun, and goes on from there. */
export const listProgressSchema = z.strictObject({
  /** So many of it were seen to, in its order. */
  done: z.int().min(0),
  /** So many of those did not get it. */
  refused: z.int().min(0),
  of: z.int().min(1),
  /** How long the rest takes at this rate. */
  leftMs: z.int().min(0),
  /** SHA-256 of those who got it, where some did not: what a mended file is held against. */
  got: z.string().optional(),
  /** The same with the one of whom nobody knows, where somebody finds that they have it. */
  gotWithNext: z.string().optional(),
});
export type ListProgress = z.infer<typeof listProgressSchema>;

/** How many of a list got it so far. */
export const gotIt = (progress: ListProgress | null | undefined): number =>
  progress ? progress.done - progress.refused : 0;

/** How many of a list did not get what is out. */
export const missingOf = ({ state, progress }: { state: LedgerState; progress: ListProgress | null }): number =>
  state === 'sent' && progress ? progress.of - gotIt(progress) : 0;

/** Somebody of a list who did not get it: by the line in the audience file, never by the address. */
export const missedSchema = z.object({ line: z.int().min(1), sentence: z.string() });
export type Missed = z.infer<typeof missedSchema>;

/** What became of one recipient of a list. */
export interface Seen {
  /** Which of the list it is, from 0. */
  place: number;
  line: number;
  /** Why it was not taken, and whether that is tried again. Absent where it was. */
  refusal?: { sentence: string; waits: boolean } | undefined;
}

/** One of a list who did not get it, as it is kept. */
export type KeptMissed = Missed & { place: number; waits: boolean };

/** One thing to do about one item. Rows of one key are its revisions; of those that are not superseded, the last says how it stands. */
export const ledgerRowSchema = z.strictObject({
  ...publishedItemSchema.shape,
  revision: z.int().min(1),
  action: ledgerActionSchema,
  state: ledgerStateSchema,
  /** SHA-256 of exact bytes and recipients, as approved. */
  hash: z.string(),
  /** Not before this instant: when it is handed over, tried again, or looked for. Null where nothing happens by itself. */
  dueAt: z.string().nullable(),
  /** Since when it is due, however often it was put off: what does not get through for days is given up. Null where it was never due. */
  firstDueAt: z.string().nullable(),
  /** How often it was tried. */
  attempts: z.int().min(0),
  /** Which claim has it, or had it last: the holder of the lease and a number. */
  claim: z.string().nullable(),
  /** When it was claimed, in milliseconds since the machine started: no clock that people set. */
  claimedAt: z.number().nullable(),
  remoteId: z.string().nullable(),
  /** Of a list that was begun. */
  progress: listProgressSchema.nullable(),
  sentence: z.string(),
  changedAt: z.string(),
});
export type LedgerRow = z.infer<typeof ledgerRowSchema>;

/** What a person may say of a row: that it is done there, or that it is to be done again. Nothing while a publisher is still finding out by itself. */
export function answersTo({ state, dueAt }: Pick<LedgerRow, 'state' | 'dueAt'>): ('sent' | 'again')[] {
  if (dueAt !== null) return [];
  if (state === 'unknown') return ['sent', 'again'];
  return state === 'failed' ? ['again'] : [];
}

const SAY_SO = ', then say so in the journal.';
/** How a sentence ends where somebody has to look what became of a message, by what was to be done about it. */
export const ASKS: Record<LedgerAction, string> = {
  send: `Look whether it arrived${SAY_SO}`,
  update: `Look whether it was changed there${SAY_SO}`,
  withdraw: `Look whether it is still there${SAY_SO}`,
};
/** Whether a sentence asks somebody to look. */
export const isAsking = (sentence: string): boolean => sentence.endsWith(SAY_SO);

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

/** A row as it is first kept. */
export type NewRow = Pick<LedgerRow, keyof Item | 'revision' | 'action' | 'hash' | 'dueAt' | 'remoteId' | 'sentence'>;

/** What an approval does to one key: it ends the row that was seen last, and puts one after it. */
export interface LedgerChange {
  key: string;
  /** The last row of the key as it was seen; null where there was none. Where it is another by now, nothing of the approval is done. */
  seen: Pick<LedgerRow, 'revision' | 'state'> | null;
  ends?: Ending;
  /** It is leaving just now, and is to stop: what it says of itself until it has. */
  stops?: { sentence: string };
  row?: NewRow;
}

/** How a row ends that is not to go on. */
export interface Ending {
  state: 'superseded' | 'withdrawn' | 'sent';
  sentence: string;
}

/** How a row ends that was asked to stop while it was leaving, where it does not end as it would have; and what is put after it. */
export interface Stopped {
  ends?: Pick<Settlement, 'state' | 'sentence'>;
  row?: NewRow;
}

/** How an attempt left a row. */
export interface Settlement {
  state: LedgerState;
  sentence: string;
  dueAt: string | null;
  remoteId?: string | undefined;
  progress?: ListProgress | undefined;
  /** Of a list: what is not kept yet. */
  seen?: readonly Seen[];
  /** What becomes of it instead, where it was asked to stop meanwhile. */
  ifStopped?: Stopped | undefined;
  /** What was out before is there no more: the row is a send from now on. */
  isTakenBack?: true;
  /** What is said from now on of what is out already, where the row did not change it. */
  ofSent?: string;
}

export type RowName = Pick<LedgerRow, 'key' | 'revision'>;

export interface Claim extends RowName {
  from: LedgerState;
  holder: string;
  claim: string;
  claimedAt: number;
  begins?: ListProgress | undefined;
}

/** A row without what is sent. */
export type JournalRow = Omit<LedgerRow, 'payload'>;

export interface JournalAsked {
  campaign: string;
  profile?: string | undefined;
  states?: readonly LedgerState[] | undefined;
  /** What happens from this instant on, and before that one. */
  from?: string | undefined;
  until?: string | undefined;
  /** All, where absent. */
  most?: number | undefined;
}

/** So many messages of a touchpoint by a profile are in this state, and this is what was to be done about them. */
export type LedgerCount = Pick<LedgerRow, 'profile' | 'touchpoint' | 'state' | 'action'> & { count: number };

/** The ledger as publishing needs it. Each call is done and on the disk when it is answered, or throws Refusal and has changed nothing. */
export interface Ledger {
  /** Of a profile, of a campaign, or all: the rows that are not superseded, by time; with `isWhole` those too. */
  ledgerRows(of?: {
    profile?: string | undefined;
    campaign?: string | undefined;
    isWhole?: boolean;
  }): Promise<LedgerRow[]>;
  /** The first rows of a campaign that are not superseded, by time, and how many those are that were asked for. */
  journalRows(asked: JournalAsked): Promise<{ rows: JournalRow[]; total: number }>;
  /** How the messages of a campaign stand, each by its last row. */
  ledgerCounts(campaign: string): Promise<LedgerCount[]>;
  /** All of an approval, or a `conflict` where the ledger went on since it was read. */
  approveRows(changes: readonly LedgerChange[]): Promise<void>;
  /** Rows that something is to be done about by now, the earliest first. */
  dueRows(asked: { now: string; most: number; actions?: readonly LedgerAction[] }): Promise<LedgerRow[]>;
  /** The instant at which the next one is due. */
  nextDue(): Promise<string | undefined>;
  /** Takes a row, before anything leaves, and writes down with it that a list is begun. False where another was faster, or the holder is no longer in charge. */
  claimRow(row: Claim): Promise<boolean>;
  /** Writes down how far a list is that was claimed, and what became of the last of it. False where it is not to go on. */
  keepProgress(row: RowName & { claim: string }, progress: ListProgress, seen: Seen): Promise<boolean>;
  /** The last row of a key. Throws Refusal where there is none. */
  lastRow(key: string): Promise<LedgerRow>;
  /** Has a list that is out go on with those who did not get it, as approved by this hash. A `conflict` where it is not out any more. */
  reopenRow(row: RowName, opened: { hash: string; sentence: string; dueAt: string }): Promise<LedgerRow>;
  /** Who of a list did not get it, those that were tried last at the end. */
  missedOf(row: RowName): Promise<KeptMissed[]>;
  /** Whether what a target calls so is another message than this one. */
  isOfAnother(key: string, remoteId: string): Promise<boolean>;
  /** Whether what is leaving is to stop. */
  isStopped(row: RowName): Promise<boolean>;
  /** Writes down what came of a claim, and gives what it wrote down: nothing where the row has been claimed anew since. */
  settleRow(row: RowName & { claim: string }, settlement: Settlement): Promise<Settlement | undefined>;
  /** What was claimed by others than the holder becomes unknown. Says how many those were. */
  abandonClaims(holder: string, now: string): Promise<number>;
  /** A person says what became of a row (answersTo): it is done there, or it is to be done again. Of a list it is about the one who was next, and the list goes on after them. */
  answerRow(key: string, answer: 'sent' | 'again', now: string): Promise<LedgerRow>;

  lease(): Promise<Lease>;
  /** Takes charge where nobody is, or where the lease still is what was seen. */
  takeLease(asked: { holder: string; until: string; seen?: Pick<Lease, 'holder' | 'beat'> }): Promise<boolean>;
  /** Goes on being in charge; false where another is by now. */
  keepLease(holder: string, until: string): Promise<boolean>;
  releaseLease(holder: string): Promise<void>;
  pausePublishing(isPaused: boolean): Promise<void>;
}

export interface Profiles {
  profiles(): Promise<Profile[]>;
  /** By its name, however that is cased. Throws Refusal where there is none. */
  profile(name: string): Promise<Profile>;
  addProfile(profile: Profile): Promise<void>;
  /** Puts it in place of the one of its name. Throws Refusal where there is none. */
  changeProfile(profile: Profile): Promise<void>;
  removeProfile(name: string): Promise<void>;
}
