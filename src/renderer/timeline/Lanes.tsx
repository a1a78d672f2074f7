import { memo, useMemo, type RefObject } from 'react';
import type { Campaign } from '#campaign/document.ts';
import { select, type Selection } from '../session/session.ts';
import type { Seen } from '../viewport/useScrolling.ts';
import { dayAt, GUTTER, worldWidth, type Scale } from '../viewport/viewport.ts';
import { CardView } from './CardView.tsx';
import { Handles } from './Handles.tsx';
import { HEAT_BELOW } from './heat.ts';
import { HeatMap } from './HeatMap.tsx';
import { cardsToDraw } from './inView.ts';
import type { Place } from './items.ts';
import type { LaneBox, Layout } from './layout.ts';

interface LanesProps {
  area: RefObject<HTMLElement | null>;
  campaign: Campaign;
  scale: Scale;
  layout: Layout;
  seen: Seen;
  /** Where the lanes begin, below the upper edge of the world. */
  top: number;
  selection: Selection | null;
  tabStop: Place | null;
}

/** The lanes with their cards, those in view. Zoomed far out, a heat map stands for the cards. */
export const Lanes = memo(function Lanes({ area, campaign, scale, layout, seen, top, selection, tabStop }: LanesProps) {
  const selectedIds = useMemo(() => new Set(selection?.kind === 'touchpoint' ? selection.ids : []), [selection]);
  const tabStopId = tabStop?.kind === 'touchpoint' ? tabStop.id : null;
  const isHeat = scale.pixelsPerDay < HEAT_BELOW;
  const shown = useMemo(() => {
    const kept = tabStopId === null ? selectedIds : new Set(selectedIds).add(tabStopId);
    return cardsToDraw(layout.cards, { seen, top, kept, isHeat });
  }, [layout, seen, top, selectedIds, tabStopId, isHeat]);
  return (
    <div className="lanes" style={{ height: layout.height }}>
      <LaneHeads lanes={layout.lanes} width={GUTTER + worldWidth(scale)} selection={selection} />
      {isHeat ? (
        <HeatMap
          lanes={layout.lanes}
          touchpoints={campaign.touchpoints}
          scale={scale}
          from={dayAt(scale, seen.left)}
          until={dayAt(scale, seen.left + seen.width) + 1}
        />
      ) : null}
      {shown.map((card) => (
        <CardView
          key={card.touchpoint.id}
          card={card}
          pixelsPerDay={scale.pixelsPerDay}
          campaign={campaign}
          isSelected={selectedIds.has(card.touchpoint.id)}
          isTabStop={tabStopId === card.touchpoint.id}
        />
      ))}
      {isHeat ? null : <Handles area={area} cards={layout.cards} />}
    </div>
  );
});

interface LaneHeadsProps {
  lanes: readonly LaneBox[];
  width: number;
  selection: Selection | null;
}

const LaneHeads = memo(function LaneHeads({ lanes, width, selection }: LaneHeadsProps) {
  return lanes.map(({ lane, top, height }) => (
    <div key={lane.id} className="lane" style={{ top, height, width }}>
      <button
        type="button"
        className="lane-label"
        data-lane={lane.id}
        aria-pressed={selection?.kind === 'lane' && selection.ids.includes(lane.id)}
        onClick={() => select({ kind: 'lane', ids: [lane.id] })}
      >
        <span dir="auto">{lane.name}</span>
      </button>
    </div>
  ));
});
