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
  let told: { before: Campaign; itself: ReadonlySet<string>; anchor: string | undefined } | null = null;
  const isTold = () => useNotices.getState().notices.some(({ about }) => about === 'moves');

  return useExecuted.subscribe(({ last }) => {
    if (!last) return;
    const { after, command } = last;
    if (!last.before.touchpoints.some(({ tie }) => tie !== undefined)) return;
    const own = idsIn(command);
    const now = movedBetween(last.before, after, own);
    if (now.moved.length + now.stayed.length === 0) return;
    const since = told?.before.id === after.id && isTold() ? told : null;
    const [before, itself] = [since?.before ?? last.before, new Set([...(since?.itself ?? []), ...own])];
    const { moved, stayed } = since ? movedBetween(before, after, itself) : now;
    const moving = anchorIn(last.before, command);
    const anchor = since && since.anchor !== moving ? undefined : moving;
    withdraw('moves');
    told = { before, itself, anchor };
    if (moved.length + stayed.length === 0) return;
    const met = moved.reduce((sum, one) => sum + one.met.length, 0);
    const said = [
      moved.length > 0 &&
        (anchor === undefined
          ? t('moved.lead', { count: moved.length })
          : t('ties.took', { name: anchor, count: moved.length })),
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

/** The name of the one thing that others hang from and a command moves: several have no one name, and a calendar or the campaign takes nothing along. */
function anchorIn(campaign: Campaign, command: Command): string | undefined {
  const steps = command.type === 'batch' ? command.commands : [command];
  const ids = new Set(steps.map((step) => (ANCHORS.test(step.type) && 'id' in step ? step.id : undefined)));
  return ids.size === 1 && !ids.has(undefined) ? describe(campaign, command).name : undefined;
}

/** The touchpoints that a command is about itself: what else it names may have the same ids. */
const idsIn = (command: Command): ReadonlySet<string> =>
  new Set(
    (command.type === 'batch' ? command.commands : [command]).flatMap((step) => {
      if (!step.type.endsWith('Touchpoint') && step.type !== 'setSend') return [];
      return 'id' in step ? step.id : 'item' in step ? step.item.id : [];
    }),
  );
