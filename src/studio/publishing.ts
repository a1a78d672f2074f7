import { z } from 'zod';
import { Refusal } from '#campaign/refusal.ts';
import {
  journalLineSchema,
  type Counts,
  type JournalLine,
  type ProfileForm,
  type Standing,
} from '#contract/publish.ts';
import { TARGETS_TO_PUBLISH, type JournalRow, type LedgerCount, type PublishedTarget } from '#contract/publishing.ts';
import type { Store } from '#store/store.ts';
import type { Calls, Host } from './host.ts';
import type { OwnPublisher } from './publisher.ts';

/** What a window asks of publishing. The code of a target is loaded when it is first needed. */

type PublishCalls = Pick<Calls, Extract<keyof Calls, `publishing.${string}`>>;

/** Addresses that are shown of a message: the window needs no more to recognise a list. */
const ADDRESSES_SHOWN = 50;
/** Lines that are shown of those who did not get a message. */
const MISSED_SHOWN = 500;

export function publishingCalls(store: Store, publisher: OwnPublisher, { now, emit }: Host): PublishCalls {
  const changed = () => emit({ type: 'publishing.changed' });

  /** The ledger knows a campaign by the id in its document, which its file has too. */
  const documentId = async (id: string) => (await store.open(id)).campaign.id;

  /** Of the profiles that can be read: one that is damaged takes away nothing of the others. */
  async function targetsOf(names: ReadonlySet<string>): Promise<Standing['targets']> {
    const found = await Promise.all(
      Array.from(names, (name) =>
        store.profile(name).then(
          ({ target }) => [[name, target] as const],
          (error: unknown) => {
            if (error instanceof Refusal && (error.code === 'notFound' || error.code === 'unreadable')) return [];
            throw error;
          },
        ),
      ),
    );
    return Object.fromEntries(found.flat());
  }

  async function about(id: string, name: string, locale?: string) {
    const [{ aboutOf }, { campaign }] = await Promise.all([import('#publishing/doors.ts'), store.open(id)]);
    return { ...(await aboutOf(store, { campaign, to: name, now: now(), locale })), isSender: true };
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
      const { addProfile } = await import('#publishing/doors.ts');
      const profile = await addProfile(store, given, secret);
      changed();
      return profile;
    },
    'publishing.changeProfile': async ({ profile: given, secret }) => {
      const { changeProfile } = await import('#publishing/doors.ts');
      const { sentence = '' } = await changeProfile(store, given, { secret, now, isTried: true });
      changed();
      return { sentence };
    },
    'publishing.tryProfile': async ({ name }) => {
      const { tryProfile } = await import('#publishing/doors.ts');
      const { sentence } = await tryProfile(store, name, now);
      return { sentence };
    },
    'publishing.removeProfile': async ({ name }) => {
      const { removeProfile } = await import('#publishing/doors.ts');
      await removeProfile(store, name);
      changed();
      return {};
    },
    'publishing.standing': async ({ id }) => {
      const [counts, place, { isPaused }, due = ''] = await Promise.all([
        documentId(id).then((campaign) => store.ledgerCounts(campaign)),
        publisher.place(),
        store.lease(),
        store.nextDue(),
      ]);
      const nextDue = due > now().toISOString() ? due : null;
      const targets = await targetsOf(new Set(counts.map(({ profile }) => profile)));
      return { publisher: { place, isPaused, nextDue }, targets, ...standingOf(counts) };
    },
    'publishing.journal': async ({ id, profile, states, from, until, most }) => {
      const campaign = await documentId(id);
      const { rows, total } = await store.journalRows({ campaign, profile, states, from, until, most });
      return { lines: rows.map(lineOf), total };
    },
    'publishing.dryRun': async ({ id, profile, locale }) => {
      const { dryRun } = await import('#publishing/doors.ts');
      const { hash, items, problems, takenBack } = await dryRun(await about(id, profile, locale));
      return {
        hash,
        takenBack,
        problems,
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
        differences: item.differences,
      };
    },
    'publishing.approve': async ({ id, profile, locale, hash }) => {
      const { approved } = await import('#publishing/doors.ts');
      const { changes, takenBack } = await approved(await about(id, profile, locale), hash);
      await publisher.wake();
      changed();
      return { queued: changes.length - takenBack.length, takenBack: takenBack.length };
    },
    'publishing.withdraw': async ({ id, profile: name }) => {
      const { withdraw } = await import('#publishing/doors.ts');
      const { changes, asked, stopping, stays } = await withdraw(await about(id, name));
      await publisher.wake();
      changed();
      return { withdrawn: changes.length - asked - stopping, asked, stopping, stays: stays.map(lineOf) };
    },
    'publishing.answer': async ({ key, answer }) => {
      const row = await store.answerRow(key, answer, now().toISOString());
      await publisher.wake();
      changed();
      return lineOf(row);
    },
    'publishing.missed': async ({ key }) => {
      const missed = await store.missedOf(await store.lastRow(key));
      const lines = missed.toSorted((a, b) => a.line - b.line).slice(0, MISSED_SHOWN);
      return { lines: lines.map(({ line, sentence }) => ({ line, sentence })), total: missed.length };
    },
    'publishing.sendRest': async ({ key }) => {
      const { sendRest } = await import('#publishing/doors.ts');
      const row = await sendRest(store, key, now());
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
  return {
    needs,
    keepsTime: timing === 'ahead',
    options: [...optionsIn(options), ...optionsIn(COMMON_OPTIONS)],
  };
}

/** The options that a schema knows, as forms show them. */
function optionsIn(schema: z.ZodType): ProfileForm['options'] {
  const { properties = {}, each = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, { enum?: string[]; isAsked?: boolean }>;
    each?: readonly string[];
  };
  return Object.entries(properties).map(([name, { enum: values, isAsked = false }]) => ({
    name,
    ...(values && { values }),
    isAsked,
    isEach: each.includes(name),
  }));
}
