import { dayOf, partsOf, weekdayOf } from '#campaign/calendar.ts';
import type { Rule } from '#campaign/occurrences.ts';
import { hasWeekdays, ordinalOf, ORDINAL_NAMES, weekdaysOf, type Ordinal } from '#campaign/rhythm.ts';
import type { Formats } from './formats.ts';
import type { Vocabulary } from './vocabulary.ts';

/** How often a series is sent and on which days, in words. */

export const RHYTHM_WORDS = {
  weekly: 'Every {weekdays}',
  fortnightly: 'Every second {weekdays}',
  fortnight: 'Every second week on {weekdays}',
  monthly: 'Every month on day {date}',
  monthlyBy: 'The {ordinal} {weekdays} of each month',
} as const;

interface Said {
  words: keyof typeof RHYTHM_WORDS;
  values: Record<string, string>;
}

const and = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** A weekday from 1, Monday, to 7 as the locale writes it. 4 January 2027 is a Monday. */
export const weekdayName = (
  weekday: number,
  { day }: Formats,
  format: 'weekday' | 'weekdayShort' = 'weekday',
): string => day[format](dayOf('2027-01-03') + weekday);

export const ordinalName = (ordinal: Ordinal): string => ORDINAL_NAMES[ordinal];

/** The words for a rule by weekday or by date, and what is to be put into them; undefined for the others, which the vocabulary names. */
export function rhythmOf(rule: Omit<Rule, 'days'>, formats: Formats): Said | undefined {
  const first = dayOf(rule.start);
  if (hasWeekdays(rule.cadence)) {
    const names = weekdaysOf(rule).map((weekday) => weekdayName(weekday, formats));
    const words = rule.cadence === 'fortnightly' && names.length > 1 ? 'fortnight' : rule.cadence;
    return { words, values: { weekdays: and.format(names) } };
  }
  if (rule.cadence !== 'monthly') return undefined;
  const ordinal = ordinalOf(rule);
  return ordinal === undefined
    ? { words: 'monthly', values: { date: formats.number(partsOf(first).date) } }
    : {
        words: 'monthlyBy',
        values: { ordinal: ordinalName(ordinal), weekdays: weekdayName(weekdayOf(first), formats) },
      };
}

/** “Every Tuesday and Thursday”, “The last Friday of each month”, “Every working day”. */
export function rhythmInWords(rule: Omit<Rule, 'days'>, words: Vocabulary, formats: Formats): string {
  const said = rhythmOf(rule, formats);
  if (!said) return words.cadence[rule.cadence];
  return RHYTHM_WORDS[said.words].replace(/\{(\w+)\}/g, (_, part: string) => said.values[part]!);
}
