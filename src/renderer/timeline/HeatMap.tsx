import { memo } from 'react';
import { dayFormats } from '../locale.ts';
import { t } from '../text/text.ts';
import { GUTTER, leftOf, type Scale } from '../viewport/viewport.ts';
import type { HeatWeek } from './heat.ts';
import { CARD_HEIGHT, type RowBox } from './layout.ts';

interface HeatMapProps {
  /** Those that show it. */
  boxes: readonly RowBox[];
  heat: ReadonlyMap<string, readonly HeatWeek[]>;
  /** The count of the busiest week of any row, as which the colour is fullest. */
  most: number;
  scale: Scale;
  /** Days in view, half-open. */
  from: number;
  until: number;
}

const ROOM_FOR_A_COUNT = 22;

/** Sends and presences by week and row, in place of cards that could not be told apart or were folded away. */
export const HeatMap = memo(function HeatMap({ boxes, heat, most, scale, from, until }: HeatMapProps) {
  const width = 7 * scale.pixelsPerDay;
  const hasCounts = width >= ROOM_FOR_A_COUNT;
  return boxes.flatMap(({ row, top, height }) =>
    heat
      .get(row.id)!
      .filter(({ day }) => day + 7 > from && day < until)
      .map(({ day, count }) => {
        const share = count / most;
        // Figures have to be read on it.
        const fullest = hasCounts ? 46 : 100;
        return (
          <div
            key={`${row.id} ${day}`}
            className="heat"
            title={t('timeline.heat', { week: dayFormats.short(day), count })}
            style={{
              left: GUTTER + leftOf(scale, day),
              width: width - (width > 8 ? 1 : 0),
              top: top + (height - CARD_HEIGHT) / 2,
              height: CARD_HEIGHT,
              background: `color-mix(in srgb, var(--heat, var(--good)) ${Math.round(10 + (fullest - 10) * share)}%, var(--panel))`,
            }}
          >
            {hasCounts ? <span className="figure">{count}</span> : null}
          </div>
        );
      }),
  );
});
