import { partLocked } from '#campaign/locked.ts';
import { areStuck, lockedWords } from '../items/locked.ts';
import { executeWithOffer } from '../session/offers.ts';
import { useSession } from '../session/session.ts';
import { itemById } from '../session/shown.ts';
import { t } from '../text/text.ts';
import type { PlacedKind } from '../items/place.ts';
import { removeCommand } from './moves.ts';

/** How it is told that one thing is gone, or several. */
const TOLD = {
  deleted: { one: 'timeline.deletedOne', several: 'timeline.deleted' },
  cut: { one: 'timeline.cutOne', several: 'timeline.cut' },
} as const;
export type Removal = keyof typeof TOLD;

/** Removes things with a way back; what is locked stays, and it is said. False where nothing is gone. Where the focus goes, each view knows. */
export function remove(kind: PlacedKind | 'idea', ids: readonly string[], how: Removal = 'deleted'): boolean {
  const { campaign } = useSession.getState().open!;
  if (areStuck(campaign, kind, ids)) return false;
  const { free } = partLocked(campaign, kind, ids);
  const command = removeCommand(kind, free);
  const name = itemById(campaign, kind, free[0] ?? '')?.name ?? '';
  const { one, several } = TOLD[how];
  const said = free.length === 1 ? t(one, { name }) : t(several, { count: free.length });
  const stayed = lockedWords(campaign, kind, ids);
  return command !== null && executeWithOffer(command, stayed === null ? said : `${said} ${stayed}`);
}
