import { useCallback, useRef } from 'react';
import type { Slide } from '../kit/slide.ts';
import { useFollowing } from './useFollowing.ts';
import { GUTTER, leftOf, useViewport, type Scale } from './viewport.ts';
import './guide.css';

/** A hairline at the day that something is dragged to, through whatever shows the calendar. It follows without rendering. */
export function Guide({ scale }: { scale: Scale }) {
  const line = useRef<HTMLElement>(null);
  const follow = useCallback(
    (sliding: Slide) => {
      const { guide, scrollLeft } = useViewport.getState();
      const left = guide === null ? -1 : leftOf(scale, guide) - scrollLeft;
      // Writing an attribute costs a calculation of styles, also where it stays as it is.
      if (line.current!.hidden !== left < 0) line.current!.hidden = left < 0;
      if (left >= 0) sliding.to(GUTTER + left);
    },
    [scale],
  );
  useFollowing(line, follow);
  return <i className="guide" ref={line} hidden />;
}
