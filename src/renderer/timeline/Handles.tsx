import { useEffect, useState, type RefObject } from 'react';
import { useSelection } from '../session/shown.ts';
import { GUTTER } from '../viewport/viewport.ts';
import type { Card } from './layout.ts';

/** Handles at the true ends of the card under the pointer and of one that is selected alone. Cards have none of their own: there may be hundreds. */
export function Handles({ area, cards }: { area: RefObject<HTMLElement | null>; cards: readonly Card[] }) {
  const [hovered, setHovered] = useState<string | null>(null);
  const selection = useSelection();
  const selected = selection?.kind === 'touchpoint' && selection.ids.length === 1 ? selection.ids[0]! : null;

  useEffect(() => {
    const element = area.current!;
    const over = (event: PointerEvent) => {
      // What is being dragged keeps its handles.
      if (event.buttons !== 0 || event.pointerType === 'touch') return;
      const found = (event.target as Element).closest<HTMLElement>('[data-kind="touchpoint"]');
      setHovered(found?.dataset['id'] ?? null);
    };
    element.addEventListener('pointerover', over);
    return () => element.removeEventListener('pointerover', over);
  }, [area]);

  const wanted = new Set([hovered, selected]);
  return cards
    .filter(({ touchpoint }) => wanted.has(touchpoint.id))
    .map(({ touchpoint: { id }, rowId, left, top, width }) => (
      <div key={`${rowId} ${id}`} className="handle-pair" style={{ left: GUTTER + left, top, width }} aria-hidden>
        <i className="edge edge-start" data-kind="touchpoint" data-id={id} data-row={rowId} data-edge="start" />
        <i className="edge edge-end" data-kind="touchpoint" data-id={id} data-row={rowId} data-edge="end" />
      </div>
    ));
}
