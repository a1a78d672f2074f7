import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closed, isolated } from './bidi.ts';

const controls = fc.string({
  unit: fc.constantFrom(
    'a',
    'ש',
    '\u202a',
    '\u202b',
    '\u202c',
    '\u202d',
    '\u202e',
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
  ),
});

/** How deep a text leaves what follows it, embeddings and isolates; undefined where it closes what it has not opened. */
function depthAfter(text: string): number | undefined {
  const open: string[] = [];
  for (const character of text) {
    if ('\u202a\u202b\u202d\u202e'.includes(character)) open.push('\u202c');
    else if ('\u2066\u2067\u2068'.includes(character)) open.push('\u2069');
    else if ('\u202c\u2069'.includes(character) && open.pop() !== character) return undefined;
  }
  return open.length;
}

describe('closed', () => {
  it.each([
    ['\u202eHarbour', 'Harbour'],
    ['Harbour\u202c', 'Harbour'],
    ['\u2067Harbour', 'Harbour'],
    ['Harbour\u2069', 'Harbour'],
    ['a \u202ebc\u202c d', 'a \u202ebc\u202c d'],
    ['\u2068a\u202eb\u2069c', '\u2068ab\u2069c'],
    ['\u202ea\u2066b\u202cc', 'abc'],
    ['נמל', 'נמל'],
    ['Harbour 🚢', 'Harbour 🚢'],
  ])('%j becomes %j', (text, expected) => {
    expect(closed(text)).toBe(expected);
  });

  it('leaves nothing open, and what is whole as it is', () => {
    fc.assert(
      fc.property(controls, (text) => {
        expect(depthAfter(closed(text))).toBe(0);
        expect(closed(closed(text))).toBe(closed(text));
        if (depthAfter(text) === 0) expect(closed(text)).toBe(text);
      }),
    );
  });
});

describe('isolated', () => {
  it('leaves plain names alone, and holds together what turns the text', () => {
    expect(isolated('Łódź, 3 – 5 %')).toBe('Łódź, 3 – 5 %');
    expect(isolated('נמל')).toBe('\u2068נמל\u2069');
    expect(isolated('٥')).toBe('\u2068٥\u2069');
    expect(isolated('\u202eHarbour')).toBe('\u2068Harbour\u2069');
  });

  it('never leaves a sentence turned', () => {
    fc.assert(fc.property(controls, (text) => depthAfter(isolated(text)) === 0));
  });
});
