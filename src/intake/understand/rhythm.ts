import { dayOf, formatDay } from '#campaign/calendar.ts';
import { hasWeekdays, ORDINAL_NAMES, ORDINALS, ruleFor, type Ordinal, type Rhythm } from '#campaign/rhythm.ts';
import { inEnglish } from './languages/languages.ts';
import { cadenceIn } from './terms.ts';
import { readWeekdays } from './weekdays.ts';

/** How often and on which weekdays, as a cell says it. */

const NUMBERS: Record<string, Ordinal> = { '1st': 1, '2nd': 2, '3rd': 3, '4th': 4 };
const PLACED = new RegExp(
  String.raw`\b(${[...ORDINALS.map((ordinal) => ORDINAL_NAMES[ordinal]).sort((a, b) => b.length - a.length), ...Object.keys(NUMBERS)].join('|')}) ([a-z]{3,9})\b`,
);
const OF_MONTH = /\b(?:of|in) (?:the|each|every|a)? ?month\b|\bmonthly\b|\b(?:every|each) month\b|\bper month\b/;
/** What stands around the weekdays: how often before them, and for how long behind. */
const BEFORE =
  /^(?:(?:weekly|fortnightly|bi-?weekly|(?:every|each) (?:(?:two|2|other|second|2nd) )?weeks?|once a week)[,:]? ?(?:on |\()?|(?:every|each) (?:other|second|2nd) )/;
const BEHIND = /(?:,? for |,? ?\(|, )\d{1,2} (?:weeks?|days?|months?|times|sends?)\)?$|\)$/;

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

/** Where a rhythm begins on another day than a date: that day. */
export function laterStart(rhythm: Rhythm | undefined, from: number): number | undefined {
  if (rhythm === undefined) return undefined;
  const start = dayOf(ruleFor(rhythm, formatDay(from)).start);
  return start === from ? undefined : start;
}
