import { IntakeError, WHOLE_FILE } from './error.ts';
import { readSheet, type Sheet } from './sheet.ts';
import { readStyles } from './styles.ts';
import { attribute, scanXml, unescapeCharacters } from './xml.ts';
import { notAWorkbook, openArchive, type Archive } from './zip.ts';

/** Excel workbooks (.xlsx, .xlsm). Every cell becomes the text a person sees; dates become YYYY-MM-DD, with HH:MM where they have a time. */

export interface Workbook {
  sheets: { name: string; hidden: boolean }[];
  /** Whether bare date numbers count from 1904, as old Macs did. */
  date1904: boolean;
  /** The rows of a sheet that hold anything, at most `limit` of them. Throws IntakeError. */
  read(sheet: number, limit: number): Sheet;
}

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
    read(sheet, limit) {
      const { name, part } = sheets[sheet]!;
      const content = xml(part);
      if (content === undefined) {
        throw new IntakeError(file, `sheet “${name}”`, 'it is missing from the workbook', 'save the workbook anew');
      }
      strings ??= readSharedStrings(xml(partOf('sharedStrings') ?? 'xl/sharedStrings.xml') ?? '');
      return readSheet(content, { strings, styles, date1904, limit, file });
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
