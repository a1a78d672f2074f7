import { partsOf } from '#campaign/calendar.ts';
import type { DayScale } from '#drawing/scales.ts';
import { countedDays, countedStep, days, monthsIn, weekStarts } from '#drawing/ticks.ts';
import { formatsFor } from '#language/formats.ts';
import { monthStarts, weekOf } from '#language/week.ts';
import { measure } from './lettering.ts';

/** How the axis of days is divided at a scale. */

export interface Tick {
  day: number;
  /** Empty where there is no room for words. */
  label: string;
}

export interface Axis {
  /** The upper row: months, or years where months are small. */
  upper: Tick[];
  /** The lower row: days, weeks, months or quarters; of a rolling plan everyone's own days. */
  lower: Tick[];
}

/** Room beside the number of an own day. */
const BESIDE_A_NUMBER = 9;

const ROOM_FOR_A_NUMBER = 18;
const ROOM_FOR_A_MONTH = 30;

/**
 * The axis that suits the scale: days, weeks, months or quarters below, months or years above, as the locale divides time. With `ownFrom`, the
 * first day of a rolling plan, days or weeks below are counted from there.
 */
export function axisFor(scale: DayScale, locale: string, ownFrom?: number): Axis {
  const { day: named, number } = formatsFor(locale);
  const months = monthsIn(scale.days, monthStarts(locale)).map(({ from }) => Math.max(from, scale.days.from));
  const upper = () => ticks(scale, months, [named.month, named.monthShort]);
  if (ownFrom !== undefined) {
    const nameOf = (day: number) => number(day - ownFrom);
    const step = countedStep(scale.day, BESIDE_A_NUMBER + measure(nameOf(scale.days.until - 1), AXIS_SIZE));
    return { upper: upper(), lower: ticks(scale, countedDays(scale.days, ownFrom, step), [nameOf], 0) };
  }
  if (scale.day >= ROOM_FOR_A_NUMBER)
    return { upper: upper(), lower: ticks(scale, days(scale.days), [named.dayNumber], 0) };
  if (scale.day * 7 >= ROOM_FOR_A_NUMBER)
    return {
      upper: upper(),
      lower: ticks(scale, weekStarts(scale.days, weekOf(locale).firstDay), [named.dayNumber], 0),
    };
  const years = months.filter((day) => partsOf(day).date === 1 && partsOf(day).month === 1);
  const step = scale.day * 30 >= ROOM_FOR_A_MONTH ? 1 : 3;
  const starts = months.filter((day) => (partsOf(day).month - 1) % step === 0);
  return { upper: ticks(scale, years, [named.year]), lower: ticks(scale, starts, [named.monthShort], 4) };
}

/** Ticks where the row begins and on the days given, each with the first of the labels that fits before the next. */
function ticks(
  scale: DayScale,
  starts: readonly number[],
  labels: readonly ((day: number) => string)[],
  padding = 12,
): Tick[] {
  const all = [...new Set([scale.days.from, ...starts])];
  return all.map((day, index) => {
    const room = scale.x(all[index + 1] ?? scale.days.until) - scale.x(day) - padding;
    const fits = labels.map((label) => label(day)).find((label) => measure(label, AXIS_SIZE) <= room);
    return { day, label: fits ?? '' };
  });
}

export const AXIS_SIZE = 11;
