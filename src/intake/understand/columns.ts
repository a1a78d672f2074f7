import { readDate } from './dateCell.ts';
import type { Table, TableRow } from '../read/table.ts';
import { readTime, shorten } from './times.ts';

/** Which column means what: guessed from the words of the heading and from what stands below it. */

export interface FieldWords {
  /** Headings that name the field. */
  strong: string[];
  /** Headings that may name it, if nothing better does. */
  weak?: string[];
  /** Headings that name the field where nothing else stands in them: “Post”, but not “Post type”. */
  exact?: string[];
  /** Headings that may name the field where nothing else stands in them, if nothing better does. */
  exactWeak?: string[];
  /** Headings that hold such a phrase but mean something else. */
  never?: RegExp;
  /** What the texts of a column must be for the field; `heading` is its heading in plain words. */
  must?: (texts: string[], heading: string) => boolean;
  /** How much texts of a column look like the field, 0 to 1. */
  looks?: (texts: string[]) => number;
  /** Whether only a heading can say so: many columns hold dates, numbers or addresses that mean something else. */
  byHeadingOnly?: boolean;
  /** Whether texts of another kind speak against a heading that only may name it. */
  strict?: boolean;
}

export type Vocabulary<Field extends string> = Record<Field, FieldWords>;
export type Columns<Field extends string> = Record<Field, number | null>;

export interface ColumnGuess<Field extends string> {
  field: Field;
  /** Index of the column, 0 is A. */
  column: number;
  /** The column's heading; empty where there is none. */
  header: string;
  /** 0 to 1. */
  confidence: number;
  /** Whether the heading says nothing and the texts below it decided. */
  byContent?: boolean;
  /** A few texts from the column; empty where they could name people. */
  samples: string[];
}

export interface ColumnChoices<Field extends string> {
  /** Number of the row with the headings; null where the list has none. */
  headerRow?: number | null;
  /** Index of the column for a field, null for none. Fields left out are guessed. */
  columns?: Partial<Columns<Field>>;
}

export interface ColumnsGuess<Field extends string> {
  headerRow: number | null;
  /** The headings, by column. */
  headers: string[];
  columns: Columns<Field>;
  guesses: ColumnGuess<Field>[];
}

/** Headings stand within the first rows; what looks at more would find words in the list itself. */
const HEADER_SEARCH_ROWS = 40;
const SAMPLE_ROWS = 200;
const LEAST_CONFIDENCE = 0.4;
/** From here on a heading names a field; below, a word of it only stands beside others. */
const LEAST_HEADING = 0.5;
const MODIFIER = 0.4;
const LONGEST_HEADING = 200;
/** The whole heading is a word of the vocabulary. */
const EXACT = 0.95;

/** Guesses the heading row and the columns, and follows the person's choices where there are any. */
export function guessColumns<Field extends string>(
  table: Table,
  vocabulary: Vocabulary<Field>,
  choices: ColumnChoices<Field> = {},
): ColumnsGuess<Field> {
  const headerRow = choices.headerRow === undefined ? findHeaderRow(table.rows, vocabulary) : choices.headerRow;
  const headers = table.rows.find(({ row }) => row === headerRow)?.cells ?? [];
  const below = headerRow === null ? table.rows : table.rows.filter(({ row }) => row > headerRow);
  const sample = below.slice(0, SAMPLE_ROWS);
  const width = sample.reduce((most, { cells }) => Math.max(most, cells.length), headers.length);
  const fields = Object.keys(vocabulary) as Field[];
  const columns = Object.fromEntries(
    fields.map((field) => [field, choices.columns?.[field] ?? null]),
  ) as Columns<Field>;
  const open = new Set(fields.filter((field) => choices.columns?.[field] === undefined));
  const taken = new Set(Object.values<number | null>(columns));
  const scored: { field: Field; column: number; confidence: number; byContent: boolean }[] = [];
  for (let column = 0; column < width; column++) {
    const texts = textsOf(sample, column);
    const header = headers[column] ?? '';
    const headings = new Map(fields.map((field) => [field, headingScore(vocabulary[field], header)]));
    // Content decides only where the heading names nothing that is known.
    const silent = Math.max(0, ...headings.values()) < LEAST_HEADING;
    for (const field of fields) {
      const heading = headings.get(field)!;
      const byContent = heading === 0 && silent;
      const likely =
        heading > 0
          ? headingConfidence(vocabulary[field], heading, texts)
          : byContent
            ? contentConfidence(vocabulary[field], header, texts)
            : 0;
      const fits =
        likely === 0 || texts.length === 0 || vocabulary[field].must?.(texts, plainHeading(header)) !== false;
      const confidence = fits ? likely : 0;
      if (open.has(field) ? confidence >= LEAST_CONFIDENCE : columns[field] === column) {
        scored.push({ field, column, confidence, byContent });
      }
    }
  }
  scored.sort((a, b) => b.confidence - a.confidence || a.column - b.column);
  const guesses: ColumnGuess<Field>[] = [];
  for (const { field, column, confidence, byContent } of scored) {
    const chosen = columns[field] === column && !open.has(field);
    if (!chosen && (!open.has(field) || columns[field] !== null || taken.has(column))) continue;
    columns[field] = column;
    taken.add(column);
    const samples = [...new Set(textsOf(sample, column))].slice(0, 3).map((text) => shorten(text, 60));
    const header = headers[column] ?? '';
    guesses.push({
      field,
      column,
      header,
      confidence: chosen ? 1 : confidence,
      ...(byContent && !chosen && header !== '' ? { byContent } : {}),
      samples,
    });
  }
  return { headerRow, headers, columns, guesses: guesses.sort((a, b) => a.column - b.column) };
}

const textsOf = (rows: TableRow[], column: number) =>
  rows.flatMap(({ cells }) => (cells[column] === undefined || cells[column] === '' ? [] : [cells[column]]));

/** How well the first rows of a sheet would do as a list with these fields; for choosing among sheets. */
export function likeness<Field extends string>(rows: TableRow[], vocabulary: Vocabulary<Field>): number {
  const best = Math.max(
    0,
    ...rows.slice(0, HEADER_SEARCH_ROWS).map(({ cells }) => headerScore(cells, vocabulary).score),
  );
  return best + Math.min(rows.length, 60) / 100;
}

export function findHeaderRow<Field extends string>(rows: TableRow[], vocabulary: Vocabulary<Field>): number | null {
  let best: { row: number; score: number } | undefined;
  for (const [index, { row, cells }] of rows.slice(0, HEADER_SEARCH_ROWS).entries()) {
    const { score, fields, exact } = headerScore(cells, vocabulary);
    // One known word is enough where it is the whole heading and stands on top; “Email” in the list is not.
    const enough = fields >= 2 || (fields === 1 && exact && index < 5);
    if (enough && !isDatedLikeBelow(rows, index) && score > (best?.score ?? 0)) best = { row, score };
  }
  return best?.row ?? wordlessHeader(rows);
}

/** Whether a row has a date where those below have dates: then it is one of them. */
function isDatedLikeBelow(rows: TableRow[], index: number): boolean {
  const below = rows.slice(index + 1, index + 6);
  return rows[index]!.cells.some(
    (cell, column) =>
      /\d/.test(cell) && !isNumber(cell) && isDate(cell) && share(textsOf(below, column), isDate) >= 0.6,
  );
}

/** Headings in words that are not known: texts on top of columns that hold dates, numbers or addresses below. */
function wordlessHeader(rows: TableRow[]): number | null {
  const first = rows.findIndex(({ cells }) => cells.filter((cell) => cell !== '').length > 1);
  const header = rows[first];
  if (header === undefined || first > 5) return null;
  const isWord = (cell: string) => cell.length <= 60 && !isTyped(cell) && /\p{L}/u.test(cell);
  if (!header.cells.every((cell) => cell === '' || isWord(cell))) return null;
  const below = rows.slice(first + 1, first + 1 + HEADER_SEARCH_ROWS);
  const typed = header.cells.some((cell, column) => cell !== '' && share(textsOf(below, column), isTyped) >= 0.8);
  return typed ? header.row : null;
}

/** What is written by a rule, not in words: dates, numbers, addresses. */
const isTyped = (cell: string) => isNumber(cell) || /@|https?:/.test(cell) || 'from' in readDate(cell);

export function headerScore<Field extends string>(cells: string[], vocabulary: Vocabulary<Field>) {
  const bests = new Map<Field, number>();
  let against = 0;
  let exact = false;
  const clock = /^\d{1,2}[:.]\d{2}$/;
  // Times are headings of what goes out then, unless the row begins with one.
  const timed = !clock.test(cells.find((cell) => cell !== '') ?? '');
  for (const cell of cells) {
    if (cell === '' || (timed && clock.test(cell))) continue;
    if (cell.length > 80 || /^[\d\s.,:/%-]+$/.test(cell) || isDate(cell) || /@|https?:/.test(cell)) {
      against += 1;
      continue;
    }
    let best: { field: Field; score: number } | undefined;
    for (const field of Object.keys(vocabulary) as Field[]) {
      const score = headingScore(vocabulary[field], cell);
      if (score > (best?.score ?? LEAST_HEADING)) best = { field, score };
    }
    if (best === undefined) continue;
    exact ||= best.score >= EXACT;
    bests.set(best.field, Math.max(bests.get(best.field) ?? 0, best.score));
  }
  const score = [...bests.values()].reduce((sum, value) => sum + value, 0) - against;
  return { score, fields: score > 0 ? bests.size : 0, exact };
}

/** A heading that names the field, with what stands below it as a second voice. */
function headingConfidence(words: FieldWords, heading: number, texts: string[]): number {
  const content = words.looks === undefined ? 0.5 : texts.length === 0 ? 0 : words.looks(texts);
  const nothing = texts.length === 0 || (words.looks !== undefined && content < 0.1);
  // Of two columns with the very word, the plainer word counts, not what stands below.
  const confidence = heading * 0.85 + (heading >= EXACT && !nothing ? 0.5 : content) * 0.15;
  // An empty column, or one that holds nothing of the kind, gives way to any better one.
  const misleads = texts.length === 0 || (words.strict === true && nothing && heading < EXACT);
  return misleads ? Math.max(LEAST_CONFIDENCE, confidence * 0.6) : confidence;
}

/** What a column holds, where its heading says nothing; under a heading with other words it must be plain to see. */
function contentConfidence(words: FieldWords, header: string, texts: string[]): number {
  if (words.looks === undefined || texts.length === 0) return 0;
  if (header !== '' && (words.byHeadingOnly || words.never?.test(plainHeading(header)))) return 0;
  const content = words.looks(texts);
  return content >= (header === '' ? 0.6 : 0.8) ? content * (header === '' ? 0.7 : 0.5) : 0;
}

/** The field that a heading names, or undefined. */
export function fieldOf<Field extends string>(vocabulary: Vocabulary<Field>, header: string): Field | undefined {
  let best: { field: Field; score: number } | undefined;
  for (const field of Object.keys(vocabulary) as Field[]) {
    const score = headingScore(vocabulary[field], header);
    if (score > (best?.score ?? LEAST_HEADING)) best = { field, score };
  }
  return best?.field;
}

/** Whether a heading is the very word for a field. */
export const isHeadingOf = (words: FieldWords, header: string): boolean =>
  words.strong.includes(plainHeading(header)) || words.exact?.includes(plainHeading(header)) === true;

/** What was found for headings before: the same ones are looked at again and again. */
const scores = new WeakMap<FieldWords, Map<string, number>>();
const MOST_SCORES = 5000;

/** How well a heading as it is written names a field; of “Channel / medium” either half may do so. */
function headingScore(words: FieldWords, header: string): number {
  let known = scores.get(words);
  if (!known || known.size > MOST_SCORES) scores.set(words, (known = new Map()));
  let score = known.get(header);
  if (score === undefined) known.set(header, (score = scoreOf(words, header)));
  return score;
}

function scoreOf(words: FieldWords, header: string): number {
  if (header.length > LONGEST_HEADING) return 0;
  const plain = plainHeading(header);
  const whole = headingMatch(words, plain);
  const parts = header.split(/[/|,;:\n]|\s[-–]\s/).map(plainHeading);
  if (parts.length < 2 || words.never?.test(plain)) return whole;
  return Math.max(whole, ...parts.map((part) => headingMatch(words, part) * 0.9));
}

/** What may follow the word that a heading is about: “date of sending”, “audience for this”, “date planned”. */
const FOLLOWS = /^(of|for|to|on|at|in|and|or|by|from|per|the|that|we|is|are|will|should|does|do|due|sent|\p{L}+ed)\b/u;
const ASKS = /^(when|who|whom|what|where|how|which)$/;
/** Longer headings are sentences. */
const MOST_WORDS = 12;

/**
 * How well a heading (as of `plainHeading`) names a field, 0 to 1: the whole heading, or its last word, which is what it is about.
 * In “word count” or “media URL” the first word only says which count and which URL.
 */
export function headingMatch(words: FieldWords, plain: string): number {
  if (plain === '' || words.never?.test(plain)) return 0;
  const values = valuesOf(words);
  const whole = values.get(plain);
  let best = whole?.whole ?? 0;
  const parts = plain.split(' ');
  if (parts.length > MOST_WORDS) return best;
  for (let from = 0; from < parts.length; from++) {
    for (let until = from + 1; until <= parts.length; until++) {
      const phrase = parts.slice(from, until).join(' ');
      const value = phrase === plain ? undefined : values.get(phrase);
      if (!value) continue;
      const share = 0.6 + 0.3 * (phrase.length / plain.length);
      const following = parts.slice(until).join(' ');
      const place =
        following === ''
          ? share
          : from === 0 && (ASKS.test(phrase) || FOLLOWS.test(following))
            ? Math.max(share, 0.7)
            : MODIFIER;
      best = Math.max(best, place * value.part);
    }
  }
  return best;
}

interface PhraseValue {
  /** As a whole heading. */
  whole: number;
  /** As a part of one; nought where it counts only as a whole. */
  part: number;
}
const VALUES = new WeakMap<FieldWords, Map<string, PhraseValue>>();

/** What each phrase of a field is worth. The words that stand first in the vocabulary are the plainest. */
function valuesOf(words: FieldWords): Map<string, PhraseValue> {
  const known = VALUES.get(words);
  if (known) return known;
  const values = new Map<string, PhraseValue>();
  const learn = (phrase: string, value: PhraseValue) => {
    if ((values.get(phrase)?.whole ?? 0) < value.whole) values.set(phrase, value);
  };
  words.strong.forEach((phrase, place) => learn(phrase, { whole: 1 - (0.04 * place) / words.strong.length, part: 1 }));
  words.exact?.forEach((phrase) => learn(phrase, { whole: EXACT, part: 0 }));
  words.exactWeak?.forEach((phrase) => learn(phrase, { whole: 0.75, part: 0 }));
  words.weak?.forEach((phrase) => learn(phrase, { whole: 0.75, part: 0.75 }));
  VALUES.set(words, values);
  return values;
}

/** A heading in plain words: “Date (dd/mm)” is “date”, “Start_Date*” is “start date”, “startDate” too, and “#” is “number”. */
export function plainHeading(header: string): string {
  const text = header
    .slice(0, 200)
    .normalize('NFC')
    .replace(/#(?![\p{L}\d])|^#/u, ' number ');
  const bare = text
    .replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[’']s\b/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return bare === ''
    ? text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()
    : bare;
}

/** The share of texts that pass a test, 0 to 1. */
export const share = (texts: string[], test: (text: string) => boolean) =>
  texts.length === 0 ? 0 : texts.filter(test).length / texts.length;

/** Plain numbers are dates and times only where a heading says so: 46500 may be a cost, 1.5 an effort and 1400 a word count. */
export const isNumber = (text: string) => /^[-+]?\d+(?:[.,]\d+)?$/.test(text);

/** Whether a text is a date and nothing else. */
function isDate(text: string): boolean {
  const reading = readDate(text);
  return 'from' in reading && !reading.amongWords;
}

export const looksLikeDates = (texts: string[]) => share(texts, (text) => !isNumber(text) && isDate(text));
export const looksLikeTimes = (texts: string[]) =>
  share(
    texts,
    (text) =>
      !isNumber(text) && readTime(text) !== undefined && /[:.h]|[ap]m|noon|midday|morning|afternoon/i.test(text),
  );
export const looksLikeLinks = (texts: string[]) => share(texts, (text) => /^(https?:\/\/|www\.)\S+$/i.test(text));
/** Texts of a sentence or more. */
export const looksLikeProse = (texts: string[]) => share(texts, (text) => text.length > 60 || text.includes('\n'));
/** Titles of a few words. */
export const looksLikeTitles = (texts: string[]) =>
  share(texts, (text) => text.length < 120 && !/https?:|^\d/.test(text) && text.split(' ').length > 2) * 0.9;
/** A few short texts, again and again. */
export const looksLikeGroups = (texts: string[]) =>
  texts.length < 3 ? 0 : Math.max(0, 1 - new Set(texts).size / texts.length) * share(texts, (text) => text.length < 60);
