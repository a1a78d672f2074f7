import { clockText } from '../read/serial.ts';

/** Times of day as people write them. */

export interface TimeReading {
  /** Wall time, HH:MM. */
  at: string;
  /** Whose clock, where the text says “local time”. */
  local: boolean;
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
const LOCAL = /\b(local( time)?|lt|own time|their time|recipient time)\b/;

/** The time of day that a cell names, or undefined. Of a span such as 10–11am it is the start. */
export function readTime(text: string): TimeReading | undefined {
  if (text.length > 60) return undefined;
  let plain = text
    .toLowerCase()
    .replace(/[–—−]/g, '-')
    .replace(/\b([ap])\.?\s?m\b\.?/g, '$1m')
    .replace(/12(?= ?(?:noon|midday|midnight))|o'?clock|hrs?\b|uhr|\bat\b|@/g, ' ')
    .replace(/[()]/g, ' ')
    .trim();
  const local = LOCAL.test(plain);
  plain = plain.replace(LOCAL, ' ').trim();
  const word = WORDS.get(plain.replace(/^(in the|early|mid|late)\s+/, ''));
  if (word) {
    const doubt = word[1] ? undefined : `“${shorten(text)}” is taken as ${clockText(word[0])}`;
    return { at: clockText(word[0]), local, ...(doubt === undefined ? {} : { doubt }) };
  }
  if (/^0?\.\d+$/.test(plain) && plain.length > 3)
    return { at: clockText(Math.round(Number(plain) * 1440) % 1440), local };
  // A moment such as 2027-01-11 09:00 in a column of times.
  plain = plain.replace(/^\d{4}-\d{2}-\d{2}[t ]/, '');
  const military = /^(\d{2})(\d{2})$/.exec(plain);
  if (military) plain = `${military[1]}:${military[2]}`;
  const [first = '', ...others] = plain.split(/\s*(?:-|\bto\b|\buntil\b)\s*/);
  const start = first.replace(/(\d)\s+(am|pm)/, '$1$2');
  const match = CLOCK.exec(start);
  if (!match) return undefined;
  const rest = start.slice(match[0].length).trim();
  // After the time a zone may stand, as letters; anything else means that this is no time.
  if (rest !== '' && !/^[a-z/+\-: ]{1,24}(\d{1,2}(:\d{2})?)?$/.test(rest)) return undefined;
  const half = match[3] ?? /\d\s*(am|pm)\b/.exec(others[0] ?? '')?.[1];
  const bare = match[2] === undefined && half === undefined && !match[0].endsWith('h');
  if (bare && rest !== '') return undefined;
  let hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  if (half !== undefined && (hour < 1 || hour > 12)) return undefined;
  // Of “10-1pm” the end is in the afternoon and the start is not.
  const later = match[3] === undefined && half === 'pm' && hour > Number.parseInt(others[0] ?? '', 10) && hour < 12;
  if (half === 'pm' && hour < 12 && !later) hour += 12;
  if (half === 'am' && hour === 12) hour = 0;
  if (hour > 23 || minute > 59) return undefined;
  const at = clockText(hour * 60 + minute);
  const doubts = [
    ...(bare ? [`“${shorten(text)}” is taken as ${at}`] : []),
    ...(rest === '' ? [] : [`the time zone in “${shorten(text)}” is not used; ${at} is on the campaign’s clock`]),
  ];
  return { at, local, ...(doubts.length === 0 ? {} : { doubt: doubts.join('; ') }) };
}

const EMBEDDED =
  /(?:^|[ t,@])(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?|noon\b|midday\b)\s*(?:z|gmt|utc|bst|cet|cest|est|edt|et|pst|pdt|pt|[+-]\d{2}:?\d{2})?\s*(?:-\s*\d{1,2}(?::\d{2})?\s*(?:[ap]m)?)?\s*$/i;

/** Takes the time off the end of a cell that holds a date and a time. */
export function splitTime(text: string): { rest: string; time?: TimeReading } {
  const match = EMBEDDED.exec(text);
  const time = match ? readTime(match[1]!) : undefined;
  if (!match || !time) return { rest: text };
  return { rest: text.slice(0, match.index).replace(/[\s,]+(at)?$/i, ''), time };
}

export const shorten = (text: string, length = 40): string => {
  const line = text.slice(0, length * 4).replace(/\s+/g, ' ');
  return line.length > length ? `${line.slice(0, length - 1)}…`.toWellFormed() : line;
};
