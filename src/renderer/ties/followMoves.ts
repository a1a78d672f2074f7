import { movedBetween } from '#campaign/checks/moved.ts';
import type { Command } from '#campaign/commands.ts';
import { describe } from '#campaign/reducer.ts';
import { notify } from '../kit/notices.ts';
import { openOverlay } from '../navigation/overlay.ts';
import { useExecuted } from '../session/session.ts';
import { t } from '../text/text.ts';

/** Tells of what moved along with an anchor and of what could not, so that nothing moves in silence. */

/** Follows what is done in this window until the returned function is called. */
export const followMoves = (): (() => void) =>
  useExecuted.subscribe(({ last }) => {
    if (!last) return;
    const { before, after, command } = last;
    if (!before.touchpoints.some(({ tie }) => tie !== undefined)) return;
    const itself = idsIn(command);
    const { moved, stayed } = movedBetween(before, after, itself);
    if (moved.length + stayed.length === 0) return;
    const met = moved.reduce((sum, one) => sum + one.met.length, 0);
    const said = [
      moved.length > 0 && t('ties.took', { ...describe(before, command), count: moved.length }),
      stayed.length > 0 && t('ties.stayed', { count: stayed.length }),
      met > 0 && t('moved.met', { count: met }),
    ];
    notify({
      tone: met > 0 ? 'problem' : 'done',
      about: 'change',
      text: said.filter(Boolean).join(' '),
      action: { label: t('ties.show'), run: () => openOverlay('moved', { before, itself }) },
    });
  });

/** The touchpoints that a command is about itself: what else it names may have the same ids. */
const idsIn = (command: Command): ReadonlySet<string> =>
  new Set(
    (command.type === 'batch' ? command.commands : [command]).flatMap((step) => {
      if (!step.type.endsWith('Touchpoint') && step.type !== 'setSend') return [];
      return 'id' in step ? step.id : 'item' in step ? step.item.id : [];
    }),
  );
