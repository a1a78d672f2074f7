import type { Segment } from '#campaign/document.ts';
import { LONGEST_NAME } from '#campaign/limits.ts';
import { meansEveryone } from '../understand/languages/languages.ts';
import { shorten } from '../understand/times.ts';

/** Audiences as plans name them, and the segments they become. */

/** The size given to a segment whose size no one wrote down. */
export const ASSUMED_SIZE = 100;
const MOST_SEGMENTS = 1000;

const EVERYONE =
  /^(all|everyone|everybody|all (staff|employees?|colleagues|users|learners|people|teams|personnel|hands|audiences?|departments|associates|team members|workers|groups|segments)|(the )?(whole|entire) (company|organi[sz]ation|business|workforce|firm)|company[ -]?wide|organi[sz]ation[ -]?wide|org[ -]?wide|global(ly)?|all[ -](company|staff)|staff|employees|all employees globally)$/i;
const EXCEPT =
  /(?<!\p{L})(?:with the exception of|except(?:ing)?(?: for)?|excluding|excl\.?|but not|but|not including|other than|apart from|without|minus|außer|ausser|ohne|mit ausnahme von|sauf|hors|excepté|à l[’']exception d[eu]s?|menos|excepto|salvo|exceto|behalve|uitgezonderd|zonder|tranne|eccetto)(?!\p{L})/iu;
/** “Staff without email” lack something; “without HR” leaves a group out where HR is named elsewhere. */
const WITHOUT = /^(without|minus|ohne|zonder)$/i;
/** What a cell says where no audience is named yet. */
const NO_NAME =
  /^(?:[-–—?.x]+|n\/?a|not applicable|none|nil|tbc|tba|tbd|to be (?:confirmed|decided|defined|agreed)|pending|unknown|offen|noch offen|unklar|k\.? ?a\.?|à définir|à confirmer|por definir|por confirmar|a definir|a confirmar|n\.?t\.?b\.?|nog te bepalen|onbekend|keine?|aucune?|ninguno|nenhum|geen|da definire)$/i;
/** Names that hold “and” and are one team all the same. */
const ONE_TEAM =
  /\b(research|learning|health|diversity|legal|terms|food|profit|mergers|equality|equity|oil|people|environment|quality|marketing) (and|&) (development|safety|inclusion|compliance|conditions|beverage|loss|acquisitions|diversity|gas|culture|sustainability|assurance|communications?)\b/gi;

export interface AudienceNames {
  everyone: boolean;
  /** Where everyone is meant, how many they are. */
  size?: number;
  /** Of everyone, who is left out. */
  except?: { name: string; size?: number }[];
  names: { name: string; size?: number }[];
  doubt?: string;
}

/** What spreadsheets write where a formula failed. */
const ERROR = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|N\/V|BEZUG!|WERT!|NV|NOM\?|VALEUR!)/i;
/** What follows “and”, “&” or “/” without being a group of its own: “Managers and above”. */
const GOES_ON =
  /^(above|below|higher|up|upwards?|over|under|older|younger|beyond|their (teams?|reports|staff|managers)|others?|co|equivalent|related|direct reports)\b/i;

const isEveryone = (text: string) => EVERYONE.test(text) || meansEveryone(text);

/** Names that stand alone in some cell of the column, in small letters: they tell “Sales & HR” from “Sales & Marketing”. */
export function namesAlone(texts: string[]): Set<string> {
  return new Set(
    texts.map((text) => text.trim().toLowerCase()).filter((text) => text !== '' && !/[,;&/+|\n]|\band\b/.test(text)),
  );
}

/** The audiences of one cell: “Sales, Finance & HR” are three, “Research & Development” and “All staff” are one. */
export function audiencesIn(text: string, alone: ReadonlySet<string> = new Set()): AudienceNames {
  const plain = text.trim();
  if (plain === '') return { everyone: true, names: [] };
  if (NO_NAME.test(plain)) {
    return { everyone: true, names: [], doubt: `“${shorten(plain)}” names no audience; it is for everyone` };
  }
  if (ERROR.test(plain)) {
    const doubt = `its audience is an error of the spreadsheet (“${shorten(plain)}”); it is for everyone`;
    return { everyone: true, names: [], doubt };
  }
  if (isEveryone(plain)) return { everyone: true, names: [] };
  const counted = sized(plain);
  if (counted.size !== undefined && isEveryone(plain.slice(0, plain.search(/[([\d:]|\s[-–]\s/)).trim()))
    return { everyone: true, names: [], size: counted.size };
  const except = EXCEPT.exec(plain);
  if (except) {
    const left = plain
      .slice(except.index + except[0].length)
      .replace(/^[\s:]*(?:the |von |des |de |la |los |o |os |de )?/i, '')
      .replace(/\)$/, '');
    const names = partsOf(left).map(sized);
    const areKnown = !WITHOUT.test(except[0]) || names.every(({ name }) => alone.has(name.toLowerCase()));
    if (isEveryone(plain.slice(0, except.index).replace(/[\s,;([–-]+$/, '')) && names.length > 0 && areKnown)
      return {
        everyone: true,
        names: [],
        except: names,
        doubt: `“${shorten(plain)}” is for all segments but ${names.map(({ name }) => `“${shorten(name)}”`).join(' and ')}`,
      };
    return {
      everyone: false,
      names: [{ name: plain.slice(0, LONGEST_NAME) }],
      doubt: `“${shorten(plain)}” became a segment of its own; check whom it leaves out`,
    };
  }
  const pair = /^([^,;/&+|\n()]+?)\s*&\s*([^,;/&+|\n()]+?)(\s*\([^)]*\))?$/.exec(plain);
  if (pair && !isEveryone(pair[1]!) && !isEveryone(pair[2]!) && !GOES_ON.test(pair[2]!)) {
    if (![pair[1]!, pair[2]!].every((name) => alone.has(name.toLowerCase()))) {
      const oneLetter = /^\w&\w$/.test(plain.replaceAll(' ', '')) || new RegExp(ONE_TEAM.source, 'i').test(plain);
      const doubt = `“${shorten(plain)}” is taken as one audience; write a comma if they are two`;
      return { everyone: false, names: [sized(plain)], ...(oneLetter ? {} : { doubt }) };
    }
  }
  const parts = partsOf(plain);
  if (parts.some(isEveryone)) {
    const others = parts.filter((part) => !isEveryone(part));
    const doubt =
      others.length === 0 ? {} : { doubt: `“${shorten(plain)}” names everyone; the other audiences add nothing` };
    return { everyone: true, names: [], ...doubt };
  }
  return { everyone: false, names: parts.map(sized) };
}

/** Signs that are hidden while a cell is cut at others like them. */
const HIDDEN = 0xe000;
const hide = (text: string) =>
  text
    .replace(/[,;/&+|\n]/g, (sign) => String.fromCharCode(HIDDEN + sign.charCodeAt(0)))
    .replace(/\b(a)(nd)\b/gi, '$1\ue000$2');
const show = (text: string) =>
  text.replace(/[\ue001-\ue0ff]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - HIDDEN)).replaceAll('\ue000', '');

/** Commas, semicolons and lines part audiences, and so do “and”, “&” and “/” between two names; not within brackets and numbers. */
function partsOf(plain: string): string[] {
  return plain
    .replace(/\([^)]*\)/g, hide)
    .replace(/\d{1,3}(?:[,.]\d{3})+\b/g, hide)
    .replace(/\b[A-Z]\s*&\s*[A-Z]\b/g, hide)
    .replace(ONE_TEAM, hide)
    .split(/[,;|\n]|\s[/+]\s|\+(?=\p{L})|\bplus\b/iu)
    .flatMap(splitPairs)
    .map((part) => show(part).trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
}

/** “Sales and HR” are two, and so are “Líderes (85) e RH (12)”; “Managers and above” are one, and so is “A/V” or “and/or”. */
function splitPairs(part: string): string[] {
  const pieces = part.split(/(\s*(?:&|\/|\band\b|\bund\b|\bet\b|(?<=\s)u\.(?=\s))\s*|(?<=[)\]])\s+(?:e|y|en|i)\s+)/i);
  const names = [pieces[0]!];
  for (let at = 1; at < pieces.length; at += 2) {
    const [mark, next] = [pieces[at]!, pieces[at + 1]!];
    const before = names.at(-1)!.trim();
    const single = mark.includes('/') && (/^[A-Z]?$/i.test(before) || /^[A-Z]$/i.test(next.trim()));
    if (GOES_ON.test(next.trim()) || single) names[names.length - 1] += mark + next;
    else names.push(next);
  }
  return names;
}

const PEOPLE =
  'people|persons?|staff|employees|learners|users|heads|headcount|ppl|pax|fte|colleagues|members|mitarbeitende|mitarbeiter|personen|personnes|salariés|personas|pessoas|mensen|medewerkers|persone|名|人';

/** “Managers only” are the managers. */
const ALONE =
  /^(only|just|nur|uniquement|seulement|solo|sólo|apenas|somente|alleen) (?=\S)|(?<=\S) (only|uniquement|seulement|solamente|apenas)$/i;

/** “Managers (250)” is a name and a size, and so is “Sales (1,200)”. */
function sized(part: string): { name: string; size?: number } {
  const match = new RegExp(
    `^(.*?)\\s*(?:\\(|\\[|[-–:]\\s*|\\s(?=n\\s*=))\\s*(?:approx\\.?|about|c\\.?|ca\\.?|~|n\\s*=|[x×])?\\s*(\\d{1,3}(?:[ ,.'’]\\d{3})+|\\d{1,9})\\s*(?:${PEOPLE})?\\s*[)\\]]?$`,
    'iu',
  ).exec(part);
  const withUnit = new RegExp(`[([]|\\sn\\s*=|\\d\\s*(?:${PEOPLE})`, 'iu').test(part);
  const name = (match && withUnit ? match[1]! : part)
    .replace(ALONE, '')
    .replace(/^all (the )?(?=\S)/i, '')
    .trim();
  const shown = name === '' ? part : name;
  const spelled = (shown[0]!.toUpperCase() + shown.slice(1)).slice(0, LONGEST_NAME).toWellFormed().trim();
  return match && withUnit && match[1] !== ''
    ? { name: spelled, size: Number(match[2]!.replace(/[ ,.'’]/g, '')) }
    : { name: spelled };
}

/** Segments found by name, made where there are none yet. */
export interface SegmentBook {
  segments: Segment[];
  /** Names of segments that were made with a size that no one wrote down. */
  assumed: string[];
  /** The segment of this name, or undefined where a campaign would hold too many. `doubt` where it is known with another size. */
  find(audience: NamedAudience): { id: string; made: boolean; doubt?: string } | undefined;
  /** Keeps how many everyone is, and says where an earlier row told another number. */
  count(everyone: number): string | undefined;
  everyone?: number;
  /** The id of a segment that is known whole: of the one with its id and name, or the only one of its name, else of itself. */
  keep(segment: Segment): string | undefined;
}

/** An audience with what is known about it. */
export interface NamedAudience {
  name: string;
  size?: number;
  timeZone?: string;
  preferredTime?: string;
}

export function segmentBook(existing: Segment[], timeZone: string): SegmentBook {
  const segments = [...existing];
  const assumed: string[] = [];
  const byKey = new Map(
    segments.flatMap(({ id, name }) => [
      [keyOf(name), id],
      [exactly(name), id],
    ]),
  );
  const taken = new Set(segments.map(({ id }) => id));
  const made = new Set<string>();
  return {
    segments,
    assumed,
    count(everyone) {
      if (this.everyone !== undefined && this.everyone !== everyone)
        return otherSize('Everyone', this.everyone, everyone);
      this.everyone = everyone;
      return undefined;
    },
    keep(segment) {
      const named = existing.filter(({ name }) => name === segment.name);
      const known = named.find(({ id }) => id === segment.id) ?? (named.length === 1 ? named[0] : undefined);
      if (known) return known.id;
      if (segments.length >= MOST_SEGMENTS) return undefined;
      const id = freeId(segment.id, taken);
      segments.push({ ...segment, id });
      taken.add(id);
      if (!byKey.has(keyOf(segment.name))) byKey.set(keyOf(segment.name), id);
      if (!byKey.has(exactly(segment.name))) byKey.set(exactly(segment.name), id);
      return id;
    },
    find({ name, size, timeZone: zone, preferredTime }) {
      // With a zone the name is that of a segment, to the letter.
      const key = zone === undefined ? keyOf(name) : exactly(name);
      const known = byKey.get(key);
      if (known !== undefined) {
        // A time that some later row tells.
        const place = segments.findIndex(({ id }) => id === known);
        if (preferredTime !== undefined && made.has(known)) segments[place] = { ...segments[place]!, preferredTime };
        const assumedAt = made.has(known) ? assumed.indexOf(segments[place]!.name) : -1;
        if (size === undefined || size === segments[place]!.size) return { id: known, made: false };
        if (assumedAt < 0) return { id: known, made: false, doubt: otherSize(name, segments[place]!.size, size) };
        // The first rows only named it.
        segments[place] = { ...segments[place]!, size };
        assumed.splice(assumedAt, 1);
        return { id: known, made: false };
      }
      if (segments.length >= MOST_SEGMENTS) return undefined;
      const segment = newSegment({
        id: freeId(slug(name) || 'segment', taken),
        name,
        size: size ?? ASSUMED_SIZE,
        timeZone: zone ?? timeZone,
        language: 'en',
      });
      segments.push(preferredTime === undefined ? segment : { ...segment, preferredTime });
      made.add(segment.id);
      taken.add(segment.id);
      if (!byKey.has(keyOf(name))) byKey.set(keyOf(name), segment.id);
      byKey.set(exactly(name), segment.id);
      if (size === undefined) assumed.push(name);
      return { id: segment.id, made: true };
    },
  };
}

const otherSize = (name: string, kept: number, size: number) =>
  `“${shorten(name)}” already has ${kept} people; the size ${size} is not used`;

/** A segment with what is usual where nobody said otherwise: all channels, three steps to the learning, nine in the morning. */
export function newSegment(known: Pick<Segment, 'id' | 'name' | 'size' | 'timeZone' | 'language'>): Segment {
  return { ...known, channels: [], frictionSteps: 3, preferredTime: '09:00' };
}

const exactly = (name: string) => `=${name.toLowerCase()}`;

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
