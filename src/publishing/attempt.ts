import { DAY_MILLISECONDS } from '#campaign/calendar.ts';
import { Refusal } from '#campaign/refusal.ts';
import {
  ASKS,
  gotIt,
  isAsking,
  type Ledger,
  type LedgerRow,
  type Missed,
  type Profile,
  type Profiles,
  type PublishedTarget,
  type Seen,
  type Settlement,
} from '#contract/publishing.ts';
import { AT_TARGET } from '#language/atTarget.ts';
import { recipientsIn, type AddressBook } from './addresses.ts';
import type { Clock } from './charge.ts';
import { afterStop } from './changes.ts';
import { withoutSecrets } from './failure.ts';
import { hashNow } from './rehearsal.ts';
import { hashesOfWhoGotIt, missedWith } from './rest.ts';
import { isIdempotentFor, type Connection, type List, type Outcome, type Recipient, type Target } from './target.ts';

/** One attempt on one row: what it needs is looked up before it is claimed, and whatever happens then becomes one of few outcomes. */

export interface Surroundings {
  ledger: Pick<Profiles, 'profile'> & Pick<Ledger, 'isOfAnother' | 'missedOf'>;
  clock: Clock;
  random: () => number;
  isAlive: (holder: string) => boolean | undefined;
  holder: string;
  targetOf: (id: PublishedTarget) => Promise<Target>;
  secretAt: (reference: string) => Promise<string>;
  addressBookOf: (profile: Profile) => Promise<AddressBook | undefined>;
  allowLoopback: boolean;
}

export interface Attempted {
  settlement: Settlement;
  refused: Missed[];
}

/** What does not get through for so long, though it was tried this often, is given up: networks are down for a night, and machines for a weekend. */
const GIVEN_UP_AFTER_DAYS = 3;
const FEWEST_ATTEMPTS = 12;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30 * 60_000;
/** What has not shown so long after it may have left does not come any more. An assumption. */
export const SHOWS_WITHIN_MS = 5 * 60_000;
const TIME_LIMIT_MS = 120_000;
const PER_RECIPIENT_MS = 2_000;
/** Timers of Node that are longer end at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** How long an attempt may take: a list of thousands is one message after the other, at the rate of its profile. */
export const timeLimitFor = (recipients: number, paceMs = 0): number =>
  Math.min(Math.max(TIME_LIMIT_MS, recipients * (PER_RECIPIENT_MS + paceMs)), LONGEST_TIMER_MS);

/** What the queue does between two recipients of a list. */
export interface Between {
  paceMs: number;
  waiting: readonly number[];
  /** What became of recipients and could not be written down yet. */
  unkept: readonly Seen[];
  goOn: (far: Parameters<List['goOn']>[0] & { of: number }, seen: Parameters<List['goOn']>[1]) => Promise<boolean>;
}

/** How long to wait before the next attempt: twice as long each time, somewhere in the upper half of it, and never less than was asked for. */
export function waitAfter(attempts: number, random: () => number, askedMs = 0): number {
  const most = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS);
  return Math.round(Math.max(most * (0.5 + random() / 2), askedMs + random() * 1000));
}

export interface Prepared {
  /** It is only looked whether it arrived: nothing leaves, so that nothing is claimed. */
  isLook: boolean;
  /** How many it is to be sent to one by one; 0 where it is not. */
  listOf: number;
  /** To be called once the row is claimed. */
  doing: (row: LedgerRow, between?: Between) => Promise<Attempted>;
}

const settled = (settlement: Settlement): Attempted => ({ settlement, refused: [] });

/** With what becomes of it where it was withdrawn meanwhile. */
const withStop = (
  settlement: Settlement,
  row: LedgerRow,
  target: Target | undefined,
  { clock }: Pick<Surroundings, 'clock'>,
): Settlement => ({ ...settlement, ifStopped: afterStop(row, settlement, target, clock.now()) });

/** Looks up all that an attempt needs. */
export async function attemptOn(row: LedgerRow, host: Surroundings): Promise<Prepared> {
  let profile: Profile;
  let target: Target;
  let recipients: readonly Recipient[];
  let secret: string | undefined;
  try {
    profile = await host.ledger.profile(row.profile);
    target = await host.targetOf(profile.target);
    const book = await host.addressBookOf(profile);
    recipients = book ? await approvedIn(book, row, profile, target) : [];
    secret = profile.secretRef === undefined ? undefined : await host.secretAt(profile.secretRef);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'full' || error.code === 'busy') throw error;
    const refusal = error;
    return {
      isLook: row.state === 'unknown',
      listOf: 0,
      doing: async (claimed) => settled(withStop(unprepared(refusal, claimed, host), claimed, undefined, host)),
    };
  }
  // Addresses are known by their look (addresses.ts): there may be fifty thousand.
  const plain = (sentence: string) => withoutSecrets(sentence, [secret]);
  const isLook = row.state === 'unknown' && row.action !== 'withdraw' && !isIdempotentFor(target, profile);
  const doing = async (claimed: LedgerRow, between?: Between): Promise<Attempted> => {
    const connection: Connection = {
      profile,
      secret,
      now: () => host.clock.now(),
      signal: AbortSignal.timeout(timeLimitFor(recipients.length, between?.paceMs)),
      allowLoopback: host.allowLoopback,
      isOfAnother: (remoteId) => host.ledger.isOfAnother(claimed.key, remoteId),
      ...(between && {
        list: {
          before: claimed.progress,
          waiting: between.waiting,
          goOn: (far, seen) => between.goOn({ ...far, of: recipients.length }, seen),
        } satisfies List,
      }),
    };
    const about = { row: claimed, profile, target, recipients, connection, host };
    try {
      const { settlement, refused } = await (isLook ? looked(about) : handOver(about));
      // Where the library cannot be read just now, only a file that is as it was goes on.
      await noteWhoGotIt(about, settlement, between?.unkept).catch(() => undefined);
      return {
        settlement: {
          ...withStop({ ...settlement, sentence: plain(settlement.sentence) }, claimed, target, host),
          ...(settlement.ofSent !== undefined && { ofSent: plain(settlement.ofSent) }),
        },
        refused: refused.map(({ line, sentence }) => ({ line, sentence: plain(sentence) })),
      };
    } catch (error) {
      // A fault of ours, or of a library: nobody can say how far it got.
      const sentence =
        error instanceof Refusal ? error.message : 'Something went wrong inside the studio while it was handed over.';
      const unknown = settlementOf({ state: 'unknown', sentence: plain(sentence) }, claimed, host, about);
      return settled(withStop(unknown, claimed, target, host));
    }
  };
  const listOf = target.isOneByOne && row.action === 'send' && !isLook ? recipients.length : 0;
  return { isLook, listOf, doing };
}

/** Of a list that not all of it got: a mended file is held against those who did. A file that is another than approved says nothing of them. */
async function noteWhoGotIt(
  { row, profile, target, recipients, host }: About,
  { state }: Settlement,
  unkept: readonly Seen[] = [],
): Promise<void> {
  const { progress, key } = row;
  if (!progress || gotIt(progress) === progress.of) return;
  if ((await hashNow(row, profile, target, recipients)) !== row.hash) return;
  const missed = missedWith(await host.ledger.missedOf(row), unkept);
  const { got, gotWithNext } = hashesOfWhoGotIt(key, progress.done, recipients, missed);
  row.progress = { ...progress, got, gotWithNext: state === 'unknown' ? gotWithNext : undefined };
}

/** Nothing left now, but what was unknown before stays so. Somebody may mend it, and it goes on. */
function unprepared({ code, message }: Refusal, row: LedgerRow, host: Surroundings): Settlement {
  if (row.state === 'unknown') {
    const dueAt = isGivenUp(row, host) ? null : instantAfter(host, waitAfter(row.attempts, host.random));
    return { state: 'unknown', sentence: dueAt === null ? `${row.sentence} ${ASKS[row.action]}` : row.sentence, dueAt };
  }
  if (code === 'notFound') return someGotIt({ state: 'failed', sentence: message, dueAt: null }, row);
  return settlementOf({ state: 'later', sentence: message }, row, host, undefined);
}

interface About {
  row: LedgerRow;
  profile: Profile;
  target: Target;
  recipients: readonly Recipient[];
  connection: Connection;
  host: Surroundings;
}

/** Whom a row is for. The file may name segments by what they are called, which the row does not know: then those are meant whom it was approved for. */
async function approvedIn(
  book: AddressBook,
  row: LedgerRow,
  profile: Profile,
  target: Target,
): Promise<readonly Recipient[]> {
  if (row.segment === '') return recipientsIn(book, undefined);
  const byId = recipientsIn(book, { id: row.segment, name: row.segment });
  if (byId.length > 0) return byId;
  for (const some of book.values()) if ((await hashNow(row, profile, target, some)) === row.hash) return some;
  return [];
}

interface Done {
  settlement: Settlement;
  refused: readonly Missed[];
}

async function handOver(about: About): Promise<Done> {
  const { row, target, profile, connection, recipients, host } = about;
  const done = (outcome: Outcome): Done => ({
    settlement: settlementOf(outcome, row, host, about),
    refused: outcome.state === 'sent' ? (outcome.refused ?? []) : [],
  });
  if (row.action === 'withdraw') return { settlement: await withdraw(about), refused: [] };
  if ((await hashNow(row, profile, target, recipients)) !== row.hash)
    return done({
      state: 'failed',
      sentence:
        'The file of addresses or the profile has changed since this was approved, so it was not sent. Set it to a later time if it is past, then approve again.',
    });
  const remoteId = row.remoteId ?? undefined;
  const outcome =
    row.action === 'update' && target.update
      ? await target.update(connection, row, remoteId, recipients)
      : await target.send(connection, row, recipients);
  return done(row.state === 'unknown' ? stillUnknown(outcome) : outcome);
}

/** Of what may have arrived before: that it did not get through this time says nothing about then. */
function stillUnknown(outcome: Outcome): Outcome {
  if (outcome.state === 'later') return { ...outcome, state: 'unknown' };
  if (outcome.state !== 'failed') return outcome;
  return { state: 'unknown', sentence: `It may have arrived before. ${outcome.sentence}`, isFinal: true };
}

/** Whether what is unknown arrived. What did not is sent again, once nobody can still be at it. */
const looked = async (about: About): Promise<Done> => ({
  settlement: settlementOf(await lookFor(about), about.row, about.host, about),
  refused: [],
});

async function lookFor({ target, connection, row, recipients, host }: About): Promise<Outcome> {
  const asked = row.sentence;
  const { progress } = row;
  if (!target.reconcile)
    return {
      state: 'unknown',
      sentence:
        progress && progress.of > 1
          ? `${asked} Of the list, ${gotIt(progress)} of ${progress.of} got it before.`
          : asked,
    };
  const isStillAt =
    row.claim !== null && !row.claim.startsWith(`${host.holder}/`) && host.isAlive(holderOf(row.claim)) !== false;
  const since = host.clock.uptime() - (row.claimedAt ?? 0);
  const waitMs = since < 0 ? 0 : SHOWS_WITHIN_MS - since;
  const found = await target.reconcile(connection, row, row.remoteId ?? undefined, recipients);
  if (found.state === 'sent') return { ...found, sentence: found.sentence ?? 'It was found to have arrived.' };
  if (found.state !== 'notThere') return { ...found, state: 'unknown' };
  // Whoever was at it may be on a machine that nobody can ask, and never come back.
  if (isStillAt && row.attempts >= FEWEST_ATTEMPTS)
    return {
      state: 'unknown',
      sentence: 'It has not shown there, and another publisher that does not answer had begun to send it.',
      isFinal: true,
    };
  if (waitMs > 0 || isStillAt)
    return { state: 'unknown', sentence: 'It has not shown there yet.', afterMs: Math.max(waitMs, 1000) };
  return { state: 'later', sentence: 'It was looked for and is not there, so it is sent again.', afterMs: 0 };
}

const holderOf = (claim: string) => claim.slice(0, claim.lastIndexOf('/'));

/** To take back twice does no harm, so that an unknown withdrawal is simply done again. What then refuses says nothing about the time before. */
async function withdraw({ row, target, connection, recipients, host }: About): Promise<Settlement> {
  const kept = (sentence: string): Settlement => ({ state: 'superseded', sentence, dueAt: null, ofSent: sentence });
  if (!target.withdraw) return kept(AT_TARGET[target.id].recall.words);
  const outcome = await target.withdraw(connection, row, row.remoteId ?? undefined, recipients);
  if (outcome.state === 'withdrawn') return { state: 'withdrawn', sentence: outcome.sentence, dueAt: null };
  const isFinal = outcome.state === 'gone' || outcome.state === 'failed';
  const isUnknown = outcome.state === 'unknown' || row.state === 'unknown';
  if (isUnknown && (isFinal || isGivenUp(row, host))) {
    const sentence = `It may have been taken back before. ${outcome.sentence} ${ASKS.withdraw}`;
    return { state: 'unknown', sentence, dueAt: null };
  }
  if (outcome.state === 'gone' || outcome.state === 'failed') return kept(outcome.sentence);
  if (isGivenUp(row, host)) return { state: 'failed', sentence: `Not withdrawn: ${outcome.sentence}`, dueAt: null };
  const waitMs = waitAfter(row.attempts, host.random, outcome.afterMs);
  const state = isUnknown ? 'unknown' : 'planned';
  return { state, sentence: outcome.sentence, dueAt: instantAfter(host, waitMs) };
}

const isGivenUp = ({ attempts, firstDueAt }: LedgerRow, { clock }: Pick<Surroundings, 'clock'>): boolean =>
  attempts >= FEWEST_ATTEMPTS &&
  firstDueAt !== null &&
  clock.now().getTime() - Date.parse(firstDueAt) >= GIVEN_UP_AFTER_DAYS * DAY_MILLISECONDS;

const instantAfter = ({ clock }: Pick<Surroundings, 'clock'>, ms: number) =>
  new Date(clock.now().getTime() + ms).toISOString();

/** What some of a list got is out, whatever becomes of the rest: as what failed it would be sent to them again. */
function someGotIt(settlement: Settlement, { progress }: Pick<LedgerRow, 'progress'>): Settlement {
  if (settlement.state !== 'failed' || !progress || gotIt(progress) === 0) return settlement;
  const sentence = `${gotIt(progress)} of ${progress.of} got it, and the others did not. ${settlement.sentence}`;
  return { ...settlement, state: 'sent', sentence };
}

function settlementOf(
  outcome: Outcome,
  row: LedgerRow,
  host: Pick<Surroundings, 'clock' | 'random'>,
  about: Pick<About, 'target' | 'profile'> | undefined,
): Settlement {
  const settlement = someGotIt(plainSettlementOf(outcome, row, host, about), row);
  return outcome.state !== 'sent' && outcome.isTakenBack ? { ...settlement, isTakenBack: true } : settlement;
}

function plainSettlementOf(
  outcome: Outcome,
  row: LedgerRow,
  host: Pick<Surroundings, 'clock' | 'random'>,
  about: Pick<About, 'target' | 'profile'> | undefined,
): Settlement {
  switch (outcome.state) {
    case 'sent': {
      const { sentence } = outcome;
      const said = about ? outSentence(about.target, { ...row, sentence }) : (sentence ?? '');
      return { state: 'sent', sentence: said, dueAt: null, remoteId: outcome.remoteId };
    }
    case 'failed':
      return { state: 'failed', sentence: outcome.sentence, dueAt: null };
    case 'later': {
      if (isGivenUp(row, host) && !outcome.isLeft)
        return {
          state: 'failed',
          sentence: `Given up after ${GIVEN_UP_AFTER_DAYS} days and ${row.attempts} attempts: ${outcome.sentence}`,
          dueAt: null,
        };
      const waitMs = outcome.afterMs === 0 ? 0 : waitAfter(row.attempts, host.random, outcome.afterMs);
      return { state: 'planned', sentence: outcome.sentence, dueAt: instantAfter(host, waitMs) };
    }
    case 'unknown': {
      const { target, profile } = about ?? {};
      const isAgain = target !== undefined && profile !== undefined && isIdempotentFor(target, profile);
      if (isGivenUp(row, host) || outcome.isFinal || !(isAgain || target?.reconcile))
        return {
          state: 'unknown',
          sentence: isAsking(outcome.sentence) ? outcome.sentence : `${outcome.sentence} ${ASKS[row.action]}`,
          dueAt: null,
        };
      // The same key sent twice arrives once. Anything else is looked for first, when it must have shown.
      const waitMs = isAgain
        ? waitAfter(row.attempts, host.random, outcome.afterMs)
        : Math.max(outcome.afterMs ?? SHOWS_WITHIN_MS, waitAfter(row.attempts, host.random));
      return { state: 'unknown', sentence: outcome.sentence, dueAt: instantAfter(host, waitMs) };
    }
  }
}

/** What is said of what is out: what the target has, and that it cannot be recalled where that is so. */
function outSentence(
  target: Target,
  { action, sentence }: Pick<LedgerRow, 'action'> & { sentence: string | undefined },
): string {
  const { out, recall } = AT_TARGET[target.id];
  const said = sentence ?? (action === 'update' ? `Changed. ${out}` : out);
  return target.withdraw ? said : `${said} ${recall.words}`;
}
