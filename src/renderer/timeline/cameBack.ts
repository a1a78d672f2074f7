import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Campaign } from '#campaign/document.ts';
import { useTravelled } from '../session/session.ts';
import { placesIn, spanOf, type Place } from '../items/place.ts';
import type { World } from './useWorld.ts';

/** What undo and redo changed comes into view and lights up, so that nobody wonders what it was. */

const LIT_MILLISECONDS = 1600;
/** Drawings that it may take until what was out of sight is drawn. */
const MOST_DRAWINGS = 4;

export function useCameBack(campaign: Campaign, { elementOf, reveal }: World, measure: () => void): void {
  const wanted = useRef<{ places: Place[]; drawings: number }>({ places: [], drawings: 0 });
  useEffect(
    () =>
      useTravelled.subscribe(({ command }) => {
        wanted.current = { places: command ? placesIn(command) : [], drawings: 0 };
      }),
    [],
  );
  useLayoutEffect(() => {
    const { places, drawings } = wanted.current;
    const [first, ...others] = places.filter((place) => spanOf(campaign, place));
    wanted.current = { places: [], drawings: 0 };
    if (!first) return;
    reveal(first);
    const elements = [first, ...others].flatMap((place) => elementOf(place) ?? []);
    if (elements.length === 0 && drawings < MOST_DRAWINGS) {
      wanted.current = { places, drawings: drawings + 1 };
      measure();
    }
    for (const element of elements) {
      element.dataset['lit'] = 'true';
      setTimeout(() => delete element.dataset['lit'], LIT_MILLISECONDS);
    }
  });
}
