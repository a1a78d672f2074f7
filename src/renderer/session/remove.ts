import type { Command } from '#campaign/commands.ts';
import { apply } from '#campaign/reducer.ts';
import { notify } from '../kit/notices.ts';
import { execute, undo, useSession } from './session.ts';
import { t } from '../text/text.ts';

/** Does a removal and offers it back in a notice. The offer always means this removal, whatever was changed since; false where the document refused it. */
export function removeWithNotice(command: Command, text: string): boolean {
  const before = useSession.getState().open?.campaign;
  if (!before || !execute(command)) return false;
  const after = useSession.getState().open?.campaign;
  notify({
    tone: 'done',
    text,
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
