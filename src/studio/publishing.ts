import { z } from 'zod';
import { Refusal } from '#campaign/refusal.ts';
import {
  journalLineSchema,
  type Counts,
  type JournalLine,
  type ProfileForm,
  type Standing,
} from '#contract/publish.ts';
import {
  TARGETS_TO_PUBLISH,
  type Item,
  type JournalRow,
  type LedgerCount,
  type Profile,
  type PublishedTarget,
} from '#contract/publishing.ts';
import type { RehearsedItem } from '#publishing/rehearsal.ts';
import type { Store } from '#store/store.ts';
import type { Calls, Host } from './host.ts';
import type { OwnPublisher } from './publisher.ts';

/** What a window asks of publishing. The code of a target is loaded when it is first needed. */

type PublishCalls = Pick<Calls, Extract<keyof Calls, `publishing.${string}`>>;

const TRY_MILLISECONDS = 30_000;
/** Addresses that are shown of a message: the window needs no more to recognise a list. */
const ADDRESSES_SHOWN = 50;

export function publishingCalls(store: Store, publisher: OwnPublisher, { now, emit }: Host): PublishCalls {
  const changed = () => emit({ type: 'publishing.changed' });

  /** The ledger knows a campaign by the id in its document, which its file has too. */
  const documentId = async (id: string) => (await store.open(id)).campaign.id;

  async function about(id: string, name: string, locale?: string) {
    const [{ targetOf }, { campaign }, profile] = await Promise.all([
      import('#publishing/profiles.ts'),
      store.open(id),
      store.profile(name),
    ]);
    const target = await targetOf(profile.target);
    return { campaign, profile, target, ledger: store, now: now(), ...(locale !== undefined && { locale }) };
  }

  /** What other profiles have sent of the same messages to what is published to by the same means: two calendars, one of them under a name that is gone. */
  async function doubled(items: readonly RehearsedItem[], rows: readonly JournalRow[], profile: Profile) {
    const nameOf = (one: Pick<Item, 'touchpoint' | 'segment' | 'occurrence'>) =>
      JSON.stringify([one.touchpoint, one.segment, one.occurrence]);
    const fresh = new Set(items.filter(({ fate }) => fate === 'new').map(nameOf));
    const others = Map.groupBy(
      rows.filter((row) => row.state === 'sent' && row.profile !== profile.name && fresh.has(nameOf(row))),
      (row) => row.profile,
    );
    const problems = [];
    for (const [name, { length }] of others) {
      const other = await store.profile(name).catch(() => undefined);
      if (other && other.target !== profile.target) continue;
      const what = length === 1 ? 'one of these messages' : `${length} of these messages`;
      const message = other
        ? `“${name}” has sent ${what} already. Withdraw them there first, where people would get them twice.`
        : `“${name}”, a profile that is removed by now, has sent ${what} already. Take them away there by hand first, where people would get them twice.`;
      problems.push({ message, stops: false });
    }
    return problems;
  }

  return {
    'publishing.targets': async () => {
      const { PUBLISHING_TARGETS } = await import('#publishing/targets.ts');
      const targets = TARGETS_TO_PUBLISH.map((id) => {
        const { name, description } = PUBLISHING_TARGETS[id];
        return { id, name, description };
      });
      return { targets };
    },
    'publishing.form': ({ target }) => formFor(target),
    'publishing.profiles': async () => ({ profiles: await store.profiles() }),
    'publishing.addProfile': async ({ profile: given, secret }) => {
      const [{ checkedProfile }, { loopbackIsAllowed }, { forgetSecret, keepSecret }] = await Promise.all([
        import('#publishing/profiles.ts'),
        import('#publishing/host.ts'),
        import('#publishing/secrets.ts'),
      ]);
      const named = secret === undefined ? given : { ...given, secretRef: `keychain:${given.name}` };
      const profile = await checkedProfile(named, loopbackIsAllowed());
      const isTaken = await store.profile(profile.name).then(
        () => true,
        (error: unknown) => !(error instanceof Refusal && error.code === 'notFound'),
      );
      if (isTaken) throw new Refusal('refused', `There is a profile “${profile.name}” already. Choose another name.`);
      const secretRef = secret === undefined ? undefined : await keepSecret(profile.name, secret);
      try {
        await store.addProfile(profile);
      } catch (error) {
        if (secretRef !== undefined) await forgetSecret(secretRef);
        throw error;
      }
      changed();
      return profile;
    },
    'publishing.tryProfile': async ({ name }) => {
      const [{ connectionOf, targetOf, tried }, { loopbackIsAllowed }] = await Promise.all([
        import('#publishing/profiles.ts'),
        import('#publishing/host.ts'),
      ]);
      const profile = await store.profile(name);
      const signal = AbortSignal.timeout(TRY_MILLISECONDS);
      const connection = await connectionOf(profile, { now, signal, allowLoopback: loopbackIsAllowed() });
      return tried(await targetOf(profile.target), connection);
    },
    'publishing.removeProfile': async ({ name }) => {
      const { forgetSecret } = await import('#publishing/secrets.ts');
      // One that is damaged can be removed too; nobody knows where its secret is.
      const secretRef = await store.profile(name).then(
        (profile) => profile.secretRef,
        () => undefined,
      );
      await store.removeProfile(name);
      if (secretRef !== undefined) await forgetSecret(secretRef);
      changed();
      return {};
    },
    'publishing.standing': async ({ id }) => {
      const [counts, place, { isPaused }] = await Promise.all([
        documentId(id).then((campaign) => store.ledgerCounts(campaign)),
        publisher.place(),
        store.lease(),
      ]);
      return { publisher: { place, isPaused }, ...standingOf(counts) };
    },
    'publishing.journal': async ({ id, profile, states, from, until, most }) => {
      const campaign = await documentId(id);
      const { rows, total } = await store.journalRows({ campaign, profile, states, from, until, most });
      return { lines: rows.map(lineOf), total };
    },
    'publishing.dryRun': async ({ id, profile, locale }) => {
      const { rehearse } = await import('#publishing/rehearsal.ts');
      const asked = await about(id, profile, locale);
      const { hash, items, problems, changes } = await rehearse(asked);
      const { rows } = await store.journalRows({ campaign: asked.campaign.id });
      return {
        hash,
        takenBack: namesOf(changes.filter(isTakenBack), rows),
        problems: [...problems, ...(await doubled(items, rows, asked.profile))],
        items: items.map(
          ({ key, touchpoint, segment, name, at, local, timeZone, recipients, bytes, destination, fate }) => ({
            key,
            touchpoint,
            segment,
            name,
            at,
            local,
            timeZone,
            fate,
            recipients: recipients.length,
            bytes: bytes.byteLength,
            ...(destination !== undefined && { destination }),
          }),
        ),
      };
    },
    'publishing.bytes': async ({ id, profile, locale, key }) => {
      const { rehearseOne } = await import('#publishing/rehearsal.ts');
      const item = await rehearseOne(await about(id, profile, locale), key);
      if (!item)
        throw new Refusal(
          'notFound',
          'This message is not among what would be sent any more. Look at the dry run again.',
        );
      return {
        text: new TextDecoder().decode(item.bytes),
        addresses: item.recipients.slice(0, ADDRESSES_SHOWN).map(({ address }) => address),
      };
    },
    'publishing.approve': async ({ id, profile, locale, hash }) => {
      const { approve } = await import('#publishing/rehearsal.ts');
      const { changes } = await approve(await about(id, profile, locale), hash);
      await publisher.wake();
      changed();
      const takenBack = changes.filter(isTakenBack).length;
      return { queued: changes.length - takenBack, takenBack };
    },
    'publishing.withdraw': async ({ id, profile: name }) => {
      const { campaign, profile, target } = await about(id, name);
      const { withdrawalOf } = await import('#publishing/changes.ts');
      const rows = await store.ledgerRows({ profile: profile.name, campaign: campaign.id, isWhole: true });
      const { changes, stays } = withdrawalOf(rows, target, now());
      await store.approveRows(changes);
      await publisher.wake();
      changed();
      const asked = changes.filter(({ row }) => row !== undefined).length;
      return { withdrawn: changes.length - asked, asked, stays: stays.map(lineOf) };
    },
    'publishing.answer': async ({ key, answer }) => {
      const row = await store.answerRow(key, answer, now().toISOString());
      await publisher.wake();
      changed();
      return lineOf(row);
    },
    'publishing.pause': async ({ isPaused }) => {
      await store.pausePublishing(isPaused);
      await publisher.wake();
      changed();
      return {};
    },
  };
}

const isTakenBack = ({ row }: { row?: { action: string } }) => row === undefined || row.action === 'withdraw';

/** The messages that an approval takes back, by their last rows. */
function namesOf(changes: readonly { key: string }[], rows: readonly JournalRow[]) {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return changes.flatMap(({ key }) => {
    const row = byKey.get(key);
    return row ? [{ key, name: row.name, segment: row.segment, local: row.local, timeZone: row.timeZone }] : [];
  });
}

/** What the window shows of a row, without what is sent. */
const lineOf = (row: JournalRow): JournalLine => journalLineSchema.parse(row);

/** What only waits to be changed or taken back is still out. */
function standingOf(counts: readonly LedgerCount[]): Pick<Standing, 'profiles' | 'touchpoints'> {
  // A profile may be called what every object has, such as constructor.
  const standing: Pick<Standing, 'profiles' | 'touchpoints'> = {
    profiles: Object.create(null),
    touchpoints: Object.create(null),
  };
  for (const { profile, touchpoint, state, action, count } of counts) {
    const shown = state === 'planned' && action !== 'send' ? 'sent' : state;
    for (const some of [
      standing.profiles,
      (standing.touchpoints[touchpoint] ??= Object.create(null) as Record<string, Counts>),
    ]) {
      const one = (some[profile] ??= {});
      one[shown] = (one[shown] ?? 0) + count;
    }
  }
  return standing;
}

async function formFor(id: PublishedTarget): Promise<ProfileForm> {
  const { COMMON_OPTIONS, targetOf } = await import('#publishing/profiles.ts');
  const { needs, timing, options } = await targetOf(id);
  return { needs, keepsTime: timing === 'ahead', options: [...optionsIn(options), ...optionsIn(COMMON_OPTIONS)] };
}

/** The options that a schema knows, as forms show them. */
function optionsIn(schema: z.ZodType): ProfileForm['options'] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, property]) => {
    const { description = '', enum: values } = property as { description?: string; enum?: string[] };
    return { name, description, ...(values && { values }) };
  });
}
