import { useMemo } from 'react';
import { create } from 'zustand';
import type { Command } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { announce } from '../kit/notices.ts';
import { beforeLeaving } from '../kit/typing.ts';
import { execute, tryOut, useSession } from '../session/session.ts';
import { useCampaign, withDraft } from '../session/shown.ts';
import { spanOf, type Place } from '../items/place.ts';
import { spokenPlace } from '../items/spoken.ts';
import { moveCommand, stretchCommand, type RowMove } from '../arranging/moves.ts';
import { tellBesidesPhases } from '../arranging/phaseWords.ts';

/**
 * A burst of keys that move or stretch the same things is one step: tried out while it goes on, done once after a pause, or before
 * anything else is done or left.
 */

const PAUSE_MILLISECONDS = 600;
/** What else may happen to the window; each ends a burst. */
const ENDS = 'pointerdown blur pagehide beforeunload hashchange studio-menu copy cut paste'.split(' ');

export interface Burst {
  place: Place;
  ids: string[];
  mode: 'move' | 'end';
  days: number;
  /** Rows down, where it goes to another one. */
  rows?: RowMove;
}

/** What the burst comes to so far; null where nothing would change. */
export function burstCommand(campaign: Campaign, { place, ids, mode, days, rows }: Burst): Command | null {
  return mode === 'end'
    ? stretchCommand(campaign, place.kind, ids, 'end', { days })
    : moveCommand(campaign, place.kind, ids, { days, ...(rows ? { rows } : {}) });
}

/** The burst after another key, or the burst that the key begins where it means something else. */
export function continued(burst: Burst | null, key: Burst): { burst: Burst; isNew: boolean } {
  const isSame =
    burst?.mode === key.mode && burst.place.kind === key.place.kind && burst.ids.join('\n') === key.ids.join('\n');
  if (!isSame) return { burst: key, isNew: true };
  const rows = key.rows && { ...key.rows, by: key.rows.by + (burst.rows?.by ?? 0) };
  return { burst: { ...burst, days: burst.days + key.days, ...(rows ? { rows } : {}) }, isNew: false };
}

const useCurrent = create<{ burst: Burst | null }>(() => ({ burst: null }));
let pause: ReturnType<typeof setTimeout> | undefined;
let listening: AbortController | undefined;

const campaign = () => useSession.getState().open!.campaign;

/** The rows that keys have taken these down so far. */
export function burstRows({ kind, id }: Place): number {
  const { burst } = useCurrent.getState();
  return burst?.place.kind === kind && burst.place.id === id ? (burst.rows?.by ?? 0) : 0;
}

/** The campaign as the keys have it so far, and what they are moving or stretching. */
export function useBurst(): { campaign: Campaign; moved: Place | null } {
  const stored = useCampaign();
  const burst = useCurrent((state) => state.burst);
  const campaign = useMemo(() => (burst ? withDraft(stored, burstCommand(stored, burst)) : stored), [stored, burst]);
  return { campaign, moved: burst?.place ?? null };
}

/** Whether keys have done something that is not stored yet, because more of them may come. */
export const useIsHeldBack = () => useCurrent(({ burst }) => burst !== null);

/** Takes a key that moves or stretches something. */
export function addToBurst(key: Burst): void {
  const { burst, isNew } = continued(useCurrent.getState().burst, key);
  if (isNew) commitBurst();
  const command = burstCommand(campaign(), burst);
  const grown = withDraft(campaign(), command);
  // What goes no further does not save its steps up.
  const days =
    burst.mode === 'end' ? spanOf(grown, burst.place)!.days - spanOf(campaign(), burst.place)!.days : burst.days;
  useCurrent.setState({ burst: { ...burst, days } });
  tryOut(command);
  announce(spokenPlace(grown, burst.place));
  clearTimeout(pause);
  pause = setTimeout(commitBurst, PAUSE_MILLISECONDS);
  listening ??= listen();
}

/** Does for good what the keys have come to. */
function commitBurst(): void {
  const { burst } = useCurrent.getState();
  if (!burst) return;
  clearTimeout(pause);
  listening?.abort();
  listening = undefined;
  useCurrent.setState({ burst: null });
  const before = useSession.getState().open?.campaign;
  const command = before && burstCommand(before, burst);
  if (!command) return tryOut(null);
  if (execute(command) && burst.place.kind === 'phase') tellBesidesPhases(before, campaign(), burst.ids);
}

/** Ends the burst before anything else happens in the window. */
function listen(): AbortController {
  const control = new AbortController();
  const options = { capture: true, signal: control.signal };
  const isModifier = (key: string) => ['Alt', 'Shift', 'Control', 'Meta', 'AltGraph'].includes(key);
  window.addEventListener(
    'keydown',
    (event) => {
      const goesOn = event.key.startsWith('Arrow') && (event.altKey || event.shiftKey);
      if (!goesOn && !isModifier(event.key)) commitBurst();
    },
    options,
  );
  for (const type of ENDS) window.addEventListener(type, commitBurst, options);
  document.addEventListener('visibilitychange', commitBurst, options);
  control.signal.addEventListener('abort', beforeLeaving(commitBurst));
  return control;
}
