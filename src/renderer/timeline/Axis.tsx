import { memo } from 'react';
import { dayOf } from '#campaign/calendar.ts';
import type { Extent } from '#drawing/pack.ts';
import { countedDays, countedStep, days, hoursIn, hourStep, monthsIn, weekStarts } from '#drawing/ticks.ts';
import { dayFormats, firstWeekday, formatHour, formatNumber, startOfMonth } from '../locale.ts';
import { openDay } from '../navigation/day.ts';
import { useTextWidth } from '../kit/textWidth.ts';
import { useAddress } from '../navigation/useAddress.ts';
import { facts, t } from '../text/text.ts';
import { dayAt, daysIn, GUTTER, hasHours, leftOf, useSeen, useViewport, type Scale } from '../viewport/viewport.ts';
import { hasDaysOff, restInWords, type RestOn } from './restOn.ts';
import { todayWordAt } from './todayWord.ts';

/** Months above, weeks or days below; nearer, days above and their hours below. In a rolling plan days below are everyone's own. Only what is in view. */

interface AxisProps {
  scale: Scale;
  /** In days and parts of days. */
  now: number;
  restOn: RestOn | null;
  /** The day from which everyone's own days are counted; null where dates are the same for all. */
  ownFrom: number | null;
}

/** Room for a time of day and its padding. */
const HOUR_ROOM = 40;
/** Room for a day with its weekday and month. */
const DAY_ROOM = 100;
/** Room for the number of an own day, and for each of its digits. */
const OWN_DAY_ROOM = 9;
const DIGIT = 6.5;
/** So wide is the mark of the day that is open at least. */
const LEAST_OPEN = 4;

export const Axis = memo(function Axis({ scale, now, restOn, ownFrom }: AxisProps) {
  const { from, until } = daysIn(useSeen(), scale);
  const inView = { from: Math.max(from, scale.from), until: Math.min(until, scale.until) };
  const today = Math.floor(now);
  const spans = spansOf(scale, inView, ownFrom);
  const opened = useAddress(({ day }) => (day === null ? null : dayOf(day)));
  const ticks = ownFrom === null || hasHours(scale) ? ticksOf(scale, inView) : ownTicksOf(scale, inView, ownFrom);
  const todayLeft = leftOf(scale, now);
  const word = todayWordAt(
    todayLeft,
    ticks.map(({ at, text }) => ({ left: leftOf(scale, at), length: text.length })),
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
      {spans.map(({ at, days: length, text }) => (
        <div
          key={at}
          className="axis-span"
          data-today={length === 1 && at === today ? true : undefined}
          style={{ left: GUTTER + leftOf(scale, at), width: length * scale.pixelsPerDay }}
        >
          <SpanName text={text} end={leftOf(scale, at + length)} />
        </div>
      ))}
      {ticks.map(({ at, days: length, text, title }) => (
        <div
          key={at}
          className="axis-tick figure"
          title={title}
          data-today={length === 1 && at === today ? true : undefined}
          style={{ left: GUTTER + leftOf(scale, at), width: scale.pixelsPerDay * length }}
        >
          {text}
        </div>
      ))}
      {namedDays(scale, inView, restOn).map(({ day, words }) => (
        <div
          key={day}
          className="axis-day-off"
          title={words}
          style={{ left: GUTTER + leftOf(scale, day), width: scale.pixelsPerDay }}
        />
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

/** The days off in view that have a name, with it. */
function namedDays(scale: Scale, inView: Extent, restOn: RestOn | null): { day: number; words: string }[] {
  if (restOn === null || !hasDaysOff(scale)) return [];
  return days(inView).flatMap((day) => {
    const words = restInWords(restOn(day));
    return words === null ? [] : { day, words };
  });
}

/** A part of the axis with its name, in days and parts of days. */
interface Part {
  at: number;
  days: number;
  text: string;
  /** What is said of it where the pointer rests. */
  title?: string;
}

/** “Day 10 · Thu 21 Jan 2027”: of who starts first. */
const ownDayDated = (at: number, ownFrom: number): string =>
  facts(t('timeline.ownDay', { day: formatNumber(at - ownFrom) }), dayFormats.weekdayDated(at));

/** Months, or days where their hours stand below. */
function spansOf(scale: Scale, inView: Extent, ownFrom: number | null): Part[] {
  if (hasHours(scale)) {
    const nameOf = ownFrom === null ? dayFormats.weekdayDated : (at: number) => ownDayDated(at, ownFrom);
    return days(inView).map((at) => ({ at, days: 1, text: nameOf(at) }));
  }
  return monthsIn(inView, startOfMonth).map((month) => {
    const at = Math.max(month.from, scale.from);
    const length = Math.min(month.until, scale.until) - at;
    const width = length * scale.pixelsPerDay;
    return { at, days: length, text: width > 90 ? dayFormats.month(at) : width > 24 ? dayFormats.monthShort(at) : '' };
  });
}

/** Hours, days or weeks, as there is room for; none where a year is in view. */
function ticksOf(scale: Scale, inView: Extent): Part[] {
  const { pixelsPerDay } = scale;
  if (hasHours(scale)) {
    const step = hourStep(pixelsPerDay, HOUR_ROOM);
    return hoursIn(inView, step).map(({ day, hour }) => ({
      at: day + hour / 24,
      days: step / 24,
      text: formatHour(hour),
    }));
  }
  if (pixelsPerDay >= 22) {
    const nameOf = pixelsPerDay < DAY_ROOM ? dayFormats.dayNumber : dayFormats.medium;
    return days(inView).map((at) => ({ at, days: 1, text: nameOf(at) }));
  }
  if (pixelsPerDay < 3) return [];
  const nameOf = pixelsPerDay < 7 ? dayFormats.dayNumber : dayFormats.short;
  // The week in which the days in view begin is there as well.
  const weeks = { from: Math.max(inView.from - 6, scale.from), until: inView.until };
  return weekStarts(weeks, firstWeekday).map((at) => ({ at, days: Math.min(7, scale.until - at), text: nameOf(at) }));
}

/** Everyone's own days, each or by weeks, as there is room for. Where they are those of who starts first, the pointer is told. */
function ownTicksOf(scale: Scale, inView: Extent, ownFrom: number): Part[] {
  const { pixelsPerDay } = scale;
  const digits = String(Math.max(1, scale.until - ownFrom)).length;
  const step = countedStep(pixelsPerDay, OWN_DAY_ROOM + DIGIT * digits);
  // What begins before the days in view may reach into them.
  const counted = countedDays(
    { from: Math.max(inView.from - step + 1, scale.from), until: inView.until },
    ownFrom,
    step,
  );
  return counted.map((at) => ({
    at,
    days: Math.min(step, scale.until - at),
    text:
      step === 1 && pixelsPerDay >= DAY_ROOM
        ? t('timeline.ownDay', { day: formatNumber(at - ownFrom) })
        : formatNumber(at - ownFrom),
    title: t('timeline.ownDayFirst', { day: formatNumber(at - ownFrom), date: dayFormats.weekdayDated(at) }),
  }));
}

/** The letters of a name, and room beside it, as head.css has it, and some to spare. */
const NAME_LETTERS = { weight: 620, size: 13 };
const NAME_PADDING = 20;
/** Goes along with the scrolling for as long as what it names, which ends at `end`, leaves room for all of it. */
function SpanName({ text, end }: { text: string; end: number }) {
  const width = useTextWidth(NAME_LETTERS.weight, NAME_LETTERS.size)(text) + NAME_PADDING;
  const isCut = useViewport(({ scrollLeft }) => end - scrollLeft < width);
  return <span style={{ left: GUTTER + 8, visibility: isCut ? 'hidden' : undefined }}>{text}</span>;
}
