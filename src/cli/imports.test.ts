import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { parseCampaign, serializeCampaign } from '#campaign/file.ts';
import { smallCampaign } from '#store/testing/campaign.ts';
import { Desk } from './testing/run.ts';

/** import plan and import audience. */

const desk = new Desk();
afterAll(() => desk.clear());
const read = (name: string) => parseCampaign(readFileSync(desk.path(name), 'utf8'));

const PLAN = [
  'Communication plan,,,,',
  ',,,,',
  'Date,Channel,Audience,Subject,Message',
  '11/01/2027,Email,All staff,Welcome,It starts today.',
  '13/01/2027,Slack,Sales,First lesson,Two minutes.',
  'soon,Teams,Sales,Third,Later.',
  ',,,,',
  '20/01/2027,Email,Finance,Numbers,Read them.',
].join('\r\n');

interface PlanJson {
  output: string | null;
  rows: number;
  imported: number;
  rejected: { row: number; reason: string; file: string }[];
  notes: { row: number; note: string; file: string }[];
  columns: { field: string; column: string; header: string; file: string }[];
}

describe('import plan', () => {
  test('writes the campaign, reports every row that was not understood, and ends with 1', async () => {
    desk.put('plan.csv', PLAN);
    const { status, stdout, stderr } = await desk.tandem('import', 'plan', 'plan.csv', '-o', 'p.tandem.json', '--json');
    const said = JSON.parse(stdout) as PlanJson;
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(said).toMatchObject({ output: 'p.tandem.json', rows: 4, imported: 3 });
    expect(said.rejected).toEqual([{ row: 6, reason: '“soon” is not understood as a date', file: 'plan.csv' }]);
    expect(said.columns).toContainEqual({ field: 'date', column: 'A', header: 'Date', file: 'plan.csv' });
    const campaign = read('p.tandem.json');
    expect(campaign).toMatchObject({ name: 'plan', timeZone: 'Europe/Berlin' });
    expect(campaign.touchpoints.map(({ start, channel }) => [start, channel])).toEqual([
      ['2027-01-11', 'email'],
      ['2027-01-13', 'slack'],
      ['2027-01-20', 'email'],
    ]);
  });

  test('keeps rows that name no day as ideas where that is asked for, and says how many', async () => {
    desk.put('undated.csv', PLAN);
    const args = ['import', 'plan', 'undated.csv', '--undated', 'keep'];
    const { status, stdout } = await desk.tandem(...args, '-o', 'u.tandem.json', '--json');
    const said = JSON.parse(stdout) as PlanJson & { ideas: number };
    expect(said).toMatchObject({ rows: 4, imported: 4, ideas: 1, rejected: [] });
    expect(status).toBe(0);
    const campaign = read('u.tandem.json');
    expect(campaign.touchpoints).toHaveLength(3);
    expect(campaign.ideas).toMatchObject([{ name: 'Third', channel: 'teams' }]);
    expect((await desk.tandem(...args, '-o', 'v.tandem.json')).stdout).toContain(
      '1 idea waits on the shelf for a date.',
    );
    const checked = await desk.tandem('check', 'u.tandem.json');
    expect(checked.stdout).toContain('1 idea on the shelf has no date and is left out.');
    expect((await desk.tandem('simulate', 'u.tandem.json', '--runs', '20')).stdout).toContain('1 idea on the shelf');
    const exported = await desk.tandem('export', 'u.tandem.json', '--to', 'csv', '-o', 'u.csv');
    expect(exported).toMatchObject({ status: 0, stderr: expect.stringContaining('1 idea on the shelf') as string });
  });

  test('ends with 0 where every row was understood, and says what it took for what', async () => {
    desk.put('sound.csv', 'When;What\n2027-01-11;Launch email\n2027-01-12;Reminder\n');
    const { status, stdout, stderr } = await desk.tandem(
      'import',
      'plan',
      'sound.csv',
      '-o',
      's.tandem.json',
      '--name',
      'Sound',
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('“sound.csv”: 2 of 2 rows imported.');
    expect(stdout).toContain('date A “When”');
    expect(stdout).toContain('Wrote “s.tandem.json”.');
    expect(read('s.tandem.json').name).toBe('Sound');
  });

  test('follows what it is told about dates, years, columns and zones', async () => {
    desk.put('terse.csv', 'A,B,C\n03/04,Hello,Slack\n05/06,Again,Email\n');
    const given = [
      'import',
      'plan',
      'terse.csv',
      '-o',
      't.tandem.json',
      '--columns',
      'date=A,subject="B",channel=c',
      '--header-row',
      '1',
      '--year',
      '2028',
    ];
    await desk.tandem(...given, '--date-order', 'mdy', '--time-zone', 'America/New_York');
    const [first, second] = read('t.tandem.json').touchpoints;
    expect([first!.start, first!.channel, first!.message.subject]).toEqual(['2028-03-04', 'slack', 'Hello']);
    expect(second!.start).toBe('2028-05-06');
    expect(read('t.tandem.json').timeZone).toBe('America/New_York');
    await desk.tandem(...given, '--date-order', 'dmy', '--force');
    expect(read('t.tandem.json').touchpoints.map(({ start }) => start)).toEqual(['2028-04-03', '2028-06-05']);
  });

  test('takes several files, and adds to a campaign that is there, which stays as it is', async () => {
    const base = desk.putCampaign('base.tandem.json');
    const before = readFileSync(base, 'utf8');
    desk.put('one.csv', 'Date,Subject,Channel\n2027-01-20,One,Email\n');
    desk.put('two.csv', 'Date,Subject,Channel\n2027-01-21,Two,Email\nnever,Three,Email\n');
    const { status, stdout } = await desk.tandem(
      'import',
      'plan',
      'one.csv',
      'two.csv',
      '--into',
      base,
      '-o',
      'both.tandem.json',
      '--json',
    );
    const said = JSON.parse(stdout) as PlanJson;
    expect(status).toBe(1);
    expect(said).toMatchObject({ rows: 3, imported: 2, rejected: [{ row: 3, file: 'two.csv' }] });
    expect(readFileSync(base, 'utf8')).toBe(before);
    expect(read('both.tandem.json').touchpoints.map(({ start }) => start)).toEqual([
      '2027-01-11',
      '2027-01-11',
      '2027-01-20',
      '2027-01-21',
    ]);
  });

  test('counts weeks from the day that is given', async () => {
    desk.put('weeks.csv', 'Activity,Week 1,Week 2,Week 3\nLaunch mail,,X,\n');
    await desk.tandem('import', 'plan', 'weeks.csv', '-o', 'weeks.tandem.json', '--week-one', '2027-04-05');
    expect(read('weeks.tandem.json').touchpoints.map(({ start }) => start)).toEqual(['2027-04-12']);
  });

  test('places days that count from a launch, once it is given', async () => {
    desk.put('launch.csv', 'When,Channel,Title\nT-14,Email,Tease\n2 weeks after go-live,Teams,Keep going\n');
    const open = await desk.tandem('import', 'plan', 'launch.csv', '-o', 'launch.tandem.json');
    expect([open.status, open.stdout]).toEqual([2, expect.stringContaining('give the launch date')]);
    await desk.tandem('import', 'plan', 'launch.csv', '-o', 'launch.tandem.json', '--launch', '2027-04-05');
    expect(read('launch.tandem.json').touchpoints.map(({ start }) => start)).toEqual(['2027-03-22', '2027-04-19']);
  });

  test('reads a plan back that it exported as a spreadsheet', async () => {
    const base = desk.putCampaign('round.tandem.json');
    for (const target of ['csv', 'xlsx']) {
      await desk.tandem('export', base, '--to', target, '-o', `round.${target}`);
      const { stdout } = await desk.tandem(
        'import',
        'plan',
        `round.${target}`,
        '-o',
        'back.tandem.json',
        '--force',
        '--json',
      );
      expect(JSON.parse(stdout)).toMatchObject({ rows: 2, imported: 2, rejected: [] });
      expect(read('back.tandem.json').touchpoints.map(({ start, channel }) => [start, channel])).toEqual([
        ['2027-01-11', 'email'],
        ['2027-01-11', 'email'],
      ]);
    }
    expect(await desk.refusal('import', 'plan', 'round.xlsx', '-o', 'none.tandem.json', '--sheet', 'Q1')).toContain(
      'it has no sheet of the name asked for',
    );
  });

  test.each([
    ['a list without a date', 'Name,Town\nAda,London\nGrace,New York\n', 'No row of “bad.csv” was understood'],
    ['headings alone', 'Date,Channel,Subject\n', 'There are no entries in “bad.csv”'],
    ['an empty file', '', 'it is empty'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0xff, 0xd8]), '“bad.csv”'],
    ['a broken workbook', Buffer.from('PK\u0003\u0004 and then nothing that makes sense'), '“bad.csv”'],
    ['an open quotation mark', 'Date,Subject\n2027-01-11,"Hello\n2027-01-12,Again\n', 'row 2'],
  ])('%s ends with 2, one line, and no file', async (_, content, sentence) => {
    desk.put('bad.csv', content);
    const { status, stderr } = await desk.tandem('import', 'plan', 'bad.csv', '-o', 'never.tandem.json', '--json');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^tandem: [^\n]+\n$/);
    expect(stderr).toContain(sentence);
    expect(() => statSync(desk.path('never.tandem.json'))).toThrow('ENOENT');
  });

  test('a spreadsheet of 200 MB is refused before it is read', async () => {
    desk.put('huge.csv', '');
    truncateSync(desk.path('huge.csv'), 200 * 1024 * 1024);
    expect(await desk.tandem('import', 'plan', 'huge.csv', '-o', 'x.json')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'tandem: “huge.csv” has 200 MB, and files up to 64 MB are read. Split it into smaller files, or check that it is the right one.\n',
    });
  });

  test.each([
    [['--columns', 'shoe=A'], '--columns knows no “shoe”. Choose among date, '],
    [['--columns', 'date'], '--columns “date” is not understood. Write it like date=A,channel="Medium".'],
    [
      ['--columns', 'date=Whenever'],
      '“plan.csv” has no column “Whenever”. Name one by its letter, A to E, or by its heading: “Date”, ',
    ],
    [['--columns', 'date=ZZ'], '“plan.csv” has no column “ZZ”.'],
    [['--time-zone', 'Mars/North'], '“Mars/North” is not a time zone. Write an IANA name such as Europe/Berlin.'],
    [['--date-order', 'ymd'], 'Allowed choices are dmy, mdy.'],
    [['--into', 'plan.csv'], '“plan.csv”: The file is not JSON'],
  ])('%j is refused', async (given, sentence) => {
    desk.put('plan.csv', PLAN);
    expect(await desk.refusal('import', 'plan', 'plan.csv', '-o', 'x.json', ...given)).toContain(sentence);
  });

  test('never writes over the spreadsheet', async () => {
    desk.put('only.csv', PLAN);
    const { status, stderr } = await desk.tandem('import', 'plan', 'only.csv', '-o', './only.csv');
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'tandem: “only.csv” would be written over. Name another file with -o.\n',
    });
    expect(readFileSync(desk.path('only.csv'), 'utf8')).toBe(PLAN);
  });
});

const people = (extra = '') =>
  ['Employee ID,Full name,Email,Department,Country']
    .concat(
      Array.from({ length: 24 }, (_, n) => {
        const [department, country] = n % 2 ? ['Sales', 'Germany'] : ['Finance', 'United Kingdom'];
        return `E${n},Zacharias Quill ${n},zq${n}@example.org,${department},${country}`;
      }),
    )
    .join('\n') + extra;

describe('import audience', () => {
  test('makes segments and keeps no names', async () => {
    desk.put('people.csv', people('\nE1,Zacharias Quill 1,zq1@example.org,Sales,Germany'));
    const { status, stdout } = await desk.tandem(
      'import',
      'audience',
      'people.csv',
      '--by',
      'department',
      '-o',
      'a.tandem.json',
      '--json',
    );
    const said = JSON.parse(stdout) as Record<string, unknown>;
    expect(status).toBe(1);
    expect(said).toMatchObject({ rows: 25, imported: 24, people: 24, by: ['department'], rejected: [{ row: 26 }] });
    const { segments } = read('a.tandem.json');
    expect(
      segments
        .map(({ name, size, timeZone }) => [name, size, timeZone])
        .toSorted(([a], [b]) => String(a).localeCompare(String(b))),
    ).toEqual([
      ['Finance', 12, 'Europe/London'],
      ['Sales', 12, 'Europe/Berlin'],
    ]);
    expect(stdout + readFileSync(desk.path('a.tandem.json'), 'utf8')).not.toMatch(/Quill|example\.org|E\d+"/);
  });

  test('brings sizes into a campaign that is there and keeps its other segments', async () => {
    desk.put('people.csv', people());
    const base = desk.putCampaign('audience.tandem.json', {
      segments: smallCampaign().segments.map((segment) =>
        segment.id === 'berlin' ? { ...segment, name: 'sales' } : segment,
      ),
    });
    const { status, stdout } = await desk.tandem(
      'import',
      'audience',
      'people.csv',
      '--by',
      'Department',
      '--into',
      base,
      '-o',
      'b.tandem.json',
    );
    expect(status).toBe(0);
    expect(stdout).toContain('which were kept: Leeds.');
    expect(
      read('b.tandem.json').segments.map(({ id, name, size, frictionSteps }) => [id, name, size, frictionSteps]),
    ).toEqual([
      ['berlin', 'sales', 12, 4],
      ['leeds', 'Leeds', 5_000_000_000, 2],
      ['finance', 'Finance', 12, 3],
    ]);
  });

  test.each([
    [['--by', 'shoe-size'], 'People cannot be grouped by “shoe-size”. Choose among department, country, '],
    [
      ['--by', 'location'],
      '“people.csv” has no column for location. It can be grouped by department, country; or name the column with --columns location=A.',
    ],
    [['--most', '0'], 'Write a whole number from 1 to 1,000.'],
  ])('%j is refused', async (given, sentence) => {
    desk.put('people.csv', people());
    expect(await desk.refusal('import', 'audience', 'people.csv', '-o', 'x.json', ...given)).toContain(sentence);
  });
});

describe('a table that comes back', () => {
  test('refuses options that would change nothing, by their names', async () => {
    const refusal = (...options: string[]) =>
      desk.refusal('import', 'plan', 'x.csv', '--onto', 'y.tandem.json', '-o', 'z.tandem.json', ...options);
    expect(await refusal('--year', '2027')).toContain('so that --year would change nothing. Leave it out');
    expect(await refusal('--date-order', 'dmy', '--include-hidden', '--set-row', '7:date=2027-04-05')).toContain(
      'so that --date-order, --include-hidden, --set-row would change nothing. Leave them out',
    );
  });

  test('is taken over onto its campaign, difference by difference', async () => {
    const plan = {
      ...smallCampaign(),
      start: '2030-01-07',
      touchpoints: smallCampaign().touchpoints.map((one) => ({ ...one, start: '2030-01-09' })),
    };
    const file = desk.put('sent.tandem.json', serializeCampaign(plan));
    await desk.tandem('export', file, '--to', 'csv', '-o', 'sent.csv');
    const same = await desk.tandem('import', 'plan', 'sent.csv', '--onto', file, '-o', 'same.tandem.json');
    expect(same.status).toBe(0);
    expect(same.stdout).toContain('0 differences');
    const text = readFileSync(desk.path('sent.csv'), 'utf8');
    writeFileSync(desk.path('back.csv'), text.replaceAll('2030-01-09', '11.01.2030'));
    const { status, stdout } = await desk.tandem(
      'import',
      'plan',
      'back.csv',
      '--onto',
      file,
      '-o',
      'after.tandem.json',
      '--json',
    );
    const told = JSON.parse(stdout) as {
      differences: { accepted: boolean; sentences: string[] }[];
      questions: unknown[];
    };
    expect(told.questions).toEqual([]);
    expect(status).toBe(0);
    expect(told.differences.length).toBe(plan.touchpoints.length);
    const after = parseCampaign(readFileSync(desk.path('after.tandem.json'), 'utf8'));
    expect(after.touchpoints).toEqual(plan.touchpoints.map((one) => ({ ...one, start: '2030-01-11' })));
    const one = await desk.tandem(
      'import',
      'plan',
      'back.csv',
      '--onto',
      file,
      '-o',
      'one.tandem.json',
      '--accept',
      '1',
    );
    expect(one.status).toBe(plan.touchpoints.length > 1 ? 1 : 0);
    const wrong = await desk.tandem(
      'import',
      'plan',
      'back.csv',
      '--onto',
      file,
      '-o',
      'two.tandem.json',
      '--accept',
      '99',
    );
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain('There is no difference “99”');
  });
});
