import { rangeOf } from '#campaign/calendar.ts';
import type { Command } from '#campaign/commands.ts';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import type { Carried, Hand, Take } from '../kit/drag/hand.ts';
import { announce, notify } from '../kit/notices.ts';
import { execute, select, tryOut, useSession } from '../session/session.ts';
import { withDraft } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { hasHours } from '../viewport/viewport.ts';
import { aside } from '../landing/aside.ts';
import type { DragLabel } from './dragLabel.ts';
import { scrollingAtEdges } from './edgeScroll.ts';
import { after, commandOf, grab, offsetOf, type Gesture, type Grab } from './gesture.ts';
import { minuteIn } from '../items/hours.ts';
import { placeOf, spanOf, type Place } from '../items/place.ts';
import { spokenPlace } from '../items/spoken.ts';
import { areStuck, tellLocked } from '../items/locked.ts';
import { itemsOf, moveCommand, rowsAround } from '../arranging/moves.ts';
import { tellBesidesPhases } from '../arranging/phaseWords.ts';
import type { Drawn, World } from './useWorld.ts';
import { dayOffFor } from './workdays.ts';
import { lifted, type Lifted } from './lifted.ts';

/**
 * Binds the machine of gesture.ts to the window: what is carried is moved on the screen alone, the document is tried out, and changed once,
 * on drop.
 */

const campaign = (): Campaign => useSession.getState().open!.campaign;
const selection = () => useSession.getState().open!.selection;

/** What of a gesture says where its things go. */
const MEANT = ['days', 'minutes', 'rows', 'copies', 'carries'] as const;

/** Takes up what is placed on the timeline, or one of its ends. */
export function takingMarks(world: World, label: DragLabel): Take {
  return (event) => {
    const target = event.target as Element;
    const place = placeOf(target.closest<HTMLElement>('[data-kind]'));
    if (!place) return null;
    const { kind, id } = place;
    const chosen = selection()?.kind === kind ? selection()!.ids : [];
    const isAmong = chosen.includes(id);
    const isPointer = 'pointerId' in event;
    const isMac = navigator.platform.startsWith('Mac');
    const toggles =
      isPointer && kind === 'touchpoint' && (event.shiftKey || event.metaKey || (event.ctrlKey && !isMac));
    const ids = isAmong ? chosen : toggles && event.shiftKey ? [...chosen, id] : [id];
    const edge = target.closest<HTMLElement>('[data-edge]')?.dataset['edge'];
    const mode = edge === 'start' || edge === 'end' ? edge : 'move';
    // A finger may only be scrolling; what it lifts or taps is selected then.
    if (isPointer && event.pointerType !== 'touch' && !toggles && !isAmong) select({ kind, ids });
    return {
      ...carrying(world, label, place, ids, mode),
      press() {
        const wanted = !toggles ? [id] : isAmong ? chosen.filter((other) => other !== id) : [...chosen, id];
        select(wanted.length > 0 ? { kind, ids: wanted } : null);
      },
    };
  };
}

/** What can be said of a place before it is carried; null where another window has taken it away. */
function grabOf(place: Place, ids: string[], mode: Grab['mode'], { layout, scale }: Drawn): Grab | null {
  const span = spanOf(campaign(), place);
  if (!span) return null;
  const { from, until } = rangeOf(span);
  const order = layout.rows.map(({ row }) => row.id);
  const touchpoints = place.kind === 'touchpoint' ? itemsOf(campaign(), 'touchpoint', ids) : [];
  const { up, down } = rowsAround(campaign(), touchpoints, { order, from: place.row });
  const minute = hasHours(scale) && place.kind === 'touchpoint' ? minuteIn(span as Touchpoint) : undefined;
  return { mode, place, ids, first: from, last: until - 1, minute, order, rowsUp: up, rowsDown: down };
}

function carrying(world: World, label: DragLabel, place: Place, ids: string[], mode: Grab['mode']): Carried {
  const { scroller, drawn, stand, view, rowIdAt } = world;
  const name = spanOf(campaign(), place)?.name ?? '';
  const edges = scrollingAtEdges(world, () => ({
    x: gesture!.hand.x,
    y: gesture!.hand.y,
    isUpAndDown: gesture!.rowsUp + gesture!.rowsDown > 0 && mode === 'move',
    isAside: gesture!.isAside,
  }));
  let gesture: Gesture | null = null;
  let shown: Lifted | null = null;
  let command: Command | null = null;
  let standing = { box: new DOMRect(), left: 0, top: 0 };
  let isDayOff = dayOffFor(campaign(), []);
  /** The row it comes from, by its place from above. */
  let home = 0;

  function move(hand: Hand): void {
    if (!gesture) return;
    const before = gesture;
    const rowsTo = (y: number) => before.order.indexOf(rowIdAt(y, standing) ?? '') - home;
    const isAside = ({ x, y }: Hand) => aside()?.isAt(x, y) ?? false;
    gesture = after(before, hand, { view: view(standing), rowsTo, isDayOff, isAside });
    if (gesture.isAside !== before.isAside) aside()?.point(gesture.isAside);
    const { copies } = gesture;
    if (copies !== before.copies) take();
    if (MEANT.some((part) => gesture![part] !== before[part])) {
      command = commandOf(campaign(), gesture);
      tryOut(command);
      if (hand.by === 'keys') announce(spokenPlace(withDraft(campaign(), command), place));
    }
    if (hand.by === 'pointer') edges.moved();
    draw();
    if (hand.by === 'keys') shown!.reveal();
  }

  /** Takes up what is carried, or copies of it while the originals stay. */
  function take(): void {
    shown?.putDown();
    const { copies } = gesture!;
    shown = lifted(world, place, ids, { mode, copies, top: standing.top });
  }

  function draw(): void {
    const { hand, days, minutes, rows, order, copies } = gesture!;
    const { pixelsPerDay } = drawn.current.scale;
    const topOf = (at: number) => drawn.current.layout.rows[at]?.top ?? 0;
    const steps = { x: days * pixelsPerDay, y: topOf(home + rows) - topOf(home) };
    const offset = hand.by === 'keys' ? steps : offsetOf(gesture!, view(standing));
    shown!.draw(offset, command);
    // The day of a copy is where its original would go.
    const landing = copies
      ? moveCommand(campaign(), place.kind, ids, { days, minutes, rows: { by: rows, order, from: place.row } })
      : command;
    label.show({
      command: landing,
      place,
      edge: mode === 'end' ? 'end' : 'start',
      copies,
      isAside: gesture!.isAside,
      top: shown!.top(standing.top) - standing.box.top,
      left: standing.left - standing.box.left,
    });
  }

  function scrolled(): void {
    if (!gesture) return;
    standing = stand(standing.box);
    if (gesture.hand.by === 'pointer') move(gesture.hand);
    else draw();
  }

  function over(): Gesture | null {
    const ended = gesture;
    gesture = null;
    edges.stop();
    aside()?.point(false);
    scroller.current?.removeEventListener('scroll', scrolled);
    shown?.putDown();
    label.show(null);
    return ended;
  }

  return {
    lift(hand) {
      const { kind } = place;
      const chosen = selection();
      const isChosen = chosen?.kind === kind && ids.every((one) => chosen.ids.includes(one));
      if (!isChosen) select({ kind, ids });
      const grabbed = grabOf(place, ids, mode, drawn.current);
      if (!grabbed || (!hand.alt && areStuck(campaign(), kind, ids))) return;
      standing = stand();
      isDayOff = dayOffFor(campaign(), ids);
      home = Math.max(0, grabbed.order.indexOf(place.row ?? ''));
      gesture = grab(grabbed, hand, view(standing));
      take();
      scroller.current!.addEventListener('scroll', scrolled);
      if (hand.by === 'pointer') edges.start(standing.box);
      else announce(t('timeline.lifted', { place: spokenPlace(campaign(), place) }));
    },
    move,
    drop() {
      const ended = over();
      if (!ended) return;
      if (spanOf(campaign(), place)) return drop(ended);
      tryOut(null);
      notify({ tone: 'problem', text: t('timeline.goneMeanwhile', { name }) });
    },
    takeBack() {
      if (!over()) return;
      tryOut(null);
      announce(t('timeline.cancelled'));
    },
  };
}

function drop(gesture: Gesture): void {
  if (gesture.isAside) {
    tryOut(null);
    return aside()?.put(gesture.ids);
  }
  // Another window may have moved it since the hand did.
  const command = commandOf(campaign(), gesture);
  if (!command) {
    tryOut(null);
    if (gesture.hand.by === 'keys') announce(t('timeline.cancelled'));
    return;
  }
  const before = campaign();
  if (!execute(command)) return;
  const copies =
    command.type === 'batch' && gesture.copies ? command.commands : command.type === 'addTouchpoint' ? [command] : [];
  const ids = copies.flatMap((copy) => (copy.type === 'addTouchpoint' ? copy.item.id : []));
  if (ids.length > 0) select({ kind: 'touchpoint', ids });
  announce(spokenPlace(campaign(), ids[0] === undefined ? gesture.place : { kind: 'touchpoint', id: ids[0] }));
  if (gesture.place.kind === 'phase') tellBesidesPhases(before, campaign(), gesture.ids);
  if (!gesture.copies) tellLocked(campaign(), gesture.place.kind, gesture.ids);
}
