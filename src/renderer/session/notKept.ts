import type { Command } from '#campaign/commands.ts';
import { notify } from '../kit/notices.ts';
import { t } from '../text/text.ts';

/** Shorter words are soon typed again. */
const WORTH_KEEPING = 12;

/** The texts that somebody wrote in a command: what would be a pity to lose. */
export function wordsIn(command: Command): string[] {
  if (!('changes' in command)) return [];
  return Object.values(command.changes).filter(
    (value): value is string => typeof value === 'string' && value.trim().length >= WORTH_KEEPING,
  );
}

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
