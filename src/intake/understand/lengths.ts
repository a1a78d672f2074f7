import { MOST_DAYS } from '#campaign/limits.ts';

/** How long something lasts, as people write it. */

/** Days, or minutes where it is the length of a meeting, a film or a call. */
export type Length = { days: number } | { minutes: number };

const UNITS: [RegExp, (amount: number) => Length][] = [
  [/^(m|min|mins|minutes?|minuten?|minutos?|minuti|分)$/, (amount) => ({ minutes: amount })],
  [/^(h|hr|hrs|hours?|std|stunden?|heures?|horas?|ore|uur|uren|時間)$/, (amount) => ({ minutes: amount * 60 })],
  [
    /^(d|days?|calendar days?|tage?|jours?|d[ií]as?|dias?|giorn[oi]|dag|dagen|日|日間)$/,
    // Half a day is a length of time.
    (amount) => (amount < 1 ? { minutes: amount * 480 } : { days: amount }),
  ],
  [
    /^((working|business|work) ?days?|wd|bd|arbeitstage?|werktage?|jours ouvrés|días hábiles|dias úteis|werkdagen)$/,
    (amount) => ({ days: calendarDays(amount) }),
  ],
  [/^(w|wk|wks|weeks?|wochen?|semaines?|semanas?|settiman[ae]|weken|週間)$/, (amount) => ({ days: amount * 7 })],
  [/^(mo|mth|mths|months?|monate?|mois|mes|meses|mês|mes[ie]|maand|maanden)$/, (amount) => ({ days: amount * 30 })],
  [/^(quarters?|quartale?|trimestres?)$/, (amount) => ({ days: amount * 91 })],
];

/** Five working days from a Monday end on its Friday; each further one jumps a weekend. */
const calendarDays = (working: number) => working + 2 * Math.floor((working - 1) / 5);

const WORDS: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  half: 0.5,
  ein: 1,
  eine: 1,
  une: 1,
  un: 1,
};

const WHOLE_DAY =
  /^((all|whole|full|1 full)[ -]day|ganzt[aä]g(ig|s)|ganzer tag|journée( entière)?|todo el día|día completo|dia inteiro|(de )?hele dag)$/;
const HALF_DAY =
  /^(half[ -]a?[ -]?day|halber tag|halbt[aä]g(ig|s)|demi[ -]journée|media jornada|medio día|meio[ -](dia|período)|halve dag)$/;

/** “2-3 days”, “60 bis 90 min”, “1h-1h30”. */
const RANGE =
  /^([^-]*?\d[^-]*?)\s*(?:[-–—]|(?<=\s)(?:to|bis|à|a|tot|até|or|oder|ou|o|of)(?=\s))\s*(\d[\d.,]*)\s*(\p{L}.*)?$/iu;

/** Whether a cell names a shortest and a longest length; the shortest counts. */
export const isRange = (text: string): boolean => RANGE.test(text.trim());

/** The length a cell names; `unit` is the unit of its heading, for numbers that name none. */
export function lengthIn(text: string, unit = 'days'): Length | undefined {
  const range = RANGE.exec(text.trim());
  if (range) return lengthIn(/\p{L}/u.test(range[1]!) ? range[1]! : `${range[1]} ${range[3] ?? ''}`, unit);
  const plain = text
    .toLowerCase()
    .replace(/^(approx\.?|about|circa|ca\.?|c\.|~)\s*/, '')
    .replace(/½/g, '.5')
    .replace(/\s+/g, ' ')
    .trim();
  const clock =
    /^(\d{1,2}):(\d{2})(?::\d{2})?\s*(h|hrs?|hours?)?$/.exec(plain) ??
    /^(\d{1,2}) ?(?:h|hrs?|hours?|std\.?|stunden?|heures?|horas?|uur)(?: (?:and|und|et|e|y|en))? ?(\d{1,2}) ?(?:m|mins?|minutes?|minuten?|minutos?)?\.?$/.exec(
      plain,
    );
  if (clock) return checked({ minutes: Number(clock[1]) * 60 + Number(clock[2]) });
  if (WHOLE_DAY.test(plain)) return { days: 1 };
  if (HALF_DAY.test(plain)) return { minutes: 240 };
  const match = /^(\d{1,5}(?:[.,]\d{1,2})?|\p{L}+)?[ -]?(\p{L}[\p{L} .]*)?$/u.exec(plain);
  if (!match) return undefined;
  const amount = match[1] === undefined ? undefined : (WORDS[match[1]] ?? Number(match[1].replace(',', '.')));
  if (amount === undefined || !Number.isFinite(amount)) return undefined;
  const named = (match[2] ?? unit).replace(/\.$/, '').trim();
  const of = UNITS.find(([pattern]) => pattern.test(named))?.[1];
  return of && checked(of(amount));
}

function checked(length: Length): Length | undefined {
  if ('minutes' in length)
    return length.minutes > 0 && length.minutes <= 100_000 ? { minutes: Math.round(length.minutes) } : undefined;
  const days = Math.round(length.days);
  return days >= 1 && days <= MOST_DAYS ? { days } : undefined;
}

/** The days a cell names, where it names days. */
export function durationIn(text: string, unit?: string): number | undefined {
  const length = lengthIn(text, unit);
  return length && 'days' in length ? length.days : undefined;
}

/** The unit that a heading names, as in “Duration (weeks)”, “Length in min”, “Hours”. */
export function unitOfHeading(header: string): string | undefined {
  const words = header
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1 || word === 'h');
  return words.find((word) => UNITS.some(([pattern]) => pattern.test(word)));
}
