import { memo, useMemo, useState, type RefObject } from 'react';
import type { Campaign } from '#campaign/document.ts';
import { isLocked } from '#campaign/locked.ts';
import type { Standing } from '#contract/publish.ts';
import { useEffectSigns } from '../effects/effects.ts';
import { coveredBy } from '../items/hours.ts';
import type { Place } from '../items/place.ts';
import { once } from '../kit/once.ts';
import type { Selection } from '../session/session.ts';
import { useStatusDay } from '../session/today.ts';
import { stateOf, useStanding } from '../standing/standing.ts';
import { useSeen, type Scale } from '../viewport/viewport.ts';
import { CardView } from './CardView.tsx';
import { columnKeeper, type Column } from './columns.ts';
import { Handles, type Stretchable } from './Handles.tsx';
import { cardsToDraw } from './inView.ts';
import { type Card, CARD_HEIGHT, type Layout } from './layout.ts';

export interface CardsProps {
  area: RefObject<HTMLElement | null>;
  campaign: Campaign;
  scale: Scale;
  layout: Layout;
  /** Where the lanes begin, below the upper edge of the world. */
  top: number;
  selection: Selection | null;
  tabStop: Place | null;
  /** A heat map stands for all that are not kept. */
  isHeat: boolean;
}

/** The cards in view, and their handles: all of the lanes that scrolling renders. */
export const Cards = memo(function Cards({
  area,
  campaign,
  scale,
  layout,
  top,
  selection,
  tabStop,
  isHeat,
}: CardsProps) {
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
  const [columnsOf] = useState(columnKeeper);
  const columns = useMemo(() => columnsOf(shown), [columnsOf, shown]);
  const ends = useMemo(() => once(() => endsOf(shown, scale)), [shown, scale]);
  return (
    <>
      {columns.map((column) => (
        <CardColumn
          key={column.id}
          column={column}
          pixelsPerDay={scale.pixelsPerDay}
          campaign={campaign}
          selectedIds={selectedIds}
          tabStopId={tabStopId}
          tabStopRow={tabStopRow}
          statusDay={statusDay}
          signs={signs}
          standing={standing}
        />
      ))}
      {isHeat ? null : <Handles area={area} within=".lanes" boxes={ends} />}
    </>
  );
});

/** What has ends to be pulled, of what is drawn. */
const endsOf = (shown: readonly Card[], scale: Scale): Stretchable[] =>
  shown
    .filter(({ touchpoint }) => !isLocked(touchpoint) && !coveredBy(touchpoint, scale).isHourly)
    .map(({ touchpoint: { id }, rowId: row, left, top: above, width }) => {
      return { kind: 'touchpoint', id, row, left, top: above, width, height: CARD_HEIGHT };
    });

interface CardColumnProps {
  column: Column;
  pixelsPerDay: number;
  campaign: Campaign;
  selectedIds: ReadonlySet<string>;
  tabStopId: string | null;
  tabStopRow: string | undefined;
  statusDay: number;
  signs: ReturnType<typeof useEffectSigns>;
  standing: Standing | null;
}

const CardColumn = memo(function CardColumn({
  column: { cards, keys },
  pixelsPerDay,
  campaign,
  selectedIds,
  tabStopId,
  tabStopRow,
  statusDay,
  signs,
  standing,
}: CardColumnProps) {
  return (
    <div className="card-column">
      {cards.map((card, index) => (
        <CardView
          key={keys[index]}
          card={card}
          pixelsPerDay={pixelsPerDay}
          campaign={campaign}
          isSelected={selectedIds.has(card.touchpoint.id)}
          isTabStop={tabStopId === card.touchpoint.id && tabStopRow === card.rowId}
          statusDay={statusDay}
          effect={signs.get(card.touchpoint.id)}
          state={stateOf(standing, card.touchpoint.id)}
        />
      ))}
    </div>
  );
});
