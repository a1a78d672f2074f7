import { describe, expect, it } from 'vitest';
import { cleanText, nameLine, oneLine, safeLink } from './text.ts';

describe('cleanText', () => {
  it('keeps words, tabs and line feeds, and drops what breaks files', () => {
    expect(cleanText('a\r\nb\rc\td\0e\u2028f\u0085g\ud800h 🚀')).toBe('a\nb\nc\tde\nf\ng\ufffdh 🚀');
  });

  it('closes what would turn the text that follows', () => {
    expect(cleanText('\u202eHarbour')).toBe('Harbour');
    expect(cleanText('\u2067שלום\u2069 there')).toBe('\u2067שלום\u2069 there');
  });

  it('puts a text on one line', () => {
    expect(oneLine('  Hello\r\nBcc: x@y.z\n')).toBe('Hello Bcc: x@y.z');
  });
});

describe('nameLine', () => {
  it.each([
    ['Launch\r\nemail\tnow\u2028here', 'Launch email now here'],
    ['La\u0000un\u001bch\u009f', 'Launch'],
    ['\u202eHarbour', 'Harbour'],
    ['a  b\u00a0c 🚀', 'a  b\u00a0c 🚀'],
    [' \n ', '   '],
    ['\u0007\u0000', '\ufffd'],
    ['\u0085', '\ufffd'],
  ])('%j becomes %j', (text, expected) => {
    expect(nameLine(text)).toBe(expected);
    expect(nameLine(expected)).toBe(expected);
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
