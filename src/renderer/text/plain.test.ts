import { expect, it } from 'vitest';
import { holdsAll, wordsIn } from './plain.ts';

it('reads what is typed word by word, without marks and capitals', () => {
  expect(wordsIn('  Égalité   FIRST ')).toEqual(['egalite', 'first']);
  expect(wordsIn(' ')).toEqual([]);
});

it('finds every word somewhere, however its letters are written', () => {
  expect(holdsAll('CAFE zurich', ['Zürich', undefined, 'Café'])).toBe(true);
  expect(holdsAll('café', ['CAFE'])).toBe(true);
  expect(holdsAll('cafe bern', ['Café', 'Zürich'])).toBe(false);
  // No word runs from one text into the next.
  expect(holdsAll('mailnotes', ['Mail', 'notes'])).toBe(false);
  expect(holdsAll(' ', [])).toBe(true);
});
