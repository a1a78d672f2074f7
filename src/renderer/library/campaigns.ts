import { LARGEST_FILE_BYTES } from '#campaign/file.ts';
import type { Summary } from '#contract/library.ts';
import { Refusal } from '#campaign/refusal.ts';
import { call, explain } from '../bridge/studio.ts';
import { notify } from '../kit/notices.ts';
import { saveCampaign } from '../session/saveCampaign.ts';
import { t } from '../text/text.ts';
import { copyName } from './list.ts';

/** What can be done to a campaign of the library from outside. */

/** Says what went wrong with an action of the library. */
export function report(action: Promise<unknown>): void {
  action.catch((error: unknown) => notify({ tone: 'problem', text: explain(error) }));
}

export async function duplicateCampaign(campaign: Summary, all: readonly Summary[]): Promise<void> {
  const name = copyName(
    campaign.name,
    all.map((other) => other.name),
  );
  await call('library.duplicate', { id: campaign.id, name });
  notify({ tone: 'done', text: t('library.duplicated', { name: campaign.name }) });
}

export async function removeCampaign(campaign: Summary): Promise<void> {
  const { id, name } = campaign;
  const { unsent } = await call('library.remove', { id });
  const deleted = t('library.deleted', { name });
  notify({
    tone: 'done',
    text: unsent === 0 ? deleted : t('library.deletedUnsent', { text: deleted, count: unsent }),
    action: { label: t('shell.undo'), run: () => report(restoreCampaign(campaign)) },
  });
}

export async function restoreCampaign({ id, name }: Summary): Promise<void> {
  await call('library.restore', { id });
  notify({ tone: 'done', text: t('library.restored', { name }) });
}

/** Hands the campaign's file to the person, as the browser's download. */
export async function downloadCampaign({ id }: Summary): Promise<void> {
  saveCampaign((await call('campaign.open', { id })).campaign);
}

/** Brings campaign files into the library; one alone is opened as well. */
export async function openCampaignFiles(files: readonly File[], onOpen: (id: string) => void): Promise<void> {
  const ids = await importFiles(files);
  if (ids.length === 1 && files.length === 1) onOpen(ids[0]!);
  else if (ids.length > 0) notify({ tone: 'done', text: t('library.opened', { count: ids.length }) });
}

/** Returns the ids of those that could be read; the others are told of. */
async function importFiles(files: readonly File[]): Promise<string[]> {
  const ids: string[] = [];
  for (const file of files) {
    try {
      if (file.size > LARGEST_FILE_BYTES) throw new Refusal('badInput', t('library.tooLarge'));
      ids.push((await call('library.import', { fileName: file.name, text: await file.text() })).id);
    } catch (error) {
      notify({ tone: 'problem', text: t('library.notOpened', { file: file.name, reason: explain(error) }) });
    }
  }
  return ids;
}
