import { useSyncExternalStore } from 'react';
import { today } from '../locale.ts';

/** Clocks are set, and machines sleep through midnight: no single alarm is to be trusted. */
const LOOK_MILLISECONDS = 20_000;
const WAKING = ['focus', 'pageshow', 'resize', 'pointerdown', 'keydown'] as const;

function watch(onLook: () => void): () => void {
  const timer = setInterval(onLook, LOOK_MILLISECONDS);
  for (const type of WAKING) window.addEventListener(type, onLook, true);
  document.addEventListener('visibilitychange', onLook);
  return () => {
    clearInterval(timer);
    for (const type of WAKING) window.removeEventListener(type, onLook, true);
    document.removeEventListener('visibilitychange', onLook);
  };
}

/** Today, also after midnight and when the window wakes; on the clock of a campaign where its zone is given. */
export const useToday = (timeZone?: string): number => useSyncExternalStore(watch, () => today(timeZone));
