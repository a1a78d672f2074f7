import { dayOf } from '#campaign/calendar.ts';
import { useSession } from '../session/session.ts';
import type { ClipPlace } from './clipboard.ts';
import { dropTarget } from './dropTarget.ts';
import { isPlaced, spanOf } from './items.ts';
import { removeItems } from './keys.ts';

/** Where the timeline pastes: on the day of what is selected, where that is in view. Else in the middle of what is in view. */
export const timelineClipPlace: ClipPlace = {
  dayFor(freeDay) {
    const { campaign, selection } = useSession.getState().open!;
    const target = dropTarget()!;
    const days = (selection?.ids ?? []).flatMap((id) => {
      const span = isPlaced(selection!.kind) ? spanOf(campaign, { kind: selection!.kind, id }) : undefined;
      return span ? [freeDay(id, dayOf(span.start))] : [];
    });
    const day = Math.min(...days);
    return target.isInView(day) ? day : target.middleDay();
  },
  reveal: (id) => dropTarget()?.reveal({ kind: 'touchpoint', id }),
  cut: (ids) => removeItems('touchpoint', ids, 'cut'),
};
