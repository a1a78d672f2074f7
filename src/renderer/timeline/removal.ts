import { executeWithOffer } from '../session/offers.ts';
import { useSession } from '../session/session.ts';
import { itemById } from '../session/shown.ts';
import { t } from '../text/text.ts';
import type { PlacedKind } from './items.ts';
import { removeCommand } from './moves.ts';

/** How it is told that one thing is gone, or several. */
const TOLD = {
  deleted: { one: 'timeline.deletedOne', several: 'timeline.deleted' },
  cut: { one: 'timeline.cutOne', several: 'timeline.cut' },
} as const;
export type Removal = keyof typeof TOLD;

/** Removes things with a way back; false where it was refused. Where the focus goes, each view knows. */
export function remove(kind: PlacedKind | 'idea', ids: readonly string[], how: Removal = 'deleted'): boolean {
  const { campaign } = useSession.getState().open!;
  const command = removeCommand(kind, ids);
  const name = itemById(campaign, kind, ids[0] ?? '')?.name ?? '';
  const { one, several } = TOLD[how];
  const said = ids.length === 1 ? t(one, { name }) : t(several, { count: ids.length });
  return command !== null && executeWithOffer(command, said);
}
