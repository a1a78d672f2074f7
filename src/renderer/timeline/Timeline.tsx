import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type CSSProperties } from 'react';
import { dayOf, formatDay, rangeOf } from '#campaign/calendar.ts';
import type { Command } from '#campaign/commands.ts';
import type { Touchpoint } from '#campaign/document.ts';
import { zoomKeyOf } from '../kit/shortcuts.ts';
import { dayFormats, formatSpan } from '../locale.ts';
import { select } from '../session/session.ts';
import { showPane } from '../navigation/panes.ts';
import { useSelection } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { addItem } from './add.ts';
import { Axis } from './Axis.tsx';
import { CampaignEdges, Weekends } from './Backdrop.tsx';
import { markRows, Marks, marksHeight, PhaseBands } from './Bands.tsx';
import { useBurst } from './burst.ts';
import { useCameBack } from './cameBack.ts';
import { CardView } from './CardView.tsx';
import { bindClipboard } from './clipboard.ts';
import { registerDropTarget, type Landing } from './dropTarget.ts';
import { rowsOf, spanAfter, spanOf, type Place } from './items.ts';
import { Handles } from './Handles.tsx';
import { HEAT_BELOW } from './heat.ts';
import { HeatMap } from './HeatMap.tsx';
import { HoverCard } from './HoverCard.tsx';
import { onTimelineKey } from './keys.ts';
import { CARD_HEIGHT, laneAt, layOut } from './layout.ts';
import { useScrolling } from '../viewport/useScrolling.ts';
import { TimelineTools, ZOOM_STEP } from './TimelineTools.tsx';
import { useGestures } from './useGestures.ts';
import { useToday } from './useToday.ts';
import { dayAt, GUTTER, leftOf, useScale, worldWidth } from '../viewport/viewport.ts';
import './timeline.css';

const AXIS_HEIGHT = 46;
const PHASE_HEIGHT = 30;
const GUTTER_STYLE = { '--gutter': `${GUTTER}px` } as CSSProperties;
/** More selected cards than this are drawn only where they are in view. */
const MOST_KEPT = 100;

export function Timeline() {
  const { campaign, moved } = useBurst();
  const selection = useSelection();
  const today = useToday();
  const scroller = useRef<HTMLDivElement>(null);
  const world = useRef<HTMLDivElement>(null);
  const ghost = useRef<HTMLDivElement>(null);
  const label = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<Place | null>(null);

  const scale = useScale(campaign);
  const { from, until, pixelsPerDay } = scale;
  const layout = useMemo(
    () => layOut(campaign.lanes, campaign.touchpoints, scale),
    [campaign.lanes, campaign.touchpoints, scale],
  );
  const marks = useMemo(() => markRows(campaign, scale), [campaign, scale]);
  const marksBox = marksHeight(marks.count);
  const headHeight = AXIS_HEIGHT + PHASE_HEIGHT + marksBox;
  const width = GUTTER + worldWidth(scale);

  // What the gesture and the tactics need of the moment, without re-registering them.
  const now = useRef({ scale, layout, headHeight, campaign });
  useLayoutEffect(() => {
    now.current = { scale, layout, headHeight, campaign };
  });

  const { seen, measure, zoomTo, showWhole } = useScrolling(scroller, now, scale);

  /** The lane under a height of the screen; the calendar's box is given where it was measured already. */
  const laneIdAt = useCallback((clientY: number, box = scroller.current!.getBoundingClientRect()) => {
    const top = box.top - scroller.current!.scrollTop;
    return laneAt(now.current.layout, clientY - top - now.current.headHeight)?.lane.id;
  }, []);

  /** What covers the lanes from above: where the window is low, the head scrolls away and only the axis stays (shell.css). */
  const stuckHeight = useCallback(
    () => world.current!.querySelector<HTMLElement>('.head')!.offsetHeight || AXIS_HEIGHT,
    [],
  );

  const feedback = useMemo(
    () => ({
      show(landing: { command: Command | null; place: Place; copies: boolean; x: number; y: number } | null) {
        const shown = landing && spanAfter(now.current.campaign, landing.command, landing.place);
        label.current!.hidden = !shown;
        if (!shown || !landing) return;
        const box = scroller.current!.getBoundingClientRect();
        const when =
          shown.days === 1
            ? dayFormats.medium(dayOf(shown.start))
            : `${formatSpan(shown)} · ${t('timeline.days', { count: shown.days })}`;
        label.current!.textContent = landing.copies ? t('timeline.copyTo', { when }) : when;
        label.current!.style.transform = `translate(${landing.x - box.left + 14}px, ${landing.y - box.top - 34}px)`;
      },
    }),
    [],
  );
  useGestures({
    scroller,
    view(box: DOMRect) {
      const { scrollLeft, scrollTop } = scroller.current!;
      const { from: first, pixelsPerDay: day } = now.current.scale;
      return { from: first, left: box.left - scrollLeft + GUTTER, top: box.top - scrollTop, pixelsPerDay: day };
    },
    covered: () => ({ left: GUTTER, top: stuckHeight() }),
    laneIdAt,
    feedback,
  });

  /** Scrolls up or down until something that lies in the lanes, `top` below their upper edge, is in view. */
  const revealRow = useCallback(
    (below: number, height: number) => {
      const area = scroller.current!;
      const top = now.current.headHeight + below;
      const stuck = stuckHeight();
      if (top < area.scrollTop + stuck + 4) area.scrollTop = top - stuck - 8;
      else if (top + height > area.scrollTop + area.clientHeight) area.scrollTop = top + height + 8 - area.clientHeight;
    },
    [stuckHeight],
  );

  const reveal = useCallback(
    (place: Place) => {
      const area = scroller.current!;
      const span = spanOf(now.current.campaign, place);
      if (!span) return;
      const left = GUTTER + leftOf(now.current.scale, dayOf(span.start));
      if (left < area.scrollLeft + GUTTER + 20 || left > area.scrollLeft + area.clientWidth - 120)
        area.scrollLeft = left - area.clientWidth / 2;
      const card = now.current.layout.cards.find(
        (candidate) => candidate.touchpoint.id === place.id && place.kind === 'touchpoint',
      );
      if (card) revealRow(card.top, CARD_HEIGHT);
    },
    [revealRow],
  );

  const focusLane = useCallback(
    (id: string) => {
      const box = now.current.layout.lanes.find(({ lane }) => lane.id === id);
      if (!box) return;
      revealRow(box.top, box.height);
      world.current!.querySelector<HTMLElement>(`[data-lane="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
    },
    [revealRow],
  );

  // What goes far by keys stays in view.
  useEffect(() => {
    if (moved) reveal(moved);
  }, [campaign, moved, reveal]);

  const middleDay = useCallback(
    () => dayAt(now.current.scale, scroller.current!.scrollLeft + (scroller.current!.clientWidth - GUTTER) / 2),
    [],
  );

  const elementOf = useCallback(
    ({ kind, id }: Place) =>
      world.current!.querySelector<HTMLElement>(`[data-kind="${kind}"][data-id="${CSS.escape(id)}"]`),
    [],
  );
  useCameBack(campaign, { elementOf, reveal, measure });

  const wantsFocus = useRef<Place | null>(null);
  const focus = useCallback(
    (place: Place) => {
      setFocused(place);
      wantsFocus.current = place;
      reveal(place);
      measure();
    },
    [reveal, measure],
  );
  useLayoutEffect(() => {
    const place = wantsFocus.current;
    if (!place) return;
    const element = elementOf(place);
    if (!element) return;
    wantsFocus.current = null;
    // What was only just added has a place to be brought into view from now on.
    reveal(place);
    element.focus({ preventScroll: true });
  });

  useEffect(
    () =>
      registerDropTarget({
        locate(clientX, clientY): Landing | null {
          const area = scroller.current!.getBoundingClientRect();
          const inside =
            clientX > area.left + GUTTER &&
            clientX < area.right &&
            clientY > area.top + AXIS_HEIGHT &&
            clientY < area.bottom;
          const laneId = inside ? laneIdAt(clientY) : undefined;
          if (laneId === undefined) return null;
          return {
            laneId,
            day: dayAt(now.current.scale, clientX - world.current!.getBoundingClientRect().left - GUTTER),
          };
        },
        preview(wanted: { touchpoint: Touchpoint; landing: Landing } | null) {
          const element = ghost.current!;
          element.hidden = !wanted;
          if (!wanted) return;
          const lane = now.current.layout.lanes.find((box) => box.lane.id === wanted.landing.laneId);
          element.style.left = `${GUTTER + leftOf(now.current.scale, wanted.landing.day)}px`;
          element.style.width = `${Math.max(wanted.touchpoint.days * now.current.scale.pixelsPerDay, 6)}px`;
          element.style.top = `${now.current.headHeight + (lane?.top ?? 0) + 2}px`;
          element.style.height = `${(lane?.height ?? 40) - 4}px`;
          element.dataset['direction'] = wanted.touchpoint.direction;
        },
        reveal(place) {
          showPane('timeline');
          if (place) focus(place);
          else scroller.current!.focus();
        },
        middleDay,
        isInView(day) {
          const left = leftOf(now.current.scale, day) - scroller.current!.scrollLeft;
          return left >= 0 && left < scroller.current!.clientWidth - GUTTER;
        },
      }),
    [focus, laneIdAt, middleDay],
  );

  useEffect(bindClipboard, []);

  const firstPlace = useMemo(() => focused ?? rowsOf(campaign)[0]?.[0] ?? null, [focused, campaign]);
  const tabStop = firstPlace && spanOf(campaign, firstPlace) ? firstPlace : (rowsOf(campaign)[0]?.[0] ?? null);
  const selectedIds = new Set(selection?.kind === 'touchpoint' ? selection.ids : []);
  const isHeat = pixelsPerDay < HEAT_BELOW;
  const visible = layout.cards.filter((card) => {
    const { id } = card.touchpoint;
    if ((selectedIds.size <= MOST_KEPT && selectedIds.has(id)) || (tabStop?.kind === 'touchpoint' && tabStop.id === id))
      return true;
    if (isHeat) return false;
    const before = card.name?.side === 'left' ? card.name.room : 0;
    const after = card.name?.side === 'right' ? card.name.room : 0;
    const left = GUTTER + card.left;
    const top = headHeight + card.top;
    return (
      left - before < seen.left + seen.width &&
      left + card.width + after > seen.left - 40 &&
      top < seen.top + seen.height &&
      top + CARD_HEIGHT > seen.top - 40
    );
  });
  const firstDay = dayAt(scale, seen.left);
  const lastDay = dayAt(scale, seen.left + seen.width) + 1;

  return (
    <section className="timeline-area" aria-label={t('timeline.label')} style={GUTTER_STYLE}>
      <TimelineTools
        canShowToday={today >= from && today < until}
        onZoom={(factor) => zoomTo(pixelsPerDay * factor)}
        onWhole={showWhole}
        onToday={() => {
          scroller.current!.scrollLeft = leftOf(scale, today) - scroller.current!.clientWidth / 2 + GUTTER;
        }}
        onAdd={(kind) => {
          const added = addItem(kind, formatDay(middleDay()));
          // The menu is still open, and keeps the focus until it is gone.
          if (added !== undefined) setTimeout(() => (kind === 'lane' ? focusLane(added) : focus({ kind, id: added })));
        }}
      />
      <div
        className="timeline"
        data-timeline-scroller=""
        ref={scroller}
        tabIndex={-1}
        onScroll={measure}
        onKeyDown={(event) => {
          const zoom = zoomKeyOf(event);
          if (zoom === 'whole') showWhole();
          else if (zoom) zoomTo(pixelsPerDay * (zoom === 'in' ? ZOOM_STEP : 1 / ZOOM_STEP));
          else onTimelineKey(event, focus);
        }}
        onClick={(event) => {
          if (!(event.target as Element).closest('[data-kind], .lane-label')) select(null);
        }}
        onFocus={(event) => {
          const element = (event.target as Element).closest<HTMLElement>('[data-kind]');
          if (element) setFocused({ kind: element.dataset['kind'] as Place['kind'], id: element.dataset['id']! });
        }}
      >
        <div
          className="world"
          ref={world}
          style={
            {
              width,
              minHeight: `max(100%, ${headHeight + layout.height + 8}px)`,
              '--head': `${headHeight}px`,
            } as CSSProperties
          }
        >
          <Weekends scale={scale} from={firstDay} until={lastDay} top={AXIS_HEIGHT} />
          <div className="head" style={{ height: headHeight }}>
            <Axis scale={scale} from={firstDay} until={lastDay} today={today} />
            <div className="band-row" style={{ top: AXIS_HEIGHT, height: PHASE_HEIGHT }}>
              <div className="row-label">{t('timeline.phases')}</div>
              <PhaseBands campaign={campaign} scale={scale} selection={selection} focused={tabStop} />
            </div>
            <div className="band-row band-row-marks" style={{ top: AXIS_HEIGHT + PHASE_HEIGHT, height: marksBox }}>
              <div className="row-label">{t('timeline.marks')}</div>
              <Marks
                campaign={campaign}
                scale={scale}
                selection={selection}
                focused={tabStop}
                rows={marks.rows}
                areSigns={marks.areSigns}
              />
            </div>
          </div>
          <div className="lanes" style={{ height: layout.height }}>
            {layout.lanes.map(({ lane, top, height }) => (
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
            ))}
            {isHeat ? (
              <HeatMap
                lanes={layout.lanes}
                touchpoints={campaign.touchpoints}
                scale={scale}
                from={firstDay}
                until={lastDay}
              />
            ) : null}
            {visible.map((card) => (
              <CardView
                key={card.touchpoint.id}
                card={card}
                pixelsPerDay={pixelsPerDay}
                campaign={campaign}
                isSelected={selectedIds.has(card.touchpoint.id)}
                isTabStop={tabStop?.kind === 'touchpoint' && tabStop.id === card.touchpoint.id}
              />
            ))}
            {isHeat ? null : <Handles area={scroller} cards={layout.cards} />}
          </div>
          <div className="lane-rest" />
          {today >= from && today < until ? (
            <div
              className="today-line"
              style={{ left: GUTTER + leftOf(scale, today) + pixelsPerDay / 2, top: AXIS_HEIGHT }}
            />
          ) : null}
          <CampaignEdges scale={scale} start={rangeOf(campaign).from} end={rangeOf(campaign).until} />
          <div className="drop-ghost" ref={ghost} hidden />
        </div>
      </div>
      {campaign.touchpoints.length === 0 ? (
        <div className="timeline-empty">
          <h2>{t('timeline.empty.title')}</h2>
          <p>{t('timeline.empty.text')}</p>
        </div>
      ) : null}
      <div className="drag-label figure" ref={label} hidden />
      <HoverCard area={scroller} campaign={campaign} />
      <p className="visually-hidden">{t('timeline.howTo')}</p>
    </section>
  );
}
