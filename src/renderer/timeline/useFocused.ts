import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type FocusEvent } from 'react';
import type { Campaign } from '#campaign/document.ts';
import { placeOf, spanOf, type Place } from '../items/place.ts';
import { firstPlace } from './walk.ts';
import { isDrawn, openRows, type Layout } from './layout.ts';
import { registerReveal } from '../items/reveal.ts';
import { showPane } from '../navigation/panes.ts';
import type { World } from './useWorld.ts';

/** The timeline is one stop of the Tab key: which of its things that is, and how the focus goes to another. */

interface Focused {
  /** What the Tab key comes to. */
  tabStop: Place | null;
  /** Gives the focus to something, also where it is not drawn yet. Nothing scrolls for what `isInView`. */
  focus: (place: Place, isInView?: boolean) => void;
  onFocus: (event: FocusEvent) => void;
}

export function useFocused(
  campaign: Campaign,
  layout: Layout,
  { scroller, elementOf, reveal, focusRow }: World,
  measure: () => void,
): Focused {
  const [focused, setFocused] = useState<Place | null>(null);
  const wanted = useRef<{ place: Place; isInView: boolean } | null>(null);

  const focus = useCallback(
    (place: Place, isInView = false) => {
      setFocused(place);
      wanted.current = { place, isInView };
      if (!isInView) reveal(place);
      measure();
    },
    [reveal, measure],
  );
  useLayoutEffect(() => {
    if (!wanted.current) return;
    const { place, isInView } = wanted.current;
    const element = elementOf(place);
    if (!element) return;
    wanted.current = null;
    // What was only just added has a place to be brought into view from now on.
    if (!isInView) reveal(place);
    element.focus({ preventScroll: true });
  });

  useEffect(
    () =>
      registerReveal((place) => {
        showPane('timeline');
        if (!place) scroller.current!.focus();
        else if (place.kind === 'lane') focusRow(place.id);
        else focus(place);
      }),
    [scroller, focus, focusRow],
  );

  const onFocus = useCallback((event: FocusEvent) => {
    const place = placeOf((event.target as Element).closest<HTMLElement>('[data-kind]'));
    if (place) setFocused(place);
  }, []);

  const tabStop = useMemo(() => {
    if (focused && spanOf(campaign, focused)) {
      const { kind, id } = focused;
      if (kind !== 'touchpoint' || isDrawn(layout, focused)) return focused;
      // It went to another row.
      if (isDrawn(layout, { id })) return { kind, id };
    }
    return firstPlace(campaign, openRows(layout.rows));
  }, [focused, campaign, layout]);
  return { tabStop, focus, onFocus };
}
