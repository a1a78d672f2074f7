import { memo, useMemo } from 'react';
import type { Touchpoint } from '#campaign/document.ts';
import { dayFormats, firstWeekday } from '../locale.ts';
import { t } from '../text/text.ts';
import { GUTTER, leftOf, type Scale } from '../viewport/viewport.ts';
import { heatOf } from './heat.ts';
import { CARD_HEIGHT, type LaneBox } from './layout.ts';

interface HeatMapProps {
  lanes: readonly LaneBox[];
  touchpoints: readonly Touchpoint[];
  scale: Scale;
  /** Days in view, half-open. */
  from: number;
  until: number;
}

/** Contacts by week and lane, in place of cards that could not be told apart. */
export const HeatMap = memo(function HeatMap({ lanes, touchpoints, scale, from, until }: HeatMapProps) {
  const heat = useMemo(() => {
    const byLane = Map.groupBy(touchpoints, ({ laneId }) => laneId);
    return new Map(lanes.map(({ lane }) => [lane.id, heatOf(byLane.get(lane.id) ?? [], firstWeekday)]));
  }, [lanes, touchpoints]);
  const most = Math.max(1, ...[...heat.values()].flatMap((weeks) => weeks.map(({ count }) => count)));
  return lanes.flatMap(({ lane, top, height }) =>
    heat
      .get(lane.id)!
      .filter(({ day }) => day + 7 > from && day < until)
      .map(({ day, count }) => (
        <div
          key={`${lane.id} ${day}`}
          className="heat"
          title={t('timeline.heat', { week: dayFormats.short(day), count })}
          style={{
            left: GUTTER + leftOf(scale, day),
            width: 7 * scale.pixelsPerDay,
            top: top + (height - CARD_HEIGHT) / 2,
            height: CARD_HEIGHT,
            opacity: 0.15 + (0.85 * count) / most,
          }}
        />
      )),
  );
});
