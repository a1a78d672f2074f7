import { attribute, scanXml } from './xml.ts';

/** What the formats of a workbook say about its cells. */

export type NumberKind = 'number' | 'date' | 'time' | 'moment';

export interface CellStyle {
  kind: NumberKind;
  /** Whether a line is drawn through the text. */
  struck: boolean;
  /** Whether the cell has a colour of its own. */
  coloured: boolean;
}

export const PLAIN_STYLE: CellStyle = { kind: 'number', struck: false, coloured: false };

/** What each cell style says, by its number. */
export function readStyles(source: string): CellStyle[] {
  const formats = new Map<number, string>();
  const struckFonts: boolean[] = [];
  const colours: boolean[] = [];
  const styles: CellStyle[] = [];
  let within: string | undefined;
  scanXml(source, {
    open(name, attributes) {
      if (name === 'numFmt') {
        formats.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '');
      } else if (name === 'fonts' || name === 'fills' || name === 'cellXfs') within = name;
      else if (within === 'fonts' && name === 'font') struckFonts.push(false);
      else if (within === 'fonts' && name === 'strike')
        struckFonts[struckFonts.length - 1] = !/^(0|false|off)$/i.test(attribute(attributes, 'val') ?? '1');
      else if (within === 'fills' && name === 'fill') colours.push(false);
      else if (within === 'fills' && name === 'fgColor') colours[colours.length - 1] = !isWhite(attributes);
      else if (within === 'cellXfs' && name === 'xf') {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0);
        const custom = formats.get(id);
        styles.push({
          kind: custom === undefined ? builtInKind(id) : kindOfFormat(custom),
          struck: struckFonts[Number(attribute(attributes, 'fontId') ?? 0)] ?? false,
          coloured: colours[Number(attribute(attributes, 'fillId') ?? 0)] ?? false,
        });
      }
    },
    close(name) {
      if (name === within) within = undefined;
    },
    text() {},
  });
  return styles;
}

const isWhite = (attributes: string) =>
  /^(ff)?ffffff$/i.test(attribute(attributes, 'rgb') ?? '') ||
  (attribute(attributes, 'theme') === '0' && attribute(attributes, 'tint') === undefined);

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
