import { useLayoutEffect, type RefObject } from 'react';
import { slide, type Slide } from '../kit/slide.ts';
import { useViewport } from './viewport.ts';

/** Moves an element whenever what is in view changes, without rendering. `follow` stays the same one while nothing else is meant by it. */
export function useFollowing(
  element: RefObject<Element | null>,
  follow: (sliding: Slide) => void,
  unit: 'px' | 'cqw' = 'px',
): void {
  useLayoutEffect(() => {
    const sliding = slide(element.current!, unit);
    const now = () => follow(sliding);
    now();
    const unfollow = useViewport.subscribe(now);
    return () => {
      unfollow();
      sliding.end();
    };
  }, [element, follow, unit]);
}

/** What lies under the timeline goes along with its scrolling. */
export const alongCalendar = (sliding: Slide): void => sliding.to(-useViewport.getState().scrollLeft);
