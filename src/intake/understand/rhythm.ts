import { dayOf, formatDay, weekdayOf } from '#campaign/calendar.ts';
import type { Cadence } from '#campaign/document.ts';
import type { Rule } from '#campaign/occurrences.ts';
import { hasWeekdays, onOrdinalInMonth, onWeekdays, ORDINAL_NAMES, ORDINALS, type Ordinal } from '#campaign/rhythm.ts';
import { inEnglish } from './languages/languages.ts';
import { cadenceIn } from './terms.ts';
import { readWeekdays } from './weekdays.ts';

/** How often and on which weekdays, as a cell says it. */

export interface Rhythm {
  cadence: Cadence;
  /** In the order of the cell. */
  weekdays?: number[];
  /** Which of its one weekday in each month. */
  ordinal?: Ordinal;
}

const NUMBERS: Record<string, Ordinal> = { '1st': 1, '2nd': 2, '3rd': 3, '4th': 4 };
const PLACED = new RegExp(
  String.raw`\b(${[...ORDINALS.map((ordinal) => ORDINAL_NAMES[ordinal]).sort((a, b) => b.length - a.length), ...Object.keys(NUMBERS)].join('|')}) ([a-z]{3,9})\b`,
);
const OF_MONTH = /\b(?:of|in) (?:the|each|every|a)? ?month\b|\bmonthly\b|\b(?:every|each) month\b|\bper month\b/;
/** What stands around the weekdays: how often before them, and for how long behind. */
const BEFORE =
  /^(?:(?:weekly|fortnightly|bi-?weekly|(?:every|each) (?:(?:two|2|other|second|2nd) )?weeks?|once a week)[,:]? ?(?:on |\()?|(?:every|each) (?:other|second|2nd) )/;
const BEHIND = /(?:,? for |,? ?\(|, )\d{1,2} (?:weeks?|days?|months?|times)\)?$|\)$/;

export function rhythmIn(text: string): Rhythm | undefined {
  const plain = inEnglish(text).trim().replace(/\s+/g, ' ');
  const [, word = '', name = ''] = PLACED.exec(plain) ?? [];
  const weekday = readWeekdays(name)?.days[0];
  const ordinal = NUMBERS[word] ?? ORDINALS.find((known) => ORDINAL_NAMES[known] === word);
  if (ordinal !== undefined && weekday !== undefined && OF_MONTH.test(plain))
    return { cadence: 'monthly', weekdays: [weekday], ordinal };
  const cadence = cadenceIn(text);
  if (cadence === undefined || !hasWeekdays(cadence)) return cadence && { cadence };
  const named = readWeekdays(plain.replace(BEHIND, '').replace(BEFORE, ''));
  return named && !named.span ? { cadence, weekdays: named.days } : { cadence };
}

/** The first day of a rhythm on or after a date, and what else of a rule it says. */
export function ruleFor({ cadence, weekdays = [], ordinal }: Rhythm, from: string): Omit<Rule, 'days'> {
  if (ordinal !== undefined) return { cadence, ...onOrdinalInMonth(from, weekdays[0]!, ordinal) };
  if (!hasWeekdays(cadence) || weekdays.length === 0) return { cadence, start: from };
  // “Saturday and Monday” from a Saturday on: the week goes on.
  const isFirst = weekdays[0] === weekdayOf(dayOf(from));
  return { cadence, ...onWeekdays(cadence, from, weekdays, isFirst ? weekdays[0] : 1) };
}

/** Where a rhythm begins on another day than a date: that day. */
export function laterStart(rhythm: Rhythm | undefined, from: number): number | undefined {
  if (rhythm === undefined) return undefined;
  const start = dayOf(ruleFor(rhythm, formatDay(from)).start);
  return start === from ? undefined : start;
}
