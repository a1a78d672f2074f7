import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import type { Command } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { announce } from '../kit/notices.ts';
import { execute, select, tryOut, useSession } from '../session/session.ts';
import { t } from '../text/text.ts';
import { isPlaced, moveCommand, resizeCommand, spokenPlace, type Place } from './items.ts';

/**
 * Moving and resizing by pointer, as a state machine: pressed, then dragging once the pointer has gone 4 pixels, then done or taken back by Esc.
 * While it moves only the dragged elements and the day label are written; the document is tried out, and changed once on drop.
 */

const THRESHOLD = 4;
const EDGE = 48;
const EDGE_SPEED = 14;

interface Gesture {
  phase: 'pressed' | 'dragging';
  mode: 'move' | 'start' | 'end';
  place: Place;
  ids: string[];
  originX: number;
  originY: number;
  pointerX: number;
  pointerY: number;
  scrollX: number;
  scrollY: number;
  days: number;
  laneId: string | undefined;
  command: Command | null;
  elements: HTMLElement[];
  /** Set where the pointer went down on something already selected with others: a click then selects it alone. */
  selectOnClick: boolean;
}

export interface DragFeedback {
  /** Says where the dragged things would land, or null when the gesture is over. */
  show(landing: { command: Command | null; place: Place; pointerX: number; pointerY: number } | null): void;
}

interface Surroundings {
  scroller: RefObject<HTMLElement | null>;
  pixelsPerDay: () => number;
  /** The lane under a point of the screen. */
  laneIdAt: (clientY: number) => string | undefined;
  feedback: DragFeedback;
}

export function useGestures({ scroller, pixelsPerDay, laneIdAt, feedback }: Surroundings): void {
  const surroundings = useRef({ pixelsPerDay, laneIdAt, feedback });
  useLayoutEffect(() => {
    surroundings.current = { pixelsPerDay, laneIdAt, feedback };
  });

  useEffect(() => {
    const area = scroller.current;
    if (!area) return;
    let gesture: Gesture | null = null;
    let frame = 0;

    const campaign = (): Campaign => useSession.getState().open!.campaign;

    function press(event: PointerEvent): void {
      const element = (event.target as Element).closest<HTMLElement>('[data-kind]');
      if (event.button !== 0 || gesture || !element) return;
      const kind = element.dataset['kind']!;
      const id = element.dataset['id']!;
      if (!isPlaced(kind)) return;
      const selection = useSession.getState().open!.selection;
      const among = selection?.kind === kind && selection.ids.includes(id);
      const several = kind === 'touchpoint' && (event.shiftKey || event.ctrlKey || event.metaKey);
      const edge = (event.target as Element).closest<HTMLElement>('[data-edge]')?.dataset['edge'];
      let ids = among ? selection.ids : [id];
      if (several) {
        const before = selection?.kind === 'touchpoint' ? selection.ids : [];
        ids = among ? before.filter((other) => other !== id) : [...before, id];
        select(ids.length ? { kind, ids } : null);
      } else if (!among) select({ kind, ids });
      gesture = {
        phase: 'pressed',
        mode: edge === 'start' || edge === 'end' ? edge : 'move',
        place: { kind, id },
        ids,
        originX: event.clientX,
        originY: event.clientY,
        pointerX: event.clientX,
        pointerY: event.clientY,
        scrollX: area!.scrollLeft,
        scrollY: area!.scrollTop,
        days: 0,
        laneId: undefined,
        command: null,
        elements: [],
        selectOnClick: Boolean(among && !several && selection.ids.length > 1),
      };
      // A gesture goes on outside the window until the button is let go.
      element.setPointerCapture(event.pointerId);
    }

    function move(event: PointerEvent): void {
      if (!gesture) return;
      // The button was let go where nobody saw it.
      if (event.buttons === 0) return end(false);
      gesture.pointerX = event.clientX;
      gesture.pointerY = event.clientY;
      const far = Math.hypot(event.clientX - gesture.originX, event.clientY - gesture.originY) >= THRESHOLD;
      if (gesture.phase === 'pressed' && far && gesture.ids.length > 0) begin(gesture);
      if (gesture.phase === 'dragging') draw(gesture);
    }

    function begin(started: Gesture): void {
      started.phase = 'dragging';
      const ids = started.mode === 'move' ? started.ids : [started.place.id];
      started.elements = ids.flatMap((id) => {
        const found = area!.querySelector<HTMLElement>(
          `[data-kind="${started.place.kind}"][data-id="${CSS.escape(id)}"]`,
        );
        return found ? [found] : [];
      });
      for (const element of started.elements) element.dataset['dragging'] = 'true';
      frame = requestAnimationFrame(scrollAtEdges);
    }

    function draw(dragged: Gesture): void {
      const { place, mode } = dragged;
      const dx = dragged.pointerX - dragged.originX + area!.scrollLeft - dragged.scrollX;
      const dy = dragged.pointerY - dragged.originY + area!.scrollTop - dragged.scrollY;
      const days = Math.round(dx / surroundings.current.pixelsPerDay());
      const lane =
        place.kind === 'touchpoint' && mode === 'move' && dragged.ids.length === 1
          ? surroundings.current.laneIdAt(dragged.pointerY)
          : undefined;
      for (const element of dragged.elements) {
        if (mode === 'move') element.style.transform = `translate(${dx}px, ${lane === undefined ? 0 : dy}px)`;
        else if (mode === 'end') element.style.marginInlineEnd = `${-dx}px`;
      }
      if (days !== dragged.days || lane !== dragged.laneId || dragged.command === null) {
        dragged.days = days;
        dragged.laneId = lane;
        dragged.command =
          mode === 'move'
            ? moveCommand(campaign(), place.kind, dragged.ids, days, lane)
            : resizeCommand(campaign(), place, mode, days);
        tryOut(dragged.command);
      }
      surroundings.current.feedback.show({
        command: dragged.command,
        place,
        pointerX: dragged.pointerX,
        pointerY: dragged.pointerY,
      });
    }

    function scrollAtEdges(): void {
      if (gesture?.phase !== 'dragging') return;
      const box = area!.getBoundingClientRect();
      const pull = (position: number, low: number, high: number) =>
        position < low + EDGE ? -EDGE_SPEED : position > high - EDGE ? EDGE_SPEED : 0;
      const left = area!.scrollLeft;
      const top = area!.scrollTop;
      area!.scrollLeft += pull(gesture.pointerX, box.left, box.right);
      area!.scrollTop += pull(gesture.pointerY, box.top, box.bottom) / 2;
      if (area!.scrollLeft !== left || area!.scrollTop !== top) draw(gesture);
      frame = requestAnimationFrame(scrollAtEdges);
    }

    /** Ends the gesture; `keep` does what it showed. */
    function end(keep: boolean): void {
      if (!gesture) return;
      const { phase, command, elements, place, selectOnClick } = gesture;
      gesture = null;
      cancelAnimationFrame(frame);
      for (const element of elements) {
        element.style.transform = '';
        element.style.marginInlineEnd = '';
        delete element.dataset['dragging'];
      }
      if (phase === 'pressed') {
        if (keep && selectOnClick) select({ kind: place.kind, ids: [place.id] });
        return;
      }
      surroundings.current.feedback.show(null);
      if (keep && command) {
        if (execute(command)) announce(spokenPlace(campaign(), place));
      } else {
        tryOut(null);
        if (!keep) announce(t('timeline.cancelled'));
      }
    }

    const release = () => end(true);
    const cancel = () => end(false);
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !gesture) return;
      event.preventDefault();
      event.stopPropagation();
      end(false);
    };
    area.addEventListener('pointerdown', press);
    // On the window: what is dragged may be deleted by another window, and its capture with it.
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', release);
    window.addEventListener('pointercancel', cancel);
    window.addEventListener('keydown', escape, true);
    return () => {
      end(false);
      area.removeEventListener('pointerdown', press);
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', release);
      window.removeEventListener('pointercancel', cancel);
      window.removeEventListener('keydown', escape, true);
    };
  }, [scroller]);
}
