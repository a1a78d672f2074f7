import { useEffect, useMemo, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { rangeOf } from '#campaign/calendar.ts';
import { FilterChips } from '../filter/FilterBar.tsx';
import { useMatching } from '../filter/filterState.ts';
import { Button } from '../kit/controls.tsx';
import { DragSurface } from '../kit/drag/DragSurface.tsx';
import { useSendClicks } from '../series/sendEvents.ts';
import { isLiftKey } from '../kit/shortcuts.ts';
import { useTextWidth } from '../kit/textWidth.ts';
import { Minimap } from '../minimap/Minimap.tsx';
import { showPane, usePanesInView } from '../navigation/panes.ts';
import { useTray } from '../navigation/tray.ts';
import { select } from '../session/session.ts';
import { useSelection } from '../session/shown.ts';
import { useNow } from '../session/today.ts';
import { t } from '../text/text.ts';
import { Guide } from '../viewport/Guide.tsx';
import { useScale, useScrolling } from '../viewport/useScrolling.ts';
import { GUTTER, hasHours, leftOf, TIME_RUNS, worldWidth } from '../viewport/viewport.ts';
import { addAt } from './canvas.ts';
import { CampaignEdges, DaysOff, QuietHours } from './Backdrop.tsx';
import { markRows } from './Bands.tsx';
import { useBurst } from './burst.ts';
import { useCameBack } from './cameBack.ts';
import { bindClipboard } from '../clipboard/clipboard.ts';
import { timelineClipPlace } from './clipPlace.ts';
import { useDragLabel } from './dragLabel.ts';
import { wayToBegin } from './emptyPlan.ts';
import { Head, headHeightOf } from './Head.tsx';
import { HoverCard } from './HoverCard.tsx';
import { onTimelineKey } from './keys.ts';
import { Lanes } from './Lanes.tsx';
import { layOut } from './layout.ts';
import { rowKeeper } from '../rows/grouping.ts';
import { useParting } from '../rows/parting.ts';
import { useLandingArea } from './useLandingArea.ts';
import { useFocused } from './useFocused.ts';
import { useRestOn } from './restOn.ts';
import { useTake } from './useTake.ts';
import { AXIS_HEIGHT, useWorld } from './useWorld.ts';
import './timeline.css';
import './head.css';
import './lanes.css';
import './handling.css';

const GUTTER_STYLE = { '--gutter': `${GUTTER}px` } as CSSProperties;

/** The letters of names of cards and marks, as card.css and head.css have them. */
const LETTERS = { weight: 550, size: 12 };

interface ToolsProps {
  /** Whether all rows are folded. */
  areFolded: boolean;
  /** What stands beside the tools on their line. */
  children: ReactNode;
}

/** The plan in time. It puts its parts together: who draws, who listens, and what they need to know of each other. */
export function Timeline({ tools: Tools }: { tools: (props: ToolsProps) => ReactNode }) {
  const { campaign, moved } = useBurst();
  const selection = useSelection();
  const { tactics: hasTactics } = usePanesInView();
  const tray = useTray();
  const ghost = useRef<HTMLDivElement>(null);
  const label = useRef<HTMLDivElement>(null);

  const parting = useParting();
  const { lanes, segments, phases, touchpoints } = campaign;
  const matching = useMatching(touchpoints);
  // What is selected is in sight, also where the filter means others: it may have come from elsewhere, or just been added.
  const selectedIds = useMemo(() => new Set(selection?.kind === 'touchpoint' ? selection.ids : []), [selection]);
  const shown = useMatching(touchpoints, selectedIds);
  const [rowsNow] = useState(rowKeeper);
  const rows = useMemo(
    () => rowsNow({ lanes, segments, phases, touchpoints }, parting.grouping, shown),
    [rowsNow, lanes, segments, phases, touchpoints, shown, parting.grouping],
  );
  const scale = useScale(campaign);
  const { from, until, pixelsPerDay } = scale;
  const now = useNow(hasHours(scale));
  const today = Math.floor(now);
  const restOn = useRestOn(campaign);
  const widthOf = useTextWidth(LETTERS.weight, LETTERS.size);
  const { from: campaignFrom, until: campaignUntil } = rangeOf(campaign);
  const names = useMemo(
    () => ({ widthOf, start: leftOf(scale, campaignFrom), end: leftOf(scale, campaignUntil) }),
    [widthOf, scale, campaignFrom, campaignUntil],
  );
  const layout = useMemo(
    () => layOut(rows, scale, names, new Set(parting.folded)),
    [rows, scale, names, parting.folded],
  );
  const marks = useMemo(() => markRows(campaign, scale, names), [campaign, scale, names]);
  const headHeight = headHeightOf(marks);

  const world = useWorld({ scale, layout, headHeight, campaign });
  const { scroller, element, drawn, reveal, focusRow } = world;
  const measure = useScrolling(scroller, drawn, scale);
  const { tabStop, focus, onFocus } = useFocused(campaign, layout, world, measure);
  useSendClicks(scroller, pixelsPerDay);
  const dragLabel = useDragLabel(world, label);
  const take = useTake(world, dragLabel);
  useLandingArea(world, ghost);
  useCameBack(campaign, world, measure);
  useEffect(() => bindClipboard(timelineClipPlace), []);
  // What goes far by keys stays in view.
  useEffect(() => {
    if (moved) reveal(moved);
  }, [campaign, moved, reveal]);

  const minHeight = `max(100%, ${headHeight + layout.height + 8}px)`;

  return (
    <section className="timeline-area" aria-label={t('timeline.label')} style={GUTTER_STYLE}>
      <Tools areFolded={layout.rows.every(({ isFolded }) => isFolded)}>
        <Minimap phases={campaign.phases} touchpoints={shown} scale={scale} today={today} />
      </Tools>
      <FilterChips count={matching.length} all={touchpoints.length} />
      <div
        className="timeline"
        dir={TIME_RUNS}
        data-timeline-scroller=""
        ref={scroller}
        tabIndex={-1}
        onScroll={measure}
        onKeyDown={(event) => onTimelineKey(event, focus)}
        onClick={(event) => {
          if (!event.shiftKey && !(event.target as Element).closest('[data-kind], .lane-head')) select(null);
        }}
        onDoubleClick={(event) => {
          const added = addAt(event.target as Element, world.placeAt(event.clientX, event.clientY));
          if (added !== undefined) focus({ kind: 'touchpoint', id: added }, true);
        }}
        onFocus={onFocus}
      >
        <div
          className="world"
          ref={element}
          style={{ width: GUTTER + worldWidth(scale), minHeight, '--head': `${headHeight}px` } as CSSProperties}
        >
          <DaysOff scale={scale} top={AXIS_HEIGHT} restOn={restOn} />
          <QuietHours contact={campaign.contact} scale={scale} top={AXIS_HEIGHT} />
          <Head
            area={scroller}
            campaign={campaign}
            scale={scale}
            now={now}
            restOn={restOn}
            marks={marks}
            selection={selection}
            tabStop={tabStop}
          />
          <Lanes
            area={scroller}
            onGoTo={focusRow}
            isFiltered={matching !== touchpoints}
            campaign={campaign}
            scale={scale}
            layout={layout}
            top={headHeight}
            selection={selection}
            tabStop={tabStop}
          />
          <div className="lane-rest" />
          {today >= from && today < until ? (
            <div className="today-line" style={{ left: GUTTER + leftOf(scale, now), top: AXIS_HEIGHT }} />
          ) : null}
          <CampaignEdges scale={scale} start={rangeOf(campaign).from} end={rangeOf(campaign).until} />
          <div className="drop-ghost" ref={ghost} hidden />
        </div>
      </div>
      {shown.length === 0 ? (
        <div className="timeline-empty">
          <h2>{t(touchpoints.length === 0 ? 'timeline.empty.title' : 'filter.nothing.title')}</h2>
          <p>
            {touchpoints.length === 0
              ? wayToBegin(hasTactics ? tray : null, campaign.ideas.length)
              : t('filter.nothing.text', { count: touchpoints.length })}
          </p>
          {touchpoints.length === 0 && !hasTactics ? (
            <Button onPress={() => showPane('tactics')}>{t('tactics.show')}</Button>
          ) : null}
        </div>
      ) : null}
      <DragSurface area={scroller} take={take} lifts={isLiftKey} />
      <Guide scale={scale} />
      <div className="drag-label figure" ref={label} hidden />
      <HoverCard area={scroller} campaign={campaign} />
      <p className="visually-hidden">{t('timeline.howTo')}</p>
    </section>
  );
}
