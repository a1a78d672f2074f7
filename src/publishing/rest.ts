import { createHash } from 'node:crypto';
import { Refusal } from '#campaign/refusal.ts';
import {
  missingOf,
  type Ledger,
  type LedgerRow,
  type Profile,
  type Profiles,
  type Seen,
} from '#contract/publishing.ts';
import { recipientsIn, type AddressBook } from './addresses.ts';
import { canonical, hashNow } from './rehearsal.ts';
import type { Recipient, Target } from './target.ts';

/** Those of a list who did not get a message, and sending it to them alone, once their lines of the audience file are mended. Whoever has it never gets it again. */

const LINES_NAMED = 10;

/** The same for the same people in the same order, and for no others; it says nothing of who they are. */
export function hashOfPeople(key: string, recipients: readonly Recipient[]): string {
  const whom = recipients.map(({ address, name }) => [address, name ?? '']);
  return createHash('sha256')
    .update(canonical([key, whom]))
    .digest('hex');
}

/** Those of a list who got it, by how far it is and by the places of those who did not. */
export function thoseWhoGotIt(
  recipients: readonly Recipient[],
  done: number,
  missed: readonly { place: number }[],
): readonly Recipient[] {
  const without = new Set(missed.map(({ place }) => place));
  return recipients.slice(0, done).filter((_, place) => !without.has(place));
}

/** Who of a list did not get it, with what was seen since. */
export function missedWith(
  missed: readonly { place: number; waits: boolean }[],
  seen: readonly Seen[],
): { place: number; waits: boolean }[] {
  const since = new Set(seen.map(({ place }) => place));
  const anew = seen.flatMap(({ place, refusal }) => (refusal ? [{ place, waits: refusal.waits }] : []));
  return [...missed.filter(({ place }) => !since.has(place)), ...anew];
}

/** What a mended file is held against: those who got it, and the same with the one who is next, whom a person may find to have it (answerRow). */
export function hashesOfWhoGotIt(
  key: string,
  done: number,
  recipients: readonly Recipient[],
  missed: readonly { place: number; waits: boolean }[],
): { got: string; gotWithNext: string } {
  const hashOf = (many: number, without: typeof missed) => hashOfPeople(key, thoseWhoGotIt(recipients, many, without));
  const next = done < recipients.length ? undefined : missed.find(({ waits }) => waits);
  const others = missed.filter((one) => one !== next);
  return { got: hashOf(done, missed), gotWithNext: hashOf(done + 1, others) };
}

interface About {
  row: LedgerRow;
  profile: Profile;
  target: Target;
}

/** The hash by which a list may go on: that of the file as it is now, where it differs in nobody who has the message. Throws Refusal. */
async function hashOfMended(
  { row, profile, target }: About,
  book: AddressBook | undefined,
  missed: readonly { place: number; line: number }[],
): Promise<string> {
  const { progress, segment } = row;
  const named = recipientsIn(book ?? new Map(), segment === '' ? undefined : { id: segment, name: segment });
  // The file may name segments by what they are called, which the row does not know.
  for (const recipients of named.length > 0 ? [named] : (book?.values() ?? [])) {
    if (recipients.length !== progress?.of) continue;
    const hash = await hashNow(row, profile, target, recipients);
    if (hash === row.hash) return hash;
    const { got, done } = progress;
    if (got !== undefined && hashOfPeople(row.key, thoseWhoGotIt(recipients, done, missed)) === got) return hash;
  }
  const lines = missed.map(({ line }) => line).toSorted((a, b) => a - b);
  const which =
    lines.length > 0 && lines.length <= LINES_NAMED
      ? ` (${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')})`
      : '';
  throw new Refusal(
    'conflict',
    `The file of addresses differs in more than the lines of those who did not get “${row.name}”${which}, so nobody can tell who has it. Put the others back as they were, in their order, and mend those lines where they stand.`,
    'addresses',
  );
}

interface Library {
  ledger: Ledger & Profiles;
  targetOf: (id: Profile['target']) => Promise<Target>;
  addressBookOf: (profile: Profile) => Promise<AddressBook | undefined>;
}

/** Puts a message into the queue again for those of its list who did not get it. Throws Refusal. */
export async function sendRest(
  { ledger, targetOf, addressBookOf }: Library,
  key: string,
  now: Date,
): Promise<LedgerRow> {
  const row = await ledger.lastRow(key);
  const many = missingOf(row);
  if (many === 0)
    throw new Refusal(
      'refused',
      `There is nobody of whom it is known that “${row.name}” did not reach them. Only a list that ended without some is sent to the rest.`,
    );
  const profile = await ledger.profile(row.profile);
  const [target, book, missed] = await Promise.all([
    targetOf(profile.target),
    addressBookOf(profile),
    ledger.missedOf(row),
  ]);
  const hash = await hashOfMended({ row, profile, target }, book, missed);
  const sentence =
    many === 1 ? 'To be sent to the one who did not get it.' : `To be sent to the ${many} who did not get it.`;
  return ledger.reopenRow(row, { hash, sentence, dueAt: now.toISOString() });
}
