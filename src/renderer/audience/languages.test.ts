import { expect, it } from 'vitest';
import { languageOptions } from './languages.ts';

it('offers the common languages by name, and those in use once each', () => {
  const common = languageOptions([]).map(({ id }) => id);
  expect(common).toContain('pt-BR');
  const options = languageOptions(['si', 'de', 'si', 'tlh']);
  expect(options.map(({ id }) => id).toSorted()).toEqual([...common, 'si', 'tlh'].toSorted());
  expect(options.map(({ label }) => label)).toEqual(
    options.map(({ label }) => label).toSorted((a, b) => a.localeCompare(b)),
  );
});
