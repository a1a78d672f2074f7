import { partsOf, weekdayOf, type DayRange } from '#campaign/calendar.ts';
import { formatsFor } from '#language/formats.ts';
import { measure } from './lettering.ts';

/** Where a day stands in the picture, and how the axis is divided at that scale. */

export interface Scale {
  days: DayRange;
  left: number;
  right: number;
  /** Pixels of one day. */
  day: number;
  /** The left edge of an epoch day, kept inside the plot. */
  x: (day: number) => number;
}

export function scaleFor(days: DayRange, left: number, right: number): Scale {
  const day = (right - left) / (days.until - days.from);
  const x = (at: number) => left + (Math.min(Math.max(at, days.from), days.until) - days.from) * day;
  return { days, left, right, day, x };
}

export interface Tick {
  day: number;
  /** Empty where there is no room for words. */
  label: string;
}

export interface Axis {
  /** The upper row: months, or years where months are small. */
  upper: Tick[];
  /** The lower row: days, weeks, months or quarters. */
  lower: Tick[];
}

const ROOM_FOR_A_NUMBER = 18;
const ROOM_FOR_A_MONTH = 30;

/** The axis that suits the scale: days, weeks, months or quarters below, months or years above. */
export function axisFor(scale: Scale, locale: string): Axis {
  const { day: named } = formatsFor(locale);
  const months = () => ticks(scale, (day) => partsOf(day).date === 1, [named.month, named.monthShort]);
  const years = () => ticks(scale, (day) => partsOf(day).date === 1 && partsOf(day).month === 1, [named.year]);
  if (scale.day >= ROOM_FOR_A_NUMBER) return { upper: months(), lower: ticks(scale, () => true, [named.dayNumber], 0) };
  if (scale.day * 7 >= ROOM_FOR_A_NUMBER)
    return { upper: months(), lower: ticks(scale, (day) => weekdayOf(day) === 1, [named.dayNumber], 0) };
  const step = scale.day * 30 >= ROOM_FOR_A_MONTH ? 1 : 3;
  const starts = (day: number) => partsOf(day).date === 1 && (partsOf(day).month - 1) % step === 0;
  return { upper: years(), lower: ticks(scale, starts, [named.monthShort], 4) };
}

/** A tick where the row begins and wherever `starts` says so, with the first of the labels that fits before the next tick. */
function ticks(
  scale: Scale,
  starts: (day: number) => boolean,
  labels: ((day: number) => string)[],
  padding = 12,
): Tick[] {
  const days: number[] = [];
  for (let day = scale.days.from; day < scale.days.until; day++)
    if (day === scale.days.from || starts(day)) days.push(day);
  return days.map((day, index) => {
    const room = scale.x(days[index + 1] ?? scale.days.until) - scale.x(day) - padding;
    const fits = labels.map((label) => label(day)).find((label) => measure(label, AXIS_SIZE) <= room);
    return { day, label: fits ?? '' };
  });
}

export const AXIS_SIZE = 11;

/** Weekends as ranges of days. */
export function weekends(days: DayRange): DayRange[] {
  const ranges: DayRange[] = [];
  for (let day = days.from; day < days.until; day++) {
    if (weekdayOf(day) === 6) ranges.push({ from: day, until: Math.min(day + 2, days.until) });
    if (weekdayOf(day) === 7 && day === days.from) ranges.push({ from: day, until: day + 1 });
  }
  return ranges;
}
