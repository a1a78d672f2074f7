import { memo, useLayoutEffect, useRef, useState } from 'react';
import { dayOf } from '#campaign/calendar.ts';
import { days, monthsIn, weekStarts } from '#drawing/ticks.ts';
import { dayFormats, firstWeekday, startOfMonth } from '../locale.ts';
import { openDay } from '../navigation/day.ts';
import { textWidth } from '../kit/textWidth.ts';
import { usePlace } from '../navigation/place.ts';
import { t } from '../text/text.ts';
import { dayAt, GUTTER, leftOf, useViewport, type Scale } from '../viewport/viewport.ts';
import { todayWordAt } from './todayWord.ts';

/** Months above, weeks or days below; only what is in view. */

interface AxisProps {
  scale: Scale;
  /** Days in view, half-open. */
  from: number;
  until: number;
  today: number;
}

/** So wide is the mark of the day that is open at least. */
const LEAST_OPEN = 4;

export const Axis = memo(function Axis({ scale, from, until, today }: AxisProps) {
  const inView = { from: Math.max(from, scale.from), until: Math.min(until, scale.until) };
  const months = monthsIn(inView, startOfMonth).map((month) => ({
    day: Math.max(month.from, scale.from),
    until: Math.min(month.until, scale.until),
  }));
  const opened = usePlace(({ day }) => (day === null ? null : dayOf(day)));
  const byDay = scale.pixelsPerDay >= 22;
  const ticks: { day: number; days: number }[] = [];
  if (byDay) for (const day of days(inView)) ticks.push({ day, days: 1 });
  else if (scale.pixelsPerDay >= 3) {
    // The week in which the days in view begin is there as well.
    const weeks = { from: Math.max(from - 6, scale.from), until: inView.until };
    for (const day of weekStarts(weeks, firstWeekday)) ticks.push({ day, days: Math.min(7, scale.until - day) });
  }
  const nameOf = byDay || scale.pixelsPerDay < 7 ? dayFormats.dayNumber : dayFormats.short;
  const todayLeft = leftOf(scale, today) + scale.pixelsPerDay / 2;
  const word = todayWordAt(
    todayLeft,
    ticks.map(({ day }) => ({ left: leftOf(scale, day), length: nameOf(day).length })),
  );
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
          {nameOf(day)}
        </div>
      ))}
      {opened !== null && opened >= inView.from && opened < inView.until ? (
        <div
          className="axis-open"
          style={{ left: GUTTER + leftOf(scale, opened), width: Math.max(scale.pixelsPerDay, LEAST_OPEN) }}
        />
      ) : null}
      {today >= scale.from && today < scale.until ? (
        <div className="axis-today" style={{ left: GUTTER + todayLeft }}>
          {word === null ? null : <span style={{ left: word - todayLeft }}>{t('timeline.today')}</span>}
        </div>
      ) : null}
    </div>
  );
});

/** Room beside a month's name, as head.css has it, and some to spare. */
const MONTH_PADDING = 20;
/** Goes along with the scrolling for as long as its month, which ends at `end`, leaves room for all of it. */
function MonthName({ text, end }: { text: string; end: number }) {
  const name = useRef<HTMLSpanElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => setWidth(textWidth(text, getComputedStyle(name.current!).font) + MONTH_PADDING), [text]);
  const isCut = useViewport(({ scrollLeft }) => end - scrollLeft < width);
  return (
    <span ref={name} style={{ left: GUTTER + 8, visibility: isCut ? 'hidden' : undefined }}>
      {text}
    </span>
  );
}
