import { formatDay } from '#campaign/calendar.ts';
import type { Tactic } from '#campaign/tactic.ts';
import { touchpointFrom } from '#campaign/tactics/touchpoint.ts';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { announce } from '../kit/notices.ts';
import { execute, select, tryOut, useSession } from '../session/session.ts';
import { newId } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { dropTarget, type Landing } from '../timeline/dropTarget.ts';
import { spokenPlace } from '../timeline/items.ts';

/** Bringing a tactic to the plan: by dragging it there, or by its Add button. */

const THRESHOLD = 4;

const campaign = (): Campaign => useSession.getState().open!.campaign;

function placed(tactic: Tactic, { day, laneId }: Landing): Touchpoint {
  return touchpointFrom(tactic, { id: newId('touchpoint'), laneId, start: formatDay(day) });
}

function add(touchpoint: Touchpoint): boolean {
  if (!execute({ type: 'addTouchpoint', item: touchpoint })) return false;
  select({ kind: 'touchpoint', ids: [touchpoint.id] });
  announce(t('palette.added', { place: spokenPlace(campaign(), { kind: 'touchpoint', id: touchpoint.id }) }));
  return true;
}

/** Adds without dragging: in the middle of what is in sight, on the lane where most touchpoints of its channel stand. */
export function addTactic(tactic: Tactic): void {
  const target = dropTarget();
  if (!target) return;
  const { lanes, touchpoints } = campaign();
  const alike = (laneId: string) =>
    touchpoints.filter((touchpoint) => touchpoint.laneId === laneId && touchpoint.channel === tactic.channel).length;
  const [lane] = lanes.toSorted((a, b) => alike(b.id) - alike(a.id));
  const touchpoint = placed(tactic, { day: target.middleDay(), laneId: lane!.id });
  if (add(touchpoint)) target.reveal('touchpoint', touchpoint.id);
}

/** Follows the pointer from a row of the palette until it is let go; the plan shows and forecasts what would be dropped. */
export function startPaletteDrag(tactic: Tactic, event: PointerEvent, source: HTMLElement, ghost: HTMLElement): void {
  const origin = { x: event.clientX, y: event.clientY };
  let touchpoint: Touchpoint | null = null;
  let landing: Landing | null = null;
  let dragging = false;

  function move(moved: PointerEvent): void {
    if (!dragging && Math.hypot(moved.clientX - origin.x, moved.clientY - origin.y) < THRESHOLD) return;
    dragging = true;
    ghost.hidden = false;
    ghost.textContent = tactic.name;
    ghost.dataset['direction'] = tactic.direction;
    ghost.style.transform = `translate(${moved.clientX + 10}px, ${moved.clientY - 12}px)`;
    const next = dropTarget()?.locate(moved.clientX, moved.clientY) ?? null;
    if (next?.day === landing?.day && next?.laneId === landing?.laneId) return;
    landing = next;
    touchpoint = next && placed(tactic, next);
    dropTarget()?.preview(touchpoint && next ? { touchpoint, landing: next } : null);
    tryOut(touchpoint && { type: 'addTouchpoint', item: touchpoint });
  }

  function end(keep: boolean): void {
    source.removeEventListener('pointermove', move);
    source.removeEventListener('pointerup', drop);
    source.removeEventListener('pointercancel', cancel);
    window.removeEventListener('keydown', escape, true);
    ghost.hidden = true;
    dropTarget()?.preview(null);
    if (dragging) ignoreClick(source);
    if (keep && touchpoint) {
      if (add(touchpoint)) dropTarget()?.reveal('touchpoint', touchpoint.id);
    } else tryOut(null);
  }
  const drop = () => end(true);
  const cancel = () => end(false);
  const escape = (pressed: KeyboardEvent) => {
    if (pressed.key !== 'Escape') return;
    // It ends the drag alone; the tactics stay open.
    pressed.stopPropagation();
    end(false);
  };
  source.setPointerCapture(event.pointerId);
  source.addEventListener('pointermove', move);
  source.addEventListener('pointerup', drop);
  source.addEventListener('pointercancel', cancel);
  window.addEventListener('keydown', escape, true);
}

/** The browser counts the end of a drag as a click on what the pointer was captured by. */
function ignoreClick(element: HTMLElement): void {
  const ignore = (event: Event) => event.stopPropagation();
  element.addEventListener('click', ignore, { capture: true, once: true });
  // Where no click follows, the next one is meant.
  setTimeout(() => element.removeEventListener('click', ignore, { capture: true }));
}
