import { useEffect, useState, type RefObject } from 'react';
import { useSelection } from '../session/shown.ts';
import { GUTTER } from '../viewport/viewport.ts';
import { isPlaced, type PlacedKind } from './items.ts';

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

/** The thing under the pointer, and one that is selected alone: `kind id`. */
function useHandled(area: RefObject<HTMLElement | null>): ReadonlySet<string> {
  const [hovered, setHovered] = useState<string | null>(null);
  const selection = useSelection();

  useEffect(() => {
    const element = area.current!;
    const over = (event: PointerEvent) => {
      // What is being dragged keeps its handles.
      if (event.buttons !== 0 || event.pointerType === 'touch') return;
      const { kind, id } = (event.target as Element).closest<HTMLElement>('[data-kind]')?.dataset ?? {};
      setHovered(kind !== undefined && isPlaced(kind) ? `${kind} ${id}` : null);
    };
    element.addEventListener('pointerover', over);
    return () => element.removeEventListener('pointerover', over);
  }, [area]);

  const handled = new Set<string>();
  if (hovered !== null) handled.add(hovered);
  if (selection?.ids.length === 1) handled.add(`${selection.kind} ${selection.ids[0]}`);
  return handled;
}

interface HandlesProps {
  area: RefObject<HTMLElement | null>;
  /** Those of the things that are handled. */
  boxesOf: (handled: ReadonlySet<string>) => Stretchable[];
}

/** Handles outside of the true ends of what is handled. Other things have none: there may be hundreds. */
export function Handles({ area, boxesOf }: HandlesProps) {
  return boxesOf(useHandled(area)).map(({ kind, id, row, left, top, width, height }) => {
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
