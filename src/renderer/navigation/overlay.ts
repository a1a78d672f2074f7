import { create } from 'zustand';
import type { Campaign, Status } from '#campaign/document.ts';
import type { Kind } from '#campaign/collections.ts';
import type { Returned } from '#contract/intake.ts';
import type { Connectable } from '#contract/publish.ts';
import type { Profile } from '#contract/publishing.ts';
import type { SendChanges } from '#campaign/series.ts';

/** The dialogs that lie over the window, one at a time: every one is opened here, whoever asks for it, with what it is about. */
export interface Overlays {
  help: object;
  finder: object;
  export: object;
  addProfile: object;
  changeProfile: { profile: Profile; target: Connectable };
  /** By the name of a profile. */
  dryRun: { profile: string };
  /** A table of this very plan is taken for one that came back, unless it is `asNew`. */
  importPlan: { given?: File | undefined; asNew?: boolean };
  returnedTable: { given: File; returned: Returned };
  importAudience: { given?: File | undefined };
  /** On which day it is to start, an ISO date; as usual, where absent. */
  newCampaign: { start?: string };
  nameVersion: object;
  /** To which date these are to be moved. */
  moveTo: { kind: Kind; ids: readonly string[] };
  /** What moved along since the plan was so, beside what was moved itself, by its ids. */
  moved: { before: Campaign; itself: ReadonlySet<string> };
  /** Of which Monday, an epoch day. */
  fullWeek: { monday: number };
  /** To which first day, an ISO date, all of it is to be moved; asked, where absent. */
  moveCampaign: { start?: string };
  /** An idea may be given its status along with its date. */
  planIdea: { id: string; status?: Status };
  changeSeveral: { ids: readonly string[] };
  /** How its readers get a touchpoint. */
  readers: { id: string };
  /**
   * What an edit of a send still needs; `on` is the day by which the send is known, `days` how far it was dragged. With `known`, all but which
   * sends are meant is known.
   */
  send: { what: 'move' | 'skip' | 'change'; id: string; on: string; days?: number; known?: SendChanges };
}
export type OverlayId = keyof Overlays;

interface Opened {
  id: OverlayId;
  about: object;
  /** Rises with each, so that what is opened anew begins afresh. */
  count: number;
}

export const useOverlay = create<{ overlay: Opened | null }>(() => ({ overlay: null }));

let count = 0;

export function openOverlay<Id extends OverlayId>(
  id: Id,
  ...[about]: object extends Overlays[Id] ? [Overlays[Id]?] : [Overlays[Id]]
): void {
  useOverlay.setState({ overlay: { id, about: about ?? {}, count: ++count } });
}

export const closeOverlay = (): void => useOverlay.setState({ overlay: null });
