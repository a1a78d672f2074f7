import type { z } from 'zod';
import type { Campaign, Segment } from '#campaign/document.ts';
import type { Item, JsonValue, ListProgress, Missed, Profile, PublishedTarget, Seen } from '#contract/publishing.ts';
import type { Delivery } from '#delivery/occurrences.ts';

/** What a target of publishing is to the queue. Targets stand in targets/, one file each; targets.ts lists them. */

/** Somebody of the audience file; read when needed, kept nowhere. */
export interface Recipient {
  address: string;
  name?: string;
  /** The line of the file it stands in: what people are told instead of the address. */
  line: number;
}

export interface Connection {
  profile: Profile;
  secret: string | undefined;
  now: () => Date;
  /** Given up on when it says so: by a time limit, or because the publisher ends. */
  signal: AbortSignal;
  /** For tests and trials: destinations on this machine are allowed. */
  allowLoopback: boolean;
  /** Whether what the target calls so is known to be another message. Nothing is known, where absent. */
  isOfAnother?: (remoteId: string) => Promise<boolean>;
  /** Of a message to many, one after the other. */
  list?: List;
}

/** A list of recipients that may be left in the middle, and is taken up again there. */
export interface List {
  /** How far it was before. */
  before: ListProgress | null;
  /** Which of it were not taken then, and are to be tried again once all were seen to, in this order. */
  waiting: readonly number[];
  /** After each recipient: so many were seen to, so many of those did not get it, and so many are left to try. Whether to go on with the next. */
  goOn(far: Pick<ListProgress, 'done' | 'refused'> & { left: number }, seen: Seen): Promise<boolean>;
}

/** Of an update that has taken back what was out, and has not put the new in its place: it is a send from now on. */
interface TakenBack {
  isTakenBack?: true;
}

/** How an attempt ended. Sentences say what happened and what to do; addresses in them are taken out before they are kept. */
export type Outcome =
  | { state: 'sent'; remoteId?: string; sentence?: string; refused?: Missed[] }
  /** Final: the receiver said no. */
  | ({ state: 'failed'; sentence: string } & TakenBack)
  /** It provably did not leave, or the receiver asked to wait: it may be tried again. `isLeft`: a list was not to go on, which is no failure. */
  | ({ state: 'later'; sentence: string; afterMs?: number; isLeft?: true } & TakenBack)
  /** It may have arrived: never tried again blindly. */
  | ({ state: 'unknown'; sentence: string; afterMs?: number; isFinal?: true } & TakenBack);

export type Withdrawal =
  | { state: 'withdrawn'; sentence: string }
  /** It cannot be recalled any more. */
  | { state: 'gone'; sentence: string }
  | Extract<Outcome, { state: 'failed' | 'later' | 'unknown' }>;

export interface Composed {
  payload: JsonValue;
  /** Whole sentences. One that `stops` keeps everything from being published. */
  problems: (string | { message: string; stops: true; field?: string })[];
}

export interface Target {
  id: PublishedTarget;
  /** The options of a profile that are this target's own, strict; what every target has (profiles.ts) is taken out before. */
  options: z.ZodType;
  needs: { url: boolean; secret: boolean; addresses: boolean };
  /** Throws Refusal for an address that it cannot go to. Web addresses are looked at in any case. */
  requireUrl?(url: string, allowLoopback: boolean): void;
  /** 'due': handed over at its time, so that a publisher must run then; 'ahead': handed over once approved, the target keeps the time. */
  timing: 'due' | 'ahead';
  /** Of 'ahead': no more than so many days beforehand. */
  horizonDays?: number;
  /** Most sends in so many milliseconds, per profile. */
  rate?: { most: number; perMs: number };
  /** Whether each recipient is sent a message of their own, so that a list (Connection) is left in the middle and goes on there. */
  isOneByOne?: true;
  /** Whether the same key sent twice arrives once. */
  isIdempotent: boolean | ((profile: Profile) => boolean);
  /** Pure: the payload for one delivery to one segment, and what a person should know. `key` is the item's. */
  compose(
    campaign: Campaign,
    delivery: Delivery,
    segment: Segment | undefined,
    profile: Profile,
    key: string,
  ): Composed | Promise<Composed>;
  /** What is wrong with all of them together, each in a sentence: a limit that no single one is beyond. It stops the publication. */
  together?(items: readonly Item[]): string[];
  /** The exact bytes, for the dry run; deterministic. */
  bytes(item: Item, profile: Profile, recipients: readonly Recipient[]): Uint8Array | Promise<Uint8Array>;
  /** Where it goes, in words for the dry run: a channel, a calendar. With the address of the profile it says all: an approval is for just this. */
  destination?(item: Item, profile: Profile): string;
  /** Tries the connection without sending anything. Throws Refusal. */
  test(connection: Connection): Promise<{ sentence: string }>;
  /** Hands one item over. Never throws for what a network or a receiver does. */
  send(connection: Connection, item: Item, recipients: readonly Recipient[]): Promise<Outcome>;
  /** Of what is not idempotent, which is simply handed over again: whether an unknown one arrived as the item says it. `remoteId` is what was out before: an update is not done where only that is found. */
  reconcile?(
    connection: Connection,
    item: Item,
    remoteId: string | undefined,
    recipients: readonly Recipient[],
  ): Promise<Outcome | { state: 'notThere' }>;
  /** Makes what is out what the item says now. Absent, as `withdraw`, where the target cannot; both as language/atTarget.ts says. */
  update?(
    connection: Connection,
    item: Item,
    remoteId: string | undefined,
    recipients: readonly Recipient[],
  ): Promise<Outcome>;
  withdraw?(
    connection: Connection,
    item: Item,
    remoteId: string | undefined,
    recipients: readonly Recipient[],
  ): Promise<Withdrawal>;
}

export const isIdempotentFor = ({ isIdempotent }: Target, profile: Profile): boolean =>
  typeof isIdempotent === 'function' ? isIdempotent(profile) : isIdempotent;
