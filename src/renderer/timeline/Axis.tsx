import { memo, useLayoutEffect, useRef, useState } from 'react';
import { days, monthsIn, weekStarts } from '#drawing/ticks.ts';
import { dayFormats, firstWeekday, startOfMonth } from '../locale.ts';
import { openDay } from '../navigation/day.ts';
import { t } from '../text/text.ts';
import { dayAt, GUTTER, leftOf, useViewport, type Scale } from '../viewport/viewport.ts';

/** Months above, weeks or days below; only what is in view. */

interface AxisProps {
  scale: Scale;
  /** Days in view, half-open. */
  from: number;
  until: number;
  today: number;
}

export const Axis = memo(function Axis({ scale, from, until, today }: AxisProps) {
  const inView = { from: Math.max(from, scale.from), until: Math.min(until, scale.until) };
  const months = monthsIn(inView, startOfMonth).map((month) => ({
    day: Math.max(month.from, scale.from),
    until: Math.min(month.until, scale.until),
  }));
  const byDay = scale.pixelsPerDay >= 22;
  const ticks: { day: number; days: number }[] = [];
  if (byDay) for (const day of days(inView)) ticks.push({ day, days: 1 });
  else if (scale.pixelsPerDay >= 3) {
    // The week in which the days in view begin is there as well.
    const weeks = { from: Math.max(from - 6, scale.from), until: inView.until };
    for (const day of weekStarts(weeks, firstWeekday)) ticks.push({ day, days: Math.min(7, scale.until - day) });
  }
  return (
    <div
      className="axis"
      aria-hidden
      onClick={({ currentTarget, clientX }) => {
        const day = dayAt(scale, clientX - currentTarget.getBoundingClientRect().left - GUTTER);
        if (day >= scale.from && day < scale.until) openDay(day);
      }}
    >
      {months.map((month) => {
        const width = (month.until - month.day) * scale.pixelsPerDay;
        return (
          <div key={month.day} className="axis-month" style={{ left: GUTTER + leftOf(scale, month.day), width }}>
            <MonthName
              text={width > 90 ? dayFormats.month(month.day) : width > 24 ? dayFormats.monthShort(month.day) : ''}
              end={leftOf(scale, month.until)}
            />
          </div>
        );
      })}
      {ticks.map(({ day, days: length }) => (
        <div
          key={day}
          className="axis-tick figure"
          data-today={day === today && byDay ? true : undefined}
          style={{ left: GUTTER + leftOf(scale, day), width: scale.pixelsPerDay * length }}
        >
          {byDay
            ? dayFormats.dayNumber(day)
            : scale.pixelsPerDay >= 7
              ? dayFormats.short(day)
              : dayFormats.dayNumber(day)}
        </div>
      ))}
      {today >= scale.from && today < scale.until ? (
        <div className="axis-today" style={{ left: GUTTER + leftOf(scale, today) + scale.pixelsPerDay / 2 }}>
          <span>{t('timeline.today')}</span>
        </div>
      ) : null}
    </div>
  );
});

/** Room beside a month's name, as timeline.css has it. */
const MONTH_PADDING = 16;
/** A canvas sets the weights of a variable font a little narrower than the window does. */
const CANVAS_ERROR = 1.12;
const widths = new Map<string, number>();
let pen: CanvasRenderingContext2D | null = null;

/** How wide a month's name is. Asking the element would lay out everything that was just drawn. */
function widthOf(text: string, element: HTMLElement): number {
  let width = widths.get(text);
  if (width === undefined) {
    pen ??= document.createElement('canvas').getContext('2d');
    if (!pen) return element.offsetWidth;
    pen.font = getComputedStyle(element).font;
    width = pen.measureText(text).width * CANVAS_ERROR + MONTH_PADDING;
    // The window's own font may still be on its way.
    if (document.fonts.status === 'loaded') widths.set(text, width);
  }
  return width;
}

/** Goes along with the scrolling for as long as its month, which ends at `end`, leaves room for all of it. */
function MonthName({ text, end }: { text: string; end: number }) {
  const name = useRef<HTMLSpanElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => setWidth(widthOf(text, name.current!)), [text]);
  const isCut = useViewport(({ scrollLeft }) => end - scrollLeft < width);
  return (
    <span ref={name} style={{ left: GUTTER + 8, visibility: isCut ? 'hidden' : undefined }}>
      {text}
    </span>
  );
}
