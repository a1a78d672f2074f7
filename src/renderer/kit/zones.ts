import { offsetAt } from '#campaign/checks/zones.ts';
import { countryOfZone, earlierNames, presentName, ZONES } from '#campaign/timeZones.ts';
import { CITIES_OF, ZONES_OF } from './places.ts';

/** Time zones as people look for them: by city, country, earlier name, letters or offset. */

export interface Zone {
  id: string;
  /** “Kolkata”. */
  place: string;
  /** “India”; empty for UTC. */
  country: string;
  /** Minutes ahead of UTC on the day that was asked about. */
  offset: number;
}

export interface FoundZone extends Zone {
  /** The name that it was found by, where that is not its own: “Mumbai”. */
  foundBy?: string;
}

const countryNames = new Intl.DisplayNames('en', { type: 'region' });

/** The city of a zone's name: “Buenos Aires” of America/Argentina/Buenos_Aires. */
export const cityOf = (zone: string): string => presentName(zone).split('/').at(-1)!.replaceAll('_', ' ');

/** The English name of the country that a zone lies in, or nothing. */
function countryNameOf(zone: string): string {
  const code = countryOfZone(zone);
  return code === undefined ? '' : (countryNames.of(code) ?? code);
}

/** A zone as it stands in a field: “Kolkata, India”. */
export const zoneLabel = (zone: string): string => [cityOf(zone), countryNameOf(zone)].filter(Boolean).join(', ');

/** “India Standard Time, UTC+5:30” at an instant. */
export function clockWords(zone: string, instant: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'long' }).formatToParts(instant);
  const name = parts.find(({ type }) => type === 'timeZoneName')!.value;
  const offset = offsetLabel(offsetAt(zone, instant));
  // Where there is no name for it, the runtime writes the offset in its own way.
  return name.startsWith('GMT') ? offset : `${name}, ${offset}`;
}

/** “UTC+5:30”. */
export function offsetLabel(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** Every zone by its present name, in the order of the alphabet, with its offset at an instant. `also` is among them even where it is no city's. */
export function zonesAt(instant: number, also: string): Zone[] {
  return [...new Set([...ZONES, 'UTC', presentName(also)])]
    .map((id) => ({ id, place: cityOf(id), country: countryNameOf(id), offset: offsetAt(id, instant) }))
    .toSorted((a, b) => a.place.localeCompare(b.place, 'en'));
}

/** Without accents, signs and capitals: “Düsseldorf” and “dusseldorf” are the same. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim();

const OFFSET = /^(?:utc|gmt)?\s*([+−–-])\s*(\d{1,2})(?:[:.]?(\d{2}))?$/i;

/** The zones that a text may mean, the likeliest first. An empty text means all of them. */
export function findZones(zones: readonly Zone[], text: string): FoundZone[] {
  const typed = text.trim();
  const sought = plain(typed);
  const offset = OFFSET.exec(typed);
  if (offset) {
    const minutes = (offset[1] === '+' ? 1 : -1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0));
    return zones.filter((zone) => zone.offset === minutes).toSorted(byCities);
  }
  if (sought === '') return typed === '' ? [...zones] : [];
  const byLetters = ZONES_OF.get(typed.toUpperCase()) ?? [];
  const ranked = zones.flatMap((zone): { zone: FoundZone; rank: number }[] => {
    const place = byLetters.indexOf(zone.id);
    if (place >= 0) return [{ zone: { ...zone, foundBy: typed.toUpperCase() }, rank: place / 100 }];
    const best = bestOf(zone, sought);
    return best ? [best] : [];
  });
  return ranked.toSorted((a, b) => a.rank - b.rank || byCities(a.zone, b.zone)).map(({ zone }) => zone);
}

/** The one zone that has exactly this name: its city, “Kolkata, India”, a big city, an earlier name, a country of one zone. */
export function zoneNamed(zones: readonly Zone[], text: string): Zone | undefined {
  const sought = plain(text);
  if (sought === '') return undefined;
  const isNamed = ({ id, place, country }: Zone) =>
    [place, `${place} ${country}`, id, country, ...earlierNames(id), ...othersOf(id)].some(
      (name) => plain(name) === sought,
    );
  const named = zones.filter(isNamed);
  return named.length === 1 ? named[0] : named.find(({ id }) => plain(zoneLabel(id)) === sought);
}

/** Of two that are as near, the one with more big cities is meant more often. */
const byCities = (a: Zone, b: Zone): number => (CITIES_OF.get(b.id)?.length ?? 0) - (CITIES_OF.get(a.id)?.length ?? 0);

/** How near a zone's names come to a text: 1 is the name itself, 2 to 4 begin with it, 5 and 6 have it within. */
function bestOf(zone: Zone, sought: string): { zone: FoundZone; rank: number } | undefined {
  const own = nearness(plain(zone.place), sought, 0);
  const whole = nearness(plain(`${zone.place} ${zone.country}`), sought, 0.05);
  const paths = [zone.id, ...earlierNames(zone.id)].map((path) => nearness(plain(path), sought, 0.4));
  const country = nearness(plain(zone.country), sought, 0.3);
  let best = { rank: Math.min(own, whole, country, ...paths), foundBy: undefined as string | undefined };
  for (const other of othersOf(zone.id)) {
    const rank = nearness(plain(other), sought, 0.1);
    if (rank < best.rank) best = { rank, foundBy: other };
  }
  if (best.rank === Infinity) return undefined;
  return { zone: best.foundBy === undefined ? zone : { ...zone, foundBy: best.foundBy }, rank: best.rank };
}

function nearness(name: string, sought: string, behind: number): number {
  if (name === sought) return 1 + behind;
  if (name.startsWith(sought)) return 2 + behind;
  if (` ${name}`.includes(` ${sought}`)) return 3 + behind;
  // One or two letters are within nearly every name.
  return sought.length > 2 && name.includes(sought) ? 5 + behind : Infinity;
}

/** Earlier names and big cities of a zone. */
function othersOf(zone: string): string[] {
  const earlier = earlierNames(zone).map((name) => name.split('/').at(-1)!.replaceAll('_', ' '));
  return [...earlier, ...(CITIES_OF.get(zone) ?? [])].filter((name) => name !== cityOf(zone));
}
