import { strFromU8, strToU8 } from 'fflate';
import { getCellAddress } from 'write-excel-file/utility';

/** How the sheets are printed, which the library has no options for: landscape, one page wide, with the headings on every page. */

interface Printed {
  name: string;
  rows: readonly unknown[];
  columns: readonly unknown[];
  /** Columns that fit on the page; the sheet is not printed in a set area without it. */
  printed?: number | undefined;
}

export function withPrintSetup(
  parts: Record<string, Uint8Array>,
  tables: readonly Printed[],
): Record<string, Uint8Array> {
  const changed = { ...parts };
  const edit = (name: string, change: (xml: string) => string) =>
    (changed[name] = strToU8(change(strFromU8(parts[name]!))));
  tables.forEach((_, index) => edit(`xl/worksheets/sheet${index + 1}.xml`, onePageWide));
  edit('xl/workbook.xml', (xml) => xml.replace('<definedNames/>', `<definedNames>${namesOf(tables)}</definedNames>`));
  return changed;
}

function onePageWide(xml: string): string {
  const setup = '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>';
  return xml
    .replace(/(<worksheet[^>]*>)/, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
    .replace(/<pageSetup[^>]*\/>/, '')
    .replace('</worksheet>', `${setup}</worksheet>`);
}

function namesOf(tables: readonly Printed[]): string {
  const areas = tables.flatMap(({ name, rows, columns, printed }, index) => {
    if (printed === undefined) return [];
    const last = getCellAddress(rows.length, Math.min(printed, columns.length) - 1).replace(/(\D+)(\d+)/, '$$$1$$$2');
    return [`<definedName name="_xlnm.Print_Area" localSheetId="${index}">${name}!$A$1:${last}</definedName>`];
  });
  const titles = tables.map(
    ({ name }, index) => `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${name}!$1:$1</definedName>`,
  );
  return [...areas, ...titles].join('');
}
