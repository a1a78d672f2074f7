import { memo, useCallback, useMemo, useRef, type PointerEvent } from 'react';
import { rangeOf } from '#campaign/calendar.ts';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { zoomKeyOf } from '../kit/shortcuts.ts';
import type { Slide } from '../kit/slide.ts';
import { dayFormats } from '../locale.ts';
import { t } from '../text/text.ts';
import { GUTTER, steer, TIME_RUNS, useViewport, type Scale } from '../viewport/viewport.ts';
import { useFollowing } from '../viewport/useFollowing.ts';
import { barsPath, densityOf, firstDayAfter } from './minimap.ts';
import './minimap.css';

/** The whole campaign as a strip above the timeline: its phases, how much is under way when, today, and what is in view, which moves by hand or key. */

interface MinimapProps {
  phases: Campaign['phases'];
  touchpoints: readonly Touchpoint[];
  scale: Scale;
  today: number;
}

/** What is in view, in days of the world and parts of days. */
function inView({ from, until, pixelsPerDay }: Scale): { from: number; until: number } {
  const { scrollLeft, width } = useViewport.getState();
  const first = from + scrollLeft / pixelsPerDay;
  return { from: first, until: Math.min(until, first + Math.max(1, width - GUTTER) / pixelsPerDay) };
}

export function Minimap({ phases, touchpoints, scale, today }: MinimapProps) {
  const strip = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const dragged = useRef<{ pointerId: number; grip: number } | null>(null);
  const days = scale.until - scale.from;

  // The frame follows the timeline without rendering.
  const follow = useCallback(
    (sliding: Slide) => {
      const { from, until } = inView(scale);
      const share = (part: number) => (100 * part) / days;
      sliding.to(share(from - scale.from));
      // Rounded, so that a width that stays is not written anew, and nothing laid out.
      const width = `${share(until - from).toFixed(3)}cqw`;
      const view = frame.current!;
      if (view.style.width !== width) view.style.width = width;
      const element = strip.current!;
      const first = Math.floor(from);
      const last = Math.max(first, Math.ceil(until) - 1);
      element.ariaValueNow = String(first - Math.floor(scale.from));
      // The world goes a little beyond the dates that a plan may have.
      element.ariaValueText = t('minimap.view', { from: dayFormats.dated(first), until: dayFormats.dated(last) });
    },
    [scale, days],
  );
  useFollowing(frame, follow, 'cqw');

  const goTo = (day: number) => steer()?.panBy((day - inView(scale).from) * scale.pixelsPerDay);
  const dayUnder = ({ clientX }: PointerEvent) => {
    const box = strip.current!.getBoundingClientRect();
    return scale.from + ((clientX - box.left) / box.width) * days;
  };

  return (
    <div
      className="minimap"
      dir={TIME_RUNS}
      ref={strip}
      role="slider"
      tabIndex={0}
      aria-label={t('minimap.label')}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={Math.ceil(days)}
      aria-valuenow={0}
      title={t('minimap.howTo')}
      onKeyDown={(event) => {
        const zoom = zoomKeyOf(event);
        const day = firstDayAfter(event, inView(scale), scale);
        if (zoom) steer()?.zoom(zoom);
        else if (day !== undefined) goTo(day);
        else return;
        event.preventDefault();
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const view = inView(scale);
        const day = dayUnder(event);
        // Beside what is in view, it comes to the pointer first.
        const isInside = view.from <= day && day <= view.until;
        const grip = isInside ? day - view.from : (view.until - view.from) / 2;
        dragged.current = { pointerId: event.pointerId, grip };
        if (!isInside) goTo(day - grip);
      }}
      onPointerMove={(event) => {
        if (dragged.current?.pointerId === event.pointerId) goTo(dayUnder(event) - dragged.current.grip);
      }}
      onPointerUp={() => (dragged.current = null)}
      onPointerCancel={() => (dragged.current = null)}
    >
      <Picture phases={phases} touchpoints={touchpoints} scale={scale} />
      {today >= scale.from && today < scale.until ? (
        <i className="minimap-today" style={{ left: `${(100 * (today + 0.5 - scale.from)) / days}%` }} />
      ) : null}
      <div className="minimap-view" ref={frame} />
    </div>
  );
}

const Picture = memo(function Picture({ phases, touchpoints, scale }: Omit<MinimapProps, 'today'>) {
  const { from, until } = scale;
  const density = useMemo(() => densityOf(touchpoints, { from, until }), [touchpoints, from, until]);
  return (
    <>
      {phases.map((phase) => {
        const range = rangeOf(phase);
        const left = (100 * (range.from - from)) / (until - from);
        const width = (100 * (range.until - range.from)) / (until - from);
        return (
          <i
            key={phase.id}
            className={`minimap-phase phase-${phase.kind}`}
            style={{ left: `${left}%`, width: `${width}%` }}
          />
        );
      })}
      <svg className="minimap-density" viewBox={`0 0 ${until - from} 1`} preserveAspectRatio="none" aria-hidden>
        <path
          className="minimap-pull"
          d={barsPath(
            density.pull,
            density.pull.map(() => 0),
            density,
          )}
        />
        <path className="minimap-push" d={barsPath(density.push, density.pull, density)} />
      </svg>
    </>
  );
});
