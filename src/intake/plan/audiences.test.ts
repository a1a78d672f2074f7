import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audiencesIn, namesAlone } from './audiences.ts';
import { tell } from './plan.testing.ts';

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
    ['Azubis u. Trainees', ['Azubis', 'Trainees']],
    ['Managers only', ['Managers']],
    ['Nur Führungskräfte', ['Führungskräfte']],
    ['Líderes (85) e RH (12)', ['Líderes=85', 'RH=12']],
    ['Ventas (40) y Compras', ['Ventas=40', 'Compras']],
    ['Verpleging [120] en Artsen [30]', ['Verpleging=120', 'Artsen=30']],
    ['Compras y Logística', ['Compras y Logística']],
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
      (size) => `Sales n=${size}`,
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

describe('audiences of a plan', () => {
  const list = (...audiences: string[]) => [
    ['Date', 'Channel', 'Title', 'Audience'],
    ...audiences.map((audience) => ['2027-04-05', 'Email', 'News', audience]),
  ];
  const whom = (lines: string[]) => lines.map((line) => line.split(' | ').at(-1));

  it.each([
    'TBC',
    'tbd',
    'n/a',
    'N/A',
    '?',
    '-',
    '–',
    'none',
    'not applicable',
    'noch offen',
    'à définir',
    'por definir',
    'a definir',
  ])('are everyone where it says %s, which is said', async (text) => {
    const { lines, said } = await tell(list(text, 'Sales'));
    expect(whom(lines)).toEqual(['all', 'Sales']);
    expect(said).toContain(`“${text}” names no audience; it is for everyone`);
  });

  it.each([
    'Everyone but HR',
    'Everyone except HR',
    'All except HR',
    'All staff (excluding HR)',
    'All staff, except for HR',
    'All employees excl. HR',
    'Alle außer HR',
    'Alle Mitarbeitenden (ohne HR)',
    'Tous sauf HR',
    'Todos menos HR',
    'Todos excepto HR',
    'Todos exceto HR',
    'Iedereen behalve HR',
    'Tutti tranne HR',
  ])('are the other segments where it says %s', async (text) => {
    const { lines, said } = await tell(list(text, 'Sales', 'HR', 'Finance'));
    expect(whom(lines)).toEqual(['Sales+Finance', 'Sales', 'HR', 'Finance']);
    expect(said).toContain('is for all segments but “HR”');
    const more = await tell(list(text, 'Sales', 'Everyone', 'HR'));
    expect(whom(more.lines)).toEqual(['Sales+Everyone else', 'Sales', 'all', 'HR']);
  });

  it('are everyone else where only those left out are named, and a group of their own where the words tell what people lack', async () => {
    expect(whom((await tell(list('Everyone but HR'))).lines)).toEqual(['Everyone else']);
    for (const text of ['Staff without email', 'Mitarbeitende ohne PC', 'Iedereen zonder laptop']) {
      const { lines, said } = await tell(list(text, 'HR'));
      expect(whom(lines)).toEqual([text, 'HR']);
      expect(said).toContain('became a segment of its own; check whom it leaves out');
    }
  });

  it('keep the first size and say that a later row has another', async () => {
    const sizes = async (...audiences: string[]) => {
      const { sizes: found, said } = await tell(list(...audiences));
      return [found, said.includes('is not used')];
    };
    expect(await sizes('Sales (200)', 'Sales (250)')).toEqual([{ Sales: 200 }, true]);
    expect(await sizes('Sales (200)', 'Sales', 'sales (200)')).toEqual([{ Sales: 200 }, false]);
    expect(await sizes('Sales', 'Sales (250)')).toEqual([{ Sales: 250 }, false]);
    expect(await sizes('All staff (1,200)')).toEqual([{ Everyone: 1200 }, false]);
    expect(await sizes('All staff (1200)', 'Sales (200)')).toEqual([{ Sales: 200, 'Everyone else': 1000 }, false]);
    expect(await sizes('Alle Mitarbeitenden (1.200)', 'Everyone (900)')).toEqual([{ Everyone: 1200 }, true]);
  });

  it('take their sizes from a column of learners', async () => {
    const { sizes, said } = await tell([
      ['Date', 'Channel', 'Title', 'Audience', 'Learners'],
      ['2027-04-05', 'Email', 'News', 'Sales', '200'],
      ['2027-04-06', 'Email', 'News', 'Sales', '250'],
      ['2027-04-07', 'Email', 'News', 'HR, Sales', '300'],
      ['2027-04-08', 'Email', 'News', 'Everyone', '1000'],
    ]);
    expect(sizes).toEqual({ Sales: 200, HR: 100, 'Everyone else': 700 });
    expect(said).toContain('“Sales” already has 200 people; the size 250 is not used');
    expect(said).toContain('its 300 people are not shared out');
  });
});
