import { announce } from '../kit/notices.ts';
import { spokenPlace } from '../items/spoken.ts';
import { execute, select, useSession } from '../session/session.ts';
import { copyCommand } from './moves.ts';

/** Duplicates touchpoints and selects the copies; the id of the first copy. */
export function duplicateItems(ids: string[]): string | undefined {
  const copies = copyCommand(useSession.getState().open!.campaign, ids);
  if (!copies || !execute(copies.command)) return undefined;
  select({ kind: 'touchpoint', ids: copies.ids });
  const [first] = copies.ids;
  announce(spokenPlace(useSession.getState().open!.campaign, { kind: 'touchpoint', id: first! }));
  return first;
}
