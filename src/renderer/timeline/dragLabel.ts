import { useMemo, type RefObject } from 'react';
import { DAY_MINUTES, dayOf, type Span } from '#campaign/calendar.ts';
import type { Command } from '#campaign/commands.ts';
import { slide, type Slide } from '../kit/slide.ts';
import { dayFormats, formatSpan, formatTime } from '../locale.ts';
import { t } from '../text/text.ts';
import { GUTTER, hasHours, leftOf, useViewport } from '../viewport/viewport.ts';
import { minuteAfter } from '../items/hours.ts';
import { spanAfter, type Place } from '../items/place.ts';
import { ownDays } from '../items/words.ts';
import { itemById } from '../session/shown.ts';
import type { Drawn, World } from './useWorld.ts';

/** Where what is carried would land: weekday and date at its mark, and a hairline through axis, lanes and chart. */

interface Landing {
  command: Command | null;
  place: Place;
  /** The end that the hand is on. */
  edge: 'start' | 'end';
  copies: boolean;
  /** It would leave the calendar. */
  isAside: boolean;
  /** The upper edge of the mark, below that of the calendar. */
  top: number;
  /** Where the first day of the calendar is, from its own left edge. */
  left: number;
}

export interface DragLabel {
  /** Null when the gesture is over. */
  show(landing: Landing | null): void;
}

/** How far above its mark it stands. */
const ABOVE = 30;
/** Below the axis, where the mark itself is higher. */
const HIGHEST = 4;
/** It is hardly ever wider. */
const WIDEST = 260;

/** The minute of the day at which it would stand, where it stands at one. */
function minuteAt({ campaign, scale }: Drawn, { command, place, edge }: Landing): number | undefined {
  const touchpoint =
    hasHours(scale) && place.kind === 'touchpoint' && edge === 'start'
      ? itemById(campaign, 'touchpoint', place.id)
      : undefined;
  return touchpoint && minuteAfter(touchpoint, command);
}

export function useDragLabel({ drawn }: World, label: RefObject<HTMLElement | null>): DragLabel {
  return useMemo(() => {
    /** What was written last, which takes longer than to move it. */
    let written: (Span & { minute: number | undefined }) | null = null;
    let wasCopy = false;
    let sliding: Slide | null = null;
    const place = (x: number, top: number) => {
      sliding ??= slide(label.current!);
      sliding.to(x, Math.max(HIGHEST, top - ABOVE));
    };
    return {
      show(landing) {
        const span = landing && spanAfter(drawn.current.campaign, landing.command, landing.place);
        const element = label.current!;
        if (element.hidden === !!span) element.hidden = !span;
        if (!span || !landing) {
          written = null;
          return useViewport.setState({ guide: null });
        }
        const { copies, edge, left, top, isAside } = landing;
        const first = dayOf(span.start);
        const minute = minuteAt(drawn.current, landing);
        if (isAside) {
          element.textContent = t('timeline.onShelf');
          written = null;
          element.style.translate = '';
          place(GUTTER, top);
          return useViewport.setState({ guide: null });
        }
        const isWritten = written?.start === span.start && written.days === span.days && written.minute === minute;
        if (!isWritten || wasCopy !== copies) {
          const dates =
            minute !== undefined
              ? t('timeline.dayAt', { day: dayFormats.medium(first), time: formatTime(minute) })
              : span.days === 1
                ? dayFormats.medium(first)
                : `${formatSpan(span, 'medium')} · ${t('timeline.days', { count: span.days })}`;
          const own = ownDays(drawn.current.campaign, span, landing.place.kind);
          const when = own === null ? dates : `${own} · ${dates}`;
          element.textContent = copies ? t('timeline.copyTo', { when }) : when;
          written = { start: span.start, days: span.days, minute };
          wasCopy = copies;
        }
        const guide = edge === 'end' ? first + span.days : first + (minute ?? 0) / DAY_MINUTES;
        const x = Math.max(GUTTER, left + leftOf(drawn.current.scale, guide));
        // Near the end it stands before the line, not over what lies beside the calendar.
        element.style.translate = x > useViewport.getState().width - WIDEST ? '-100%' : '';
        place(x, top);
        if (useViewport.getState().guide !== guide) useViewport.setState({ guide });
      },
    };
  }, [drawn, label]);
}
