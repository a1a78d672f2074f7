import type { Take } from '../kit/drag/hand.ts';
import { announce } from '../kit/notices.ts';
import { execute, select, useSession } from '../session/session.ts';
import { t } from '../text/text.ts';
import { partsOfRow } from '../rows/grouping.ts';
import type { RowBox } from './layout.ts';
import type { World } from './useWorld.ts';

/** Lanes are put in order by their heads. By presses alone, the inspector and the settings do it. */

/** The place of a lane whose middle is at a height, among the others. */
export function laneOrderAt(lanes: readonly RowBox[], from: number, middle: number): number {
  const others = lanes.filter((_, index) => index !== from);
  return others.filter(({ top, height }) => middle > top + height / 2).length;
}

const lanesNow = () => useSession.getState().open!.campaign.lanes;

export function takingLanes(world: World): Take {
  const { scroller, drawn } = world;
  return (event) => {
    const head = (event.target as Element).closest<HTMLElement>('.lane-label');
    const id = head?.dataset['rowHead'];
    if (!head || id === undefined || partsOfRow(id).grouping !== 'lane') return null;
    const from = drawn.current.layout.rows.findIndex(({ row }) => row.id === id);
    const line = document.createElement('i');
    line.className = 'lane-landing';
    let start = 0;
    let scrolled = 0;
    let at = from;

    function show(): void {
      const rows = drawn.current.layout.rows;
      const own = rows[at]!;
      line.style.top = `${at > from ? own.top + own.height : own.top}px`;
      line.hidden = at === from;
    }
    const said = (key: 'drag.carried' | 'drag.over' | 'drag.moved' | 'drag.stayed') =>
      announce(
        t(key, { name: drawn.current.layout.rows[from]?.row.name ?? '', number: at + 1, count: lanesNow().length }),
      );
    function over(): void {
      line.remove();
      head!.style.transform = '';
      delete head!.dataset['dragging'];
    }

    return {
      press: () => select({ kind: 'lane', ids: [id] }),
      lift(hand) {
        start = hand.y;
        scrolled = scroller.current!.scrollTop;
        head.dataset['dragging'] = 'true';
        head.closest('.lanes')!.append(line);
        show();
        said('drag.carried');
      },
      move(hand) {
        const rows = drawn.current.layout.rows;
        const own = rows[from]!;
        const before = at;
        if (hand.by === 'keys') at = Math.max(0, Math.min(from + hand.y, rows.length - 1));
        else {
          const down = hand.y - start + scroller.current!.scrollTop - scrolled;
          head.style.transform = `translateY(${hand.y - start}px)`;
          // The middle of what is seen of it: a tall lane is dragged by its name.
          at = laneOrderAt(rows, from, own.top + own.height / 2 + down);
        }
        if (at === before) return;
        show();
        said('drag.over');
      },
      drop() {
        over();
        const isThere = lanesNow().some((lane) => lane.id === id);
        if (at === from || !isThere || !execute({ type: 'reorderLane', id, at })) {
          at = from;
          return said('drag.stayed');
        }
        announce(t('drag.moved', { name: lanesNow()[at]?.name ?? '', number: at + 1, count: lanesNow().length }));
      },
      takeBack() {
        over();
        at = from;
        said('drag.stayed');
      },
    };
  };
}
