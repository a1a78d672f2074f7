import { memo, useMemo, type RefObject } from 'react';
import type { Campaign } from '#campaign/document.ts';
import { isLocked } from '#campaign/locked.ts';
import { useEffectSigns } from '../effects/effects.ts';
import { stateOf, useStanding } from '../standing/standing.ts';
import { firstWeekday } from '../locale.ts';
import type { Selection } from '../session/session.ts';
import { useStatusDay } from '../session/today.ts';
import { GUTTER, useSeen, worldWidth, type Scale } from '../viewport/viewport.ts';
import { CardView } from './CardView.tsx';
import { Handles, type Stretchable } from './Handles.tsx';
import { HEAT_BELOW, heatOf } from './heat.ts';
import { coveredBy } from '../items/hours.ts';
import { HeatLegend, HeatMap } from './HeatMap.tsx';
import { cardsToDraw } from './inView.ts';
import type { Place } from '../items/place.ts';
import { type Card, CARD_HEIGHT, type Layout } from './layout.ts';
import { RowHeads } from './RowHeads.tsx';
import { Ties } from './Ties.tsx';

interface LanesProps {
  area: RefObject<HTMLElement | null>;
  /** Brings a row into view and gives its head the focus. */
  onGoTo: (id: string) => void;
  campaign: Campaign;
  scale: Scale;
  layout: Layout;
  /** Where the lanes begin, below the upper edge of the world. */
  top: number;
  selection: Selection | null;
  tabStop: Place | null;
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
  const heat = useMemo(() => new Map(boxes.map(({ row }) => [row.id, heatOf(row.touchpoints, firstWeekday)])), [boxes]);
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

interface CardsProps extends Omit<LanesProps, 'onGoTo' | 'isFiltered'> {
  isHeat: boolean;
}

/** The cards in view, and their handles: all of the lanes that scrolling renders. */
const Cards = memo(function Cards({ area, campaign, scale, layout, top, selection, tabStop, isHeat }: CardsProps) {
  const seen = useSeen();
  const statusDay = useStatusDay();
  const signs = useEffectSigns();
  const standing = useStanding((state) => state.standing);
  const selectedIds = useMemo(() => new Set(selection?.kind === 'touchpoint' ? selection.ids : []), [selection]);
  const tabStopId = tabStop?.kind === 'touchpoint' ? tabStop.id : null;
  const tabStopRow = useMemo(
    () => tabStop?.row ?? layout.cards.find(({ touchpoint }) => touchpoint.id === tabStopId)?.rowId,
    [tabStop, tabStopId, layout],
  );
  const shown = useMemo(() => {
    const kept = tabStopId === null ? selectedIds : new Set(selectedIds).add(tabStopId);
    return cardsToDraw(layout.cards, { seen, top, kept, isHeat });
  }, [layout, seen, top, selectedIds, tabStopId, isHeat]);
  const keys = useMemo(() => keysOf(shown), [shown]);
  const ends = useMemo(
    () =>
      shown
        .filter(({ touchpoint }) => !isLocked(touchpoint) && !coveredBy(touchpoint, scale).isHourly)
        .map(({ touchpoint: { id }, rowId: row, left, top: above, width }): Stretchable => {
          return { kind: 'touchpoint', id, row, left, top: above, width, height: CARD_HEIGHT };
        }),
    [shown, scale],
  );
  return (
    <>
      {shown.map((card, index) => (
        <CardView
          key={keys[index]}
          card={card}
          pixelsPerDay={scale.pixelsPerDay}
          campaign={campaign}
          isSelected={selectedIds.has(card.touchpoint.id)}
          isTabStop={tabStopId === card.touchpoint.id && tabStopRow === card.rowId}
          statusDay={statusDay}
          effect={signs.get(card.touchpoint.id)}
          state={stateOf(standing, card.touchpoint.id)}
        />
      ))}
      {isHeat ? null : <Handles area={area} within=".lanes" boxes={ends} />}
    </>
  );
});

/** A card that goes to another row stays the same element, and keeps the focus; of one that stands in several rows, the others have keys of their own. */
function keysOf(cards: readonly Card[]): string[] {
  const known = new Set<string>();
  return cards.map(({ rowId, touchpoint: { id } }) => {
    if (known.has(id)) return `${rowId} ${id}`;
    known.add(id);
    return id;
  });
}
