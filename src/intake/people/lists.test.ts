import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readTable } from '../read/table.ts';
import { importAudience, type AudienceChoices } from './audience.ts';

/** Lists of people in the shapes that personnel systems export. */

async function peopleOf(lines: string[], choices: AudienceChoices = {}) {
  const table = await readTable(strToU8(lines.join('\n')), 'people.csv');
  const result = await importAudience(table, choices, { today: '2026-11-29', timeZone: 'Europe/London' });
  return { ...result, sizes: Object.fromEntries(result.segments.map(({ name, size }) => [name, size])) };
}

const rowsOf = (count: number, row: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => row(index));

describe('how many people there are', () => {
  it.each(['Open tickets count', 'SpecialProjectsCount', 'Training count', 'Login count', 'Count', 'Size'])(
    'counts rows where “%s” stands beside each person',
    async (heading) => {
      const list = [
        `Employee ID,Department,${heading}`,
        ...rowsOf(6, (i) => `S${i},Sales,0`),
        ...rowsOf(7, (i) => `F${i},Finance,12`),
      ];
      expect((await peopleOf(list)).sizes).toEqual({ Finance: 7, Sales: 6 });
    },
  );

  it.each(['Headcount', 'Number of employees', 'FTE', 'Count'])(
    'takes the numbers of “%s” and says so',
    async (heading) => {
      const { sizes, remarks } = await peopleOf([`Department,${heading}`, 'Sales,120', 'Finance,40']);
      expect(sizes).toEqual({ Sales: 120, Finance: 40 });
      expect(remarks.join()).toContain(`Numbers of people: column B “${heading}”.`);
    },
  );

  it('refuses every row of a list without people', async () => {
    const { imported, rejected } = await peopleOf(['Item,Price', 'Pen,1.20', 'Paper,3.50']);
    expect([imported, rejected.map(({ row }) => row)]).toEqual([0, [2, 3]]);
  });

  it.each(['Key Accounts', 'Total Rewards', 'Source Control', 'Notes and Records'])(
    'keeps the department “%s”',
    async (name) => {
      expect((await peopleOf(['Department,Employee ID', ...rowsOf(6, (i) => `${name},E${i}`)])).sizes).toEqual({
        [name]: 6,
      });
    },
  );

  it('counts people of whom only one thing is written', async () => {
    const { people, imported } = await peopleOf([
      'Email,Department',
      ...rowsOf(6, (i) => `p${i}@x.org,Sales`),
      ...rowsOf(6, (i) => `q${i}@x.org,`),
    ]);
    expect([people, imported]).toEqual([12, 12]);
  });
});

describe('who has left', () => {
  it.each([
    ['Status', 'Active', 'Terminated'],
    ['Employment status', 'Active', 'Leaver'],
    ['Termination date', '', '2026-05-01'],
    ['Last day', '31/12/2027', '01/05/2026'],
    ['Austrittsdatum', '', '01.05.2026'],
  ])('leaves out by “%s”, or keeps them when chosen', async (heading, there, gone) => {
    const list = [
      `Employee ID,Department,${heading}`,
      ...rowsOf(6, (i) => `A${i},Sales,${there}`),
      ...rowsOf(6, (i) => `L${i},Sales,${gone}`),
    ];
    const { people, rejected } = await peopleOf(list);
    expect([people, rejected.length]).toEqual([6, 6]);
    expect(rejected[0]!.reason).toContain(`has left, as the column “${heading}” says`);
    expect((await peopleOf(list, { leavers: 'keep' })).people).toBe(12);
  });
});
