import { create } from 'zustand';
import { useSession } from '../session/session.ts';
import { keeperOf } from '../viewport/kept.ts';
import { GROUPINGS, type Grouping } from './grouping.ts';

/** How the timeline of a campaign is parted into rows, and which of them are folded: kept like the part of the calendar in view. */

interface Parting {
  grouping: Grouping;
  folded: readonly string[];
}

const BY_LANE: Parting = { grouping: 'lane', folded: [] };

const { kept, keep } = keeperOf<Parting>(
  'studio-rows',
  ({ grouping, folded }) => GROUPINGS.includes(grouping) && Array.isArray(folded),
);

const usePartings = create<Record<string, Parting>>(() => ({}));

const partingOf = (partings: Record<string, Parting>, campaign: string) =>
  partings[campaign] ?? kept(campaign) ?? BY_LANE;

export function useParting(): Parting {
  const id = useSession((state) => state.open!.id);
  return usePartings((partings) => partingOf(partings, id));
}

function change(changes: Partial<Parting>): void {
  const { id } = useSession.getState().open!;
  const parting = { ...partingOf(usePartings.getState(), id), ...changes };
  usePartings.setState({ [id]: parting });
  keep(id, parting);
}

export const groupBy = (grouping: Grouping): void => change({ grouping });

/** Folds these rows, or opens them. */
export function fold(ids: readonly string[], isFolded: boolean): void {
  const { folded } = partingOf(usePartings.getState(), useSession.getState().open!.id);
  const others = folded.filter((id) => !ids.includes(id));
  change({ folded: isFolded ? [...others, ...ids] : others });
}
