import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnIndex, columnLetters } from './sheet.ts';

it('names columns as spreadsheets do', () => {
  expect([0, 25, 26, 51, 52, 701, 702, 16_383].map(columnLetters)).toEqual([
    'A',
    'Z',
    'AA',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
    'XFD',
  ]);
  fc.assert(fc.property(fc.nat(20_000), (index) => columnIndex(columnLetters(index).toLowerCase()) === index));
});
