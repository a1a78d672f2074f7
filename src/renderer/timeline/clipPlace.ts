import { dayOf } from '#campaign/calendar.ts';
import { useSession } from '../session/session.ts';
import type { ClipPlace } from '../clipboard/clipboard.ts';
import { reveal } from '../items/reveal.ts';
import { steer } from '../viewport/viewport.ts';
import { isPlaced, spanOf } from '../items/place.ts';
import { removeItems } from './keys.ts';

/** Where the timeline pastes: on the day of what is selected, where that is in view. Else in the middle of what is in view. */
export const timelineClipPlace: ClipPlace = {
  dayFor(freeDay) {
    const { campaign, selection } = useSession.getState().open!;
    const view = steer()!;
    const days = (selection?.ids ?? []).flatMap((id) => {
      const span = isPlaced(selection!.kind) ? spanOf(campaign, { kind: selection!.kind, id }) : undefined;
      return span ? [freeDay(id, dayOf(span.start))] : [];
    });
    const day = Math.min(...days);
    return view.isInView(day) ? day : view.middleDay();
  },
  reveal: (id) => reveal({ kind: 'touchpoint', id }),
  cut: (ids) => removeItems('touchpoint', ids, 'cut'),
};
