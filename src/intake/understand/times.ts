import { DAY_MINUTES } from '#campaign/calendar.ts';
import { wallTimeAt } from '#campaign/wallClock.ts';
import { inEnglish } from './languages/languages.ts';
import { ZONE, timeZoneOf } from './zones.ts';

/** Times of day as people write them. */

export interface TimeReading {
  /** Wall time, HH:MM. */
  at: string;
  /** When it ends, where the text names a span such as 10–11am. */
  until?: string;
  /** Whose clock, where the text says “local time”. */
  local: boolean;
  /** IANA zone or offset, where the text names one. */
  zone?: string;
  doubt?: string;
}

/** Minutes after midnight, and whether the word means just that minute. */
const WORDS = new Map<string, [minutes: number, exact: boolean]>(
  Object.entries({
    noon: [720, true],
    midday: [720, true],
    midnight: [0, true],
    'first thing': [540, false],
    'early morning': [480, false],
    morning: [540, false],
    am: [540, false],
    lunchtime: [720, false],
    lunch: [720, false],
    afternoon: [840, false],
    pm: [840, false],
    evening: [1080, false],
    cob: [1020, false],
    eod: [1020, false],
    'close of business': [1020, false],
    'end of day': [1020, false],
  }),
);

const CLOCK = /^(\d{1,2})(?:[:.h](\d{2})(?::\d{2}(?:\.\d+)?)?|h)?(am|pm)?/;
const LOCAL = /\b(local( time)?|lt|own time|their time|recipient time|ortszeit|heure locale|hora local)\b/;

const tidy = (text: string) =>
  text
    .replace(/[–—−]/g, '-')
    .replace(/\b([ap])\.?\s?m\b\.?/g, '$1m')
    .replace(/(\d)\s*(?:uhr|heures?|horas?|uur|hrs?)\b|(\d)\s+h\b/g, '$1$2h')
    .replace(/\b(\d{1,2})u(\d{2})?\b/g, '$1h$2')
    .replace(/(\d[:.]\d{2})h\b/g, '$1')
    .replace(/12(?= ?(?:noon|midday|midnight))|o'?clock|hrs?\b|uhr|\bat\b|\bkl\b\.?|@|^um /g, ' ')
    .replace(/[()]/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

/** The time of day that a cell names, or undefined. Of a span such as 10–11am it is the start. */
export function readTime(text: string): TimeReading | undefined {
  if (text.length > 60) return undefined;
  if (!/\d/.test(text) && text.length > 20) return undefined;
  let plain = tidy(inEnglish(text));
  const local = LOCAL.test(plain);
  plain = plain.replace(LOCAL, ' ').trim();
  const word = WORDS.get(plain.replace(/^(in the|early|mid|late)\s+/, ''));
  if (word) {
    const doubt = word[1] ? undefined : `“${shorten(text)}” is taken as ${wallTimeAt(word[0])}`;
    return { at: wallTimeAt(word[0]), local, ...(doubt === undefined ? {} : { doubt }) };
  }
  // A part of a day, as spreadsheets store times.
  if (/^0?[.,]\d+$/.test(plain))
    return { at: wallTimeAt(Math.floor(Number(plain.replace(',', '.')) * DAY_MINUTES + 0.01) % DAY_MINUTES), local };
  // A moment such as 2027-01-11 09:00 in a column of times.
  plain = plain.replace(/^\d{4}-\d{2}-\d{2}[t ]/, '');
  const military = /^(\d{2})(\d{2})$/.exec(plain);
  if (military) plain = `${military[1]}:${military[2]}`;
  const { rest: bare, zone, unknown, more } = withoutZone(plain.replace(/^from /, ''));
  const [first = '', last = '', ...others] = bare.split(/\s*(?:-|\bto\b|\buntil\b)\s*/);
  const start = readClock(first, /\d\s*(am|pm)\b/.exec(last)?.[1], last);
  if (!start) return undefined;
  // “9 somewhere” is no time.
  if (start.vague && (unknown !== undefined || zone !== undefined)) return undefined;
  const end = last === '' ? undefined : readClock(last.replace(/^24(?:[:.h]?00)?(?=h?$)/, '00:00'), undefined, '');
  if ((last !== '' && !end) || others.length > 0) return undefined;
  const at = wallTimeAt(start.minutes);
  const length = end && minutesBetween(start.minutes, end.minutes, last);
  const until = length === undefined ? undefined : wallTimeAt((start.minutes + length) % DAY_MINUTES);
  const afternoon = until !== undefined && until !== wallTimeAt(end!.minutes);
  const doubts = [
    ...(start.vague || afternoon
      ? [`“${shorten(text)}” is taken as ${afternoon ? `${at} to ${until}` : at}`]
      : end && length === undefined && end.minutes !== start.minutes
        ? [`“${shorten(text)}” ends before it starts; its length is not known`]
        : []),
    ...(more ? [`“${shorten(text)}” names more than one time; the first one counts`] : []),
    ...(unknown === undefined
      ? []
      : [`the time zone in “${shorten(text)}” is not known; ${at} is on the campaign’s clock`]),
  ];
  return {
    at,
    ...(until === undefined ? {} : { until }),
    local,
    ...(zone === undefined ? {} : { zone }),
    ...(doubts.length === 0 ? {} : { doubt: doubts.join('; ') }),
  };
}

/**
 * How long it is from one time to another, `ending` as it is written. “9-5” and “9:00-5:00” end in the afternoon, “23:30-00:30” on the
 * next day; what would last longer than half a day is no span.
 */
export function minutesBetween(start: number, end: number, ending: string): number | undefined {
  if (end > start) return end - start;
  const bare = /^[1-9]\d?(?:[:.]\d{2}){0,2}$/.test(ending.trim());
  const [afternoon, night] = [end + 720 - start, end + DAY_MINUTES - start];
  if (bare && end < 720 && afternoon > 0 && afternoon <= 600) return afternoon;
  return night <= 720 ? night : undefined;
}

/** One clock time; “10” of “10-1pm” is in the morning, “2” of “2-3pm” is not. `vague` where only an hour stands there. */
function readClock(
  text: string,
  halfAfter: string | undefined,
  after: string,
): { minutes: number; vague: boolean } | undefined {
  const word = WORDS.get(text);
  if (word?.[1]) return { minutes: word[0], vague: false };
  const plain = text.replace(/(\d)\s+(am|pm)/, '$1$2');
  const match = CLOCK.exec(plain);
  if (!match || plain.slice(match[0].length).trim() !== '') return undefined;
  const half = match[3] ?? halfAfter;
  const vague = match[2] === undefined && half === undefined && !match[0].endsWith('h');
  let hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  if (half !== undefined && (hour < 1 || hour > 12) && match[3] !== undefined) return undefined;
  const before = match[3] === undefined && half === 'pm' && hour > Number.parseInt(after, 10) && hour < 12;
  if (half === 'pm' && hour < 12 && !before) hour += 12;
  if (half === 'am' && hour === 12) hour = 0;
  return hour > 23 || minute > 59 ? undefined : { minutes: hour * 60 + minute, vague };
}

const ZONE_BEHIND = new RegExp(`^(.*?\\d\\s?(?:am|pm|h)?|noon|midday|midnight)\\s*(${ZONE})$`, 'i');
const ZONE_WITHIN = new RegExp(`^(\\d[\\d:.]*(?:am|pm|h)?)\\s*(${ZONE})\\b`, 'i');
const ZONE_AT_END = new RegExp(`\\s*(${ZONE})\\s*$`, 'i');

/** Takes the zone off a time. `unknown` is what stands there instead of one that is known. */
function withoutZone(plain: string): { rest: string; zone?: string; unknown?: string; more?: true } {
  // “09:00:00-05:00” is an offset; “09:00-10:00” is a span.
  const behind = /^(\d{2}:\d{2}:\d{2}(?:\.\d+)?)(-\d{2}:?\d{2})$/.exec(plain);
  if (behind) return { rest: behind[1]!, ...zoneFound(behind[2]!) };
  const named = ZONE_BEHIND.exec(plain);
  if (named && !named[1]!.includes('/')) return { rest: named[1]!.trim(), ...zoneFound(named[2]!) };
  // “9am CET-10am CET” and “12:00 GMT / 14:00 EET”: the first one counts.
  const inside = ZONE_WITHIN.exec(plain);
  if (inside) {
    const zone = timeZoneOf(inside[2]!);
    const rest = plain.slice(inside[0].length);
    if (zone !== undefined && /^\s*-\s*\d/.test(rest)) {
      return { rest: inside[1]! + rest.replace(ZONE_AT_END, ''), zone };
    }
    return { rest: inside[1]!, ...zoneFound(inside[2]!), more: true };
  }
  const other =
    /^(\d[\d:.]*(?:am|pm|h(?:\d{2})?)?)(?![\d:.h]|am|pm)\s*([a-z/+\-: ]{1,24}(?:\d{1,2}(?::\d{2})?)?)$/.exec(plain);
  if (other && /[a-z]/.test(other[2]!) && !/^\s*(-|to\b|until\b|am|pm)/.test(other[2]!))
    return { rest: other[1]!, unknown: other[2]!.trim() };
  return { rest: plain };
}

function zoneFound(text: string): { zone?: string; unknown?: string } {
  const zone = timeZoneOf(text);
  return zone === undefined ? { unknown: text } : { zone };
}

const HALF = String.raw`[ap]\.?\s?m\b\.?`;
const SUFFIX = `(?:${HALF}|uhr\\b|hrs?\\b|uur\\b|h(?:\\d{2})?\\b)`;
const ONE_CLOCK = `(?:\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?\\s*${SUFFIX}?|\\d{1,2}(?:\\.\\d{2})?\\s*${SUFFIX}|noon\\b|midday\\b)`;
const SPAN_END = `(?:\\s*(?:-|to|until)\\s*(?:${ONE_CLOCK}|\\d{1,2}(?:[:.]\\d{2})?))`;
const EXACT = `(?:\\d{1,2}(?:[:.]\\d{2})?\\s*-\\s*\\d{1,2}(?:[:.]\\d{2})?\\s*${HALF}|${ONE_CLOCK}\\s*(?:${ZONE})?${SPAN_END}?)\\s*(?:\\(?(?:${ZONE}|local( time)?)\\)?)?`;
const VAGUE = `(?:in the )?(?:early morning|morning|afternoon|evening|lunchtime|am|pm|cob|eod|close of business|end of day)`;
const BEHIND = new RegExp(`(?:^|(?<=\\d)t|[ ,@(])\\s*(?:at |um |@ ?)?(${EXACT}|${VAGUE})\\s*\\)?\\s*$`, 'i');
const AHEAD = new RegExp(`^\\s*(${EXACT})\\s*(?:,|on|@|\\|)?\\s+(?=\\S)`, 'i');

/** Takes the time off the end or the beginning of a cell that holds a date and a time. */
export function splitTime(text: string): { rest: string; time?: TimeReading } {
  const plain = text.replace(/[–—−]/g, '-');
  if (!/\d/.test(plain)) return { rest: text };
  const behind = BEHIND.exec(plain);
  const time = behind ? readTime(behind[1]!) : undefined;
  if (behind && time) return { rest: plain.slice(0, behind.index).replace(/[\s,@-]+(?:at|um)?$/i, ''), time };
  const ahead = AHEAD.exec(plain);
  const early = ahead ? readTime(ahead[1]!) : undefined;
  if (ahead && early) return { rest: plain.slice(ahead[0].length), time: early };
  return { rest: text };
}

export const shorten = (text: string, length = 40): string => {
  const line = text.slice(0, length * 4).replace(/\s+/g, ' ');
  return line.length > length ? `${line.slice(0, length - 1)}…`.toWellFormed() : line;
};
