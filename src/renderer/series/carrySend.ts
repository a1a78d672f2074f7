import { create } from 'zustand';
import { formatDay } from '#campaign/calendar.ts';
import { moveSendCommand } from '#campaign/series.ts';
import type { Carried, Hand, Take } from '../kit/drag/hand.ts';
import { announce } from '../kit/notices.ts';
import { dayFormats } from '../locale.ts';
import { tryOut, useSession } from '../session/session.ts';
import { t } from '../text/text.ts';
import { askAboutSend, sendNamed, isKept, seriesById } from './edits.ts';
import { selectedSend } from './selectedSend.ts';
import { tickAt, ticksOf } from './ticks.ts';

/** Carrying the selected send of a series by itself. Any other press on a series carries the whole of it. */

interface CarriedSend {
  touchpointId: string;
  /** Where it stands now, and how far from there it is. */
  day: number;
  days: number;
}

/** The send that is carried now, for the timeline to draw it where it would go. */
export const useCarriedSend = create<{ carried: CarriedSend | null }>(() => ({ carried: null }));

/** Takes hold of the selected send: by its tick, or by keys while its series has the focus. */
export const takingSends =
  (pixelsPerDay: () => number): Take =>
  (event) => {
    const mark = (event.target as Element).closest<HTMLElement>('.card.is-series');
    const touchpoint = mark && seriesById(mark.dataset['id']!);
    const send = touchpoint && selectedSend(touchpoint);
    if (!send) return null;
    if ('pointerId' in event) {
      const x = event.clientX - mark.getBoundingClientRect().left;
      if (event.shiftKey || tickAt(ticksOf(touchpoint, pixelsPerDay()), x)?.on !== send.on) return null;
    }
    return carrying(touchpoint.id, formatDay(send.on), pixelsPerDay);
  };

function carrying(touchpointId: string, on: string, pixelsPerDay: () => number): Carried {
  let from = 0;
  let days = 0;
  let isLifted = false;

  function over(): void {
    isLifted = false;
    tryOut(null);
    useCarriedSend.setState({ carried: null });
  }

  return {
    lift(hand: Hand) {
      const found = sendNamed({ id: touchpointId, on });
      if (!found || isKept(touchpointId)) return;
      isLifted = true;
      from = hand.x;
      useCarriedSend.setState({ carried: { touchpointId, day: found.send.day, days: 0 } });
    },
    move(hand: Hand) {
      const found = isLifted && sendNamed({ id: touchpointId, on });
      if (!found) return;
      const gone = hand.by === 'keys' ? hand.x : Math.round((hand.x - from) / pixelsPerDay());
      if (gone === days) return;
      days = gone;
      tryOut(moveSendCommand(useSession.getState().open!.campaign, touchpointId, on, days, 'this'));
      useCarriedSend.setState({ carried: { touchpointId, day: found.send.day, days } });
      if (hand.by === 'keys') announce(dayFormats.full(found.send.day + days));
    },
    drop() {
      const wasLifted = isLifted;
      over();
      if (wasLifted && days !== 0) askAboutSend({ what: 'move', id: touchpointId, on, days });
    },
    takeBack() {
      over();
      announce(t('timeline.cancelled'));
    },
  };
}
