import { addDays, DAY_MILLISECONDS, formatDay, weekdayOf } from '#campaign/calendar.ts';
import { LARGEST_FILE_BYTES, parseCampaign, CampaignFileError } from '#campaign/file.ts';
import { templateById } from '#campaign/templates/templates.ts';
import type { Store } from '#store/store.ts';
import { Refusal } from '#campaign/refusal.ts';
import type { Calls, Host } from './host.ts';

/** The library of campaigns. */

const SAMPLE = 'new-lms-launch';

type LibraryCalls = Pick<Calls, Extract<keyof Calls, `library.${string}`>>;

export function libraryCalls(store: Store, { emit, now }: Host): LibraryCalls {
  const changed = <T>(value: T): T => {
    emit({ type: 'library.changed' });
    return value;
  };
  return {
    'library.list': async () => ({ campaigns: await store.list() }),
    'library.create': async ({ templateId, start, name }) => {
      const template = templateById(templateId);
      if (!template) throw new Refusal('notFound', `There is no template “${templateId}”. Choose one from the list.`);
      const campaign = template.build({ start, ...(name ? { name } : {}) });
      return changed({ id: await store.create(campaign) });
    },
    'library.import': async ({ fileName, text }) => {
      if (text.length > LARGEST_FILE_BYTES)
        throw new Refusal('badInput', `“${fileName}” is too large for a campaign. Choose a *.tandem.json file.`);
      try {
        return changed({ id: await store.create(parseCampaign(text)) });
      } catch (error) {
        if (error instanceof CampaignFileError) throw new Refusal('badInput', `“${fileName}”: ${error.message}`);
        throw error;
      }
    },
    'library.duplicate': async ({ id, name }) => changed({ id: await store.duplicate(id, name) }),
    'library.remove': async ({ id }) => {
      // One that cannot be read any more goes as well; nobody knows what was approved of it.
      const campaign = await store.open(id).then(
        (opened) => opened.campaign.id,
        () => undefined,
      );
      await store.remove(id);
      return changed({ unsent: campaign === undefined ? 0 : await takeFromQueue(store, campaign, now()) });
    },
    'library.restore': async ({ id }) => {
      await store.restore(id);
      return changed({});
    },
    'library.removed': async () => ({ campaigns: await store.removed() }),
    'library.purge': async ({ id }) => {
      await store.purge(id);
      return changed({});
    },
    'library.acceptOlder': async () => {
      await store.acceptOlder();
      await stockLibrary(store, now());
      return changed({});
    },
  };
}

/** A first start finds a sample campaign, which starts on the Monday two weeks ahead. A library that has lost its campaigns is no first start. */
export async function stockLibrary(store: Store, now: Date): Promise<void> {
  if (!(await store.isEmpty()) || (await store.older())) return;
  const today = Math.floor(now.getTime() / DAY_MILLISECONDS);
  const monday = formatDay(today + 14 + ((8 - weekdayOf(today + 14)) % 7));
  const template = templateById(SAMPLE);
  if (template) await store.create(template.build({ start: addDays(monday, 0) }));
}

/** Takes out of the queue what was approved of a campaign that goes and has not left: nobody would see it any more. What is out stays out. Says how much that was. */
async function takeFromQueue(store: Store, campaign: string, now: Date): Promise<number> {
  const rows = await store.ledgerRows({ campaign, isWhole: true });
  if (rows.length === 0) return 0;
  const { withdrawalOf } = await import('#publishing/changes.ts');
  const { changes } = withdrawalOf(rows, {}, now);
  await store.approveRows(changes);
  return changes.length;
}
