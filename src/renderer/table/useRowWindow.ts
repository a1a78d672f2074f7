import { useCallback, useLayoutEffect, useState, type RefObject } from 'react';

/** Which rows of a long list are drawn: those in view and some around them, in steps, so that scrolling draws now and then. */

export const ROW_HEIGHT = 32;
const STEP = 8;

export interface RowWindow {
  first: number;
  /** One after the last. */
  until: number;
}

/** The rows drawn for a height of scroll and of view. */
export function rowsInView(scrollTop: number, height: number): RowWindow {
  const first = Math.floor(scrollTop / ROW_HEIGHT / STEP) * STEP - STEP / 2;
  const until = Math.ceil((scrollTop + height) / ROW_HEIGHT / STEP) * STEP + STEP / 2;
  return { first: Math.max(0, first), until };
}

export function useRowWindow(scroller: RefObject<HTMLElement | null>): { rows: RowWindow; measure: () => void } {
  const [rows, setRows] = useState<RowWindow>({ first: 0, until: 40 });
  const measure = useCallback(() => {
    const { scrollTop, clientHeight } = scroller.current!;
    const next = rowsInView(scrollTop, clientHeight);
    setRows((before) => (before.first === next.first && before.until === next.until ? before : next));
  }, [scroller]);
  useLayoutEffect(() => {
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(scroller.current!);
    return () => observer.disconnect();
  }, [measure, scroller]);
  return { rows, measure };
}
