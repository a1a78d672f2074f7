import type { Segment } from '#campaign/document.ts';
import { shorten } from '../understand/times.ts';

/** Audiences as plans name them, and the segments they become. */

/** The size given to a segment whose size no one wrote down. */
export const ASSUMED_SIZE = 100;
const MOST_SEGMENTS = 1000;

const EVERYONE =
  /^(all|everyone|everybody|all (staff|employees?|colleagues|users|learners|people|teams|personnel|hands|audiences?|departments|associates|team members|workers|groups|segments)|(the )?(whole|entire) (company|organi[sz]ation|business|workforce|firm)|company[ -]?wide|organi[sz]ation[ -]?wide|org[ -]?wide|global(ly)?|all[ -](company|staff)|staff|employees|all employees globally)$/i;
const EXCEPT = /\b(except|excluding|excl\.?|but not|other than|apart from|without|minus)\b/i;
/** Names that hold “and” and are one team all the same. */
const ONE_TEAM =
  /\b(research|learning|health|diversity|legal|terms|food|profit|mergers|equality|equity|oil|people|environment|quality|marketing) (and|&) (development|safety|inclusion|compliance|conditions|beverage|loss|acquisitions|diversity|gas|culture|sustainability|assurance|communications?)\b/gi;

export interface AudienceNames {
  everyone: boolean;
  names: { name: string; size?: number }[];
  doubt?: string;
}

/** The audiences of one cell: “Sales, Finance & HR” are three, “All staff” is everyone. */
export function audiencesIn(text: string): AudienceNames {
  const plain = text.trim();
  if (plain === '' || /^(-|n\/?a|none|tbc|tba|tbd|\?)$/i.test(plain)) return { everyone: true, names: [] };
  if (EVERYONE.test(plain)) return { everyone: true, names: [] };
  if (EXCEPT.test(plain)) {
    return {
      everyone: false,
      names: [{ name: plain.slice(0, 200) }],
      doubt: `“${shorten(plain)}” became a segment of its own; check whom it leaves out`,
    };
  }
  // Commas inside brackets and in numbers do not part audiences.
  const guarded = plain
    .replace(/\([^)]*\)/g, (part) => part.replace(/[,;/&\n]/g, '\u0001'))
    .replace(/(\d),(\d{3})\b/g, '$1$2')
    .replace(/\bR\s*&\s*D\b/gi, 'R\u0002D')
    .replace(/\bL\s*&\s*D\b/gi, 'L\u0002D')
    .replace(ONE_TEAM, (team) => team.replace(/ and /i, ' \u0003 ').replace('&', '\u0002'));
  const parts = guarded
    .split(/[,;/&+|\n]|\band\b|\bplus\b/i)
    .map((part) => part.replaceAll('\u0001', ',').replaceAll('\u0002', '&').replaceAll('\u0003', 'and').trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
  if (parts.some((part) => EVERYONE.test(part))) {
    const others = parts.filter((part) => !EVERYONE.test(part));
    const doubt =
      others.length === 0 ? {} : { doubt: `“${shorten(plain)}” names everyone; the other audiences add nothing` };
    return { everyone: true, names: [], ...doubt };
  }
  return { everyone: false, names: parts.map(sized) };
}

/** “Managers (250)” is a name and a size. */
function sized(part: string): { name: string; size?: number } {
  const match =
    /^(.*?)\s*(?:\(|[-–:]\s*)\s*(?:approx\.?|c\.?|ca\.?|~|n\s*=)?\s*(\d{1,9})\s*(?:people|staff|employees|learners|users|heads|ppl|fte|colleagues)?\s*\)?$/i.exec(
      part,
    );
  const withUnit = /\(|people|staff|employees|learners|users|heads|ppl|fte|colleagues/i.test(part);
  const name = (match && withUnit ? match[1]! : part).replace(/^all (the )?(?=\S)/i, '').trim();
  const shown = name === '' ? part : name;
  const spelled = (shown[0]!.toUpperCase() + shown.slice(1)).slice(0, 200).toWellFormed().trim();
  return match && withUnit && match[1] !== '' ? { name: spelled, size: Number(match[2]) } : { name: spelled };
}

/** Segments found by name, made where there are none yet. */
export interface SegmentBook {
  segments: Segment[];
  /** Names of segments that were made with a size that no one wrote down. */
  assumed: string[];
  /** The segment of this name, or undefined where a campaign would hold too many. */
  find(audience: { name: string; size?: number }): { id: string; made: boolean } | undefined;
}

export function segmentBook(existing: Segment[], timeZone: string): SegmentBook {
  const segments = [...existing];
  const assumed: string[] = [];
  const byKey = new Map(segments.map((segment) => [keyOf(segment.name), segment.id]));
  const taken = new Set(segments.map(({ id }) => id));
  return {
    segments,
    assumed,
    find({ name, size }) {
      const key = keyOf(name);
      const known = byKey.get(key);
      if (known !== undefined) return { id: known, made: false };
      if (segments.length >= MOST_SEGMENTS) return undefined;
      const segment = newSegment({
        id: freeId(slug(name) || 'segment', taken),
        name,
        size: size ?? ASSUMED_SIZE,
        timeZone,
        language: 'en',
      });
      segments.push(segment);
      taken.add(segment.id);
      byKey.set(key, segment.id);
      if (size === undefined) assumed.push(name);
      return { id: segment.id, made: true };
    },
  };
}

/** A segment with what is usual where nobody said otherwise: all channels, three steps to the learning, nine in the morning. */
export function newSegment(known: Pick<Segment, 'id' | 'name' | 'size' | 'timeZone' | 'language'>): Segment {
  return { ...known, channels: [], frictionSteps: 3, preferredTime: '09:00' };
}

/** “Managers”, “All managers” and “manager” are the same people. */
const keyOf = (name: string) =>
  name
    .toLowerCase()
    .replace(/^(all|the) /, '')
    .replace(/\b(team|department|dept\.?|staff|employees|colleagues)$/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/s$/, '') || name.toLowerCase();

/** A name as an id: small letters, digits and hyphens; empty where none are left. */
export const slug = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '');

/** `wanted`, or with the first number behind it that is free. */
export function freeId(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted;
  for (let number = 2; taken.has(id); number++) id = `${wanted}-${number}`;
  return id;
}
