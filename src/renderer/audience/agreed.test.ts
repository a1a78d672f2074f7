import { expect, it } from 'vitest';
import { agreed } from './agreed.ts';

const segment = (language: string, timeZone = 'Europe/London') => ({ language, timeZone });

it('is what every segment has, and nothing where they differ or there is none', () => {
  const mixed = [segment('en-GB'), segment('pt-BR')];
  expect(agreed(mixed, 'language')).toBeUndefined();
  expect(agreed(mixed, 'timeZone')).toBe('Europe/London');
  expect(agreed([segment('pt-BR'), segment('pt-BR')], 'language')).toBe('pt-BR');
  expect(agreed([], 'language')).toBeUndefined();
});
