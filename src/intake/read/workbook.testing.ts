import { strToU8, zipSync } from 'fflate';
import { columnLetters } from '#campaign/sheet.ts';

/** Small workbooks for tests, built part by part, so that tests may have what no writer offers. */

export type TestCell =
  | string
  | number
  | null
  | { serial: number; style: 'date' | 'time' | 'moment' | 'custom' }
  | { formula: string; value: string | number }
  | { error: string }
  | { struck: string };

export interface TestSheet {
  name: string;
  rows: TestCell[][];
  state?: 'hidden' | 'veryHidden';
  merges?: string[];
  /** Numbers of rows that are hidden. */
  hidden?: number[];
  /** Number of the first row; 1 by default. */
  firstRow?: number;
}

const STYLES = { date: 1, time: 2, moment: 3, custom: 4, struck: 5 };

export function workbookOf(sheets: TestSheet[], { date1904 = false, prefix = '' } = {}): Uint8Array {
  return zipSync(workbookParts(sheets, { date1904, prefix }));
}

/** The parts of a workbook, for tests that change one of them. */
export function workbookParts(sheets: TestSheet[], { date1904 = false, prefix = '' } = {}): Record<string, Uint8Array> {
  const strings: string[] = [];
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<?xml version="1.0"?><Types/>',
    '_rels/.rels':
      '<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns:r="r"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheets
      .map(
        ({ name, state }, index) =>
          `<sheet name="${escapeXml(name)}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="s${index + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
      .map(
        (_, index) =>
          `<Relationship Id="s${index + 1}" Type="http://x/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
      )
      .join(
        '',
      )}<Relationship Id="t" Type="http://x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="u" Type="http://x/styles" Target="/xl/styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-409]ddd\\ d\\ mmm\\ yyyy;@"/></numFmts><fonts><font/><font><strike/></font></fonts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="0" fontId="1"/></cellXfs></styleSheet>`,
  };
  sheets.forEach((sheet, index) => {
    parts[`xl/worksheets/sheet${index + 1}.xml`] = sheetXml(sheet, strings, prefix);
  });
  parts['xl/sharedStrings.xml'] = `<sst>${strings
    .map((text) => `<si><r><t xml:space="preserve">${escapeXml(text)}</t></r><rPh><t>spoken</t></rPh></si>`)
    .join('')}</sst>`;
  return Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]));
}

function sheetXml(
  { rows, merges = [], hidden = [], firstRow = 1 }: TestSheet,
  strings: string[],
  prefix: string,
): string {
  const body = rows.map((cells, index) => {
    const row = firstRow + index;
    const inside = cells
      .map((cell, column) => cellXml(cell, `${columnLetters(column)}${row}`, strings, prefix))
      .join('');
    return `<${prefix}row r="${row}"${hidden.includes(row) ? ' hidden="1"' : ''}>${inside}</${prefix}row>`;
  });
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  return `<?xml version="1.0"?><worksheet><${prefix}sheetData>${body.join('')}</${prefix}sheetData><mergeCells>${merged}</mergeCells></worksheet>`;
}

function cellXml(cell: TestCell, at: string, strings: string[], prefix: string): string {
  const c = `${prefix}c`;
  const v = (value: string | number) => `<${prefix}v>${escapeXml(String(value))}</${prefix}v>`;
  if (cell === null) return `<${c} r="${at}" s="1"/>`;
  if (typeof cell === 'number') return `<${c} r="${at}">${v(cell)}</${c}>`;
  if (typeof cell === 'string') return `<${c} r="${at}" t="s">${v(strings.push(cell) - 1)}</${c}>`;
  if ('serial' in cell) return `<${c} r="${at}" s="${STYLES[cell.style]}">${v(cell.serial)}</${c}>`;
  if ('struck' in cell) return `<${c} r="${at}" t="s" s="${STYLES.struck}">${v(strings.push(cell.struck) - 1)}</${c}>`;
  if ('error' in cell) return `<${c} r="${at}" t="e">${v(cell.error)}</${c}>`;
  const type = typeof cell.value === 'string' ? ' t="str"' : '';
  return `<${c} r="${at}"${type}><${prefix}f>${escapeXml(cell.formula)}</${prefix}f>${v(cell.value)}</${c}>`;
}

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
