import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOSTILE_TEXTS } from './hostile.testing.ts';
import { cleanText } from '#campaign/text.ts';
import { cutToFit, splitToFit } from './cutting.ts';

const anyText = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary', maxLength: 300 }));
const bytes = (text: string) => new TextEncoder().encode(text).length;

describe('cutToFit', () => {
  it('cuts at a space near the end, and says so', () => {
    expect(cutToFit('one two three', 20)).toBe('one two three');
    expect(cutToFit('one two three', 10)).toBe('one two…');
    expect(cutToFit('🚀🚀🚀', 4)).toBe('🚀…');
  });

  it('fits, is well formed, and begins as the text does', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 4, max: 500 }), (dirty, most) => {
        const text = cleanText(dirty);
        const cut = cutToFit(text, most, bytes);
        expect(bytes(cut)).toBeLessThanOrEqual(most);
        expect(cut.isWellFormed()).toBe(true);
        expect(text.startsWith(cut === text ? cut : cut.slice(0, -1))).toBe(true);
      }),
    );
  });
});

describe('splitToFit', () => {
  it('prefers paragraphs to lines and lines to words', () => {
    expect(splitToFit('aa bb\ncc\n\ndd', 9)).toEqual(['aa bb\ncc', 'dd']);
    expect(splitToFit('aa bb\ncc', 5)).toEqual(['aa bb', 'cc']);
    expect(splitToFit('aa bb cc', 5)).toEqual(['aa bb', 'cc']);
    expect(splitToFit('aaaaaaa', 3)).toEqual(['aaa', 'aaa', 'a']);
    expect(splitToFit(' \n ', 3)).toEqual([]);
  });

  it('loses nothing but blanks, and every part fits', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 4, max: 3000 }), (dirty, most) => {
        const text = cleanText(dirty);
        const parts = splitToFit(text, most);
        expect(parts.filter((part) => part.length > most || part.trim() === '' || !part.isWellFormed())).toEqual([]);
        expect(parts.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
      { numRuns: 60 },
    );
  });
});
