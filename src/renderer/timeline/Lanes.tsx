import { memo, useMemo } from 'react';
import { firstWeekday } from '../locale.ts';
import { GUTTER, worldWidth } from '../viewport/viewport.ts';
import { Cards, type CardsProps } from './Cards.tsx';
import { HEAT_BELOW, heatOf } from './heat.ts';
import { HeatLegend, HeatMap } from './HeatMap.tsx';
import { RowHeads } from './RowHeads.tsx';
import { Ties } from './Ties.tsx';

interface LanesProps extends Omit<CardsProps, 'isHeat'> {
  /** Brings a row into view and gives its head the focus. */
  onGoTo: (id: string) => void;
  /** Whether a filter hides part of what the rows hold. */
  isFiltered: boolean;
}

/** The rows with their cards. A heat map stands for the cards where they are folded, or zoomed far out. */
export const Lanes = memo(function Lanes({
  area,
  onGoTo,
  campaign,
  scale,
  layout,
  top,
  selection,
  tabStop,
  isFiltered,
}: LanesProps) {
  const isHeat = scale.pixelsPerDay < HEAT_BELOW;
  const boxes = layout.rows;
  const heat = useMemo(
    () => new Map(boxes.map(({ row }) => [row.id, heatOf(campaign, row.touchpoints, firstWeekday)])),
    [boxes, campaign],
  );
  const hot = useMemo(() => (isHeat ? boxes : boxes.filter(({ isFolded }) => isFolded)), [boxes, isHeat]);
  const most = useMemo(
    () => hot.reduce((top, { row }) => heat.get(row.id)!.reduce((sum, { count }) => Math.max(sum, count), top), 1),
    [hot, heat],
  );
  return (
    <>
      <div className="lanes" style={{ height: layout.height }}>
        <RowHeads
          boxes={boxes}
          heat={heat}
          width={GUTTER + worldWidth(scale)}
          selection={selection}
          above={top}
          onGoTo={onGoTo}
          isFiltered={isFiltered}
        />
        {hot.length > 0 ? <HeatMap boxes={hot} heat={heat} most={most} scale={scale} /> : null}
        {isHeat ? null : <Ties campaign={campaign} scale={scale} layout={layout} selection={selection} />}
        <Cards
          area={area}
          campaign={campaign}
          scale={scale}
          layout={layout}
          top={top}
          selection={selection}
          tabStop={tabStop}
          isHeat={isHeat}
        />
      </div>
      {isHeat && boxes.length > 0 ? <HeatLegend most={most} /> : null}
    </>
  );
});
