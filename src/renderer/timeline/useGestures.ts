import { useEffect } from 'react';
import type { Command } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { announce, notify } from '../kit/notices.ts';
import { execute, select, tryOut, useSession } from '../session/session.ts';
import { t } from '../text/text.ts';
import { after, commandOf, grab, isAtEdge, offsetOf, pullOf, type Gesture, type GestureEvent } from './gesture.ts';
import { moveCommand, placedSelector, placeOf, spanOf, spokenPlace, type Place } from './items.ts';
import { LONG_PRESS_MILLISECONDS } from './press.ts';
import { GUTTER } from '../viewport/viewport.ts';
import type { World } from './useWorld.ts';

/**
 * Binds the gestures to the window. While something is dragged only its elements and the day label are written; the document is tried out,
 * and changed once on drop.
 */

/** At the rim the calendar goes by a week in a second, the lanes by so many pixels. */
const FASTEST_DAYS = 7;
const FASTEST_LANES = 320;

export interface DragFeedback {
  /** Says where the dragged things would land, or null when the gesture is over. */
  show(landing: { command: Command | null; place: Place; copies: boolean; x: number; y: number } | null): void;
}

/** What a gesture needs beside what the machine knows of it. */
interface Dragging {
  gesture: Gesture;
  name: string;
  /** What a press without a drag does. */
  click: () => void;
  elements: HTMLElement[];
  command: Command | null;
  hold: number;
  /** Where the calendar stands on the screen, and what covers it. */
  box: DOMRect;
  covered: { left: number; top: number };
}

export function useGestures({ scroller, view, stuckHeight, laneIdAt }: World, feedback: DragFeedback): void {
  useEffect(() => {
    const area = scroller.current;
    if (!area) return;
    let dragging: Dragging | null = null;
    let frame = 0;

    const campaign = (): Campaign => useSession.getState().open!.campaign;
    const selection = () => useSession.getState().open!.selection;

    function press(event: PointerEvent): void {
      if (dragging) return tell({ type: 'press', pointerId: event.pointerId });
      const target = event.target as Element;
      const element = area!.contains(target) ? target.closest<HTMLElement>('[data-kind]') : null;
      if (event.button !== 0 || !element) return;
      const place = placeOf(element);
      if (!place) return;
      const { kind, id } = place;
      const chosen = selection()?.kind === kind ? selection()!.ids : [];
      const isAmong = chosen.includes(id);
      const isMac = navigator.platform.startsWith('Mac');
      const toggles = kind === 'touchpoint' && (event.shiftKey || event.metaKey || (event.ctrlKey && !isMac));
      const ids = isAmong ? chosen : toggles && event.shiftKey ? [...chosen, id] : [id];
      const click = () => {
        const wanted = !toggles ? [id] : isAmong ? chosen.filter((other) => other !== id) : [...chosen, id];
        select(wanted.length > 0 ? { kind, ids: wanted } : null);
      };
      const edge = target.closest<HTMLElement>('[data-edge]')?.dataset['edge'];
      const { pointerId, pointerType, clientX: x, clientY: y } = event;
      const mode = edge === 'start' || edge === 'end' ? edge : 'move';
      dragging = {
        gesture: grab({ pointerId, pointerType, x, y, mode, place, ids }, view(area!.getBoundingClientRect())),
        name: spanOf(campaign(), place)?.name ?? '',
        click,
        elements: [],
        command: null,
        box: area!.getBoundingClientRect(),
        covered: { left: GUTTER, top: stuckHeight() },
        hold: window.setTimeout(() => tell({ type: 'hold' }), LONG_PRESS_MILLISECONDS),
      };
      // A finger may only be scrolling; what it lifts or taps is selected then.
      if (pointerType !== 'touch' && !toggles && !isAmong) select({ kind, ids });
      // A gesture goes on outside the window until the button is let go.
      element.setPointerCapture(pointerId);
    }

    /** Takes the machine on, and draws what it says. */
    function tell(event: GestureEvent): void {
      if (!dragging) return;
      const before = dragging.gesture;
      const { box } = dragging;
      const gesture = after(before, event, { view: view(box), laneIdAt: (y) => laneIdAt(y, box) });
      if (!gesture) return end(false);
      dragging.gesture = gesture;
      if (gesture.phase === 'pressed') return;
      if (before.phase === 'pressed') begin(dragging);
      else if (before.copies !== gesture.copies) lift(dragging);
      const isNew = before.phase === 'pressed' || before.copies !== gesture.copies;
      if (isNew || gesture.days !== before.days || gesture.laneId !== before.laneId) {
        dragging.command = commandOf(campaign(), gesture);
        tryOut(dragging.command);
      }
      draw(dragging);
    }

    function begin({ gesture }: Dragging): void {
      const { kind } = gesture.place;
      const chosen = selection();
      const isChosen = chosen?.kind === kind && gesture.ids.every((id) => chosen.ids.includes(id));
      if (!isChosen) select({ kind, ids: gesture.ids });
      lift(dragging!);
      frame = requestAnimationFrame((now) => scrollAtEdges(now, now, { x: now, y: now }));
    }

    /** Takes up what is dragged, or copies of it while the originals stay. */
    function lift(lifted: Dragging): void {
      putDown(lifted);
      const { mode, place, ids, copies } = lifted.gesture;
      lifted.elements = (mode === 'move' ? ids : [place.id]).flatMap((id) => {
        const found = area!.querySelector<HTMLElement>(
          placedSelector(id === place.id ? place : { kind: place.kind, id }),
        );
        if (!found || !copies) return found ?? [];
        const copy = found.cloneNode(true) as HTMLElement;
        copy.dataset['copy'] = 'true';
        copy.inert = true;
        found.after(copy);
        return copy;
      });
      for (const element of lifted.elements) element.dataset['dragging'] = 'true';
    }

    function putDown({ elements }: Dragging): void {
      for (const element of elements) {
        if (element.dataset['copy']) element.remove();
        element.style.transform = '';
        element.style.marginInlineEnd = '';
        delete element.dataset['dragging'];
      }
    }

    function draw({ gesture, elements, command, box }: Dragging): void {
      const { mode, place, copies, pointerX, pointerY } = gesture;
      const { x, y } = offsetOf(gesture, view(box));
      for (const element of elements) {
        if (mode === 'move') element.style.transform = `translate(${x}px, ${y}px)`;
        else if (mode === 'end') element.style.marginInlineEnd = `${-x}px`;
      }
      // The day of a copy is where its original would go.
      const shown = copies
        ? moveCommand(campaign(), place.kind, gesture.ids, gesture.days, gesture.laneId, place.row)
        : command;
      feedback.show({ command: shown, place, copies, x: pointerX, y: pointerY });
    }

    function scrollAtEdges(now: number, last: number, since: { x: number; y: number }, rest = { x: 0, y: 0 }): void {
      if (dragging?.gesture.phase !== 'dragging') return;
      const { gesture } = dragging;
      // Measuring anew in each frame would cost more than the frame has.
      const { box, covered } = dragging;
      const { left, top, right, bottom } = box;
      const across = [gesture.pointerX, left + covered.left, right] as const;
      const down = [gesture.pointerY, top + covered.top, bottom] as const;
      const seconds = Math.min(0.1, (now - last) / 1000);
      const entered = { x: isAtEdge(...across) ? since.x : now, y: isAtEdge(...down) ? since.y : now };
      const days = pullOf(...across, now - entered.x) * FASTEST_DAYS * seconds;
      const x = rest.x + days * view(box).pixelsPerDay;
      const isInLanes = gesture.place.kind === 'touchpoint' && gesture.mode === 'move';
      const y = rest.y + (isInLanes ? pullOf(...down, now - entered.y) * FASTEST_LANES * seconds : 0);
      // Scrolling goes by whole pixels; what is left over counts in the next frame.
      if (Math.trunc(x) !== 0) area!.scrollLeft += Math.trunc(x);
      if (Math.trunc(y) !== 0) area!.scrollTop += Math.trunc(y);
      frame = requestAnimationFrame((next) =>
        scrollAtEdges(next, now, entered, { x: x - Math.trunc(x), y: y - Math.trunc(y) }),
      );
    }

    /** Ends the gesture; `keep` does what it showed. */
    function end(keep: boolean): void {
      if (!dragging) return;
      const ended = dragging;
      const { gesture, click } = ended;
      dragging = null;
      cancelAnimationFrame(frame);
      clearTimeout(ended.hold);
      putDown(ended);
      if (gesture.phase === 'pressed') {
        if (keep) click();
        return;
      }
      feedback.show(null);
      if (!keep) {
        tryOut(null);
        announce(t('timeline.cancelled'));
      } else if (!spanOf(campaign(), gesture.place)) {
        tryOut(null);
        notify({ tone: 'problem', text: t('timeline.goneMeanwhile', { name: ended.name }) });
      } else drop(gesture);
    }

    function drop(gesture: Gesture): void {
      // Another window may have moved it since the pointer did.
      const command = commandOf(campaign(), gesture);
      if (!command) return tryOut(null);
      if (!execute(command)) return;
      const copies = command.type === 'batch' && gesture.copies ? command.commands : [];
      const ids = copies.flatMap((copy) => (copy.type === 'addTouchpoint' ? copy.item.id : []));
      if (ids.length > 0) select({ kind: 'touchpoint', ids });
      announce(spokenPlace(campaign(), ids[0] === undefined ? gesture.place : { kind: 'touchpoint', id: ids[0] }));
    }

    const isOurs = (event: PointerEvent) => event.pointerId === dragging?.gesture.pointerId;
    const copiesNow = (event: PointerEvent | KeyboardEvent) => event.ctrlKey || event.altKey;
    const move = (event: PointerEvent) => {
      // The button was let go where nobody saw it.
      if (isOurs(event) && event.buttons === 0) return end(false);
      const { pointerId, clientX: x, clientY: y } = event;
      tell({ type: 'move', pointerId, x, y, copies: copiesNow(event) });
    };
    const release = (event: PointerEvent) => {
      if (isOurs(event)) end(true);
    };
    const cancel = (event: PointerEvent) => {
      if (isOurs(event)) end(false);
    };
    const scrolled = () => tell({ type: 'scroll' });
    // While something is dragged, keys but Esc would change it, or something else, under the pointer.
    const key = (event: KeyboardEvent) => {
      if (dragging?.gesture.phase !== 'dragging') return;
      event.preventDefault();
      event.stopPropagation();
      if (event.type === 'keydown' && event.key === 'Escape') end(false);
      else if (event.key === 'Control' || event.key === 'Alt') tell({ type: 'copy', copies: copiesNow(event) });
    };
    // The browser scrolls under a finger that has lifted nothing, and under no pen that drags.
    const hold = (event: Event) => {
      if (!dragging) return;
      const { phase, pointerType } = dragging.gesture;
      if (event.cancelable && (phase === 'dragging' || pointerType === 'pen')) event.preventDefault();
    };
    const noMenu = (event: Event) => {
      if (dragging?.gesture.pointerType === 'touch') event.preventDefault();
    };
    // On the window: what is dragged may be deleted by another window and its capture with it, and a second finger goes down anywhere.
    const bound: [EventTarget, string, (event: never) => void, AddEventListenerOptions][] = [
      [window, 'pointerdown', press, { capture: true }],
      [window, 'pointermove', move, {}],
      [window, 'pointerup', release, {}],
      [window, 'pointercancel', cancel, {}],
      [window, 'keydown', key, { capture: true }],
      [window, 'keyup', key, { capture: true }],
      [area, 'scroll', scrolled, {}],
      [area, 'touchmove', hold, { passive: false }],
      [area, 'contextmenu', noMenu, {}],
    ];
    for (const [target, type, listener, options] of bound)
      target.addEventListener(type, listener as EventListener, options);
    return () => {
      end(false);
      for (const [target, type, listener, options] of bound)
        target.removeEventListener(type, listener as EventListener, options);
    };
  }, [scroller, view, stuckHeight, laneIdAt, feedback]);
}
