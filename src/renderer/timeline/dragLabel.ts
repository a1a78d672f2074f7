import { useMemo, type RefObject } from 'react';
import { dayOf } from '#campaign/calendar.ts';
import type { Command } from '#campaign/commands.ts';
import { dayFormats, formatSpan } from '../locale.ts';
import { t } from '../text/text.ts';
import { GUTTER, leftOf, useViewport } from '../viewport/viewport.ts';
import { spanAfter, type Place } from './items.ts';
import type { World } from './useWorld.ts';

/** Where what is carried would land: weekday and date at its mark, and a hairline through axis, lanes and chart. */

interface Landing {
  command: Command | null;
  place: Place;
  /** The end that the hand is on. */
  edge: 'start' | 'end';
  copies: boolean;
  /** The upper edge of the mark, below that of the calendar. */
  top: number;
}

export interface DragLabel {
  /** Null when the gesture is over. */
  show(landing: Landing | null): void;
}

/** How far above its mark it stands. */
const ABOVE = 30;
/** Below the axis, where the mark itself is higher. */
const HIGHEST = 4;

export function useDragLabel({ scroller, drawn }: World, label: RefObject<HTMLElement | null>): DragLabel {
  return useMemo(
    () => ({
      show(landing) {
        const span = landing && spanAfter(drawn.current.campaign, landing.command, landing.place);
        const element = label.current!;
        element.hidden = !span;
        if (!span || !landing) return useViewport.setState({ guide: null });
        const first = dayOf(span.start);
        const when =
          span.days === 1
            ? dayFormats.medium(first)
            : `${formatSpan(span, 'medium')} · ${t('timeline.days', { count: span.days })}`;
        const text = landing.copies ? t('timeline.copyTo', { when }) : when;
        if (element.textContent !== text) element.textContent = text;
        const guide = landing.edge === 'end' ? first + span.days : first;
        const left = GUTTER + leftOf(drawn.current.scale, guide) - scroller.current!.scrollLeft;
        const top = Math.max(HIGHEST, landing.top - ABOVE);
        element.style.transform = `translate(${Math.max(GUTTER, left)}px, ${top}px)`;
        if (useViewport.getState().guide !== guide) useViewport.setState({ guide });
      },
    }),
    [scroller, drawn, label],
  );
}
