import { useLayoutEffect, useRef } from 'react';
import { slide } from '../kit/slide.ts';
import { GUTTER, leftOf, useViewport, type Scale } from './viewport.ts';
import './guide.css';

/** A hairline at the day that something is dragged to, through whatever shows the calendar. It follows without rendering. */
export function Guide({ scale }: { scale: Scale }) {
  const line = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const sliding = slide(line.current!);
    const follow = () => {
      const { guide, scrollLeft } = useViewport.getState();
      const left = guide === null ? -1 : leftOf(scale, guide) - scrollLeft;
      // Writing an attribute costs a calculation of styles, also where it stays as it is.
      if (line.current!.hidden !== left < 0) line.current!.hidden = left < 0;
      if (left >= 0) sliding.to(GUTTER + left);
    };
    follow();
    const unfollow = useViewport.subscribe(follow);
    return () => {
      unfollow();
      sliding.end();
    };
  }, [scale]);
  return <i className="guide" ref={line} hidden />;
}
