import type { Command } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { notify } from '../kit/notices.ts';
import { t } from '../text/text.ts';
import type { OutboxEntry } from './outboxEntry.ts';
import { saveCampaign } from './saveCampaign.ts';

/** Fields that people write; the others are chosen, and chosen again as easily. */
const WRITTEN = new Set(
  'name description subject body label url notes owner promise voice signOff why needs learningStyle reason'.split(' '),
);

/** The texts that somebody wrote in a command: what would be a pity to lose. */
export const wordsIn = (command: Command): string[] => {
  if (command.type === 'batch') return command.commands.flatMap(wordsIn);
  return 'changes' in command ? textsIn(command.changes) : [];
};

const textsIn = (fields: object): string[] =>
  Object.entries(fields).flatMap(([path, value]: [string, unknown]) => {
    if (typeof value === 'string') return WRITTEN.has(path.split('.').at(-1)!) && value.trim() !== '' ? [value] : [];
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? textsIn(value) : [];
  });

/** Says why a change was not kept, and gives back the words that were typed in it. */
export function tellNotKept(reason: string, command: Command): void {
  const words = wordsIn(command).join('\n\n');
  if (words === '') return notify({ tone: 'problem', text: reason });
  notify({
    tone: 'problem',
    text: t('session.yourWords', { reason, words }),
    action: { label: t('session.copyWords'), run: () => void navigator.clipboard.writeText(words) },
  });
}

/** Says that a campaign was deleted elsewhere, and gives back what was done here since: the words, and all of it as a file. */
export function tellGone(shown: Campaign, unsent: readonly OutboxEntry[]): void {
  const words = unsent.flatMap((unsent) => (unsent.type === 'execute' ? wordsIn(unsent.command) : [])).join('\n\n');
  const reason = t('session.goneWhy');
  notify({
    tone: 'problem',
    text: words === '' ? reason : t('session.yourWords', { reason, words }),
    action: { label: t('session.saveFile'), run: () => saveCampaign(shown) },
  });
}
