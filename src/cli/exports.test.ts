import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { smallCampaign } from '#store/testing/campaign.ts';
import { Desk } from './testing/run.ts';

/** Exporting a plan again, as people do who go on planning; and the command line's ways in. */

const desk = new Desk();
afterAll(() => desk.clear());

const plan = {
  ...smallCampaign(),
  start: '2030-01-07',
  touchpoints: smallCampaign().touchpoints.map((one) => ({ ...one, start: '2030-01-09' })),
};
const moved = {
  ...plan,
  touchpoints: plan.touchpoints.map((one, index) => (index === 0 ? { ...one, start: addDays(one.start, 2) } : one)),
};
const fewer = { ...plan, touchpoints: plan.touchpoints.slice(1) };
const before = desk.put('before.tandem.json', serializeCampaign(plan));
const after = desk.put('after.tandem.json', serializeCampaign(moved));
const without = desk.put('without.tandem.json', serializeCampaign(fewer));
const other = desk.put('other.tandem.json', serializeCampaign({ ...moved, id: 'another' }));

describe('an export into the folder of an earlier one', () => {
  test.each(['slack', 'teams', 'eml'])('takes away what %s does not hold any more, and says so', async (to) => {
    const folder = `again-${to}`;
    await desk.tandem('export', before, '--to', to, '-o', folder, '--all');
    const first = readdirSync(desk.path(folder));
    writeFileSync(desk.path(`${folder}/mine.txt`), 'kept');
    const { stdout, stderr } = await desk.tandem('export', after, '--to', to, '-o', folder, '--all', '--force');
    expect(stdout).toContain('of the export before.');
    expect(stderr).toContain('Take back what was scheduled from it');
    const files = readdirSync(desk.path(folder));
    expect(files.filter((name) => name.startsWith('2030-01-09'))).toHaveLength(
      first.length - 1 - files.filter((name) => name.startsWith('2030-01-11')).length,
    );
    expect(files).toContain('mine.txt');
    expect(files).toHaveLength(first.length + 1);
    const { messages } = JSON.parse(readFileSync(desk.path(`${folder}/index.json`), 'utf8')) as {
      messages: { file: string }[];
    };
    expect(files.toSorted()).toEqual(['index.json', 'mine.txt', ...messages.map(({ file }) => file)].toSorted());
  });

  test('of another plan takes nothing away, and says that it is there', async () => {
    await desk.tandem('export', before, '--to', 'slack', '-o', 'shared', '--all');
    const first = readdirSync(desk.path('shared'));
    const { stdout } = await desk.tandem(
      'export',
      other,
      '--to',
      'slack',
      '-o',
      'shared',
      '--all',
      '--force',
      '--json',
    );
    const { problems, removed } = JSON.parse(stdout) as { problems: { message: string }[]; removed: string[] };
    expect(removed).toEqual([]);
    expect(readdirSync(desk.path('shared'))).toEqual(expect.arrayContaining(first));
    expect(problems.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('of another export, such as “2030-01-09'),
    );
  });
});

describe('a calendar that replaces an earlier one', () => {
  const eventsIn = (name: string) => readFileSync(desk.path(name), 'utf8').match(/^BEGIN:VEVENT[\s\S]*?^END:VEVENT/gm)!;

  test('cancels what is gone and leaves the rest as it was', async () => {
    await desk.tandem('export', before, '--to', 'ics', '-o', 'plan.ics');
    const first = eventsIn('plan.ics');
    const { stderr } = await desk.tandem('export', without, '--to', 'ics', '-o', 'plan.ics', '--force');
    expect(stderr).toContain('is no longer planned; it is cancelled');
    const second = eventsIn('plan.ics');
    expect(second.length).toBe(first.length);
    expect(second.filter((event) => first.includes(event)).length).toBe(
      second.filter((event) => !/STATUS:CANCELLED/.test(event)).length,
    );
  });

  test.each([
    ['the earlier calendar', 'old.ics'],
    ['the campaign as it was', 'before.tandem.json'],
  ])('knows what is gone from %s too', async (_, since) => {
    await desk.tandem('export', before, '--to', 'ics', '-o', 'old.ics', '--force');
    const { status } = await desk.tandem('export', without, '--to', 'ics', '-o', `new-${since}.ics`, '--since', since);
    expect(status).toBe(0);
    expect(eventsIn(`new-${since}.ics`).filter((event) => event.includes('STATUS:CANCELLED'))).not.toEqual([]);
  });

  test('refuses what is no earlier state of the plan', async () => {
    const refusal = (to: string, since: string) =>
      desk.refusal('export', before, '--to', to, '-o', 'x', '--since', since);
    expect(await refusal('ics', other)).toContain('is another campaign');
    expect(await refusal('slack', desk.put('x.txt', 'hello'))).toContain('is no earlier export of this plan to slack');
    expect(await refusal('csv', before)).toContain('Leave --since out.');
    expect(await refusal('ics', 'nowhere.ics')).toContain('is not there');
  });
});

describe('CSV', () => {
  const csv = async (...options: string[]) =>
    (await desk.tandem('export', before, '--to', 'csv', '-o', '-', ...options)).stdout;

  test('has the delimiter that was asked for', async () => {
    expect(await csv()).toMatch(/^\ufeffDate,Last day,/);
    expect(await csv('--delimiter', ';')).toMatch(/^\ufeffDate;Last day;/);
    expect(await csv('--delimiter', 'tab')).toMatch(/^\ufeffDate\tLast day\t/);
    expect(await desk.refusal('export', before, '--to', 'csv', '-o', '-', '--delimiter', '#')).toContain(
      'Write , or ; or tab.',
    );
  });
});

describe('the command line', () => {
  test('reads standard input where a file is named -', async () => {
    const text = readFileSync(before, 'utf8');
    const checked = await desk.pipe(text, 'check', '-', '--json');
    expect(JSON.parse(checked.stdout)).toMatchObject({ name: plan.name });
    const [piped, named] = [
      await desk.pipe(text, 'export', '-', '--to', 'json', '-o', '-'),
      await desk.tandem('export', before, '--to', 'json', '-o', '-'),
    ];
    expect(piped.stdout).toBe(named.stdout);
    const imported = await desk.pipe('Date,Name,Channel\n2027-03-01,Hello,email\n', 'import', 'plan', '-', '-o', '-');
    expect(imported.status, imported.stderr).toBe(0);
    expect((await desk.pipe('nothing', 'check', '-')).stderr).toContain('not JSON');
  });

  test.each([
    [['help'], 'Usage: tandem [options]'],
    [['help', 'export'], 'Usage: tandem export'],
    [['help', 'import'], 'Usage: tandem import [options]'],
    [['help', 'import', 'plan'], 'Usage: tandem import plan'],
    [['help', 'import', 'audience'], 'Usage: tandem import audience'],
    [['help', 'library', 'backup'], 'Usage: tandem library backup'],
  ])('explains %j', async (given, start) => {
    const { status, stdout } = await desk.tandem(...given);
    expect(status).toBe(0);
    expect(stdout.startsWith(start)).toBe(true);
  });

  test('says which command there is none of', async () => {
    expect(await desk.refusal('help', 'import', 'nothing')).toContain('There is no command “import nothing”.');
  });

  test.each(['-v', '-V', '--version'])('says its version at %s', async (flag) => {
    expect((await desk.tandem(flag)).stdout).toMatch(/^\d+\.\d+\.\d+/);
  });
});

describe('completion', () => {
  test('offers commands, options and what may stand behind one', async () => {
    const { stdout } = await desk.tandem('completion', 'bash');
    const offered = (...words: string[]) => {
      const script = `${stdout}\nCOMP_WORDS=(tandem ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _tandem; printf '%s\\n' "\${COMPREPLY[@]}"`;
      return spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout.trim().split('\n');
    };
    expect(offered('exp')).toEqual(['export']);
    expect(offered('import', 'p')).toContain('plan');
    expect(offered('export', 'x', '--si')).toEqual(['--since']);
    expect(offered('export', 'x', '--to', 'sl')).toContain('slack');
    expect(offered('import', 'plan', '--for')).toEqual(['--force']);
  });

  test('is there for zsh and fish', async () => {
    expect((await desk.tandem('completion', 'zsh')).stdout).toContain('bashcompinit');
    expect((await desk.tandem('completion', 'fish')).stdout).toMatch(
      /complete -c tandem -n '__fish_seen_subcommand_from export' -l to -x -a 'ics csv/,
    );
    expect(await desk.refusal('completion', 'cmd')).toContain('Allowed choices are bash, zsh, fish.');
  });
});
