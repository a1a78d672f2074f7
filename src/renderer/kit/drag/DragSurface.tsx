import { DndContext, useDraggable, useSensor, useSensors, type KeyboardCoordinateGetter } from '@dnd-kit/core';
import { memo, useEffect, useLayoutEffect, useMemo, useRef, type RefObject } from 'react';
import { gripFor, type Grip } from './grip.ts';
import type { Take } from './hand.ts';
import { KeyHand, PointerHand } from './sensors.ts';
import './drag.css';

interface DragSurfaceProps {
  /** Whatever lies on it can be carried. */
  area: RefObject<HTMLElement | null>;
  /** The same one while nothing else is meant by it. */
  take: Take;
  /** The key that lifts what has the focus, for what arrow keys may carry: one step across or down, with Shift seven across. */
  lifts?: (event: KeyboardEvent) => boolean;
}

/**
 * A surface on which things are dragged, however many: dnd-kit has ONE draggable for all of them, an element that is never seen. `take` finds
 * what a press means; what is carried is moved by whoever took it. It stands beside the surface, so that nothing on it is rendered meanwhile.
 */
export const DragSurface = memo(function DragSurface({ area, take, lifts = never }: DragSurfaceProps) {
  const grip = useMemo(() => gripFor(take), [take]);
  const options = useMemo(() => ({ grip, lifts, coordinateGetter: step }), [grip, lifts]);
  const sensors = useSensors(useSensor(PointerHand, options), useSensor(KeyHand, options));
  // What is still held when the surface goes is taken back.
  useEffect(() => () => grip.letGo?.(), [grip]);
  return (
    <DndContext
      sensors={sensors}
      autoScroll={false}
      collisionDetection={onNothing}
      accessibility={UNSAID}
      onDragStart={() => grip.lift()}
      onDragEnd={() => grip.drop()}
      onDragCancel={() => grip.takeBack()}
    >
      <Stand area={area} grip={grip} />
    </DndContext>
  );
});

const never = () => false;
/** Where it would land is arithmetic, not a matter of boxes on the screen. */
const onNothing = () => [];

/** Whoever carries says what is to be said; the library's own words go nowhere. */
const UNSAID = { container: document.createElement('div'), restoreFocus: false };

const WEEK = 7;

/** Coordinates of the keyboard are steps. */
const step: KeyboardCoordinateGetter = ({ key, shiftKey }, { currentCoordinates: { x, y } }) => {
  const across = shiftKey ? WEEK : 1;
  if (key === 'ArrowLeft') return { x: x - across, y };
  if (key === 'ArrowRight') return { x: x + across, y };
  if (key === 'ArrowUp') return { x, y: y - 1 };
  return key === 'ArrowDown' ? { x, y: y + 1 } : undefined;
};

type Begin = (event: { nativeEvent: Event }) => void;

/** Stands in for everything on the surface. */
function Stand({ area, grip }: { area: RefObject<HTMLElement | null>; grip: Grip }) {
  const { setNodeRef, listeners, transform } = useDraggable({ id: 'surface' });
  const latest = useRef(listeners);
  useLayoutEffect(() => {
    latest.current = listeners;
  });
  useEffect(() => {
    const element = area.current!;
    const control = new AbortController();
    const bind = (type: string, name: string) =>
      element.addEventListener(
        type,
        (event) => (latest.current?.[name] as Begin | undefined)?.({ nativeEvent: event }),
        { signal: control.signal },
      );
    bind('pointerdown', 'onPointerDown');
    bind('keydown', 'onKeyDown');
    return () => control.abort();
  }, [area]);
  useLayoutEffect(() => {
    if (transform) grip.move(transform.x, transform.y);
  });
  return <i ref={setNodeRef} className="drag-stand" aria-hidden />;
}
