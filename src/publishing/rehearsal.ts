import { createHash } from 'node:crypto';
import type { Campaign, Segment } from '#campaign/document.ts';
import { Refusal } from '#campaign/refusal.ts';
import { oneLine } from '#campaign/text.ts';
import type { Difference, Fate, TakenBack } from '#contract/publish.ts';
import type { Item, JsonValue, Ledger, LedgerChange, LedgerRow, Profile } from '#contract/publishing.ts';
import { publishableOf, type Publishable } from '#delivery/publishable.ts';
import type { Problem } from '#delivery/export.ts';
import { readAddresses, recipientsIn, type AddressBook } from './addresses.ts';
import { changesFor } from './changes.ts';
import { differencesOf, lastApproved } from './differences.ts';
import { secretAt } from './secrets.ts';
import type { Composed, Recipient, Target } from './target.ts';

/** The dry run: exactly what would leave, for whom and when, what speaks against it, and what is different from what is out already. */

export interface RehearsedItem extends Item {
  recipients: readonly Recipient[];
  bytes: Uint8Array;
  /** SHA-256 of bytes and recipients. */
  hash: string;
  /** Where it goes, in words, where that is no address. */
  destination?: string;
  /** What an approval does about it. */
  fate: Fate;
  /** From what was approved before, where that is otherwise. */
  differences?: Difference[];
}

export interface RehearsalProblem extends Problem {
  /** Nothing can be approved before it is mended. */
  stops: boolean;
}

export interface Rehearsal {
  /** Of everything that was shown: what is approved is exactly this. */
  hash: string;
  items: RehearsedItem[];
  problems: RehearsalProblem[];
  /** Messages that are no longer in the plan, or no longer to come. */
  takenBack: TakenBack[];
  /** What an approval does to the ledger. */
  changes: LedgerChange[];
}

export interface RehearsalAbout {
  campaign: Campaign;
  profile: Profile;
  target: Target;
  ledger: Pick<Ledger, 'ledgerRows'>;
  now: Date;
  locale?: string;
}

/** JSON with the names of every object in order, so that the same data is the same text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{${entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`)
    .join(',')}}`;
}

/** At once, unlike that of campaign/file.ts: the queue decides by it within one step of its clock. */
const sha256 = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** What was approved of an item: the bytes that leave, when, where to, and whom they reach. */
export const hashOfItem = (
  { at }: Pick<Item, 'at'>,
  { target, url }: Profile,
  bytes: Uint8Array,
  recipients: readonly Recipient[],
  destination?: string,
): string => {
  const whom = recipients.map(({ address, name }) => [address, name ?? '']);
  return sha256(bytes, canonical([at, target, url, whom, destination]));
};

/** The same of an item as it would leave now. */
export const hashNow = async (
  item: Item,
  profile: Profile,
  target: Target,
  recipients: readonly Recipient[],
): Promise<string> =>
  hashOfItem(
    item,
    profile,
    await target.bytes(item, profile, recipients),
    recipients,
    target.destination?.(item, profile),
  );

/** Whom an item reaches by the audience file of its profile; nobody in particular where it has none. */
export async function addressBookOf({ options }: Profile): Promise<AddressBook | undefined> {
  return options['addresses'] === undefined ? undefined : readAddresses(options['addresses']);
}

type ComposedItem = Omit<RehearsedItem, 'fate' | 'differences'>;

/** The same, or undefined where the file cannot be used and somebody is told why. */
async function bookOf(profile: Profile, tell: (refusal: Refusal) => void): Promise<AddressBook | undefined> {
  try {
    return await addressBookOf(profile);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    tell(error);
    return undefined;
  }
}

/** One message exactly as it would leave, and what its target has to say about it. */
async function composed(
  { delivery, segment, item: named }: Publishable,
  book: AddressBook | undefined,
  { campaign, profile, target }: Pick<RehearsalAbout, 'campaign' | 'profile' | 'target'>,
): Promise<{ item: ComposedItem; problems: Composed['problems'] }> {
  const { payload, problems } = await target.compose(campaign, delivery, segment, profile, named.key);
  const item: Item = { ...named, payload: JSON.parse(JSON.stringify(payload)) as JsonValue };
  const recipients = book ? recipientsIn(book, segment) : [];
  const bytes = await target.bytes(item, profile, recipients);
  const destination = target.destination?.(item, profile);
  const hash = hashOfItem(item, profile, bytes, recipients, destination);
  return { item: { ...item, recipients, bytes, hash, ...(destination !== undefined && { destination }) }, problems };
}

/** One message of the dry run; undefined where it would not be sent any more. */
export async function rehearseOne(
  { campaign, profile, target, ledger, now, locale }: RehearsalAbout,
  key: string,
): Promise<(ComposedItem & { differences: Difference[] | null }) | undefined> {
  const nowAt = now.toISOString();
  const rows = await ledger.ledgerRows({ profile: profile.name, campaign: campaign.id, isWhole: true });
  const late = new Set(
    rows
      .filter(({ state, action, at }) => state === 'planned' && action === 'send' && at < nowAt)
      .map((row) => row.key),
  );
  const { sendings } = await publishableOf(campaign, profile, {
    now: nowAt,
    late,
    ...(locale !== undefined && { locale }),
  });
  const sending = sendings.find(({ item, isPast }) => item.key === key && !isPast);
  if (!sending) return undefined;
  const book = await bookOf(profile, () => undefined);
  const { item } = await composed(sending, book, { campaign, profile, target });
  const before = lastApproved(rows.filter((row) => row.key === key));
  return { ...item, differences: before && before.hash !== item.hash ? differencesOf(before, item) : null };
}

/** Rehearses without sending or keeping anything. Throws Refusal where profile and plan do not fit together at all. */
export async function rehearse({ campaign, profile, target, ledger, now, locale }: RehearsalAbout): Promise<Rehearsal> {
  const rows = await ledger.ledgerRows({ profile: profile.name, campaign: campaign.id, isWhole: true });
  const nowAt = now.toISOString();
  const waiting = rows.filter(({ state, action }) => state === 'planned' && action === 'send');
  const late = new Set(waiting.filter(({ at }) => at < nowAt).map(({ key }) => key));
  const published = await publishableOf(campaign, profile, {
    now: nowAt,
    late,
    ...(locale !== undefined && { locale }),
  });
  const { sendings, done, isRefused = false } = published;
  const problems: RehearsalProblem[] = published.problems.map((problem) => ({ ...problem, stops: isRefused }));
  const stop = (message: string, field?: string) =>
    problems.push({ message, stops: true, ...(field !== undefined && { field }) });
  await secretIsThere(profile, stop);
  const book = await bookOf(profile, ({ message, field }) => stop(message, field));

  const items: ComposedItem[] = [];
  const told = new Set<string>();
  const withoutAddress = new Map<string, Segment | undefined>();
  for (const sending of sendings) {
    const { segment, item: named, isPast } = sending;
    if (isPast) continue;
    const { item, problems: said } = await composed(sending, book, { campaign, profile, target });
    for (const one of said) {
      const { message, ...about } = typeof one === 'string' ? { message: one, stops: false } : one;
      if (told.has(message)) continue;
      told.add(message);
      problems.push({ touchpointId: named.touchpoint, message: oneLine(message), ...about });
    }
    if (target.needs.addresses && book && item.recipients.length === 0) withoutAddress.set(named.segment, segment);
    items.push(item);
  }
  for (const message of target.together?.(items) ?? []) stop(message);
  for (const segment of withoutAddress.values())
    if (segment)
      stop(
        `The file of addresses has nobody for “${oneLine(segment.name)}”. Add lines that begin with “${segment.id}”, or let the profile leave the segment out.`,
        'segments',
      );
    else stop('The file of addresses has nobody. Add lines to it.', 'addresses');

  // What waits for a time to come is taken back where the plan has it in the past: there it is left out.
  const toCome = new Set(waiting.filter(({ at }) => at >= nowAt).map(({ key }) => key));
  const kept = new Set([
    ...sendings.filter(({ isPast, item }) => isPast && !toCome.has(item.key)).map(({ item }) => item.key),
    ...rows.filter(({ touchpoint }) => isRefused || done.has(touchpoint)).map(({ key }) => key),
  ]);
  const { fates, changes, notes } = changesFor({ items, kept, rows, target, now });
  problems.push(...notes.map((problem) => ({ ...problem, stops: false })));
  const rowsOf = Map.groupBy(rows, ({ key }) => key);
  const rehearsed = items.map((item): RehearsedItem => {
    const fate = fates.get(item.key)!;
    const before = OTHERWISE.has(fate) ? lastApproved(rowsOf.get(item.key) ?? []) : undefined;
    return { ...item, fate, ...(before && { differences: differencesOf(before, item) }) };
  });
  const planned = new Set(items.map(({ key }) => key));
  const takenBack = changes.flatMap(({ key, stops }) =>
    planned.has(key) || stops ? [] : takenBackOf(rowsOf.get(key)!),
  );
  if (items.length === 0 && changes.length === 0 && !isRefused)
    stop('There is nothing to send. Plan messages ahead of now, or let the profile take more of the plan.');
  const hash = sha256(
    canonical({
      profile,
      campaign: campaign.id,
      items: rehearsed.map((item) => [item.key, item.at, item.hash, item.fate]),
      ends: changes.filter(({ ends, stops, row }) => ends || stops || row?.action === 'withdraw').map(({ key }) => key),
    }),
  );
  return { hash, items: rehearsed, problems, takenBack, changes };
}

/** What is known of before, and is otherwise now. */
const OTHERWISE: ReadonlySet<Fate> = new Set(['changed', 'update', 'stays']);

function takenBackOf(rows: readonly LedgerRow[]): TakenBack[] {
  const last = rows.toSorted((a, b) => a.revision - b.revision).at(-1);
  return last
    ? [{ key: last.key, name: last.name, segment: last.segment, local: last.local, timeZone: last.timeZone }]
    : [];
}

async function secretIsThere({ secretRef }: Profile, stop: (message: string, field?: string) => void): Promise<void> {
  if (secretRef === undefined) return;
  try {
    await secretAt(secretRef);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    stop(error.message, error.field);
  }
}

/** Puts into the queue what was approved. Throws Refusal where that is not what would be sent now. */
export async function approve(
  about: RehearsalAbout & { ledger: Pick<Ledger, 'ledgerRows' | 'approveRows'> },
  hash: string,
): Promise<Rehearsal> {
  const rehearsal = await rehearse(about);
  const stopping = rehearsal.problems.find(({ stops }) => stops);
  if (stopping) throw new Refusal('refused', stopping.message, stopping.field);
  if (rehearsal.hash !== hash.trim().toLowerCase())
    throw new Refusal(
      'conflict',
      'What was approved is not what would be sent now: plan, profile, addresses or what is out have changed since. Look at the dry run again, then approve that.',
    );
  await about.ledger.approveRows(rehearsal.changes);
  return rehearsal;
}
