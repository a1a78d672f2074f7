import { clean } from './markup.ts';

/** How wide words are, and shortening them to a width. */

/** Advance widths of U+0020 to U+007E in Inter Regular, in hundredths of the font size (read from the font's own tables). */
const WIDTHS = [
  28, 29, 47, 63, 64, 98, 64, 30, 36, 36, 50, 66, 29, 46, 29, 36, 63, 41, 61, 62, 65, 59, 62, 57, 62, 62, 29, 30, 66,
  66, 66, 51, 97, 69, 65, 73, 72, 60, 59, 75, 74, 27, 57, 67, 57, 90, 75, 76, 64, 76, 64, 64, 65, 74, 69, 99, 68, 68,
  63, 36, 36, 36, 47, 46, 32, 56, 61, 57, 61, 58, 37, 61, 59, 24, 24, 55, 24, 88, 59, 60, 61, 61, 38, 53, 33, 59, 56,
  82, 55, 56, 55, 43, 33, 43, 66,
];
const ELLIPSIS = '…';
const ELLIPSIS_WIDTH = 87;
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\uFF00-\uFFEF]/u;
const ZERO = /^[\p{Mark}\p{Cf}]+$/u;
// Readers without Inter see their system's face, which may run a little wider, as do the heavier weights.
const ALLOWANCE = 1.08;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function widthOf(grapheme: string): number {
  const code = grapheme.codePointAt(0)!;
  if (code >= 0x20 && code < 0x7f) return WIDTHS[code - 0x20]!;
  if (grapheme === ELLIPSIS) return ELLIPSIS_WIDTH;
  if (WIDE.test(grapheme)) return 130;
  if (ZERO.test(grapheme)) return 0;
  if (code < 0x180) return 64;
  if (code < 0x530) return 72;
  return 100;
}

/** Width of one line of text in pixels, never less than it will be drawn. */
export function measure(text: string, size: number): number {
  let sum = 0;
  for (const { segment } of graphemes.segment(text)) sum += widthOf(segment);
  return (sum * size * ALLOWANCE) / 100;
}

/** The text, cleaned, or as much of its beginning as fits into `width` pixels with an ellipsis. Empty where not even that fits. */
export function shorten(text: string, width: number, size: number): string {
  const line = clean(text);
  const room = (width * 100) / (size * ALLOWANCE);
  const roomBeforeEllipsis = room - ELLIPSIS_WIDTH;
  let sum = 0;
  let kept = '';
  let keptSum = 0;
  for (const { segment } of graphemes.segment(line)) {
    sum += widthOf(segment);
    if (sum <= roomBeforeEllipsis) {
      kept += segment;
      keptSum = sum;
    }
    if (sum > room) return keptSum === 0 ? '' : kept.trimEnd() + ELLIPSIS;
  }
  return line;
}
