import { FIRST_DAY, formatDay, LAST_DAY } from '#campaign/calendar.ts';
import { IntakeError, WHOLE_FILE } from './error.ts';
import type { TableRow } from './table.ts';
import { attribute, scanXml } from './xml.ts';
import { notAWorkbook, openArchive, type Archive } from './zip.ts';

/** Excel workbooks (.xlsx, .xlsm). Every cell becomes the text a person sees; dates become YYYY-MM-DD, with HH:MM where they have a time. */

export interface Workbook {
  sheets: { name: string; hidden: boolean }[];
  /** Whether bare date numbers count from 1904, as old Macs did. */
  date1904: boolean;
  /** The rows of a sheet that hold anything, at most `limit` of them. Throws IntakeError. */
  rows(sheet: number, limit: number): TableRow[];
}

/** Excel's own limits; and how far to the right a plan may reach. */
const LAST_ROW = 1_048_576;
export const LAST_COLUMN = 1024;
const MOST_CELLS = 5_000_000;
/** Past these, merged cells are left as they are stored: no plan has them, a hostile file may. */
const LONGEST_MERGE = 1000;
const MOST_MERGES = 20_000;

const DECODER = new TextDecoder();

/** Opens a workbook. Throws IntakeError, also for other kinds of file that are zip archives inside. */
export function openWorkbook(bytes: Uint8Array, file: string): Workbook {
  const archive = openArchive(bytes, file);
  const xml = (part: string) => {
    const content = archive.read(part);
    return content && DECODER.decode(content);
  };
  const main = relations(xml, '').find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const source = main.endsWith('.xml') ? xml(main) : undefined;
  if (source === undefined || !/<(?:\w+:)?workbook[\s>]/.test(source)) throw otherArchive(archive, file);
  const related = relations(xml, main);
  const { sheets, date1904 } = readWorkbook(source, related);
  if (sheets.length === 0) {
    throw new IntakeError(file, WHOLE_FILE, 'the workbook has no sheet with cells', 'import one that has a list in it');
  }
  const partOf = (type: string) => related.find((relation) => relation.type === type)?.target;
  const styles = readStyles(xml(partOf('styles') ?? 'xl/styles.xml') ?? '');
  let strings: string[] | undefined;
  return {
    sheets: sheets.map(({ name, hidden }) => ({ name, hidden })),
    date1904,
    rows(sheet, limit) {
      const { name, part } = sheets[sheet]!;
      const content = xml(part);
      if (content === undefined) {
        throw new IntakeError(file, `sheet “${name}”`, 'it is missing from the workbook', 'save the workbook anew');
      }
      strings ??= readSharedStrings(xml(partOf('sharedStrings') ?? 'xl/sharedStrings.xml') ?? '');
      return readSheet(content, { strings, styles, date1904, limit, file, sheet: name });
    },
  };
}

function otherArchive(archive: Archive, file: string): IntakeError {
  const has = (pattern: RegExp) => archive.names.some((name) => pattern.test(name));
  const refuse = (what: string) => new IntakeError(file, WHOLE_FILE, `it is ${what}`, 'save the list as .xlsx or .csv');
  if (has(/^xl\/workbook\.bin$/)) return refuse('a binary workbook (.xlsb)');
  if (has(/\.iwa$/) || has(/^index\.zip$/)) return refuse('a Numbers document');
  if (has(/^content\.xml$/)) return refuse('an OpenDocument file (.ods)');
  if (has(/^word\//)) return refuse('a Word document');
  if (has(/^ppt\//)) return refuse('a PowerPoint file');
  return notAWorkbook(file);
}

interface Relation {
  id: string;
  type: string;
  target: string;
}

/** What a part points at, by the last word of the relation's type; targets as full names of parts. */
function relations(xml: (part: string) => string | undefined, part: string): Relation[] {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const source = xml(`${folder}_rels/${part.slice(folder.length)}.rels`) ?? '';
  const found: Relation[] = [];
  scanXml(source, {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const target = attribute(attributes, 'Target') ?? '';
      found.push({
        id: attribute(attributes, 'Id') ?? '',
        type: (attribute(attributes, 'Type') ?? '').split('/').at(-1)!,
        target: target.startsWith('/') ? target.slice(1) : folder + target.replace(/^\.\//, ''),
      });
    },
    close() {},
    text() {},
  });
  return found;
}

function readWorkbook(source: string, related: Relation[]) {
  const sheets: { name: string; hidden: boolean; part: string }[] = [];
  let date1904 = false;
  scanXml(source, {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 ||= /^(1|true|on)$/i.test(attribute(attributes, 'date1904') ?? '');
      if (name !== 'sheet') return;
      const id = attribute(attributes, 'id');
      const relation = related.find((other) => other.id === id && id !== '');
      // Charts and dialogs are sheets too, but have no cells.
      if (relation?.type !== 'worksheet') return;
      sheets.push({
        name: attribute(attributes, 'name') ?? `Sheet ${sheets.length + 1}`,
        hidden: /hidden/i.test(attribute(attributes, 'state') ?? ''),
        part: relation.target,
      });
    },
    close() {},
    text() {},
  });
  return { sheets, date1904 };
}

/** The shared strings; what is spelt out for pronunciation is left out. */
function readSharedStrings(source: string): string[] {
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let spoken = false;
  scanXml(source, {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 't') inText = !spoken;
      else if (name === 'rPh') spoken = true;
    },
    close(name) {
      if (name === 'si') strings.push(unescapeCharacters(current));
      else if (name === 't') inText = false;
      else if (name === 'rPh') spoken = false;
    },
    text(text) {
      if (inText) current += text;
    },
  });
  return strings;
}

/** Office writes characters that XML cannot hold as _x000D_. */
const unescapeCharacters = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

type NumberKind = 'number' | 'date' | 'time' | 'moment';

/** For each cell style, whether its numbers are dates, times, both or plain numbers. */
function readStyles(source: string): NumberKind[] {
  const formats = new Map<number, string>();
  const kinds: NumberKind[] = [];
  let inCellFormats = false;
  scanXml(source, {
    open(name, attributes) {
      if (name === 'numFmt') {
        formats.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '');
      } else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0);
        const custom = formats.get(id);
        kinds.push(custom === undefined ? builtInKind(id) : kindOfFormat(custom));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
    text() {},
  });
  return kinds;
}

/** Number formats that every spreadsheet program knows by number (ECMA-376, 18.8.30), with those of East Asian versions. */
function builtInKind(id: number): NumberKind {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || (id >= 50 && id <= 58) || id === 34 || id === 35)
    return 'date';
  if ((id >= 18 && id <= 21) || id === 32 || id === 33 || (id >= 45 && id <= 47)) return 'time';
  return id === 22 ? 'moment' : 'number';
}

function kindOfFormat(format: string): NumberKind {
  const letters = (format.split(';')[0] ?? '')
    .toLowerCase()
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(h+|m+|s+)\]/g, '$1')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general/g, '');
  if (/[0#?]/.test(letters.replace(/[.,]0+/g, ''))) return 'number';
  const time = /[hs]/.test(letters);
  const date = /[dy]/.test(letters) || /mmm/.test(letters) || (/m/.test(letters) && !time);
  return date ? (time ? 'moment' : 'date') : time ? 'time' : 'number';
}

interface SheetContext {
  strings: string[];
  styles: NumberKind[];
  date1904: boolean;
  limit: number;
  file: string;
  sheet: string;
}

function readSheet(source: string, context: SheetContext): TableRow[] {
  const rows = new Map<number, string[]>();
  const merges: string[] = [];
  let row = 0;
  let column = 0;
  let total = 0;
  let inSheetData = false;
  let cell: { type: string; style: number; text: string } | undefined;
  let collecting = false;
  let spoken = false;

  const place = (text: string) => {
    if (column > LAST_COLUMN) {
      throw new IntakeError(
        context.file,
        `sheet “${context.sheet}”, row ${row}`,
        `there is text in column ${column}, far to the right of any plan`,
        'delete what stands there, or copy the list into a new sheet',
      );
    }
    let cells = rows.get(row);
    if (!cells) rows.set(row, (cells = []));
    total += Math.max(1, column - cells.length);
    if (total > MOST_CELLS) throw tooManyCells(context.file);
    while (cells.length < column - 1) cells.push('');
    cells[column - 1] = text;
  };

  scanXml(
    source,
    {
      open(name, attributes) {
        if (name === 'sheetData') inSheetData = true;
        else if (name === 'mergeCell') merges.push(attribute(attributes, 'ref') ?? '');
        if (!inSheetData) return;
        if (name === 'row') {
          const given = Number(attribute(attributes, 'r'));
          row = Number.isInteger(given) && given > 0 && given <= LAST_ROW ? given : row + 1;
          column = 0;
        } else if (name === 'c') {
          const address = /^([A-Z]{1,3})\d+$/.exec(attribute(attributes, 'r') ?? '');
          column = address ? columnNumber(address[1]!) : column + 1;
          const style = Number(attribute(attributes, 's') ?? 0);
          cell = { type: attribute(attributes, 't') ?? 'n', style, text: '' };
        } else if (name === 'rPh') spoken = true;
        else if (name === 'v' || name === 't') collecting = cell !== undefined && !spoken;
      },
      close(name) {
        if (name === 'sheetData') inSheetData = false;
        else if (name === 'rPh') spoken = false;
        else if (name === 'v' || name === 't') collecting = false;
        else if (name === 'c' && cell) {
          const text = cellText(cell, context);
          if (text.trim() !== '') place(text);
          cell = undefined;
        }
      },
      text(text) {
        if (collecting && cell) cell.text += text;
      },
    },
    () => rows.size > context.limit,
  );
  fillMerged(rows, merges);
  const filled = [...rows].map(([number, cells]) => ({ row: number, cells }));
  return filled.sort((a, b) => a.row - b.row).slice(0, context.limit);
}

export const tooManyCells = (file: string) =>
  new IntakeError(
    file,
    WHOLE_FILE,
    `the list has more than ${MOST_CELLS / 1_000_000} million cells`,
    'keep the columns and rows you need, or split it into smaller files',
  );

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

function cellText(cell: { type: string; style: number; text: string }, context: SheetContext): string {
  const { type, text } = cell;
  if (type === 's') return context.strings[Number(text)] ?? '';
  if (type === 'b') return text.trim() === '1' ? 'TRUE' : text.trim() === '' ? '' : 'FALSE';
  if (type === 'd')
    return text
      .replace('T', ' ')
      .replace(/(\d\d:\d\d):.*$/, '$1')
      .replace(/ 00:00$/, '');
  if (type !== 'n') return unescapeCharacters(text);
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) return text;
  const kind = context.styles[cell.style] ?? 'number';
  return kind === 'number' ? plainNumber(number) : (serialText(number, kind, context.date1904) ?? plainNumber(number));
}

/** Calculations leave traces such as 0.30000000000000004 that no one sees in a sheet. */
const plainNumber = (number: number) => String(Number(number.toPrecision(15)));

/** A spreadsheet's date number as text, or undefined where it is no day from 1970 to 2199 and no time of day. */
export function serialText(serial: number, kind: Exclude<NumberKind, 'number'>, date1904: boolean): string | undefined {
  // The day first, then the time cut to the minute: 23:59:59 is still of its day.
  const whole = Math.floor(serial);
  const seconds = Math.min(86_399, Math.round((serial - whole) * 86_400));
  const clock = clockText(Math.floor(seconds / 60));
  if (whole === 0 && kind !== 'date') return clock;
  const day = serialDay(whole, date1904);
  if (day === undefined) return undefined;
  return seconds < 60 ? formatDay(day) : `${formatDay(day)} ${clock}`;
}

/** The epoch day of a spreadsheet's date number, or undefined outside 1970 to 2199. Serial 25,569 is 1970-01-01; the 1904 system is 1,462 days behind. */
export function serialDay(serial: number, date1904: boolean): number | undefined {
  const day = Math.floor(serial) - 25_569 + (date1904 ? 1462 : 0);
  return day >= FIRST_DAY && day <= LAST_DAY ? day : undefined;
}

/** Minutes after midnight as HH:MM. */
export function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/**
 * A cell merged over several rows means its text for each of them; Excel keeps it in the first only.
 * Sideways it stays in its first column, so that a title over the whole sheet is still one cell.
 */
function fillMerged(rows: Map<number, string[]>, merges: string[]): void {
  for (const merge of merges.slice(0, MOST_MERGES)) {
    const match = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(merge);
    if (!match) continue;
    const column = columnNumber(match[1]!) - 1;
    const text = rows.get(Number(match[2]))?.[column];
    if (!text) continue;
    const last = Math.min(Number(match[3]), Number(match[2]) + LONGEST_MERGE);
    for (let row = Number(match[2]) + 1; row <= last; row++) {
      const cells = rows.get(row);
      // Rows without anything of their own stay blank.
      if (!cells || (cells[column] ?? '') !== '') continue;
      while (cells.length < column) cells.push('');
      cells[column] = text;
    }
  }
}
