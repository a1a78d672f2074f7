import { memo } from 'react';
import { dayFormats, formatNumber } from '../locale.ts';
import { t } from '../text/text.ts';
import { daysIn, GUTTER, leftOf, useSeen, type Scale } from '../viewport/viewport.ts';
import type { HeatWeek } from './heat.ts';
import { CARD_HEIGHT, type RowBox } from './layout.ts';

interface HeatMapProps {
  /** Those that show it. */
  boxes: readonly RowBox[];
  heat: ReadonlyMap<string, readonly HeatWeek[]>;
  /** The count of the busiest week of any row, as which the colour is fullest. */
  most: number;
  scale: Scale;
}

const ROOM_FOR_A_COUNT = 22;
/** Percent of ink where a week is fullest, and where figures have to be read on it. */
const FULLEST = 100;
const LEGIBLE = 46;

/** Neither push's colour nor pull's: both are counted. */
const colourOf = (share: number, fullest: number) =>
  `color-mix(in srgb, var(--heat) ${Math.round(10 + (fullest - 10) * share)}%, var(--panel))`;

/** What the shades say, in words and from the least to the most. */
export function HeatLegend({ most }: { most: number }) {
  return (
    <p className="heat-legend">
      {t('timeline.heat.legend')} <span className="figure">1</span>
      <i style={{ background: `linear-gradient(to right, ${colourOf(0, LEGIBLE)}, ${colourOf(1, LEGIBLE)})` }} />
      <span className="figure">{formatNumber(most)}</span>
    </p>
  );
}

/** Sends and presences by week and row, in place of cards that could not be told apart or were folded away. */
export const HeatMap = memo(function HeatMap({ boxes, heat, most, scale }: HeatMapProps) {
  const { from, until } = daysIn(useSeen(), scale);
  const width = 7 * scale.pixelsPerDay;
  const hasCounts = width >= ROOM_FOR_A_COUNT;
  return boxes.flatMap(({ row, top, height }) =>
    heat
      .get(row.id)!
      .filter(({ day }) => day + 7 > from && day < until)
      .map(({ day, count }) => {
        const share = count / most;
        const fullest = hasCounts ? LEGIBLE : FULLEST;
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
              background: colourOf(share, fullest),
            }}
          >
            {hasCounts ? <span className="figure">{count}</span> : null}
          </div>
        );
      }),
  );
});
