import { formatDay } from '#campaign/calendar.ts';
import type { Tactic } from '#campaign/tactic.ts';
import { touchpointFrom } from '#campaign/tactics/touchpoint.ts';
import type { Campaign, Lane, Touchpoint } from '#campaign/document.ts';
import { announce } from '../kit/notices.ts';
import { execute, select, tryOut, useSession } from '../session/session.ts';
import { newId } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { dropTarget, type Landing } from '../timeline/dropTarget.ts';
import { inRow } from '../timeline/grouping.ts';
import { spokenPlace } from '../timeline/items.ts';
import { LONG_PRESS_MILLISECONDS, pressAt, type Press } from '../timeline/press.ts';

/** Bringing a tactic to the plan: by dragging it there, or by its Add button. */

const campaign = (): Campaign => useSession.getState().open!.campaign;

function placed(tactic: Tactic, { day, rowId }: Landing): Touchpoint {
  const touchpoint = touchpointFrom(tactic, {
    id: newId('touchpoint'),
    laneId: laneFor(tactic),
    start: formatDay(day),
  });
  return inRow(campaign(), touchpoint, rowId);
}

function add(touchpoint: Touchpoint): boolean {
  if (!execute({ type: 'addTouchpoint', item: touchpoint })) return false;
  select({ kind: 'touchpoint', ids: [touchpoint.id] });
  announce(t('tactics.added', { place: spokenPlace(campaign(), { kind: 'touchpoint', id: touchpoint.id }) }));
  return true;
}

/** The lane where most touchpoints of its channel stand. */
function laneFor({ channel }: Tactic): string {
  const { lanes, touchpoints } = campaign();
  const alike = Map.groupBy(touchpoints, (touchpoint) => (touchpoint.channel === channel ? touchpoint.laneId : null));
  const countIn = ({ id }: Lane) => alike.get(id)?.length ?? 0;
  return lanes.toSorted((a, b) => countIn(b) - countIn(a))[0]!.id;
}

/** Adds without dragging: in the middle of what is in view, on the lane where most touchpoints of its channel stand. */
export function addTactic(tactic: Tactic): void {
  const target = dropTarget();
  if (!target) return;
  const touchpoint = placed(tactic, { day: target.middleDay(), rowId: laneFor(tactic) });
  if (add(touchpoint)) target.reveal({ kind: 'touchpoint', id: touchpoint.id });
}

/**
 * Follows the pointer from a row of the tactics until it is let go; the plan shows and forecasts what would be dropped.
 * A finger scrolls the rows until a long press lifts one.
 */
export function startTacticDrag(tactic: Tactic, event: PointerEvent, source: HTMLElement, ghost: HTMLElement): void {
  const { pointerId, pointerType, clientX, clientY } = event;
  const press: Press = { pointerId, pointerType, x: clientX, y: clientY, isHeld: false };
  const listening = new AbortController();
  let touchpoint: Touchpoint | null = null;
  let landing: Landing | null = null;
  let dragging = false;
  const isOurs = (other: PointerEvent) => other.pointerId === pointerId;

  function lift(x: number, y: number): void {
    dragging = true;
    ghost.hidden = false;
    ghost.textContent = tactic.name;
    ghost.dataset['direction'] = tactic.direction;
    follow(x, y);
  }

  function follow(x: number, y: number): void {
    ghost.style.transform = `translate(${x + 10}px, ${y - 12}px)`;
    const next = dropTarget()?.locate(x, y) ?? null;
    if (next?.day === landing?.day && next?.rowId === landing?.rowId) return;
    landing = next;
    touchpoint = next && placed(tactic, next);
    dropTarget()?.preview(touchpoint && next ? { touchpoint, landing: next } : null);
    tryOut(touchpoint && { type: 'addTouchpoint', item: touchpoint });
  }

  function move(moved: PointerEvent): void {
    if (!isOurs(moved)) return;
    const { clientX: x, clientY: y } = moved;
    if (dragging) return follow(x, y);
    const now = pressAt(press, x, y);
    if (now === 'drag') lift(x, y);
    else if (now === 'scroll') end(false);
  }

  function end(keep: boolean): void {
    listening.abort();
    clearTimeout(hold);
    ghost.hidden = true;
    dropTarget()?.preview(null);
    if (dragging) ignoreClick(source);
    if (keep && touchpoint) {
      if (add(touchpoint)) dropTarget()?.reveal({ kind: 'touchpoint', id: touchpoint.id });
    } else tryOut(null);
  }

  const hold = setTimeout(() => {
    if (pointerType !== 'touch' || dragging) return;
    press.isHeld = true;
    lift(press.x, press.y);
  }, LONG_PRESS_MILLISECONDS);
  // While it is dragged, keys but Esc would change something else. Esc ends the drag alone; the tactics stay open.
  const key = (pressed: KeyboardEvent) => {
    if (!dragging) return;
    pressed.preventDefault();
    pressed.stopPropagation();
    if (pressed.key === 'Escape') end(false);
  };
  const on = <T extends Event>(target: EventTarget, type: string, listener: (told: T) => void, options = {}) =>
    target.addEventListener(type, listener as EventListener, { signal: listening.signal, ...options });
  source.setPointerCapture(pointerId);
  on(source, 'pointermove', move);
  on<PointerEvent>(source, 'pointerup', (up) => isOurs(up) && end(true));
  on<PointerEvent>(source, 'pointercancel', (lost) => isOurs(lost) && end(false));
  on<PointerEvent>(window, 'pointerdown', (second) => !isOurs(second) && end(false), { capture: true });
  on(window, 'keydown', key, { capture: true });
  on(source, 'touchmove', (scroll) => dragging && scroll.cancelable && scroll.preventDefault(), { passive: false });
  on(source, 'contextmenu', (menu) => pointerType === 'touch' && menu.preventDefault());
}

/** The browser counts the end of a drag as a click on what the pointer was captured by. */
function ignoreClick(element: HTMLElement): void {
  const ignore = (event: Event) => event.stopPropagation();
  element.addEventListener('click', ignore, { capture: true, once: true });
  // Where no click follows, the next one is meant.
  setTimeout(() => element.removeEventListener('click', ignore, { capture: true }));
}
