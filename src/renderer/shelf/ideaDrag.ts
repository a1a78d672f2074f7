import { formatDay } from '#campaign/calendar.ts';
import { takeFromShelf, touchpointOf } from '#campaign/shelf.ts';
import type { Take } from '../kit/drag/hand.ts';
import { useSession } from '../session/session.ts';
import { itemById } from '../session/shown.ts';
import { bringing } from '../landing/bringIn.ts';
import { inRow } from '../rows/grouping.ts';
import { takeAs } from './shelving.ts';

/** Takes an idea up by its row, to be dropped on its day. A finger scrolls the rows until a long press lifts one. */
export const takeIdea: Take = (event) => {
  const row = (event.target as Element).closest<HTMLElement>('[data-idea]');
  const { campaign } = useSession.getState().open!;
  const idea = row && itemById(campaign, 'idea', row.dataset['idea']!);
  if (!idea) return null;
  return bringing({
    name: idea.name,
    direction: idea.direction,
    at({ day, rowId }) {
      const touchpoint = inRow(campaign, touchpointOf(idea, { start: formatDay(day) }), rowId);
      return { touchpoint, command: takeFromShelf([touchpoint]) };
    },
    add: takeAs,
  });
};
