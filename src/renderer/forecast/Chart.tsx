import { useEffect, useLayoutEffect, useRef, useState, type CSSProperties, type MouseEvent } from 'react';
import { dayOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import type { BandLines } from '#contract/bands.ts';
import { isEveryone } from '#campaign/reach.ts';
import { bandPath, linePath, stacked, type Point } from '#drawing/shapes.ts';
import { valueScale } from '#drawing/scales.ts';
import { quarters, roundTicks } from '#drawing/ticks.ts';
import { STAGES } from '#language/vocabulary.ts';
import { chanceText } from './words.ts';
import { formatCompact, formatDate, formatNumber, formatShare } from '../locale.ts';
import { useSizes } from '../navigation/panes.ts';
import { t } from '../text/text.ts';
import { GUTTER, leftOf, steer, TIME_RUNS, useDrawnScale, useViewport, worldWidth } from '../viewport/viewport.ts';
import { Guide } from '../viewport/Guide.tsx';
import { alongCalendar, useFollowing } from '../viewport/useFollowing.ts';
import { bindZoom } from '../viewport/zooming.ts';
import type { Forecast } from './change.ts';
import { readingAfter } from './reading.ts';
import { WhyPopover } from './Why.tsx';

/** The forecast day by day, under the timeline and at its scale. */

export type View = 'active' | 'stages' | 'contacts';

const TOP = 14;
const BOTTOM = 14;

interface ChartProps {
  campaign: Campaign;
  forecast: Forecast;
  series: Forecast['series'];
  learners: number;
  view: View;
  /** The bands of active learners. */
  bands: BandLines;
  /** Messages a learner of those looked at gets, week by week. */
  contacts: readonly number[];
  segmentId: string | null;
  /** Whether days are learners' own, counted from 0, and not dates. */
  isOwn?: boolean;
}

export function Chart({
  campaign,
  forecast,
  series,
  bands,
  learners,
  view,
  contacts,
  segmentId,
  isOwn = false,
}: ChartProps) {
  const width = useViewport((state) => state.width);
  const area = useRef<HTMLDivElement>(null);
  const world = useRef<SVGSVGElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const height = useSizes().chart;
  const [hovered, setHovered] = useState<number | null>(null);
  /** The day about which somebody asks why, and where it is. */
  const [asked, setAsked] = useState<{ day: number; left: number; top: number } | null>(null);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  /** The day with which that is compared. */
  const [since, setSince] = useState<string | null>(null);
  const scale = useDrawnScale(campaign);
  const { from, pixelsPerDay } = scale;
  const first = dayOf(forecast.dates[0] ?? campaign.start);
  const count = forecast.dates.length;

  useFollowing(world, alongCalendar);
  // So does what is said of the day under the pointer.
  useLayoutEffect(() => {
    if (hovered === null) return undefined;
    const follow = () => {
      const { scrollLeft } = useViewport.getState();
      if (box.current) {
        const left = GUTTER + leftOf(scale, first + hovered) + pixelsPerDay / 2 - scrollLeft + 12;
        box.current.style.insetInlineStart = `${Math.min(Math.max(GUTTER + 8, left), Math.max(GUTTER + 8, width - 300))}px`;
      }
    };
    follow();
    return useViewport.subscribe(follow);
  });
  useEffect(() => bindZoom(area.current!, steer, { scrolls: false }), []);

  const most =
    view === 'stages'
      ? learners
      : view === 'contacts'
        ? Math.max(campaign.contact.capPerWeek * 1.25, ...contacts, 1)
        : Math.max(
            ...bands.p95,
            ...goalsHere(forecast, campaign, segmentId).map((goal) => goal.target),
            Math.min(1, learners),
          );
  const ticks = view === 'stages' ? quarters(learners) : roundTicks(most, { least: view === 'active' ? 1 : 0 });
  const top = view === 'stages' ? learners : ticks.at(-1)!;
  const y = valueScale(top, TOP, height - BOTTOM);
  const point: Point = (index, value) => [leftOf(scale, first + index) + pixelsPerDay / 2, y(value)];
  const upright = (index: number) => ({ x1: point(index, 0)[0], x2: point(index, 0)[0] });
  const named = view === 'contacts' ? null : series;
  const marked = asked?.day ?? hovered;
  const askWhy = (day: number) => {
    if (view === 'contacts') return;
    const [left, top] = point(day, view === 'active' ? bands.p50[day]! : series.active.mean[day]!);
    setAsked({ day, left: GUTTER + left - useViewport.getState().scrollLeft, top });
  };
  const dayUnder = ({ currentTarget, clientX }: MouseEvent<HTMLElement>): number | null => {
    const along = clientX - currentTarget.getBoundingClientRect().left;
    const index = Math.floor((along - GUTTER + useViewport.getState().scrollLeft) / pixelsPerDay) + from - first;
    return along > GUTTER && index >= 0 && index < count ? index : null;
  };
  const closeWhy = () => {
    // Reading goes on from there.
    setHovered(marked);
    setAsked(null);
    setSince(null);
    area.current?.focus();
  };

  return (
    <>
      <div
        className="chart"
        dir={TIME_RUNS}
        ref={area}
        style={{ height }}
        tabIndex={0}
        role="application"
        aria-roledescription={t('forecast.chart')}
        aria-label={
          hovered === null
            ? summary(forecast, { series, bands, learners, isOwn })
            : reading(forecast, { series, bands, learners, view, contacts, isOwn }, hovered)
        }
        onClick={(event) => {
          // A finger taps without having moved there.
          const day = dayUnder(event);
          if (day !== null) askWhy(day);
        }}
        onKeyDown={(event) => {
          if ((event.key === 'Enter' || event.key === ' ') && hovered !== null) {
            event.preventDefault();
            askWhy(hovered);
            return;
          }
          const { scrollLeft } = useViewport.getState();
          const inView = {
            first: Math.ceil(scrollLeft / pixelsPerDay) + from - first,
            last: Math.floor((scrollLeft + width - GUTTER) / pixelsPerDay) - 1 + from - first,
          };
          const next = readingAfter(event, hovered, count, inView);
          if (next === undefined) return;
          event.preventDefault();
          setHovered(next);
          if (next !== null) steer()?.showDay(first + next);
        }}
        onBlur={() => setHovered(null)}
        onPointerMove={(event) => setHovered(dayUnder(event))}
        onPointerLeave={() => setHovered(null)}
      >
        <svg className="chart-lines" width={width} height={height} aria-hidden>
          {ticks.map((tick) => (
            <line key={tick} x1={GUTTER} x2={width} y1={y(tick)} y2={y(tick)} />
          ))}
        </svg>
        <div className="chart-clip" style={{ insetInlineStart: GUTTER }}>
          <svg ref={world} width={worldWidth(scale)} height={height} aria-hidden>
            {named && view === 'active' ? (
              <>
                <path className="band-90" d={bandPath(bands.p05, bands.p95, point)} />
                <path className="band-50" d={bandPath(bands.p25, bands.p75, point)} />
                <path className="median" d={linePath(bands.p50, point)} />
              </>
            ) : null}
            {named && view === 'stages'
              ? stacked(STAGES, count, (stage, day) => named[stage].mean[day] ?? 0).map(({ key: stage, low, high }) => (
                  <path key={stage} className={`stage-${stage}`} d={bandPath(low, high, point)} />
                ))
              : null}
            {view === 'contacts' ? (
              <>
                <path
                  className="contacts-area"
                  d={bandPath(
                    contacts.map(() => 0),
                    contacts,
                    point,
                  )}
                />
                <path className="contacts" d={linePath(contacts, point)} />
                <line
                  className="cap"
                  x1={0}
                  x2={worldWidth(scale)}
                  y1={y(campaign.contact.capPerWeek)}
                  y2={y(campaign.contact.capPerWeek)}
                />
              </>
            ) : null}
            {view === 'active'
              ? goalsHere(forecast, campaign, segmentId).map((goal) => {
                  const x = leftOf(scale, dayOf(goal.date)) + pixelsPerDay / 2;
                  return (
                    <g key={goal.id} className="goal-mark">
                      <line x1={x} x2={x} y1={y(goal.target)} y2={height - BOTTOM} />
                      <path d={`M${x - 5} ${y(goal.target)}h10`} />
                      <text x={x - 8} y={Math.max(11, y(goal.target) + 4)} textAnchor="end">
                        {t('forecast.goal', { chance: chanceText(goal.probability, forecast) })}
                      </text>
                    </g>
                  );
                })
              : null}
            {since === null ? null : (
              <line className="compared-line" {...upright(dayOf(since) - first)} y1={0} y2={height} />
            )}
            {marked === null ? null : <line className="crosshair" {...upright(marked)} y1={0} y2={height} />}
          </svg>
        </div>
        <Guide scale={scale} />
        <div className="chart-ticks" aria-hidden style={{ width: GUTTER } as CSSProperties}>
          {ticks.map((tick) => (
            <span key={tick} className="figure" style={{ top: y(tick) }}>
              {view === 'contacts'
                ? t('forecast.perWeek', { count: tick })
                : t('forecast.tick', {
                    learners: formatCompact(tick),
                    share: formatShare(learners > 0 ? tick / learners : 0),
                  })}
            </span>
          ))}
        </div>
        {view === 'contacts' ? (
          <span className="cap-label" style={{ top: y(campaign.contact.capPerWeek) }}>
            {t('forecast.cap', { count: campaign.contact.capPerWeek })}
          </span>
        ) : null}
        {hovered === null || asked ? null : (
          <div className="chart-reading figure" ref={box}>
            {reading(forecast, { series, bands, learners, view, contacts, isOwn }, hovered)}
            {view === 'contacts' ? null : <span className="chart-hint">{t('forecast.askWhy')}</span>}
          </div>
        )}
        {asked ? (
          <span
            ref={setAnchor}
            className="why-point"
            style={{ insetInlineStart: asked.left, top: asked.top }}
            aria-hidden
          />
        ) : null}
      </div>
      {asked && anchor && asked.day < count ? (
        <WhyPopover
          campaign={campaign}
          date={forecast.dates[asked.day]!}
          segmentId={segmentId}
          isOwn={isOwn}
          anchor={anchor}
          onSince={setSince}
          onClose={closeWhy}
        />
      ) : null}
    </>
  );
}

/** Goals that the chart of active learners can show: same measure, same people, on a day of its own. */
function goalsHere(forecast: Forecast, campaign: Campaign, segmentId: string | null) {
  // Of a rolling plan they are met on days of everybody's own.
  if (forecast.cohort) return [];
  return forecast.goals.filter((goal) => {
    const planned = campaign.goals.find((candidate) => candidate.id === goal.id);
    if (planned?.metric !== 'active' || !forecast.dates.includes(planned.date)) return false;
    return segmentId === null
      ? isEveryone(planned.segments, campaign.segments)
      : planned.segments.length === 1 && planned.segments[0] === segmentId;
  });
}

function reading(
  forecast: Forecast,
  {
    series,
    bands,
    learners,
    view,
    contacts,
    isOwn,
  }: Pick<ChartProps, 'series' | 'bands' | 'learners' | 'view' | 'contacts' | 'isOwn'>,
  index: number,
): string {
  const date = isOwn
    ? t('forecast.ownDay', { day: formatNumber(index) })
    : formatDate(forecast.dates[index]!, 'medium');
  if (view === 'contacts') return t('forecast.readContacts', { date, count: formatNumber(contacts[index] ?? 0, 1) });
  const { active } = series;
  if (view === 'stages') {
    return t('forecast.readStages', {
      date,
      aware: formatShare((learners - (series.unaware.mean[index] ?? 0)) / (learners || 1)),
      active: formatNumber(active.mean[index] ?? 0),
      habitual: formatNumber((series.habitual.mean[index] ?? 0) + (series.champion.mean[index] ?? 0)),
      lapsed: formatNumber(series.lapsed.mean[index] ?? 0),
    });
  }
  const read = t(bands.kind === 'daily' ? 'forecast.readActive' : 'forecast.readWholePath', {
    date,
    median: formatNumber(bands.p50[index] ?? 0),
    share: formatShare((bands.p50[index] ?? 0) / (learners || 1)),
    low50: formatNumber(bands.p25[index] ?? 0),
    high50: formatNumber(bands.p75[index] ?? 0),
    low90: formatNumber(bands.p05[index] ?? 0),
    high90: formatNumber(bands.p95[index] ?? 0),
  });
  // What the plan brings is known of everyone together.
  const { incremental, baseline } = forecast;
  if (series !== forecast.series || !incremental || !baseline) return read;
  const parts = t('forecast.readParts', {
    because: formatNumber(incremental.p50[index] ?? 0),
    anyway: formatNumber(baseline.p50[index] ?? 0),
  });
  return `${read}\n${parts}`;
}

function summary(forecast: Forecast, about: Pick<ChartProps, 'series' | 'bands' | 'learners' | 'isOwn'>): string {
  const last = forecast.dates.length - 1;
  if (last < 0) return t('forecast.title');
  return t('forecast.summary', {
    reading: reading(forecast, { ...about, view: 'active', contacts: [] }, last),
  });
}
