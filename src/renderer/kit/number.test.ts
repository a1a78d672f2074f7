import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { numberIn, withinLimits } from './number.ts';

it.each([
  ['42.5', 'de-DE', 42.5],
  ['0.5', 'de-DE', 0.5],
  ['42,5', 'de-DE', 42.5],
  ['12.5', 'fr-FR', 12.5],
  ['1.815', 'de-DE', 1815],
  ['1,815', 'en-GB', 1815],
  ['1.815', 'en-GB', 1.815],
  ['0.815', 'de-DE', 0.815],
  ['1,815', 'de-DE', 1.815],
  ['1.234.567', 'de-DE', 1_234_567],
  ['1,234,567.5', 'de-DE', 1_234_567.5],
  ['1.234.567,5', 'en-US', 1_234_567.5],
  ['1,815 people', 'en-US', 1815],
  ['about 20 people', 'en-GB', 20],
  ['12 500', 'fr-FR', 12_500],
  ['12\u202f500,5', 'fr-FR', 12_500.5],
  ['12’500', 'de-CH', 12_500],
  ['42.5 %', 'de-DE', 42.5],
  ['٤٢٫٥', 'ar-EG', 42.5],
  ['١٬٨١٥', 'ar-EG', 1815],
  ['-3', 'en-GB', -3],
  ['.5', 'en-GB', 0.5],
  ['1,50', 'en-GB', 1.5],
  ['１，８１５', 'en-GB', 1815],
  ['４２．５', 'ja-JP', 42.5],
  ['٢٠٠', 'de-DE', 200],
  ['۲۰۰', 'hi-IN', 200],
  ['२००', 'en-GB', 200],
  ['𝟗𝟎', 'en-GB', 90],
])('“%s” in %s is %d', (text, locale, value) => {
  expect(numberIn(text, locale)).toBe(value);
});

it.each(['', '-', 'many', '%', '.', '1e3', '1/2', '0x10', '12 of 15', '10-12'])(
  '“%s” holds no number, or more than one',
  (text) => {
    expect(numberIn(text, 'en-GB')).toBeUndefined();
  },
);

it('reads back whatever a locale writes', () => {
  const locales = ['en-GB', 'en-IN', 'de-DE', 'de-CH', 'fr-FR', 'pt-BR', 'ar-EG', 'fa-IR', 'hi-IN', 'ja-JP', 'ru-RU'];
  fc.assert(
    fc.property(fc.constantFrom(...locales), fc.integer({ min: -1e9, max: 1e9 }), (locale, tenths) => {
      const value = tenths / 10;
      const written = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
        value,
      );
      expect(numberIn(written.replace(/[\u200e\u200f\u061c]/g, ''), locale)).toBe(value);
    }),
  );
});

it('keeps a value within its limits', () => {
  expect(withinLimits(99_999_999_999, { max: 10_000_000_000 })).toBe(10_000_000_000);
  expect(withinLimits(12.5, { min: 0, digits: 0 })).toBe(13);
  expect(withinLimits(0.425, { min: 0, max: 1, digits: 3 })).toBe(0.425);
});
