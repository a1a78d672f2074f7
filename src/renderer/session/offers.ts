import type { Command } from '#campaign/commands.ts';
import { apply } from '#campaign/reducer.ts';
import { anchorLost } from '#campaign/ties.ts';
import { notify } from '../kit/notices.ts';
import { execute, undo, useSession } from './session.ts';
import { t } from '../text/text.ts';

/** Changes that are large or easily regretted: done, and offered back in a notice. */

/**
 * Does a change and offers it back, with a word on what loses its anchor by it. The offer always means this change, whatever was done since; false where
 * the document refused it.
 */
export function executeWithOffer(command: Command, text: string): boolean {
  const before = useSession.getState().open?.campaign;
  if (!before || !execute(command)) return false;
  const after = useSession.getState().open?.campaign;
  if (!after || after === before) return true;
  const untied = anchorLost(before, after).length;
  notify({
    tone: 'done',
    text: untied > 0 ? `${text} ${t('ties.anchorLost', { count: untied })}` : text,
    about: 'change',
    action: {
      label: t('shell.undo'),
      run: () => {
        if (useSession.getState().open?.campaign === after) undo();
        else execute(apply(before, command).inverse);
      },
    },
  });
  return true;
}

/** Says what the studio did to the open campaign, and offers to take it back while it is the last thing that was done. */
export function offerLastStep(text: string): void {
  notify({ tone: 'done', text, about: 'lastStep', action: { label: t('shell.undo'), run: undo } });
}
