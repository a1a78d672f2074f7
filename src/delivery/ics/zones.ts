import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library';
import { formatDay, monthRange } from '#campaign/calendar.ts';
import { WEEKDAY_CODES } from '#campaign/dateNames.ts';
import { wallClockAt } from '#campaign/clock.ts';
import { onWeekday } from '#campaign/occurrences.ts';

/**
 * VTIMEZONE components. The library's rules are the plain yearly ones of today: they are wrong for zones with irregular changes
 * (Morocco's Ramadan) and for years before the rules changed. So every time is checked against them before it is written with a TZID.
 */

export interface ZoneComponent {
  /** The name that the component goes by, which may be newer than the one asked for (Asia/Kolkata for Asia/Calcutta). */
  id: string;
  /** The VTIMEZONE as text with CRLF. */
  text: string;
}

const names = new Set(tzlib_get_timezones(false));
const components = new Map<string, ZoneComponent | undefined>();

/** The VTIMEZONE of an IANA zone, or undefined where the library has none and for UTC, which needs none. */
export function zoneComponent(timeZone: string): ZoneComponent | undefined {
  if (!components.has(timeZone)) components.set(timeZone, names.has(timeZone) ? read(timeZone) : undefined);
  return components.get(timeZone);
}

function read(timeZone: string): ZoneComponent | undefined {
  const [text, parameter] = tzlib_get_ical_block(timeZone);
  const id = parameter?.replace('TZID=', '');
  const usual = text && withSummerAsDaylight(text);
  return usual && id && !/^(Etc\/)?(UTC|UCT|GMT|Zulu|Universal|Greenwich)/.test(id) ? { id, text: usual } : undefined;
}

/**
 * Irish law calls the summer's time the standard one. Readers that take DAYLIGHT for the later time of the year put events an hour off
 * (ical4j/ical4j#493), so the names are written the usual way; the instants are the same.
 */
function withSummerAsDaylight(text: string): string {
  const offsets = (kind: string) =>
    Array.from(
      text.matchAll(new RegExp(`BEGIN:${kind}\\r\\n(?:(?!END:).*\\r\\n)*?TZOFFSETTO:([+-]\\d{4})`, 'g')),
      ([, to]) => Number(to),
    );
  const [standard, daylight] = [offsets('STANDARD'), offsets('DAYLIGHT')];
  if (daylight.length === 0 || Math.max(...daylight) >= Math.max(...standard)) return text;
  const swapped: Record<string, string> = { STANDARD: 'DAYLIGHT', DAYLIGHT: 'STANDARD' };
  return text.replace(
    /^(BEGIN|END):(STANDARD|DAYLIGHT)/gm,
    (_, edge: string, kind: string) => `${edge}:${swapped[kind]}`,
  );
}

/** Whether a calendar that reads this VTIMEZONE arrives at the instant that was meant. */
export function agrees(component: ZoneComponent, instant: string, timeZone: string): boolean {
  const { date, time, offsetMinutes } = wallClockAt(instant, timeZone);
  return offsetByRules(component.text, date, time) === offsetMinutes;
}

const offsets = new Map<string, string>();

/**
 * Whether a zone's clocks go by rules that all readers know: many have a table of their own, which a new law reaches late or never. So the offsets of
 * the years round the present must be the same, month by month.
 */
export function isSettled(timeZone: string, now: string): boolean {
  const year = Number(now.slice(0, 4));
  return (
    offsetsIn(timeZone, year - 3) === offsetsIn(timeZone, year) &&
    offsetsIn(timeZone, year) === offsetsIn(timeZone, year + 1)
  );
}

function offsetsIn(timeZone: string, year: number): string {
  const key = `${timeZone} ${year}`;
  let known = offsets.get(key);
  if (known === undefined) {
    const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(year, month, 15, 12)).toISOString());
    offsets.set(key, (known = months.map((month) => wallClockAt(month, timeZone).offsetMinutes).join(' ')));
  }
  return known;
}

interface Observance {
  /** Offset from UTC in minutes while it lasts. */
  offset: number;
  /** Its first onset, as `20070311T020000`. */
  start: string;
  /** Where it comes every year: month, which of its weekdays (-1 is the last), and the ISO weekday. */
  yearly?: { month: number; nth: number; weekday: number };
}

interface Rules {
  observances: Observance[];
  /** What they gave, by wall time: a plan has the same ones again and again. */
  known: Map<string, number | undefined>;
}
const parsed = new Map<string, Rules>();
/** Of a zone, so that a program that runs for months does not remember all that it was ever asked. */
const MOST_REMEMBERED = 100_000;

/** The offset in minutes that the rules of a VTIMEZONE give to a wall time, or undefined where they are of a kind not known here. */
export function offsetByRules(text: string, date: string, time: string): number | undefined {
  let rules = parsed.get(text);
  if (!rules || rules.known.size > MOST_REMEMBERED)
    parsed.set(text, (rules = { observances: observancesIn(text), known: new Map() }));
  const wall = `${date.replaceAll('-', '')}T${time.replace(':', '')}00`;
  if (!rules.known.has(wall)) rules.known.set(wall, offsetOn(rules.observances, wall));
  return rules.known.get(wall);
}

function offsetOn(observances: readonly Observance[], wall: string): number | undefined {
  let latest = '';
  let offset: number | undefined;
  for (const observance of observances) {
    for (const onset of onsetsNear(observance, Number(wall.slice(0, 4)))) {
      if (onset <= wall && onset > latest) {
        latest = onset;
        offset = observance.offset;
      }
    }
  }
  return offset;
}

function observancesIn(text: string): Observance[] {
  return [...text.matchAll(/BEGIN:(STANDARD|DAYLIGHT)\r\n(.*?)END:\1/gs)].map(([, , lines = '']) => {
    const field = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(lines)?.[1]?.trim() ?? '';
    const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(field('TZOFFSETTO')) ?? [];
    const rule = /^FREQ=YEARLY;BYMONTH=(\d+);BYDAY=(-?\d)([A-Z]{2})$/.exec(field('RRULE'));
    return {
      offset: (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)),
      start: field('DTSTART'),
      ...(rule && {
        yearly: { month: Number(rule[1]), nth: Number(rule[2]), weekday: WEEKDAY_CODES.indexOf(rule[3]!) + 1 },
      }),
    };
  });
}

/** Onsets in this year and the one before, or the single one. */
function onsetsNear({ start, yearly }: Observance, year: number): string[] {
  if (!yearly) return [start];
  return [year - 1, year]
    .map((each) => `${yearlyDate(each, yearly)}${start.slice(8)}`)
    .filter((onset) => onset >= start);
}

function yearlyDate(year: number, { month, nth, weekday }: NonNullable<Observance['yearly']>): string {
  return formatDay(onWeekday(weekday, nth)(monthRange(year, month))).replaceAll('-', '');
}
