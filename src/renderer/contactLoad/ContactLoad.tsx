import { ChevronDown, ChevronUp } from 'lucide-react';
import { memo, useEffect, useRef, useState, type CSSProperties } from 'react';
import type { Campaign } from '#campaign/document.ts';
import { contactsIn, type SegmentWeeks, type WeeklyLoad } from '#campaign/weeklyLoad.ts';
import { IconButton } from '../kit/controls.tsx';
import { announce } from '../kit/notices.ts';
import { dayFormats, formatNumber } from '../locale.ts';
import { useLayout, useLow } from '../navigation/panes.ts';
import { select } from '../session/session.ts';
import { useShownCampaign } from '../session/shown.ts';
import { t } from '../text/text.ts';
import {
  GUTTER,
  leftOf,
  steer,
  TIME_RUNS,
  useDrawnScale,
  useViewport,
  worldWidth,
  type Scale,
} from '../viewport/viewport.ts';
import { alongCalendar, useFollowing } from '../viewport/useFollowing.ts';
import { bindZoom } from '../viewport/zooming.ts';
import { readingAfter, runsOf, summaryOf, type Reading } from './weeks.ts';
import { useWeeklyLoad } from './weeklyLoad.ts';
import './contactLoad.css';

/** Contacts of each segment week by week, under the lanes and at their scale; weeks over the cap are hatched. It moves while something is dragged. */

const ROW = 16;
/** More segments than this are told by the Decide screen. */
const MOST_ROWS = 40;
const GUTTER_STYLE = { '--gutter': `${GUTTER}px` } as CSSProperties;

export function ContactLoad() {
  const campaign = useShownCampaign();
  const isLow = useLow();
  const isSmall = useLayout() === 'small';
  const [isOpen, setOpen] = useState<boolean | null>(null);
  const load = useWeeklyLoad();
  const [reading, setReading] = useState<Reading | null>(null);
  const shown = isOpen ?? !(isLow || isSmall);
  const cap = campaign.contact.capPerWeek;
  const rows = load.segments.slice(0, MOST_ROWS);
  const over = load.segments.filter((segment) => summaryOf(segment, cap).over > 0).length;
  if (load.segments.length === 0) return null;
  return (
    <section className="contact-load" aria-label={t('contactLoad.title')} style={GUTTER_STYLE}>
      <header className="contact-load-head">
        <h2>
          {t('contactLoad.title')} <span className="soft">{t('contactLoad.cap', { cap: formatNumber(cap) })}</span>
        </h2>
        <span className="contact-load-said figure" data-over={reading === null && over > 0}>
          {reading
            ? sentence(load, reading, cap)
            : over > 0
              ? t('contactLoad.over', { count: over })
              : t('contactLoad.under')}
        </span>
        <IconButton label={t(shown ? 'contactLoad.hide' : 'contactLoad.show')} onPress={() => setOpen(!shown)}>
          {shown ? <ChevronDown aria-hidden /> : <ChevronUp aria-hidden />}
        </IconButton>
      </header>
      {shown ? <Strip campaign={campaign} load={load} rows={rows} reading={reading} onRead={setReading} /> : null}
      {shown && rows.length < load.segments.length ? (
        <p className="contact-load-more">{t('contactLoad.more', { count: load.segments.length - rows.length })}</p>
      ) : null}
    </section>
  );
}

function sentence({ from, segments }: WeeklyLoad, { row, week }: Reading, cap: number): string {
  const { segment, contacts } = segments[row]!;
  const count = contacts[week] ?? 0;
  const words = { segment: segment.name, week: dayFormats.medium(from + 7 * week), cap: formatNumber(cap) };
  return count === 0 ? t('contactLoad.none', words) : t('contactLoad.reading', { ...words, count });
}

interface StripProps {
  campaign: Campaign;
  load: WeeklyLoad;
  rows: readonly SegmentWeeks[];
  reading: Reading | null;
  onRead: (reading: Reading | null) => void;
}

function Strip({ campaign, load, rows, reading, onRead }: StripProps) {
  const area = useRef<HTMLDivElement>(null);
  const world = useRef<SVGSVGElement>(null);
  const scale = useDrawnScale(campaign);
  const cap = campaign.contact.capPerWeek;
  const weekWidth = 7 * scale.pixelsPerDay;

  useFollowing(world, alongCalendar);
  useEffect(() => bindZoom(area.current!, steer, { scrolls: false }), []);

  /** What lies under the pointer. */
  const readingAt = ({ clientX, clientY }: { clientX: number; clientY: number }): Reading | null => {
    const box = world.current!.getBoundingClientRect();
    const row = Math.floor((clientY - box.top) / ROW);
    const week = Math.floor((scale.from + (clientX - box.left) / scale.pixelsPerDay - load.from) / 7);
    const isInGutter = clientX < area.current!.getBoundingClientRect().left + GUTTER;
    return rows[row] && week >= 0 && week < load.weeks && !isInGutter ? { row, week } : null;
  };

  const selectWeek = (of: Reading | null) => {
    if (!of) return;
    const found = contactsIn(campaign, rows[of.row]!.segment.id, load.from + 7 * of.week);
    if (found.length === 0) return;
    select({ kind: 'touchpoint', ids: found.map(({ touchpoint }) => touchpoint.id) });
    announce(t('contactLoad.selected', { count: found.length }));
  };

  return (
    <div
      className="contact-load-strip"
      dir={TIME_RUNS}
      ref={area}
      tabIndex={0}
      role="application"
      aria-roledescription={t('contactLoad.chart')}
      aria-label={reading ? sentence(load, reading, cap) : `${t('contactLoad.title')}. ${t('contactLoad.keys')}`}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === 'Enter') return selectWeek(reading);
        const { scrollLeft } = useViewport.getState();
        const firstInView = Math.ceil((scale.from + scrollLeft / scale.pixelsPerDay - load.from) / 7);
        const next = readingAfter(event.key, reading, { rows: rows.length, weeks: load.weeks, firstInView });
        if (next === undefined) return;
        event.preventDefault();
        onRead(next);
        if (next) steer()?.showDay(load.from + 7 * next.week);
      }}
      onBlur={() => onRead(null)}
      onPointerMove={(event) => onRead(readingAt(event))}
      onPointerLeave={() => onRead(null)}
      onClick={(event) => selectWeek(readingAt(event))}
    >
      <div className="contact-load-clip" style={{ height: rows.length * ROW }}>
        <svg ref={world} width={worldWidth(scale)} height={rows.length * ROW} aria-hidden>
          <defs>
            <pattern
              id="contact-load-over"
              width="6"
              height="6"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect className="contact-load-over-ground" width="6" height="6" />
              <line className="contact-load-over-line" x1="0" x2="0" y1="0" y2="6" />
            </pattern>
          </defs>
          {rows.map(({ segment, contacts }, row) => (
            <SegmentRow
              key={segment.id}
              contacts={contacts}
              cap={cap}
              top={row * ROW}
              scale={scale}
              from={load.from}
              hasFigures={weekWidth >= LEAST_FIGURE}
            />
          ))}
          {reading ? (
            <rect
              className="contact-load-read"
              x={leftOf(scale, load.from + 7 * reading.week) + 0.5}
              y={reading.row * ROW + 0.5}
              width={weekWidth - 1}
              height={ROW - 1}
            />
          ) : null}
        </svg>
      </div>
      <ol className="contact-load-names" aria-hidden>
        {rows.map((row) => {
          const { most, over } = summaryOf(row, cap);
          return (
            <li key={row.segment.id} style={{ height: ROW }} data-over={over > 0}>
              <span dir="auto">{row.segment.name}</span>
              <span className="figure">
                {t('contactLoad.most', { most: formatNumber(most), cap: formatNumber(cap) })}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** Narrower weeks show no figure. */
const LEAST_FIGURE = 20;

interface SegmentRowProps {
  contacts: Float64Array;
  cap: number;
  top: number;
  scale: Scale;
  /** The first Monday. */
  from: number;
  hasFigures: boolean;
}

/** The weeks of one segment: one shape for a run of weeks that look alike, and figures where the cap is passed. */
const SegmentRow = memo(function SegmentRow({ contacts, cap, top, scale, from, hasFigures }: SegmentRowProps) {
  const left = (week: number) => leftOf(scale, from + 7 * week);
  return (
    <g transform={`translate(0 ${top})`}>
      {runsOf(contacts, cap).map(({ tint, from: first, until }) => (
        <rect
          key={first}
          className={`contact-load-week contact-load-${tint}`}
          x={left(first)}
          y={2}
          width={left(until) - left(first)}
          height={ROW - 4}
        />
      ))}
      {hasFigures
        ? Array.from(contacts, (count, week) =>
            count > cap ? (
              <text key={week} x={left(week) + (7 * scale.pixelsPerDay) / 2} y={ROW - 5} textAnchor="middle">
                {formatNumber(count)}
              </text>
            ) : null,
          )
        : null}
    </g>
  );
}, isSameRow);

function isSameRow(a: SegmentRowProps, b: SegmentRowProps): boolean {
  const isPlacedAlike =
    a.cap === b.cap && a.top === b.top && a.scale === b.scale && a.from === b.from && a.hasFigures === b.hasFigures;
  return (
    isPlacedAlike &&
    a.contacts.length === b.contacts.length &&
    a.contacts.every((count, week) => count === b.contacts[week])
  );
}
