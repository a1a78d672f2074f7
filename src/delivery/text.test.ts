import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOSTILE_TEXTS } from './hostile.testing.ts';
import { cleanText, cutToFit, oneLine, safeLink, splitToFit } from './text.ts';

const anyText = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary', maxLength: 300 }));
const bytes = (text: string) => new TextEncoder().encode(text).length;

describe('cleanText', () => {
  it('keeps words, tabs and line feeds, and drops what breaks files', () => {
    expect(cleanText('a\r\nb\rc\td\0e\u2028f\u0085g\ud800h 🚀')).toBe('a\nb\nc\tde\nf\ng\ufffdh 🚀');
  });

  it('puts a text on one line', () => {
    expect(oneLine('  Hello\r\nBcc: x@y.z\n')).toBe('Hello Bcc: x@y.z');
  });
});

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

describe('safeLink', () => {
  it.each([
    ['https://example.com/a b?x=1&y="2"', 'https://example.com/a%20b?x=1&y=%222%22'],
    ['http://example.com/<x>|y', 'http://example.com/%3Cx%3E%7Cy'],
    ['mailto:a@b.example?subject=Hi there', 'mailto:a@b.example?subject=Hi%20there'],
    ["https://example.com/?q='", 'https://example.com/?q=%27'],
  ])('lets %s through', (address, link) => {
    expect(safeLink(address)).toBe(link);
  });

  it.each([
    '',
    'www.example.com',
    '/learn',
    'javascript:alert(1)',
    ' \u0001JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'vbscript:x',
    `https://example.com/${'é'.repeat(1_900)}`,
  ])('refuses %j', (address) => {
    expect(safeLink(address)).toBeUndefined();
  });
});
