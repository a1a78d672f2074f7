import { movedBetween } from '#campaign/checks/moved.ts';
import type { Command } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { describe } from '#campaign/reducer.ts';
import { notify, useNotices, withdraw } from '../kit/notices.ts';
import { openOverlay } from '../navigation/overlay.ts';
import { useExecuted } from '../session/session.ts';
import { t } from '../text/text.ts';

/** Tells of what moved along with an anchor and of what could not, so that nothing moves in silence. */

/** Follows what is done in this window until the returned function is called. */
export function followMoves(): () => void {
  /** What stands in the notice: as long as it does, the next steps are told with it, as one move. */
  let told: { before: Campaign; itself: ReadonlySet<string> } | null = null;
  const isTold = () => useNotices.getState().notices.some(({ about }) => about === 'moves');

  return useExecuted.subscribe(({ last }) => {
    if (!last) return;
    const { after, command } = last;
    if (!last.before.touchpoints.some(({ tie }) => tie !== undefined)) return;
    const own = idsIn(command);
    const now = movedBetween(last.before, after, own);
    if (now.moved.length + now.stayed.length === 0) return;
    const since = isTold() ? told : null;
    const [before, itself] = [since?.before ?? last.before, new Set([...(since?.itself ?? []), ...own])];
    const { moved, stayed } = since ? movedBetween(before, after, itself) : now;
    withdraw('moves');
    told = { before, itself };
    if (moved.length + stayed.length === 0) return;
    const met = moved.reduce((sum, one) => sum + one.met.length, 0);
    const said = [
      moved.length > 0 && tookAlong(last.before, command, moved.length),
      stayed.length > 0 && t('ties.stayed', { count: stayed.length }),
      met > 0 && t('moved.met', { count: met }),
    ];
    notify({
      tone: met > 0 ? 'problem' : 'done',
      about: 'moves',
      text: said.filter(Boolean).join(' '),
      action: { label: t('ties.show'), run: () => openOverlay('moved', { before, itself }) },
    });
  });
}

/** What something can hang from, by the ends of the commands about it. */
const ANCHORS = /(?:Event|Goal|Phase|Touchpoint)$/;

/** What took others along, where that is one thing that others hang from: several have no one name, and a calendar or the campaign takes nothing along. */
function tookAlong(campaign: Campaign, command: Command, count: number): string {
  const steps = command.type === 'batch' ? command.commands : [command];
  const ids = new Set(steps.map((step) => (ANCHORS.test(step.type) && 'id' in step ? step.id : undefined)));
  const isOne = ids.size === 1 && !ids.has(undefined);
  return isOne ? t('ties.took', { name: describe(campaign, command).name, count }) : t('moved.lead', { count });
}

/** The touchpoints that a command is about itself: what else it names may have the same ids. */
const idsIn = (command: Command): ReadonlySet<string> =>
  new Set(
    (command.type === 'batch' ? command.commands : [command]).flatMap((step) => {
      if (!step.type.endsWith('Touchpoint') && step.type !== 'setSend') return [];
      return 'id' in step ? step.id : 'item' in step ? step.item.id : [];
    }),
  );
