import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audiencesIn, namesAlone } from './audiences.ts';

const names = (text: string, alone: string[] = []) =>
  audiencesIn(text, namesAlone(alone)).names.map(({ name, size }) => (size === undefined ? name : `${name}=${size}`));

describe('audiences', () => {
  it.each([
    ['Sales, Finance & HR', ['Sales', 'Finance', 'HR']],
    ['Sales and Finance', ['Sales', 'Finance']],
    ['Sales / HR', ['Sales', 'HR']],
    ['Sales & Marketing', ['Sales & Marketing']],
    ['R & D', ['R & D']],
    ['Research and Development', ['Research and Development']],
    ['Managers and above', ['Managers and above']],
    ['Band 5 & above', ['Band 5 & above']],
    ['Level 3+', ['Level 3+']],
    ['A/B testers', ['A/B testers']],
    ['HR (Berlin/Paris), Sales', ['HR (Berlin/Paris)', 'Sales']],
    ['Plant (day and night shift)', ['Plant (day and night shift)']],
    ['Vertrieb und Einkauf', ['Vertrieb', 'Einkauf']],
  ])('of %s are %j', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it('part at “&” where both names stand alone elsewhere', () => {
    expect(names('Sales & Marketing', ['Sales', 'Marketing'])).toEqual(['Sales', 'Marketing']);
  });

  it('are everyone in several languages, and for an error of the spreadsheet', () => {
    for (const text of [
      'All staff',
      'Alle Mitarbeitenden',
      'Tous les salariés',
      'Todos',
      'Iedereen',
      'Tutti',
      '全社員',
      '#N/A',
      '#REF!',
    ])
      expect([text, audiencesIn(text).everyone]).toEqual([text, true]);
    expect(audiencesIn('#N/A').doubt).toContain('error');
  });

  it('keep their sizes, however they are written', () => {
    const writings: ((size: number) => string)[] = [
      (size) => `Sales (${size})`,
      (size) => `Sales (${size.toLocaleString('en-GB')})`,
      (size) => `Sales (${size.toLocaleString('de-DE')})`,
      (size) => `Sales (n=${size})`,
      (size) => `Sales: ${size} people`,
      (size) => `Sales – ${size} Mitarbeitende`,
      (size) => `Sales (approx. ${size})`,
    ];
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 999_999 }), fc.constantFrom(...writings), (size, write) => {
        expect(names(write(size))).toEqual([`Sales=${size}`]);
      }),
    );
  });
});
