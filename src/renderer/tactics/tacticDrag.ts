import { formatDay, rangeOf } from '#campaign/calendar.ts';
import type { Tactic } from '#campaign/tactic.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { touchpointFrom } from '#campaign/tactics/touchpoint.ts';
import type { Campaign, Lane, Touchpoint } from '#campaign/document.ts';
import type { Take } from '../kit/drag/hand.ts';
import { announce } from '../kit/notices.ts';
import { execute, select, useSession } from '../session/session.ts';
import { newId } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { dayToAddOn } from '../arranging/add.ts';
import { bringing } from '../landing/bringIn.ts';
import { type Landing } from '../landing/landing.ts';
import { reveal } from '../items/reveal.ts';
import { steer } from '../viewport/viewport.ts';
import { inRow } from '../rows/grouping.ts';
import { spokenPlace } from '../items/spoken.ts';

/** Bringing a tactic to the plan: by dragging it there, or by its Add button. */

const campaign = (): Campaign => useSession.getState().open!.campaign;

/** On the lane of its channel from a day on. What begins in the campaign ends with it. */
function madeOn(tactic: Tactic, day: number): Touchpoint {
  const about = { id: newId('touchpoint'), laneId: laneFor(tactic), start: formatDay(day) };
  const touchpoint = touchpointFrom(tactic, about);
  const left = rangeOf(campaign()).until - day;
  return left > 0 ? { ...touchpoint, days: Math.min(touchpoint.days, left) } : touchpoint;
}

const placed = (tactic: Tactic, { day, rowId }: Landing): Touchpoint => inRow(campaign(), madeOn(tactic, day), rowId);

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

/** Adds on a day, wherever that is seen. */
export function addTacticOn(tactic: Tactic, day: number): boolean {
  return add(madeOn(tactic, day));
}

/** Adds without dragging: in the middle of what is in view, on the lane where most touchpoints of its channel stand. */
export function addTactic(tactic: Tactic): void {
  const view = steer();
  if (!view) {
    addTacticOn(tactic, dayToAddOn(campaign()));
    return;
  }
  const touchpoint = placed(tactic, { day: view.middleDay(), rowId: laneFor(tactic) });
  if (add(touchpoint)) reveal({ kind: 'touchpoint', id: touchpoint.id });
}

/** Takes a tactic up by its row. A finger scrolls the rows until a long press lifts one. */
export const takeTactic: Take = (event) => {
  const row = (event.target as Element).closest<HTMLElement>('[data-tactic]');
  const tactic = row && tacticById(row.dataset['tactic']!);
  if (!tactic) return null;
  return bringing({
    name: tactic.name,
    direction: tactic.direction,
    at(landing) {
      const touchpoint = placed(tactic, landing);
      return { touchpoint, command: { type: 'addTouchpoint', item: touchpoint } };
    },
    add,
  });
};
