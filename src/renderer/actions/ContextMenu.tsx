import { useEffect, useRef, useState } from 'react';
import { formatDay } from '#campaign/calendar.ts';
import { isPlaced, type PlacedKind } from '../items/place.ts';
import { landingArea } from '../landing/landing.ts';
import { dayFormats } from '../locale.ts';
import { sendNamed, seriesById, type NamedSend } from '../series/edits.ts';
import { selectedSend, selectSend } from '../series/selectedSend.ts';
import { drawnRows } from '../timeline/drawnRows.ts';
import { AXIS_HEIGHT } from '../timeline/useWorld.ts';
import { useSession } from '../session/session.ts';
import { itemById, useCampaign } from '../session/shown.ts';
import { MenuAt } from '../kit/MenuAt.tsx';
import { t } from '../text/text.ts';
import type { Ground, Here } from './action.ts';
import { choose } from './actions.ts';
import { entriesOn } from './entries.tsx';

/** The menu of whatever is on the timeline or the shelf, and of a send: by the right button, Shift+F10 or the Menu key. A long press of a finger drags. */

interface Opened {
  ground: Ground;
  here: Here;
  /** What it is about, by its name. */
  name: string | null;
  x: number;
  y: number;
}

/** The timeline, the shelf, and the list of the sends of a series. */
const AREA = '[data-timeline-scroller], .shelf .tactics-list, .send-list';

export function ContextMenu() {
  const [opened, setOpened] = useState<Opened | null>(null);
  const before = useRef<HTMLElement | null>(null);
  useCampaign();

  useEffect(() => {
    const open = (target: Element, at: { x: number; y: number } | null) => {
      const area = target.closest(AREA);
      if (!area) return false;
      before.current = document.activeElement as HTMLElement | null;
      setOpened(groundOf(target, area, at));
      return true;
    };
    const onMenu = (event: MouseEvent) => {
      if (event.defaultPrevented || !(event.target instanceof Element) || !event.target.closest(AREA)) return;
      event.preventDefault();
      if ((event as PointerEvent).pointerType === 'touch') return;
      open(event.target, event.button === 2 ? { x: event.clientX, y: event.clientY } : null);
    };
    const onKey = (event: KeyboardEvent) => {
      const isMenuKey = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
      if (isMenuKey && event.target instanceof Element && open(event.target, null)) event.preventDefault();
    };
    document.addEventListener('contextmenu', onMenu);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('contextmenu', onMenu);
      document.removeEventListener('keydown', onKey);
    };
  }, []);

  if (!opened) return null;
  const { ground, here, name, x, y } = opened;
  return (
    <MenuAt
      // Another place is another menu.
      key={`${x} ${y} ${name}`}
      x={x}
      y={y}
      label={name === null ? t('action.menu') : t('action.about', { name })}
      entries={entriesOn(ground, here)}
      onClose={() => setOpened(null)}
      returnTo={before}
    />
  );
}

/** What lies under a point, or under what has the focus; what stands there is selected, as others do. */
function groundOf(target: Element, area: Element, at: { x: number; y: number } | null): Opened {
  const box = (at ? area : target).getBoundingClientRect();
  const { x, y } = at ?? {
    x: box.left + Math.min(box.width / 2, 120),
    y: Math.min(box.bottom, window.innerHeight - 40),
  };
  const landing = at ? landingArea()?.locate(x, y) : null;
  const day = at ? landingArea()?.dayUnder(x) : undefined;
  const { campaign } = useSession.getState().open!;
  const idea = target.closest<HTMLElement>('[data-idea]')?.dataset['idea'];
  if (idea !== undefined) return aboutItem('idea', 'idea', idea, {}, x, y);
  const listed = target.closest<HTMLElement>('[data-send]');
  if (listed) return aboutSend({ id: chosenId()!, on: listed.dataset['send']! }, x, y);
  const element = target.closest<HTMLElement>('[data-kind][data-id]');
  const kind = element?.dataset['kind'];
  const series = kind === 'touchpoint' ? seriesById(element!.dataset['id']!) : undefined;
  const send = series && selectedSend(series);
  if (send) return aboutSend({ id: series.id, on: formatDay(send.on) }, x, y);
  if (element && kind && isPlaced(kind))
    return aboutItem('item', kind, element.dataset['id']!, { day, laneId: landing?.rowId }, x, y);
  const laneId = target.closest('.lane-head')?.querySelector<HTMLElement>('[data-row-head]')?.dataset['rowHead'];
  if (laneId !== undefined && itemById(campaign, 'lane', laneId))
    return aboutItem('lane', 'lane', laneId, { laneId, rowId: laneId }, x, y);
  if (laneId !== undefined) {
    const row = drawnRows()?.find((box) => box.row.id === laneId)?.row;
    return { ground: 'row', here: { rowId: laneId }, name: row?.name ?? null, x, y };
  }
  const isAxis = at !== null && y < area.getBoundingClientRect().top + AXIS_HEIGHT;
  const lane = landing && itemById(campaign, 'lane', landing.rowId) ? landing.rowId : undefined;
  return { ground: isAxis ? 'axis' : 'room', here: { day, laneId: isAxis ? undefined : lane }, name: null, x, y };
}

const chosenId = () => useSession.getState().open!.selection?.ids[0];

function aboutSend(send: NamedSend, x: number, y: number): Opened {
  const found = sendNamed(send)!;
  selectSend({ touchpointId: send.id, on: send.on });
  const name = t('series.sendOf', { day: dayFormats.medium(found.send.day), name: found.touchpoint.name });
  return { ground: 'send', here: { id: send.id, send }, name, x, y };
}

function aboutItem(
  ground: 'item' | 'idea' | 'lane',
  kind: PlacedKind | 'idea' | 'lane',
  id: string,
  here: Here,
  x: number,
  y: number,
): Opened {
  choose({ kind, id });
  const { campaign, selection } = useSession.getState().open!;
  const count = selection!.ids.length;
  const name = count > 1 ? t('timeline.several', { count }) : (itemById(campaign, kind, id)?.name ?? '');
  return { ground, here: { ...here, id }, name, x, y };
}
