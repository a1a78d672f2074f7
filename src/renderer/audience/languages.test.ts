import { expect, it } from 'vitest';
import { languageName, languageOptions, ownLanguage } from './languages.ts';

it('offers the common languages by name, and those in use once each', () => {
  const common = languageOptions([]).map(({ id }) => id);
  expect(common).toContain('pt-BR');
  const options = languageOptions(['si', 'de', 'si', 'tlh']);
  expect(options.map(({ id }) => id).toSorted()).toEqual([...common, 'si', 'tlh'].toSorted());
  expect(options.map(({ label }) => label)).toEqual(
    options.map(({ label }) => label).toSorted((a, b) => a.localeCompare(b)),
  );
});

it('names languages in the words of the window, whatever the locale', () => {
  expect(languageName('pt-BR')).toBe('Brazilian Portuguese');
  expect(languageName('not a tag')).toBe('not a tag');
});

it('takes a person’s own language as the list has it', () => {
  expect(['en-GB', 'de-DE', 'ar-EG', 'pt-BR', 'gsw-CH'].map(ownLanguage)).toEqual([
    'en-GB',
    'de',
    'ar',
    'pt-BR',
    'gsw-CH',
  ]);
});
