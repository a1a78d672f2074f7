import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { templateById } from '#campaign/templates/templates.ts';
import { whySchema, type Why } from '#contract/why.ts';
import { TARGET_IDS, TARGETS } from '#delivery/targets.ts';
import { english } from '#language/formats.ts';
import { simulationSchema } from './simulation.ts';
import { Desk } from './testing/run.ts';

/** Commands that say what a campaign does and hand it on: simulate, export, report. */

const desk = new Desk();
const campaign = templateById('compliance-refresh')!.build({ start: '2027-01-11' });
beforeAll(() => void desk.put('plan.tandem.json', serializeCampaign(campaign)));
afterAll(() => desk.clear());

describe('simulate', () => {
  test('prints the forecast as its schema says, the same for any number of threads', async () => {
    const given = ['simulate', 'plan.tandem.json', '--runs', '40', '--seed', '7', '--json'];
    const [one, two] = await Promise.all([
      desk.tandem(...given, '--threads', '1'),
      desk.tandem(...given, '--threads', '2'),
    ]);
    expect(one).toMatchObject({ status: 0, stderr: '' });
    const forecast = simulationSchema.strict().parse(JSON.parse(one.stdout));
    expect(forecast).toMatchObject({ seed: 7, runs: 40, learners: 1200 });
    expect(forecast.dates).toHaveLength(campaign.days);
    for (const values of Object.values(forecast.series.active)) expect(values).toHaveLength(campaign.days);
    expect(forecast.series.incremental).toEqual(forecast.incremental);
    expect(forecast.baseline.mean).toHaveLength(campaign.days);
    expect(forecast.segments.map(({ id }) => id)).toEqual(campaign.segments.map(({ id }) => id));
    expect(forecast.goals.map(({ id }) => id)).toEqual(campaign.goals.map(({ id }) => id));
    expect({ ...(JSON.parse(two.stdout) as object), elapsedMs: 0 }).toEqual({ ...forecast, elapsedMs: 0 });
  });

  test('scales the audience and stops when it is told', async () => {
    const { stdout } = await desk.tandem(
      'simulate',
      'plan.tandem.json',
      '--runs',
      '5',
      '--scale',
      '2.5',
      '--until',
      '2027-01-31',
      '--json',
    );
    const forecast = simulationSchema.parse(JSON.parse(stdout));
    expect(forecast).toMatchObject({ learners: 3000, seed: campaign.seed });
    expect(forecast.dates.at(-1)).toBe('2027-01-31');
  });

  test('takes the word it is asked to take, and says whose', async () => {
    const given = ['simulate', 'plan.tandem.json', '--runs', '30', '--until', '2027-02-20'];
    const [usual, sceptic, together] = await Promise.all([
      desk.tandem(...given, '--json'),
      desk.tandem(...given, '--as', 'sceptic', '--json'),
      desk.tandem(...given, '--as', 'measured', '--correlated'),
    ]);
    const [own, doubted] = [usual, sceptic].map(({ stdout }) => simulationSchema.strict().parse(JSON.parse(stdout)));
    expect(doubted!.as).toBe('sceptic');
    expect(own).not.toHaveProperty('as');
    expect(doubted!.series.active.mean.at(-1)).toBeLessThan(own!.series.active.mean.at(-1)!);
    expect(together.stdout).toContain(
      `As measured here: with the campaign's own assumptions, ${campaign.assumptions.length} of them.`,
    );
    expect(together.stdout).toContain('Assumptions hang together');
    expect((await desk.tandem(...given, '--as', 'nobody')).status).not.toBe(0);
  });

  test('prints a table for people, goals in words', async () => {
    const { status, stdout, stderr } = await desk.tandem('simulate', 'plan.tandem.json', '--runs', '20');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('1,200 learners');
    expect(stdout).toContain('20 runs, seed');
    expect(stdout).toMatch(/^Active +[\d,]+ +[\d,]+ to [\d,]+ +[\d,]+ to [\d,]+$/m);
    expect(stdout).toMatch(/^Of the spread on the last day, \d+% is what nobody knows yet .*\.$/m);
    expect(stdout).toMatch(/^ {2}Would have happened anyway +[\d,]+ +[\d,]+ to [\d,]+/m);
    for (const { name } of campaign.goals) expect(stdout).toContain(`“${name}” by `);
    expect(stdout).toMatch(
      /^ {2}“.* Because of the plan: about −?[\d,]+\. Would have happened anyway: about [\d,]+\.$/m,
    );
  });

  test('says of a plan whose figures were of another engine that they may not come out again', async () => {
    const fixture = new URL('../campaign/fixtures/format-1/blank.tandem.json', import.meta.url);
    desk.put('old.tandem.json', readFileSync(fixture, 'utf8'));
    const given = ['simulate', 'old.tandem.json', '--runs', '5', '--until', '2027-01-20'];
    const [people, json, checked] = await Promise.all([
      desk.tandem(...given),
      desk.tandem(...given, '--json'),
      desk.tandem('check', 'old.tandem.json', '--json'),
    ]);
    expect(people.stdout).toMatch(/^Figures of this plan that you noted before may be of an earlier engine/m);
    expect([people, json, checked].map(({ stderr }) => stderr)).toEqual(['', '', '']);
    expect(simulationSchema.strict().parse(JSON.parse(json.stdout)).earlierEngine).toBeNull();
    expect((JSON.parse(checked.stdout) as { earlierEngine: unknown }).earlierEngine).toBeNull();
  });

  test('tells bands of the whole curve where there are runs enough', async () => {
    const given = ['simulate', 'plan.tandem.json', '--runs', '400', '--until', '2027-02-28'];
    const [people, json] = await Promise.all([desk.tandem(...given), desk.tandem(...given, '--json')]);
    const { bandsWholePath } = simulationSchema.strict().parse(JSON.parse(json.stdout));
    const [low, high] = [bandsWholePath!.band90.low.at(-1)!, bandsWholePath!.band90.high.at(-1)!];
    expect(people.stdout).toContain(`stays inside bands that end at ${english.number(low)} to ${english.number(high)}`);
  });

  test('decides in each run where the plan has a decision point, and says what that is worth', async () => {
    const goal = campaign.goals[0]!;
    const after = campaign.touchpoints.filter(({ start }) => start > '2027-01-25').map(({ id }) => id);
    const decided = {
      ...campaign,
      decisions: [
        {
          id: 'rescue',
          name: 'Rescue',
          date: '2027-01-25',
          metric: 'tried' as const,
          below: 0.4,
          unit: 'share' as const,
          segments: [],
        },
      ],
      touchpoints: campaign.touchpoints.map((one) => (after.includes(one.id) ? { ...one, thenOf: 'rescue' } : one)),
    };
    desk.put('decided.tandem.json', serializeCampaign(decided));
    const given = ['simulate', 'decided.tandem.json', '--runs', '60'];
    const [one, two, people] = await Promise.all([
      desk.tandem(...given, '--threads', '1', '--json'),
      desk.tandem(...given, '--threads', '2', '--json'),
      desk.tandem(...given),
    ]);
    const forecast = simulationSchema.strict().parse(JSON.parse(one.stdout));
    expect({ ...(JSON.parse(two.stdout) as object), elapsedMs: 0 }).toEqual({ ...forecast, elapsedMs: 0 });
    const [decision] = forecast.decisions!;
    expect(decision).toMatchObject({ id: 'rescue', name: 'Rescue', date: '2027-01-25' });
    expect(decision!.goals.map(({ id }) => id)).toEqual(campaign.goals.map(({ id }) => id));
    expect(decision!.goals[0]!.probability).toBe(forecast.goals[0]!.probability);
    expect(people.stdout).toMatch(
      /“Rescue”: if fewer than 40% of learners have tried it at the end of 25 Jan 2027, as in [<>\s\d]+% of all runs\./,
    );
    expect(people.stdout).toMatch(new RegExp(`“${goal.name}”: .* as decided, .* always “then”, .* always “otherwise”`));
    const short = await desk.tandem(...given, '--until', '2027-01-24');
    expect(short.stdout).toContain('“Rescue” is decided at the end of 25 Jan 2027, which is not simulated.\n');
    expect(short.stdout).not.toContain('as decided');
  });

  test('follows learners one by one where these work in teams, and says so', async () => {
    const teams = { ...campaign, segments: campaign.segments.map((segment) => ({ ...segment, teamSize: 6 })) };
    desk.put('teams.tandem.json', serializeCampaign(teams));
    const given = ['simulate', 'teams.tandem.json', '--runs', '25'];
    const [one, two, people, plain] = await Promise.all([
      desk.tandem(...given, '--threads', '1', '--json'),
      desk.tandem(...given, '--threads', '2', '--json'),
      desk.tandem(...given),
      desk.tandem('simulate', 'plan.tandem.json', '--runs', '5'),
    ]);
    const forecast = simulationSchema.strict().parse(JSON.parse(one.stdout));
    expect(forecast).toMatchObject({ method: 'agents', reason: 'teams', learners: 1200 });
    expect({ ...(JSON.parse(two.stdout) as object), elapsedMs: 0 }).toEqual({ ...forecast, elapsedMs: 0 });
    const sentence = 'Simulated learner by learner, because only colleagues of the same team count as peers.';
    expect(people.stdout).toContain(`${sentence}\n`);
    expect(plain.stdout).not.toContain(sentence);
  });

  test('answers for billions of learners in teams, and refuses what nobody would wait for', async () => {
    const [first] = campaign.segments;
    const bare = { ...campaign, touchpoints: [], goals: [], events: [], assumptions: [] };
    const huge = { ...first!, size: 10_000_000_000, teamSize: 8 };
    desk.put('huge.tandem.json', serializeCampaign({ ...bare, segments: [huge] }));
    const { status, stdout } = await desk.tandem('simulate', 'huge.tandem.json', '--runs', '2');
    expect(status).toBe(0);
    expect(stdout).toMatch(/count as peers\. [\d,]+ learners stand for all of them, so that chance looks larger/);
    const wide = Array.from({ length: 1000 }, (_, place) => ({
      ...first!,
      id: `s${place}`,
      size: 5000,
      teamSize: 1000,
    }));
    desk.put('wide.tandem.json', serializeCampaign({ ...bare, segments: wide, days: 3660 }));
    expect(await desk.refusal('simulate', 'wide.tandem.json', '--runs', '1')).toContain(
      'So many large teams cannot be followed learner by learner.',
    );
  });

  test.each([
    [['--runs', '0'], 'Write a whole number from 1 to 100,000.'],
    [['--runs', 'many'], 'Write a whole number from 1 to 100,000.'],
    [['--runs', '100000', '--until', '2036-01-11'], '100,000 runs of this plan do not fit into memory. Ask for '],
    [['--seed', '-1'], "argument '-1' is invalid"],
    [['--seed', '4294967296'], 'Write a whole number from 0 to 4,294,967,295.'],
    [['--scale', '0'], 'Write a number above 0'],
    [['--until', '2026-12-31'], 'The campaign starts on '],
    [['--until', '2150-01-01'], 'Simulate until '],
  ])('%j is refused', async (given, sentence) => {
    expect(await desk.refusal('simulate', 'plan.tandem.json', ...given)).toContain(sentence);
  });

  test('ends quietly when nobody reads on', async () => {
    const entry = join(import.meta.dirname, 'index.ts');
    const child = spawn(process.execPath, [entry, 'simulate', desk.path('plan.tandem.json'), '--runs', '5', '--json']);
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.once('close', resolve));
    expect({ status, complaint }).toEqual({ status: 0, complaint: '' });
  });
});

describe('why', () => {
  test(
    'tells a rolling plan by date, and by own days from 0, of every 100 who start',
    { timeout: 60_000 },
    async () => {
      const rolling = templateById('refresher-by-due-date')!.build({ start: '2027-01-11' });
      desk.put('rolling.tandem.json', serializeCampaign(rolling));
      const dated = await desk.tandem('why', 'rolling.tandem.json', '--day', '100', '--since', '90');
      expect(dated.stdout).toMatch(/^From 10 Apr(il)? 2027 to 20 Apr(il)? 2027 the expected number of active \w+ /);
      const given = ['why', 'rolling.tandem.json', '--day', '20', '--since', '0', '--own-days'];
      const [people, json] = await Promise.all([desk.tandem(...given), desk.tandem(...given, '--json')]);
      expect(people.stdout).toMatch(/^From day 0 to day 20 the expected number of active \w+ of every 100 who start /);
      const { elapsedMs: _, ...printed } = JSON.parse(json.stdout) as Why & { elapsedMs: number };
      expect(whySchema.parse(printed)).toMatchObject({ own: { since: 0, day: 20 }, date: addDays(rolling.start, 20) });
      expect(await desk.refusal('why', 'plan.tandem.json', '--day', '9', '--own-days')).toContain(
        'everyone starts on the first day',
      );
    },
  );

  test('tells a change of the expectation, in parts that add up', async () => {
    const given = ['why', 'plan.tandem.json', '--day', '30', '--since', '2027-01-20'];
    const [people, json] = await Promise.all([desk.tandem(...given), desk.tandem(...given, '--json')]);
    expect({ status: people.status, stderr: people.stderr }).toEqual({ status: 0, stderr: '' });
    const { elapsedMs: _, ...printed } = JSON.parse(json.stdout) as Why & { elapsedMs: number };
    const why = whySchema.parse(printed);
    expect(why).toMatchObject({ since: '2027-01-20', date: addDays(campaign.start, 29), isBend: false });
    for (const { shown, parts, change } of why.changes) {
      expect(parts.reduce((sum, part) => sum + part.shown, 0)).toBeCloseTo(shown.change, 9);
      expect(parts.reduce((sum, { learners }) => sum + learners, 0)).toBeCloseTo(change, 6);
      expect(people.stdout).toContain(`from ${english.number(shown.before)} to ${english.number(shown.after)}, by `);
    }
  });

  test('begins at the last bend where no day is named', async () => {
    const { stdout } = await desk.tandem('why', 'plan.tandem.json', '--day', '30', '--json');
    const { isBend, since, date } = JSON.parse(stdout) as Why;
    expect(isBend).toBe(true);
    expect(since! < date).toBe(true);
  });

  test.each([
    [['--day', '0'], 'Write the number of a day, from 1 to 3,660, or a date as YYYY-MM-DD.'],
    [['--day', '3000'], 'The forecast says nothing of '],
    [['--day', '9', '--since', '9'], 'Compare with an earlier day.'],
    [['--day', '9', '--segment', 'nobody'], 'The campaign has no segment “nobody”.'],
  ])('%j is refused', async (given, sentence) => {
    expect(await desk.refusal('why', 'plan.tandem.json', ...given)).toContain(sentence);
  });
});

describe('export', () => {
  test('every target gives what it promises', async () => {
    const STARTS: Record<string, Buffer> = {
      ics: Buffer.from('BEGIN:VCALENDAR'),
      csv: Buffer.from('\uFEFFDate,'),
      xlsx: Buffer.from('PK'),
      json: Buffer.from('{\n  "format": "tandem-campaign"'),
      png: Buffer.from('\u0089PNG', 'latin1'),
      xapi: Buffer.from('['),
      moodle: Buffer.from('groupname'),
      all: Buffer.from('PK'),
    };
    for (const target of TARGET_IDS) {
      const { status, stdout } = await desk.tandem(
        'export',
        'plan.tandem.json',
        '--to',
        target,
        '-o',
        `out.${target}`,
        '--json',
        '--all',
      );
      const said = JSON.parse(stdout) as { target: string; files: string[]; problems: { message: string }[] };
      expect([target, status]).toEqual([target, 0]);
      expect(said.target).toBe(target);
      expect(said.files.length).toBeGreaterThan(0);
      for (const file of said.files) expect(existsSync(desk.path(file)), file).toBe(true);
      if (TARGETS[target].files === 'one') {
        expect(said.files).toEqual([`out.${target}`]);
        const start = STARTS[target] ?? Buffer.alloc(0);
        const found = readFileSync(desk.path(`out.${target}`)).subarray(0, start.length);
        expect(found.toString('latin1'), target).toBe(start.toString('latin1'));
      } else {
        expect(
          readdirSync(desk.path(`out.${target}`))
            .map((name) => join(`out.${target}`, name))
            .toSorted(),
        ).toEqual(said.files.toSorted());
      }
    }
  });

  test('many files go into an archive where the name ends in .zip', async () => {
    await desk.tandem('export', 'plan.tandem.json', '--to', 'eml', '-o', 'folder');
    const { status, stdout } = await desk.tandem('export', 'plan.tandem.json', '--to', 'eml', '-o', 'mails.zip');
    expect({ status, stdout: stdout.split('\n').at(-2) }).toEqual({ status: 0, stdout: 'Wrote “mails.zip”.' });
    expect(Object.keys(unzipSync(readFileSync(desk.path('mails.zip')))).toSorted()).toEqual(
      readdirSync(desk.path('folder')).toSorted(),
    );
  });

  test('one file goes into a folder that is there, or to standard output', async () => {
    mkdirSync(desk.path('there'));
    await desk.tandem('export', 'plan.tandem.json', '--to', 'ics', '-o', 'there');
    expect(readdirSync(desk.path('there'))).toEqual([expect.stringMatching(/\.ics$/)]);
    const { stdout } = await desk.tandem('export', 'plan.tandem.json', '--to', 'json', '-o', '-');
    expect(stdout).toBe(serializeCampaign(campaign));
  });

  test('where there is nothing to write it says why and ends with 1', async () => {
    const lonely = desk.put(
      'lonely.tandem.json',
      serializeCampaign(templateById('blank')!.build({ start: '2027-01-11' })),
    );
    const { status, stdout, stderr } = await desk.tandem('export', lonely, '--to', 'slack', '-o', 'none');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('so nothing was exported.');
    expect(existsSync(desk.path('none'))).toBe(false);
  });

  test.each([
    [['--to', 'fax', '-o', 'x'], 'Allowed choices are ics, csv, xlsx, slack, teams, eml, '],
    [['--to', 'eml', '-o', '-'], 'files, and standard output takes one. Name a folder or a .zip file with -o.'],
    [['--to', 'eml', '-o', 'plan.tandem.json'], '“plan.tandem.json” would be written over. Name another file with -o.'],
    [['--to', 'csv', '-o', 'nowhere/x.csv'], 'its folder is not there'],
  ])('%j is refused', async (given, sentence) => {
    expect(await desk.refusal('export', 'plan.tandem.json', ...given)).toContain(sentence);
    expect(readFileSync(desk.path('plan.tandem.json'), 'utf8')).toBe(serializeCampaign(campaign));
  });
});

describe('report', () => {
  test('writes one page with the forecast in it', async () => {
    const { status, stdout } = await desk.tandem(
      'report',
      'plan.tandem.json',
      '-o',
      'r.html',
      '--runs',
      '20',
      '--json',
    );
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ output: 'r.html', runs: 20, seed: campaign.seed });
    const html = readFileSync(desk.path('r.html'), 'utf8');
    expect(html.startsWith('<!doctype html>')).toBe(true);
    expect(html).toContain(campaign.name);
    expect(html).toContain('nine times out of ten');
  });

  test('draws bands that hold the whole curve where these are asked for, and says so', async () => {
    const given = ['report', 'plan.tandem.json', '--runs', '400', '-o'];
    await Promise.all([
      desk.tandem(...given, 'paths.html', '--bands', 'whole-path'),
      desk.tandem(...given, 'days.html'),
    ]);
    const [paths, days] = ['paths.html', 'days.html'].map((name) => readFileSync(desk.path(name), 'utf8'));
    const band = (page: string) => /class="nine" d="([^"]+)"/.exec(page)![1];
    expect(paths).toContain('the whole curve stays inside the light band');
    expect(paths).toContain('top of nine in ten curves');
    expect(days).not.toContain('the whole curve stays inside');
    expect(band(paths!)).not.toBe(band(days!));
  });

  test.each([
    [['-o', 'r.html', '--bands', 'wide'], 'Allowed choices are daily, whole-path.'],
    [['-o', 'r.pdf'], 'Name a file that ends in .html instead of “r.pdf”.'],
    [['-o', 'r.html', '--locale', 'no_such'], 'Write a language tag such as en-GB or de-DE.'],
  ])('%j is refused', async (given, sentence) => {
    expect(await desk.refusal('report', 'plan.tandem.json', ...given)).toContain(sentence);
  });
});
