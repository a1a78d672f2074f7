import { clock, wallClockAt } from '#campaign/clock.ts';
import { isTimeZone } from '#campaign/document.ts';
import { ZONES } from '#campaign/timeZones.ts';
import { countryOf } from './countries.ts';

/** Time zones as people write them, and a wall time of one zone on the clock of another. */

const ABBREVIATIONS = new Map(
  Object.entries({
    z: 'UTC',
    utc: 'UTC',
    zulu: 'UTC',
    gmt: 'UTC',
    uk: 'Europe/London',
    bst: 'Europe/London',
    wet: 'Europe/Lisbon',
    west: 'Europe/Lisbon',
    cet: 'Europe/Berlin',
    cest: 'Europe/Berlin',
    mez: 'Europe/Berlin',
    mesz: 'Europe/Berlin',
    hec: 'Europe/Paris',
    eet: 'Europe/Athens',
    eest: 'Europe/Athens',
    msk: 'Europe/Moscow',
    est: 'America/New_York',
    edt: 'America/New_York',
    et: 'America/New_York',
    eastern: 'America/New_York',
    cst: 'America/Chicago',
    cdt: 'America/Chicago',
    ct: 'America/Chicago',
    central: 'America/Chicago',
    mst: 'America/Denver',
    mdt: 'America/Denver',
    mt: 'America/Denver',
    mountain: 'America/Denver',
    pst: 'America/Los_Angeles',
    pdt: 'America/Los_Angeles',
    pt: 'America/Los_Angeles',
    pacific: 'America/Los_Angeles',
    brt: 'America/Sao_Paulo',
    ist: 'Asia/Kolkata',
    gst: 'Asia/Dubai',
    sgt: 'Asia/Singapore',
    hkt: 'Asia/Hong_Kong',
    jst: 'Asia/Tokyo',
    kst: 'Asia/Seoul',
    sast: 'Africa/Johannesburg',
    aest: 'Australia/Sydney',
    aedt: 'Australia/Sydney',
    aet: 'Australia/Sydney',
    awst: 'Australia/Perth',
    nzst: 'Pacific/Auckland',
    nzdt: 'Pacific/Auckland',
    london: 'Europe/London',
    dublin: 'Europe/Dublin',
    berlin: 'Europe/Berlin',
    paris: 'Europe/Paris',
    madrid: 'Europe/Madrid',
    amsterdam: 'Europe/Amsterdam',
    zurich: 'Europe/Zurich',
    'new york': 'America/New_York',
    ny: 'America/New_York',
    chicago: 'America/Chicago',
    'los angeles': 'America/Los_Angeles',
    singapore: 'Asia/Singapore',
    tokyo: 'Asia/Tokyo',
    sydney: 'Australia/Sydney',
    dubai: 'Asia/Dubai',
  }),
);

/** Names that Windows and Outlook give zones, without “Standard Time”. */
const WINDOWS = new Map(
  Object.entries({
    greenwich: 'Africa/Abidjan',
    'w. europe': 'Europe/Berlin',
    'central europe': 'Europe/Budapest',
    romance: 'Europe/Paris',
    'central european': 'Europe/Warsaw',
    gtb: 'Europe/Bucharest',
    fle: 'Europe/Helsinki',
    'e. europe': 'Europe/Chisinau',
    turkey: 'Europe/Istanbul',
    israel: 'Asia/Jerusalem',
    russian: 'Europe/Moscow',
    arabian: 'Asia/Dubai',
    arab: 'Asia/Riyadh',
    egypt: 'Africa/Cairo',
    'south africa': 'Africa/Johannesburg',
    'e. africa': 'Africa/Nairobi',
    'w. central africa': 'Africa/Lagos',
    pakistan: 'Asia/Karachi',
    india: 'Asia/Kolkata',
    'sri lanka': 'Asia/Colombo',
    bangladesh: 'Asia/Dhaka',
    'se asia': 'Asia/Bangkok',
    china: 'Asia/Shanghai',
    taipei: 'Asia/Taipei',
    'w. australia': 'Australia/Perth',
    tokyo: 'Asia/Tokyo',
    korea: 'Asia/Seoul',
    'aus eastern': 'Australia/Sydney',
    'e. australia': 'Australia/Brisbane',
    'cen. australia': 'Australia/Adelaide',
    'aus central': 'Australia/Darwin',
    'new zealand': 'Pacific/Auckland',
    hawaiian: 'Pacific/Honolulu',
    alaskan: 'America/Anchorage',
    'us mountain': 'America/Phoenix',
    'us eastern': 'America/Indiana/Indianapolis',
    'central america': 'America/Guatemala',
    'canada central': 'America/Regina',
    'sa pacific': 'America/Bogota',
    'sa western': 'America/La_Paz',
    'sa eastern': 'America/Cayenne',
    'e. south america': 'America/Sao_Paulo',
    argentina: 'America/Argentina/Buenos_Aires',
    'pacific sa': 'America/Santiago',
    atlantic: 'America/Halifax',
    newfoundland: 'America/St_Johns',
  }),
);

/** Zones by the city in their name, as in “(UTC+01:00) Amsterdam, Berlin, Bern”. */
const CITIES = new Map(ZONES.map((zone) => [zone.split('/').at(-1)!.replaceAll('_', ' ').toLowerCase(), zone]));

const NAMES = [...ABBREVIATIONS.keys()].sort((a, b) => b.length - a.length).join('|');
const OFFSET = String.raw`[+-]\d{1,2}(?::?\d{2})?`;
/** A zone behind a time: a name, an abbreviation, an offset. A pattern without groups, in small letters. */
export const ZONE = `(?:(?:utc|gmt)\\s*${OFFSET}|\\+\\d{2}:?\\d{2}|(?:${NAMES})(?: (?:standard |daylight |summer )?time)?\\b|[a-z]+/[a-z_]+(?:/[a-z_]+)?)`;

/** The IANA zone of a zone's name, a common abbreviation, an offset or a country, or undefined. */
export function timeZoneOf(text: string): string | undefined {
  if (text.length > 80) return undefined;
  const plain = text.trim();
  // “(UTC+01:00) Amsterdam, Berlin”: the places say more than the offset, which leaves out the summer.
  const outlook = /^\((?:utc|gmt)[^)]*\)\s*(.+)$/i.exec(plain)?.[1];
  if (outlook !== undefined) {
    const places = outlook.toLowerCase().split(/[,;]\s*/);
    const place = places.map((name) => CITIES.get(name)).find((zone) => zone !== undefined);
    return place ?? timeZoneOf(outlook.replace(/ *\([^)]*\)/g, ''));
  }
  // Windows calls Britain's clock, with its summer time, by the name of the winter's.
  if (/^gmt (standard|daylight|summer) time$/i.test(plain)) return 'Europe/London';
  const key = plain
    .toLowerCase()
    .replace(/ \((?:us|u\.s\.)[^)]*\)$/, '')
    .replace(/ (standard |daylight |summer )?time$/, '');
  const offset = /^\(?(?:utc|gmt)?\s*([+-])(\d{1,2})(?::?(\d{2}))?\)?$/.exec(key);
  if (offset) return ofOffset(offset[1]!, Number(offset[2]), Number(offset[3] ?? 0));
  const known = ABBREVIATIONS.get(key) ?? WINDOWS.get(key) ?? countryOf(key)?.timeZone;
  if (known !== undefined) return known;
  const name = plain.replace(/\s+/g, '_');
  if (!name.includes('/') || !/^[A-Za-z_+\-/0-9]{3,60}$/.test(name)) return undefined;
  const small = name.toLowerCase();
  return ZONES.find((zone) => zone.toLowerCase() === small) ?? (isTimeZone(name) ? name : undefined);
}

/** Etc/GMT-1 is an hour ahead of UTC, whatever its name seems to say. Half hours have a country each. */
function ofOffset(sign: string, hours: number, minutes: number): string | undefined {
  if (hours > 14) return undefined;
  if (minutes !== 0) return HALF_HOURS[`${sign}${hours}:${minutes}`];
  return hours === 0 ? 'UTC' : `Etc/GMT${sign === '+' ? '-' : '+'}${hours}`;
}

const HALF_HOURS: Record<string, string> = {
  '+3:30': 'Asia/Tehran',
  '+4:30': 'Asia/Kabul',
  '+5:30': 'Asia/Kolkata',
  '+5:45': 'Asia/Kathmandu',
  '+6:30': 'Asia/Yangon',
  '+9:30': 'Australia/Darwin',
  '-3:30': 'America/St_Johns',
};

/** The zone that a heading such as “Time (ET)”, “scheduled_time_et” or “Time GMT+1” names. */
export function zoneOfHeading(header: string): string | undefined {
  const plain = header.toLowerCase().replaceAll('_', ' ');
  const bracket = /[([]([^)\]]+)[)\]]/.exec(plain)?.[1];
  const last = new RegExp(`(?:time|hour|uhrzeit|heure|hora|date|start|send|at)s?[ ,:/-]+(?:in )?(${ZONE})\\s*$`).exec(
    plain,
  )?.[1];
  const first =
    new RegExp(`^(${ZONE})(?: time)?$`).exec(plain)?.[1] ??
    new RegExp(`^(${ZONE}) (?:start |send )?time`).exec(plain)?.[1];
  for (const part of [bracket?.replace(/^(?:in|all times?(?: in)?) /, ''), last, first]) {
    const zone = part === undefined ? undefined : (timeZoneOf(part) ?? timeZoneOf(part.split('/')[0]!));
    if (zone !== undefined) return zone;
  }
  return undefined;
}

const momentOf = clock();

/** A wall time of one zone as date and time on the clock of another. */
export function onClockOf(date: string, at: string, from: string, to: string): { date: string; at: string } {
  const there = wallClockAt(momentOf(date, at, from).instant, to);
  return { date: there.date, at: there.time };
}
