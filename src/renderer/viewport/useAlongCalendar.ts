import { useLayoutEffect, type RefObject } from 'react';
import { slide } from '../kit/slide.ts';
import { useViewport } from './viewport.ts';

/** What lies under the timeline goes along with its scrolling, without rendering. */
export function useAlongCalendar(element: RefObject<Element | null>): void {
  useLayoutEffect(() => {
    const sliding = slide(element.current!);
    const follow = () => sliding.to(-useViewport.getState().scrollLeft);
    follow();
    const unfollow = useViewport.subscribe(follow);
    return () => {
      unfollow();
      sliding.end();
    };
  }, [element]);
}
