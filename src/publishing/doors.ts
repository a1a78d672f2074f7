import type { Campaign } from '#campaign/document.ts';
import { Refusal } from '#campaign/refusal.ts';
import type { Item, JournalRow, Ledger, LedgerChange, LedgerRow, Profile, Profiles } from '#contract/publishing.ts';
import { awakeSentence } from './awake.ts';
import { stillOut, withdrawalOf } from './changes.ts';
import { loopbackIsAllowed } from './host.ts';
import { checkedProfile, connectionOf, targetOf, tried } from './profiles.ts';
import {
  addressBookOf,
  approve,
  rehearse,
  type Rehearsal,
  type RehearsalAbout,
  type RehearsalProblem,
} from './rehearsal.ts';
import { sendRest as restOf } from './rest.ts';
import { forgetSecret, keepSecret } from './secrets.ts';

/** What window and command line ask of publishing, done once for both: they only hand over what was asked, and show what came of it. */

const TRY_MILLISECONDS = 30_000;

/** Keeps a profile, and its secret in the keychain where one is handed over. Throws Refusal. */
export async function addProfile(profiles: Profiles, given: { name: string }, secret?: string): Promise<Profile> {
  const profile = await checkedWith(given, secret);
  // Before its secret takes the place of the other’s.
  if (await isTaken(profiles, profile.name))
    throw new Refusal('refused', `There is a profile “${profile.name}” already. Choose another name.`);
  const kept = secret === undefined ? undefined : await keepSecret(profile.name, secret);
  try {
    await profiles.addProfile(profile);
  } catch (error) {
    if (kept !== undefined) await forgetSecret(kept);
    throw error;
  }
  return profile;
}

/**
 * Puts a profile in place of the one of its name, and forgets a secret that nobody needs any more. What waits in the queue was approved for the old
 * one: where bytes or destination are others now, it is not sent before it is approved anew. Where `isTried`, it is tried first, and what does not
 * work is not kept. Throws Refusal.
 */
export async function changeProfile(
  profiles: Profiles & Pick<Ledger, 'ledgerRows'>,
  given: { name: string },
  { secret, now, isTried = false }: { secret?: string | undefined; now: () => Date; isTried?: boolean },
): Promise<{ profile: Profile; sentence?: string }> {
  const before = await profiles.profile(given.name);
  // Ledger and window know it by the name it has, however that is cased now.
  const profile = await checkedWith({ ...given, name: before.name }, secret);
  if (profile.target !== before.target)
    throw new Refusal(
      'refused',
      `“${before.name}” publishes to ${before.target}, and what it has sent is known there. Add another profile for ${profile.target}.`,
    );
  await requireNothingOut(profiles, { before, profile, now: now() });
  const told = isTried ? await tryOut(profile, secret, now) : {};
  await profiles.changeProfile(profile);
  try {
    if (secret !== undefined) await keepSecret(profile.name, secret);
  } catch (error) {
    await profiles.changeProfile(before);
    throw error;
  }
  if (before.secretRef !== profile.secretRef) await forgetUnneeded(profiles, before.secretRef);
  return { profile, ...told };
}

/**
 * What a target calls a message means that message only where the profile had it made: at another address or account it may be somebody else’s, or
 * nothing. Throws Refusal.
 */
async function requireNothingOut(
  ledger: Pick<Ledger, 'ledgerRows'>,
  { before, profile, now }: { before: Profile; profile: Profile; now: Date },
): Promise<void> {
  const field = profile.url !== before.url ? 'url' : profile.options['user'] !== before.options['user'] ? 'user' : null;
  if (field === null) return;
  const out = stillOut(await ledger.ledgerRows({ profile: before.name }), await targetOf(before.target), now);
  if (out.length === 0) return;
  const [many, them] = out.length === 1 ? ['one message', 'it'] : [`${out.length} messages`, 'them'];
  const [where, first] = out.every(({ state }) => state === 'sent')
    ? ['out', `Withdraw ${them} first`]
    : ['out or under way', `Wait until the journal says what became of ${them}, and withdraw what is out`];
  throw new Refusal(
    'refused',
    `“${before.name}” has ${many} ${where} that can be changed or recalled only by the address and the account it has now. ${first}, or add another profile.`,
    field,
  );
}

/** As it can be kept; a secret that is handed over will stand in the keychain, under the name of the profile. */
const checkedWith = (given: { name: string }, secret: string | undefined): Promise<Profile> =>
  checkedProfile(secret === undefined ? given : { ...given, secretRef: `keychain:${given.name}` }, loopbackIsAllowed());

const isTaken = (profiles: Profiles, name: string): Promise<boolean> =>
  profiles.profile(name).then(
    () => true,
    (error: unknown) => !(error instanceof Refusal && error.code === 'notFound'),
  );

/** Tries a profile without sending anything. Throws Refusal. */
export async function tryProfile(
  profiles: Profiles,
  name: string,
  now: () => Date,
): Promise<{ profile: Profile; sentence: string }> {
  const profile = await profiles.profile(name);
  return { profile, ...(await tryOut(profile, undefined, now)) };
}

/** Tries a profile as it is given, with a secret that stands nowhere yet, or with that of its reference. */
async function tryOut(profile: Profile, secret: string | undefined, now: () => Date): Promise<{ sentence: string }> {
  const signal = AbortSignal.timeout(TRY_MILLISECONDS);
  const connection = await connectionOf(profile, { now, signal, allowLoopback: loopbackIsAllowed() }, secret);
  return tried(await targetOf(profile.target), connection);
}

/** Removes a profile, and its secret unless another profile looks for it in the same place. */
export async function removeProfile(profiles: Profiles, name: string): Promise<void> {
  // One that is damaged can be removed too; nobody knows where its secret is.
  const secretRef = await profiles.profile(name).then(
    (profile) => profile.secretRef,
    () => undefined,
  );
  await profiles.removeProfile(name);
  await forgetUnneeded(profiles, secretRef);
}

async function forgetUnneeded(profiles: Profiles, secretRef: string | undefined): Promise<void> {
  if (secretRef === undefined) return;
  // Where another cannot be read, nobody knows what it needs.
  const isFree = await profiles.profiles().then(
    (others) => others.every((other) => other.secretRef !== secretRef),
    () => false,
  );
  if (isFree) await forgetSecret(secretRef);
}

/** A plan and the profile that it is published through, with the library that knows of both. */
export type About = RehearsalAbout & {
  ledger: Ledger & Profiles;
  /** That whoever asks sends by itself what is approved, as long as it is open. */
  isSender?: boolean;
};

interface Asked {
  campaign: Campaign;
  /** The name of the profile. */
  to: string;
  now: Date;
  locale?: string | undefined;
}

export async function aboutOf(library: Ledger & Profiles, { campaign, to, now, locale }: Asked): Promise<About> {
  const profile = await library.profile(to);
  const target = await targetOf(profile.target);
  return { campaign, profile, target, ledger: library, now, ...(locale !== undefined && { locale }) };
}

/** Exactly what would be sent, and all there is to know before it is approved. */
export const dryRun = async (about: About): Promise<Rehearsal> => withWarnings(await rehearse(about), about);

/** Puts what a dry run showed into the queue, by its hash. Throws Refusal where something else would be sent now. */
export const approved = async (about: About, hash: string): Promise<Rehearsal> =>
  withWarnings(await approve(about, hash), about);

export interface Withdrawal {
  changes: LedgerChange[];
  /** Out already, and to be taken back by a publisher. */
  asked: number;
  /** Leaving just now, and to be stopped by whoever sends it. */
  stopping: number;
  /** What cannot be recalled. */
  stays: LedgerRow[];
}

/** Takes what is planned of a plan out of the queue, and has what is out taken back where its target lets us. */
export async function withdraw({ campaign, profile, target, ledger, now }: About): Promise<Withdrawal> {
  const rows = await ledger.ledgerRows({ profile: profile.name, campaign: campaign.id, isWhole: true });
  const { changes, stays } = withdrawalOf(rows, target, now);
  await ledger.approveRows(changes);
  const [asked, stopping] = (['row', 'stops'] as const).map((what) => changes.filter((one) => one[what]).length);
  return { changes, asked: asked!, stopping: stopping!, stays };
}

/** Has a message sent to those of its list who did not get it. Throws Refusal. */
export const sendRest = (library: Ledger & Profiles, key: string, now: Date): Promise<LedgerRow> =>
  restOf({ ledger: library, targetOf, addressBookOf }, key, now);

/** With what only the library knows: what other profiles have sent, and whether anybody would be awake. */
async function withWarnings(rehearsal: Rehearsal, about: About): Promise<Rehearsal> {
  const { ledger, target, now, isSender = false } = about;
  const sleeping = await awakeSentence(ledger, { ...rehearsal, target, now, isSender });
  const warnings = [
    ...(await sentByOthers(rehearsal, about)),
    ...(sleeping === undefined ? [] : [{ message: sleeping, stops: false }]),
  ];
  return { ...rehearsal, problems: [...rehearsal.problems, ...warnings] };
}

/** What other profiles have sent of the same messages to what is published to by the same means: two calendars, one of them under a name that is gone. */
async function sentByOthers(
  { items }: Pick<Rehearsal, 'items'>,
  { campaign, profile, ledger }: About,
): Promise<RehearsalProblem[]> {
  const fresh = new Set(items.filter(({ fate }) => fate === 'new').map(messageOf));
  if (fresh.size === 0) return [];
  const { rows } = await ledger.journalRows({ campaign: campaign.id, states: ['sent'] });
  const others = Map.groupBy(
    rows.filter((row) => row.profile !== profile.name && fresh.has(messageOf(row))),
    (row) => row.profile,
  );
  const problems: RehearsalProblem[] = [];
  for (const [name, { length }] of others) {
    const other = await ledger.profile(name).catch(() => undefined);
    if (other && other.target !== profile.target) continue;
    const what = length === 1 ? 'one of these messages' : `${length} of these messages`;
    const message = other
      ? `“${name}” has sent ${what} already. Withdraw them there first, where people would get them twice.`
      : `“${name}”, a profile that is removed by now, has sent ${what} already. Take them away there by hand first, where people would get them twice.`;
    problems.push({ message, stops: false });
  }
  return problems;
}

/** Which message it is, whatever it is sent by. */
const messageOf = ({
  touchpoint,
  segment,
  occurrence,
}: Pick<Item | JournalRow, 'touchpoint' | 'segment' | 'occurrence'>) =>
  JSON.stringify([touchpoint, segment, occurrence]);
