import { create } from 'zustand';
import { dayOf, formatDay } from '#campaign/calendar.ts';
import type { Touchpoint } from '#campaign/document.ts';
import { sendsOf, type Send } from '#campaign/occurrences.ts';
import { announce } from '../kit/notices.ts';
import { select, useSession } from '../session/session.ts';
import { spokenSend } from './words.ts';

/** Which send of the selected series is meant: the timeline marks its tick, the list its row. */

interface Chosen {
  touchpointId: string;
  /** The day on which the rule sends it. */
  on: string;
}

const useChosen = create<{ chosen: Chosen | null }>(() => ({ chosen: null }));

// With its series, a send is let go of.
useSession.subscribe(({ open }) => {
  const { chosen } = useChosen.getState();
  const selection = open?.selection;
  if (chosen && !(selection?.kind === 'touchpoint' && selection.ids.includes(chosen.touchpointId))) selectSend(null);
});

/** The day by which the selected send of a touchpoint is known, or none. */
export const useSelectedSend = (touchpointId: string): string | null =>
  useChosen(({ chosen }) => (chosen?.touchpointId === touchpointId ? chosen.on : null));

export function selectSend(chosen: Chosen | null): void {
  if (chosen) {
    const selection = useSession.getState().open?.selection;
    if (selection?.kind !== 'touchpoint' || selection.ids.length !== 1 || selection.ids[0] !== chosen.touchpointId)
      select({ kind: 'touchpoint', ids: [chosen.touchpointId] });
  }
  useChosen.setState({ chosen });
}

/** The day by which the selected send of a touchpoint is known. */
function selectedDay({ id }: Touchpoint): number | undefined {
  const { chosen } = useChosen.getState();
  return chosen?.touchpointId === id ? dayOf(chosen.on) : undefined;
}

/** The selected send of a touchpoint, while its series has it. */
export function selectedSend(touchpoint: Touchpoint): Send | undefined {
  const day = selectedDay(touchpoint);
  return day === undefined ? undefined : sendsOf(touchpoint).find(({ on }) => on === day);
}

/** Goes to the next send of a series or the one before, from none to the first or the last, and says which it is. */
export function stepSend(touchpoint: Touchpoint, by: 1 | -1): void {
  const sends = sendsOf(touchpoint);
  const day = selectedDay(touchpoint);
  const at = sends.findIndex(({ on }) => on === day);
  const next = at < 0 ? sends.at(by > 0 ? 0 : -1) : (sends[at + by] ?? sends[at]);
  if (!next) return;
  selectSend({ touchpointId: touchpoint.id, on: formatDay(next.on) });
  announce(spokenSend(next, sends.length));
}
