import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { smallCampaign } from '#store/testing/campaign.ts';
import { runProgram } from './program.ts';
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

describe('an export on another day', () => {
  const home = process.cwd();
  afterEach(() => {
    process.chdir(home);
    vi.useRealTimers();
  });

  test('has the same bytes for the same plan, where it is told when it is made', { timeout: 120_000 }, async () => {
    // Into which all that is told of a moment goes: stamps, sequence numbers, the manifest, what is past.
    const exported = async (day: string, ...more: string[]) => {
      vi.useFakeTimers({ toFake: ['Date'], now: new Date(`${day}T10:00:00Z`) });
      process.chdir(desk.folder);
      const name = `${day}${more.length}.zip`;
      const given = ['export', before, '--to', 'all', '-o', name, '--json', ...more];
      await silently(() => runProgram(given));
      return readFileSync(desk.path(name));
    };
    const standing = ['--now', '2030-01-01T08:00:00Z'];
    const one = await exported('2030-01-02', ...standing);
    expect(Buffer.compare(one, await exported('2030-01-20', ...standing))).toBe(0);
    const files = unzipSync(one);
    expect(strFromU8(files[Object.keys(files).find((name) => name.endsWith('.ics'))!]!)).toContain('20300101T080000Z');
    expect(Buffer.compare(one, await exported('2030-01-02'))).not.toBe(0);
  });
});

/** Runs something whose output nobody needs. */
async function silently(run: () => Promise<unknown>): Promise<void> {
  const printing = vi.spyOn(process.stdout, 'write').mockImplementation((_text, ...rest) => {
    for (const one of rest) if (typeof one === 'function') one();
    return true;
  });
  await run().finally(() => printing.mockRestore());
}

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
      first.filter((name) => name.startsWith('2030-')).length -
        files.filter((name) => name.startsWith('2030-01-11')).length,
    );
    expect(files).toContain('mine.txt');
    expect(files).toHaveLength(first.length + 1);
    const beside = to === 'teams' ? ['how-to-post.txt'] : [];
    const { messages } = JSON.parse(readFileSync(desk.path(`${folder}/index.json`), 'utf8')) as {
      messages: { file: string }[];
    };
    expect(files.toSorted()).toEqual(
      ['index.json', 'mine.txt', ...beside, ...messages.map(({ file }) => file)].toSorted(),
    );
  });

  test.each(['csv', 'xlsx', 'json', 'png'])('names what lies beside a new %s, and leaves it there', async (to) => {
    const folder = `beside-${to}`;
    mkdirSync(desk.path(folder));
    const first = await desk.tandem('export', before, '--to', to, '-o', folder);
    expect(first.stderr).not.toContain('of this kind');
    const [old] = readdirSync(desk.path(folder));
    const renamed = desk.put(`renamed-${to}.tandem.json`, serializeCampaign({ ...plan, name: 'Another name' }));
    const { status, stderr } = await desk.tandem('export', renamed, '--to', to, '-o', folder, '--force');
    expect(status).toBe(0);
    expect(stderr).toContain(`also holds one file of this kind, such as “${old}”`);
    expect(readdirSync(desk.path(folder))).toHaveLength(2);
    const again = await desk.tandem('export', renamed, '--to', to, '-o', desk.path(`${folder}/alone.${to}`), '--force');
    expect(again.stderr).not.toContain('of this kind');
  });

  test.each(['slack', 'teams', 'eml'])(
    'clears it and says what to take back when the last message to %s is gone',
    async (to) => {
      const channel = to === 'eml' ? 'email' : to;
      const only = {
        ...plan,
        touchpoints: plan.touchpoints.map((one, index) => ({ ...one, channel: index === 0 ? channel : 'poster' })),
      };
      const first = desk.put(`only-${to}.tandem.json`, serializeCampaign(only as Campaign));
      const none = desk.put(
        `none-${to}.tandem.json`,
        serializeCampaign({ ...only, touchpoints: only.touchpoints.slice(1) } as Campaign),
      );
      const folder = `last-${to}`;
      for (const output of [folder, `${folder}.zip`]) {
        await desk.tandem('export', first, '--to', to, '-o', output);
        const { status, stderr, stdout } = await desk.tandem('export', none, '--to', to, '-o', output, '--force');
        expect(status).toBe(0);
        expect(stderr).toContain('Take back what was scheduled from it');
        if (output === folder) expect(stdout).toContain('of the export before.');
      }
      expect(readdirSync(desk.path(folder))).toEqual(['index.json']);
      const archive = unzipSync(readFileSync(desk.path(`${folder}.zip`)));
      expect(Object.keys(archive)).toEqual(['index.json']);
      expect(JSON.parse(strFromU8(archive['index.json']!))).toMatchObject({
        messages: [],
        withdrawn: [{ touchpoint: only.touchpoints[0]!.name }],
      });
    },
  );

  test.each([
    ['another target', before, 'teams'],
    ['another plan', other, 'slack'],
  ])('of %s is refused, and leaves everything as it was', async (_, file, to) => {
    const folder = `shared-${to}`;
    const contents = () =>
      readdirSync(desk.path(folder)).map((name) => [name, readFileSync(desk.path(`${folder}/${name}`), 'utf8')]);
    await desk.tandem('export', before, '--to', 'slack', '-o', folder, '--all');
    const first = contents();
    const { status, stderr } = await desk.tandem('export', file, '--to', to, '-o', folder, '--all', '--force');
    expect(status).toBe(2);
    expect(stderr).toContain('holds another export');
    expect(contents()).toEqual(first);
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

  test.each(['folder', 'zip'])('in a %s is found after a new name, and only one is left', async (kind) => {
    const output = kind === 'zip' ? 'renamed.zip' : 'renamed';
    if (kind === 'folder') mkdirSync(desk.path(output));
    const named = desk.put('named.tandem.json', serializeCampaign({ ...fewer, name: 'Quite another name' }));
    await desk.tandem('export', before, '--to', 'ics', '-o', output);
    const { stderr, stdout } = await desk.tandem('export', named, '--to', 'ics', '-o', output, '--force');
    expect(stderr).toContain('is no longer planned; it is cancelled');
    if (kind === 'zip') return;
    expect(stdout).toContain('Took away one file of the export before.');
    expect(readdirSync(desk.path(output))).toEqual(['Quite-another-name.ics']);
    // Without --force nothing is taken away unasked.
    const again = await desk.tandem('export', before, '--to', 'ics', '-o', output);
    expect(again.stderr).toContain('“Quite-another-name.ics”');
    expect(readdirSync(desk.path(output))).toHaveLength(2);
  });

  test.each([
    ['ics', 'a zip', 'since-ics.zip'],
    ['ics', 'a folder', 'since-ics'],
    ['slack', 'a zip', 'since-slack.zip'],
    ['slack', 'a folder', 'since-slack'],
  ])('--since: %s finds it in %s', async (to, _, output) => {
    if (!output.endsWith('.zip')) mkdirSync(desk.path(output));
    await desk.tandem('export', before, '--to', to, '-o', output, '--all');
    const fresh = `fresh-${output.replace('.', '-')}`;
    const { stderr, status } = await desk.tandem(
      'export',
      without,
      '--to',
      to,
      '-o',
      fresh,
      '--all',
      '--since',
      output,
    );
    expect(stderr).toMatch(/no longer planned/);
    expect(status).toBe(0);
  });

  test('follows a folder of one file an event, into another and as one file', async () => {
    const organizer = ['--organizer', 'ana@learning.example'];
    await desk.tandem('export', before, '--to', 'ics', '-o', 'separate', ...organizer);
    const cancelled = (names: string[]) => names.filter((name) => /STATUS:CANCELLED/.test(name)).length;
    const textsIn = (folder: string) =>
      readdirSync(desk.path(folder)).map((name) => readFileSync(desk.path(`${folder}/${name}`), 'utf8'));
    expect(textsIn('separate').length).toBeGreaterThan(2);
    await desk.tandem('export', without, '--to', 'ics', '-o', 'separate-since', ...organizer, '--since', 'separate');
    expect(textsIn('separate-since')).toHaveLength(textsIn('separate').length);
    const gone = cancelled(textsIn('separate-since'));
    expect(gone).toBeGreaterThan(0);
    const { stdout } = await desk.tandem('export', without, '--to', 'ics', '-o', '-', '--since', 'separate');
    expect(stdout.match(/STATUS:CANCELLED/g)).toHaveLength(gone);
    const zones = stdout.match(/^TZID:.*$/gm) ?? [];
    expect(zones).toHaveLength(new Set(zones).size);
    await desk.tandem('export', without, '--to', 'ics', '-o', 'separate', '--force');
    const [only, ...others] = textsIn('separate');
    expect(others).toEqual([]);
    expect(only!.match(/STATUS:CANCELLED/g)).toHaveLength(gone);
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

describe('an excerpt', () => {
  test('is chosen by name, and refuses names that the plan does not have', async () => {
    const lane = plan.lanes[0]!.name;
    const whole = await desk.tandem('export', before, '--to', 'csv', '-o', '-');
    const { status, stdout, stderr } = await desk.tandem(
      'export',
      before,
      '--to',
      'csv',
      '-o',
      '-',
      '--lane',
      lane,
      '--until',
      '2030-01-09',
    );
    expect(status).toBe(0);
    expect(stderr).toContain(`This is not the whole plan: lane “${lane}”; until`);
    expect(stdout.split('\r\n').length).toBeLessThanOrEqual(whole.stdout.split('\r\n').length);
    const wrong = await desk.tandem('export', before, '--to', 'csv', '-o', '-', '--phase', 'No such phase');
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain('The plan has no phase called “No such phase”.');
    const swapped = await desk.tandem(
      'export',
      before,
      '--to',
      'csv',
      '-o',
      '-',
      '--from',
      '2030-02-01',
      '--until',
      '2030-01-01',
    );
    expect(swapped.status).toBe(2);
    const none = await desk.tandem('export', before, '--to', 'csv', '-o', 'none.csv', '--until', '2020-01-01');
    expect(none.status).toBe(1);
    expect(none.stderr).toContain('so nothing was exported');
  });
});

test('an excerpt beside the whole plan in a folder leaves that as it was and cancels nothing', async () => {
  mkdirSync(desk.path('beside-whole'));
  await desk.tandem('export', before, '--to', 'ics', '-o', 'beside-whole');
  const [whole] = readdirSync(desk.path('beside-whole'));
  const text = readFileSync(desk.path(`beside-whole/${whole}`), 'utf8');
  const excerpt = ['--lane', plan.lanes[0]!.name];
  for (const file of [before, after])
    await desk.tandem('export', file, '--to', 'ics', '-o', 'beside-whole', '--force', ...excerpt);
  expect(readFileSync(desk.path(`beside-whole/${whole}`), 'utf8')).toBe(text);
  const others = readdirSync(desk.path('beside-whole')).filter((name) => name !== whole);
  expect(others).toHaveLength(1);
  expect(readFileSync(desk.path(`beside-whole/${others[0]}`), 'utf8')).not.toContain('CANCELLED');
});

describe('a rolling plan', () => {
  const rolling = {
    ...plan,
    id: 'rolling',
    rolling: { weeks: 3 },
    segments: plan.segments.map((segment) => ({ ...segment, inflow: 4 })),
  };
  const file = desk.put('rolling.tandem.json', serializeCampaign(rolling));

  test('goes out by own days as a table and as a list that fits its schema', async () => {
    const { status, stderr } = await desk.tandem(
      'export',
      file,
      '--to',
      'csv',
      '--own-days',
      '-o',
      desk.path('own.csv'),
    );
    expect(status).toBe(0);
    expect(stderr).toContain('Days are counted from everyone’s own start');
    const text = readFileSync(desk.path('own.csv'), 'utf8');
    expect(text).toContain('Own day,Last own day,Local time');
    expect(text).not.toContain('2030-');
    const again = await desk.tandem('import', 'plan', desk.path('own.csv'), '-o', desk.path('own.tandem.json'));
    expect(again.status).toBe(2);
    expect(again.stderr).toContain('its days are counted from everyone’s own start');
    const { stdout } = await desk.tandem('schema', 'schedule');
    const { required } = JSON.parse(stdout) as { required: string[] };
    const list = await desk.tandem('export', file, '--to', 'json', '--own-days', '-o', '-');
    expect(Object.keys(JSON.parse(list.stdout) as object)).toEqual(required);
  });

  test('goes out for every cohort, into one archive or a folder, and follows what is there', async () => {
    const first = await desk.tandem('export', file, '--to', 'ics', '--cohort', 'all', '-o', desk.path('cohorts.zip'));
    expect(first.status).toBe(0);
    const names = Object.keys(unzipSync(readFileSync(desk.path('cohorts.zip'))));
    expect(names.map((name) => name.slice(0, 10))).toEqual(['2030-01-07', '2030-01-14', '2030-01-21', '2030-01-28']);
    const changed = desk.put(
      'rolling-later.tandem.json',
      serializeCampaign({ ...rolling, touchpoints: rolling.touchpoints.slice(1) }),
    );
    for (const path of [desk.path('cohorts.zip'), desk.path('cohorts')]) {
      await desk.tandem('export', file, '--to', 'ics', '--cohort', 'all', '-o', path, '--force');
      await desk.tandem('export', changed, '--to', 'ics', '--cohort', 'all', '-o', path, '--force');
    }
    const zipped = Object.values(unzipSync(readFileSync(desk.path('cohorts.zip')))).map((bytes) => strFromU8(bytes));
    const beside = readdirSync(desk.path('cohorts')).map((name) => readFileSync(desk.path(`cohorts/${name}`), 'utf8'));
    expect(beside).toHaveLength(4);
    for (const text of [...zipped, ...beside]) expect(text).toContain('STATUS:CANCELLED');
  });

  test.each([
    [['--to', 'csv', '--own-days', '--cohort', 'all'], 'Choose either them or a cohort.'],
    [['--to', 'ics', '--own-days'], 'Only tables, lists and pictures (csv, xlsx, json, png) count days'],
    [['--to', 'ics', '--cohort', 'soon'], 'or all.'],
    [['--to', 'ics', '--cohort', 'all', '--since', file], '--since names one earlier export'],
    [['--to', 'teams', '--cohort', 'all'], 'Choose one cohort at a time.'],
  ])('is refused with %j', async (options, sentence) => {
    const { status, stderr } = await desk.tandem('export', file, ...options, '-o', desk.path('never'));
    expect(status).toBe(2);
    expect(stderr).toContain(sentence);
  });

  test('is forecast by calendar week and by own day', { timeout: 60_000 }, async () => {
    const { stdout } = await desk.tandem('simulate', file, '--runs', '8', '--seed', '3');
    const table = stdout.slice(stdout.indexOf('Week until'));
    const rows = table.split('\n\n')[0]!.split('\n').slice(1);
    expect(rows).toHaveLength(Math.ceil((rolling.days + 21) / 7));
    expect(rows[0]).toMatch(/^ {2}13 Jan(uary)? 2030 /);
    expect(table).toContain('by own day');
  });

  test('has no own days and no cohorts where everyone starts together', async () => {
    for (const option of [['--own-days'], ['--cohort', 'all']]) {
      const { status, stderr } = await desk.tandem(
        'export',
        before,
        '--to',
        'csv',
        ...option,
        '-o',
        desk.path('never'),
      );
      expect(status).toBe(2);
      expect(stderr).toContain('everyone starts on the first day');
    }
  });
});
