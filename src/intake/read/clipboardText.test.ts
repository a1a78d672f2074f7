import { expect, it } from 'vitest';
import { readClipboard } from './clipboardText.ts';

const cellsOf = (text: string) => readClipboard(text).map(({ cells }) => cells);

it('cells are apart by tabs, rows by line breaks, and a break at the end begins none', () => {
  expect(cellsOf('a\tb\r\n\tc\n')).toEqual([
    ['a', 'b'],
    ['', 'c'],
  ]);
  expect(cellsOf('a')).toEqual([['a']]);
  expect(cellsOf('a\n\nb')).toEqual([['a'], [''], ['b']]);
});

it('quotation marks are around cells that need them, and else of the text itself', () => {
  expect(cellsOf('"Go live" is here\t"Ask me anything"\t"two\nlines"')).toEqual([
    ['"Go live" is here', '"Ask me anything"', 'two\nlines'],
  ]);
  expect(cellsOf('"a ""b"" c"\tx')).toEqual([['a "b" c', 'x']]);
  expect(cellsOf('"open\tx')).toEqual([['"open', 'x']]);
});

it('very many cells are refused in a sentence', () => {
  expect(() => readClipboard('\n'.repeat(4_000_000))).toThrow(/at most 20,000 rows/);
  expect(() => readClipboard('\t'.repeat(4_000_000))).toThrow(/200 columns/);
});
