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
    'library.list': () => ({ campaigns: store.list() }),
    'library.create': ({ templateId, start, name }) => {
      const template = templateById(templateId);
      if (!template) throw new Refusal('notFound', `There is no template “${templateId}”. Choose one from the list.`);
      const campaign = template.build({ start, ...(name ? { name } : {}) });
      return changed({ id: store.create(campaign) });
    },
    'library.import': ({ fileName, text }) => {
      if (text.length > LARGEST_FILE_BYTES)
        throw new Refusal('badInput', `“${fileName}” is too large for a campaign. Choose a *.tandem.json file.`);
      try {
        return changed({ id: store.create(parseCampaign(text)) });
      } catch (error) {
        if (error instanceof CampaignFileError) throw new Refusal('badInput', `“${fileName}”: ${error.message}`);
        throw error;
      }
    },
    'library.duplicate': ({ id, name }) => changed({ id: store.duplicate(id, name) }),
    'library.remove': ({ id }) => {
      store.remove(id);
      return changed({});
    },
    'library.restore': ({ id }) => {
      store.restore(id);
      return changed({});
    },
    'library.removed': () => ({ campaigns: store.removed() }),
    'library.purge': ({ id }) => {
      store.purge(id);
      return changed({});
    },
    'library.acceptOlder': () => {
      store.acceptOlder();
      stockLibrary(store, now());
      return changed({});
    },
  };
}

/** A first start finds a sample campaign, which starts on the Monday two weeks ahead. A library that has lost its campaigns is no first start. */
export function stockLibrary(store: Store, now: Date): void {
  if (!store.isEmpty() || store.older()) return;
  const today = Math.floor(now.getTime() / DAY_MILLISECONDS);
  const monday = formatDay(today + 14 + ((8 - weekdayOf(today + 14)) % 7));
  const template = templateById(SAMPLE);
  if (template) store.create(template.build({ start: addDays(monday, 0) }));
}
