import { useMemo, type RefObject } from 'react';
import { dayOf } from '#campaign/calendar.ts';
import { dayFormats, formatSpan } from '../locale.ts';
import { t } from '../text/text.ts';
import { spanAfter } from './items.ts';
import type { DragFeedback } from './useGestures.ts';
import type { World } from './useWorld.ts';

/** Says beside the pointer where what is dragged would land. */
export function useDragLabel({ scroller, drawn }: World, label: RefObject<HTMLElement | null>): DragFeedback {
  return useMemo(
    () => ({
      show(landing) {
        const shown = landing && spanAfter(drawn.current.campaign, landing.command, landing.place);
        const element = label.current!;
        element.hidden = !shown;
        if (!shown || !landing) return;
        const box = scroller.current!.getBoundingClientRect();
        const when =
          shown.days === 1
            ? dayFormats.medium(dayOf(shown.start))
            : `${formatSpan(shown)} · ${t('timeline.days', { count: shown.days })}`;
        element.textContent = landing.copies ? t('timeline.copyTo', { when }) : when;
        element.style.transform = `translate(${landing.x - box.left + 14}px, ${landing.y - box.top - 34}px)`;
      },
    }),
    [scroller, drawn, label],
  );
}
