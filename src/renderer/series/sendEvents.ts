import { useEffect, type KeyboardEvent, type RefObject } from 'react';
import { formatDay } from '#campaign/calendar.ts';
import { showDetails } from '../navigation/panes.ts';
import { askAboutSend, bringBackSend, seriesById } from './edits.ts';
import { selectedSend, selectSend } from './selectedSend.ts';
import { tickAt, ticksOf, TICK_HEIGHT } from './ticks.ts';

/** The sends of a series on the timeline, by pointer and by keyboard. */

/** A press that goes farther drags the whole series. */
const TREMOR = 4;
/** Above its ticks, a mark stands for the whole series. */
const ABOVE_TICKS = 5;

/** Selects the send whose tick is clicked, within the timeline. */
export function useSendClicks(area: RefObject<HTMLElement | null>, pixelsPerDay: number): void {
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    let from = { x: 0, y: 0 };
    const down = ({ clientX: x, clientY: y }: PointerEvent) => (from = { x, y });
    const click = (event: MouseEvent) => {
      const { clientX, clientY, shiftKey, ctrlKey, metaKey } = event;
      const mark = (event.target as Element).closest<HTMLElement>('.card.is-series');
      const touchpoint = mark && seriesById(mark.dataset['id']!);
      const isDrag = Math.hypot(clientX - from.x, clientY - from.y) >= TREMOR;
      if (!touchpoint || isDrag || shiftKey || ctrlKey || metaKey) return;
      const box = mark.getBoundingClientRect();
      const isOnTicks = clientY >= box.bottom - TICK_HEIGHT - ABOVE_TICKS;
      const tick = isOnTicks ? tickAt(ticksOf(touchpoint, pixelsPerDay), clientX - box.left) : undefined;
      selectSend(tick ? { touchpointId: touchpoint.id, on: formatDay(tick.on) } : null);
    };
    element.addEventListener('pointerdown', down);
    // The menu that opens is about the send under the pointer, or about the whole series.
    const menu = (event: MouseEvent) => event.button === 2 && click(event);
    element.addEventListener('click', click);
    element.addEventListener('contextmenu', menu);
    return () => {
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('click', click);
      element.removeEventListener('contextmenu', menu);
    };
  }, [area, pixelsPerDay]);
}

/**
 * Keys of a series that has the focus while a send of it is selected: Alt and the arrows move it, Delete skips it or brings it back, Enter goes
 * to its row, and Esc lets go of it. True where the key was meant for a send.
 */
export function onSendKey(event: KeyboardEvent, id: string): boolean {
  const touchpoint = seriesById(id);
  if (!touchpoint || event.ctrlKey || event.metaKey) return false;
  const send = selectedSend(touchpoint);
  if (!send) return false;
  const on = formatDay(send.on);
  if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
    const days = (event.shiftKey ? 7 : 1) * (event.key === 'ArrowLeft' ? -1 : 1);
    askAboutSend({ what: 'move', id, on, days });
  } else if (event.key === 'Delete' || event.key === 'Backspace') {
    if (send.exception?.skipped) bringBackSend(id, on);
    else askAboutSend({ what: 'skip', id, on });
  } else if (event.key === 'Enter') {
    showDetails();
    // The details are there with the next frame.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-inspector] [data-send="${on}"]`)?.focus());
  } else if (event.key === 'Escape') selectSend(null);
  else return false;
  return true;
}
