import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { useSelection } from '../session/shown.ts';
import { GUTTER } from '../viewport/viewport.ts';
import { endNear } from './ends.ts';
import { isPlaced, type PlacedKind } from '../items/place.ts';

/** What has ends that can be pulled, and where they are. */
export interface Stretchable {
  kind: PlacedKind;
  id: string;
  row?: string;
  /** World pixels, the gutter not counted. */
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The thing under the pointer or with an end near it, and one that is selected alone: `kind id`. */
function useHandled({ area, within, boxes }: HandlesProps): ReadonlySet<string> {
  const [hovered, setHovered] = useState<string | null>(null);
  const selection = useSelection();
  const latest = useRef(boxes);
  useLayoutEffect(() => {
    latest.current = boxes;
  });

  useEffect(() => {
    const element = area.current!;
    let last: string | null = null;
    const near = (target: Element, x: number, y: number) => {
      const home = target.closest('.row-label, .lane-head') ? null : target.closest(within);
      if (!home) return null;
      const { left, top } = home.getBoundingClientRect();
      return endNear(latest.current(), x - left - GUTTER, y - top) ?? null;
    };
    const move = (event: PointerEvent) => {
      // What is being dragged keeps its handles.
      if (event.buttons !== 0 || event.pointerType === 'touch') return;
      const target = event.target as Element;
      const own = target.closest<HTMLElement>('[data-kind]')?.dataset;
      const { kind, id } = own ?? near(target, event.clientX, event.clientY) ?? {};
      const next = kind !== undefined && isPlaced(kind) ? `${kind} ${id}` : null;
      if (next === last) return;
      last = next;
      // A press that follows at once finds the handle.
      flushSync(() => setHovered(next));
    };
    // Not when things are scrolled under a pointer at rest: each frame would measure and draw.
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerleave', move);
    return () => {
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerleave', move);
    };
  }, [area, within]);

  const handled = new Set<string>();
  if (hovered !== null) handled.add(hovered);
  if (selection?.ids.length === 1) handled.add(`${selection.kind} ${selection.ids[0]}`);
  return handled;
}

interface HandlesProps {
  area: RefObject<HTMLElement | null>;
  /** Where on it they stand. */
  within: '.lanes' | '.head';
  /** All that can be pulled there, worked out when it is asked for. */
  boxes: () => readonly Stretchable[];
}

/** Handles outside of the true ends of what is handled. Other things have none: there may be hundreds. */
export function Handles(props: HandlesProps) {
  const handled = useHandled(props);
  const shown = handled.size === 0 ? [] : props.boxes().filter(({ kind, id }) => handled.has(`${kind} ${id}`));
  return shown.map(({ kind, id, row, left, top, width, height }) => {
    const place = { 'data-kind': kind, 'data-id': id, ...(row === undefined ? {} : { 'data-row': row }) };
    return (
      <div
        key={`${row} ${kind} ${id}`}
        className="handle-pair"
        style={{ left: GUTTER + left, top, width, height }}
        aria-hidden
      >
        <i className="edge edge-start" {...place} data-edge="start" />
        <i className="edge edge-end" {...place} data-edge="end" />
      </div>
    );
  });
}
