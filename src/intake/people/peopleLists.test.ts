import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readTable } from '../read/table.ts';
import { importAudience, type AudienceChoices } from './importAudience.ts';

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

  it.each(
    'Mitarbeiter|Mitarbeitende|Mitarbeiter:innen|Mitarbeiter/innen|Anzahl|Anzahl MA|MA|Köpfe|Kopfzahl|Personen|Beschäftigte|VZÄ|Empleados|Nº empleados|Personas|Trabajadores|Cantidad|Funcionários|Colaboradores|Pessoas|Quantidade|Medewerkers|Aantal|Werknemers|Effectif|Effectifs|Nb salariés|Nombre|Salariés|ETP|Dipendenti|Persone|Organico|人数|FTE|Staff|HC|#|# of staff|# Employees|No. of staff|No. of heads|Staff numbers|Total staff|Total headcount|People|Pax|Members|Liczba osób|Pracownicy|Létszám|Dolgozók|Çalışan sayısı|Kişi'.split(
      '|',
    ),
  )('takes “%s” for numbers of people where numbers stand below it', async (heading) => {
    for (const group of ['Department', 'Abteilung']) {
      const { sizes, remarks } = await peopleOf([`${group},${heading}`, 'Sales,"1,200"', 'Finance,40', 'HR,40']);
      expect(sizes).toEqual({ Sales: 1200, Finance: 40, HR: 40 });
      expect(remarks.join()).toContain(`Numbers of people: column B “${heading}”.`);
    }
  });

  it.each(['Mitarbeiter', 'Empleados', 'Staff', 'Medewerkers', 'Members', 'People'])(
    'counts rows where names stand below “%s”',
    async (heading) => {
      const list = [`Department,${heading}`, ...rowsOf(6, (i) => `Sales,Name ${'abcdef'[i]}`)];
      expect((await peopleOf(list)).sizes).toEqual({ Sales: 6 });
    },
  );

  it.each(['#', 'No.', 'Number', 'Anzahl'])('takes 1, 2, 3 … below “%s” for numbers of rows', async (heading) => {
    const list = [`${heading},Department`, ...rowsOf(12, (i) => `${i + 1},${i < 5 ? 'Sales' : 'Finance'}`)];
    expect((await peopleOf(list)).sizes).toEqual({ Finance: 7, Sales: 5 });
  });

  it('names columns of whole numbers that it does not use, unless each row is a person', async () => {
    const { remarks } = await peopleOf(['Department,Desks', ...rowsOf(5, (i) => `Sales,${40 + 3 * i}`)]);
    expect(remarks.join()).toContain(
      'The column “Desks” holds whole numbers and was not used: each row counts as one person.',
    );
    const two = await peopleOf(['Department,Headcount,Target', 'Sales,40,50', 'Finance,20,30']);
    expect(two.remarks.join()).toContain('The column “Target” holds whole numbers and was not used.');
    const persons = await peopleOf(['Employee ID,Department,Grade', ...rowsOf(5, (i) => `E${i},Sales,${4 + i}`)]);
    expect(persons.remarks.join()).not.toContain('whole numbers');
  });

  it.each([
    ['Germany', 'France', 'UK'],
    ['DE', 'FR', 'GB'],
    ['Deutschland', 'Frankreich', 'Spanien'],
  ])('reads numbers of people below %s, %s and %s', async (...countries) => {
    const { people, by, remarks } = await peopleOf([
      `Department,${countries.join(',')}`,
      'Sales,40,20,10',
      'Finance,12,,8',
    ]);
    expect([people, by]).toEqual([90, ['department', 'country']]);
    expect(remarks.join()).toContain('Countries stand in the headings of columns B to D');
  });

  it.each([
    ['Zielgruppe;Größe', 'Führungskräfte;85', 'Externe;k.A.'],
    ['Target group;Size', 'Sales;85', 'Board;tbc'],
    ['Year group;Pupils', 'Y7;85', 'Y8;?'],
    ['Abteilung;Anzahl', 'Vertrieb;85', 'Externe;offen'],
  ])('names rows of groups without a number: %s', async (head, first, second) => {
    const { people, rejected } = await peopleOf([head, first, 'Pflege;1.200', second]);
    expect([people, rejected.map(({ row }) => row)]).toEqual([1285, [4]]);
  });

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

it.each(['Entity', 'Legal entity', 'Class', 'Ward', 'School', 'Year group', 'Faculty'])(
  'groups people by “%s”',
  async (heading) => {
    const { segments } = await peopleOf([
      `Surname,${heading}`,
      ...rowsOf(6, (i) => `S${i},5A`),
      ...rowsOf(7, (i) => `F${i},5B`),
    ]);
    expect(segments.map(({ name, size }) => [name, size])).toEqual([
      ['5B', 7],
      ['5A', 6],
    ]);
  },
);

describe('who has left', () => {
  it.each([
    ['Status', 'Active', 'Terminated'],
    ['Employment status', 'Active', 'Leaver'],
    ['Active', 'Yes', 'No'],
    ['Aktiv', 'ja', 'nein'],
    ['Is active', 'TRUE', 'FALSE'],
    ['Termination date', '', '2026-05-01'],
    ['Last day', '31/12/2027', '01/05/2026'],
    ['Austrittsdatum', '', '01.05.2026'],
    ...'Uit dienst|Datum uit dienst|Date de sortie|Date de départ|Fecha de baja|Data de desligamento|Data de saída|退社日|Leaving date|Fecha baja|End date|Date de fin|Ausgeschieden am'
      .split('|')
      .map((heading) => [heading, '', '2026-05-01']),
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

describe('several lists on a sheet', () => {
  const staff = ['Employee ID,Department', ...rowsOf(6, (i) => `S${i},Sales`)];
  const contractors = ['Name,Agency,Team,Email', ...rowsOf(5, (i) => `Kim,Acme,Ops,k${i}@x.org`)];

  it.each([{ between: [] }, { between: [''] }, { between: ['', 'Contractors,', ''] }, { between: ['Contractors,'] }])(
    'reads lists of persons with different headings, with $between between',
    async ({ between }) => {
      for (const [first, second] of [
        [staff, contractors],
        [contractors, staff],
      ] as const) {
        const { sizes, rejected, remarks, rows } = await peopleOf([...first, ...between, ...second]);
        expect(sizes).toEqual({ Sales: 6, Ops: 5 });
        expect([rows, rejected]).toEqual([11, []]);
        expect(remarks.join()).toContain(`holds 2 lists below each other, with headings in rows 1 and`);
      }
    },
  );

  it('counts a person of two lists once', async () => {
    const again = ['Email,Dept,Country', ...rowsOf(5, (i) => `k${i}@x.org,Ops,Germany`)];
    const { people, rejected } = await peopleOf([...contractors, '', ...again], { by: ['department'] });
    expect([people, rejected.length]).toEqual([5, 5]);
  });

  it('adds numbers of the same kind of group', async () => {
    const { sizes } = await peopleOf(['Department,Headcount', 'Sales,40', '', 'Team,Staff', 'Interns,20']);
    expect(sizes).toEqual({ Sales: 40, Interns: 20 });
  });

  it.each(['', 'By location,'])(
    'names the rows of a list that counts the same people by something else',
    async (gap) => {
      const { sizes, rejected, people, rows } = await peopleOf([
        'Department,Headcount',
        'Sales,40',
        'Finance,20',
        gap,
        'Location,Headcount',
        'Berlin,30',
        'Paris,30',
      ]);
      expect([sizes, people, rows]).toEqual([{ Sales: 40, Finance: 20 }, 60, 4]);
      expect(rejected.map(({ row }) => row)).toEqual([6, 7]);
      expect(rejected[0]!.reason).toBe(
        'it stands in another list on the sheet (headings in row 5), which may count the same people again: choose those headings to read it instead',
      );
    },
  );

  it('names the rows of a summary above or below a list of persons', async () => {
    const summary = ['Location,Headcount', 'Berlin,4', 'Paris,2'];
    for (const lines of [
      [...summary, '', ...staff],
      [...staff, '', ...summary],
    ]) {
      const { people, rejected } = await peopleOf(lines);
      expect([people, rejected.length]).toEqual([6, 2]);
    }
  });

  it('reads lists side by side', async () => {
    const { sizes } = await peopleOf([
      'Department,Headcount,,Department,Headcount',
      'Sales,40,,HR,12',
      'Finance,20,,,',
    ]);
    expect(sizes).toEqual({ Sales: 40, Finance: 20, HR: 12 });
  });

  it('names rows of people that stand above the headings', async () => {
    const { rejected, people } = await peopleOf(['S9,Sales', 'Report,of May', ...staff]);
    expect([people, rejected]).toEqual([6, [{ row: 1, reason: 'it stands above the headings of the list (row 3)' }]]);
  });
});

it.each([
  ['Land', 'Sprache', 'Frankreich', 'Englisch', 'Europe/Paris', 'en'],
  ['Pays', 'Langue', 'Allemagne', 'allemand', 'Europe/Berlin', 'de'],
  ['País', 'Idioma', 'Países Bajos', 'neerlandés', 'Europe/Amsterdam', 'nl'],
  ['País', 'Idioma', 'Alemanha', 'inglês', 'Europe/Berlin', 'en'],
  ['Land', 'Taal', 'Verenigd Koninkrijk', 'Engels', 'Europe/London', 'en'],
  ['Paese', 'Lingua', 'Stati Uniti', 'spagnolo', 'America/New_York', 'es'],
  ['Kraj', 'Język', 'Niemcy', 'angielski', 'Europe/Berlin', 'en'],
  ['Ország', 'Nyelv', 'Németország', 'angol', 'Europe/Berlin', 'en'],
  ['Ülke', 'Dil', 'Almanya', 'İngilizce', 'Europe/Berlin', 'en'],
  ['国', '言語', 'フランス', '英語', 'Europe/Paris', 'en'],
])('knows countries and languages below %s and %s', async (country, language, name, tongue, timeZone, tag) => {
  const { segments, notes } = await peopleOf([
    `Email,${country},${language}`,
    ...rowsOf(6, (i) => `p${i}@x.org,${name},${tongue}`),
  ]);
  expect([segments.map((segment) => [segment.timeZone, segment.language]), notes]).toEqual([[[timeZone, tag]], []]);
});

describe('lists of groups', () => {
  it.each([
    ['Department,Male,Female', 'Sales,20,22', 'Finance,10,12'],
    ['Department,Share', 'Sales,40%', 'Finance,60%'],
    ['Team,Members', 'Alpha,"Ann, Bob, Cid"', 'Beta,"Dan, Eve"'],
    ['Location,Opening hours', 'Berlin,9-17', 'Paris,10-18', 'Rome,9-17'],
  ])('counts nobody where “%s” says no number', async (...lines) => {
    const { people, rejected } = await peopleOf(lines);
    expect([people, rejected.length]).toEqual([0, lines.length - 1]);
    expect(rejected[0]!.reason).toContain('no number of people');
  });

  it('takes the total of several columns', async () => {
    const { sizes, remarks } = await peopleOf([
      'Department,Plant North,Plant South,Total',
      'Sales,40,10,50',
      'HR,7,5,12',
    ]);
    expect(sizes).toEqual({ Sales: 50, HR: 12 });
    expect(remarks.join()).toContain('The columns “Plant North”, “Plant South” hold whole numbers and were not used.');
  });

  it.each(['Germany Total', 'Total Germany', 'Subtotal Germany', 'Deutschland Ergebnis', 'Gesamt Deutschland'])(
    'carries a country down to the next, and knows “%s” for a total',
    async (total) => {
      const list = [
        'Country,Department,Headcount',
        'Germany,Sales,40',
        ',Finance,20',
        `${total},,60`,
        'France,Sales,30',
        ',Finance,10',
      ];
      const { sizes, rejected, notes } = await peopleOf(list);
      expect(sizes).toEqual({
        'Sales · Germany': 40,
        'Finance · Germany': 20,
        'Sales · France': 30,
        'Finance · France': 10,
      });
      expect(rejected).toEqual([{ row: 4, reason: 'it is a total, not an entry of the list' }]);
      expect(notes).toContainEqual({ row: 3, note: 'it names no country; it took that of row 2' });
    },
  );

  it('carries a department down where each stands once, and else leaves it open', async () => {
    const once = [
      'Department,Email',
      'Sales,a@x.org',
      ...rowsOf(5, (i) => `,s${i}@x.org`),
      'Finance,b@x.org',
      ...rowsOf(5, (i) => `,f${i}@x.org`),
    ];
    expect((await peopleOf(once)).sizes).toEqual({ Finance: 6, Sales: 6 });
    const open = ['Email,Department', ...rowsOf(6, (i) => `s${i}@x.org,Sales`), ...rowsOf(6, (i) => `n${i}@x.org,`)];
    expect((await peopleOf(open)).sizes).toEqual({ 'Not given': 6, Sales: 6 });
  });

  it.each([
    ['40 people', 40],
    ['40 Mitarbeitende', 40],
    ['approx. 40', 40],
    ['~40', 40],
    ['ca. 1.200', 1200],
    ['1 200', 1200],
    ['40.0', 40],
  ])('reads “%s” as a number of people', async (text, size) => {
    expect((await peopleOf(['Department,Headcount', `Sales,"${text}"`, 'HR,12'])).sizes).toEqual({
      Sales: size,
      HR: 12,
    });
  });

  it.each(['SALES', 'Sales:'])(
    'takes “%s”, alone among people with addresses, for a heading and says so',
    async (text) => {
      const { people, notes } = await peopleOf([
        'Name,Email',
        `${text},`,
        ...rowsOf(6, (i) => `Kim ${'abcdef'[i]},k${i}@x.org`),
      ]);
      expect([people, notes.map(({ row }) => row)]).toEqual([6, [2]]);
    },
  );
});
