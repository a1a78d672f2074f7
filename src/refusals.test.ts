import { rmSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { smallCampaign, touchpoint } from '#store/testing/campaign.ts';
import { contract, type Method } from '#contract/contract.ts';
import { programOf } from './cli/program.ts';
import { Desk } from './cli/testing/run.ts';
import { libraryFile } from '#store/files.ts';
import { openTestStudio, type TestStudio } from './studio/studio.testing.ts';

/** A refusal goes through every call and every command, from the room that refuses to the person who reads it. */

/** A sentence for people: it begins like one, ends like one, and no machine speaks in it. */
const SENTENCE = /^[“"A-Z0-9][^\n]*[.!?”]$/u;
const OF_MACHINES = /\n\s+at |node_modules|\[object |\b(Type|Range|Reference|Syntax)Error\b|went wrong/;

/** “--url”, as only a person at a command line can give it. */
const NAMES_AN_OPTION = /(?:^|[\s“"(])--[a-z]|“tandem (?:profiles|journal)/;

function expectSentence(text: string, about: string): void {
  expect(text, about).toMatch(SENTENCE);
  expect(text, about).not.toMatch(OF_MACHINES);
}

const GOAL: Campaign['goals'][number] = {
  id: 'goal-1',
  name: 'Many try it',
  metric: 'active',
  target: 0.3,
  unit: 'share',
  date: '2027-03-01',
  segments: [],
};

/** Segments that each get something else, for longer than can be forecast. */
const vast = (): Campaign => {
  const base = smallCampaign('Vast');
  const count = 1000;
  const segments = Array.from({ length: count }, (_, index) => ({
    ...base.segments[0]!,
    id: `segment-${index}`,
    name: `Segment ${index}`,
  }));
  return {
    ...base,
    id: 'vast',
    days: 3650,
    segments,
    touchpoints: segments.map(({ id }) => ({ ...touchpoint(`to-${id}`), segments: [id] })),
  };
};

/** A plan whose goal cannot be judged. */
const early = (): Campaign => {
  const base = smallCampaign('Early');
  const goal = { ...GOAL, date: '2026-01-01' };
  return { ...base, id: 'early', goals: [goal] };
};

/** A plan in large teams, one by one. */
const crowded = (): Campaign => {
  const plan = vast();
  return {
    ...plan,
    id: 'crowded',
    segments: plan.segments.map((segment) => ({ ...segment, size: 10_000_000, teamSize: 1000 })),
  };
};

describe('calls of the contract', () => {
  let studio: TestStudio;
  const ids: Record<string, string> = {};
  let source = '';

  beforeAll(async () => {
    studio = await openTestStudio();
    const plans = { small: smallCampaign(), vast: vast(), early: early(), crowded: crowded() };
    for (const [name, plan] of Object.entries(plans)) {
      const text = serializeCampaign(plan);
      ids[name] = (await studio.ask('library.import', { fileName: `${name}.tandem.json`, text })).id;
    }
    const broken = Buffer.from('PK\u0003\u0004 cut short').toString('base64');
    ({ source } = await studio.ask('intake.open', { fileName: 'plan.xlsx', bytes: broken }));
  }, 120_000);
  afterAll(async () => {
    await studio.studio.close();
    rmSync(studio.folder, { recursive: true, force: true });
  });

  const today = { today: '2026-11-29', timeZone: 'Europe/Berlin' };
  const remove = { type: 'removeLane', id: 'no-such-lane' };
  const KEY = '2c5ea4c0-4067-51e9-8bad-9b1deb4d3b7d';
  /** For each call, what a room behind it refuses; `null` where nothing can but the contract, or the library itself. */
  const refused: Record<Method, (() => object) | null> = {
    'library.list': null,
    'library.removed': null,
    'library.acceptOlder': null,
    'calendar.show': null,
    'preferences.get': null,
    'preferences.set': null,
    'studio.about': null,
    'holidays.countries': null,
    'job.cancel': null,
    'delivery.targets': null,
    'publishing.targets': null,
    'publishing.form': null,
    'publishing.profiles': null,
    'publishing.pause': null,
    'intake.close': null,
    'library.create': () => ({ templateId: 'no-such-template', start: '2027-01-11' }),
    'library.import': () => ({ fileName: 'plan.tandem.json', text: '{' }),
    'library.duplicate': () => ({ id: 'nobody', name: 'Again' }),
    'library.remove': () => ({ id: 'nobody' }),
    'library.restore': () => ({ id: 'nobody' }),
    'library.purge': () => ({ id: 'nobody' }),
    'calendar.week': () => ({ audience: 'nobody', monday: '2027-01-11' }),
    'calendar.quietWeeks': () => ({ audience: 'nobody', from: '2027-02-01', until: '2027-01-01' }),
    'calendar.setAudience': () => ({ id: 'nobody', name: 'All', reaching: [{ plan: 'x', segment: null }] }),
    'calendar.removeAudience': () => ({ id: 'nobody' }),
    'calendar.addPlan': () => ({
      fileName: 'team.ics',
      bytes: Buffer.from('BEGIN:VCALENDAR\nEND:VCALENDAR').toString('base64'),
      ...today,
      job: 'addPlan',
    }),
    'calendar.removePlan': () => ({ id: 'nobody' }),
    'campaign.open': () => ({ id: 'nobody' }),
    'campaign.since': () => ({ id: 'nobody', revision: 0, step: '' }),
    'campaign.execute': () => ({ id: ids['small'], revision: 0, command: remove }),
    'campaign.undo': () => ({ id: ids['small'], revision: 0 }),
    'campaign.redo': () => ({ id: ids['small'], revision: 0 }),
    'campaign.history': () => ({ id: 'nobody' }),
    'campaign.wayBack': () => ({ id: ids['small'], revision: 0, to: 5 }),
    'campaign.nameVersion': () => ({ id: ids['small'], revision: 7, name: 'Later' }),
    'campaign.openVersion': () => ({ id: ids['small'], version: 'none', name: 'Again' }),
    'campaign.removeVersion': () => ({ id: 'nobody', version: 'none' }),
    'holidays.list': () => ({ country: 'ZZ', from: '2027-01-01', until: '2027-12-31' }),
    'forecast.immediate': () => ({ id: ids['vast'], revision: 0 }),
    'forecast.why': () => ({ id: ids['small'], revision: 0, date: '2026-01-01' }),
    'forecast.simulate': () => ({ id: ids['crowded'], revision: 0, job: 'simulate', runs: 1 }),
    'decision.sensitivity': () => ({ id: ids['early'], revision: 0, goalId: GOAL.id }),
    'decision.contactLoad': () => ({ id: 'nobody', revision: 0 }),
    'decision.contribution': () => ({ id: ids['vast'], revision: 0, goalId: null, job: 'contribution' }),
    'decision.marginalContribution': () => ({ id: ids['vast'], revision: 0, job: 'marginal contribution' }),
    'decision.optimise': () => ({
      id: ids['early'],
      revision: 0,
      job: 'optimise',
      goalId: GOAL.id,
      probability: null,
      maxChanges: 5,
      maxMessages: null,
      effortHours: null,
    }),
    'decision.premortem': () => ({ id: ids['early'], revision: 0, job: 'premortem', goalId: GOAL.id }),
    'decision.stances': () => ({ id: ids['small'], revision: 0, otherId: ids['vast'], job: 'stances' }),
    'decision.compare': () => ({ id: ids['small'], revision: 0, otherId: ids['vast'], job: 'compare' }),
    'intake.open': () => ({ fileName: 'plan.csv', bytes: Buffer.alloc(65 * 1024 * 1024).toString('base64') }),
    'intake.rows': () => ({ source: 'nothing', filter: 'all', from: 0, count: 1 }),
    'intake.returned': () => ({ source: 'nothing', id: ids['small'], today: today.today, job: 'returned' }),
    'intake.tryPlan': () => ({ source, into: null, choices: {}, ...today, job: 'tryPlan' }),
    'intake.importPlan': () => ({ source, into: null, choices: {}, ...today, name: 'Plan', job: 'importPlan' }),
    'intake.readCells': () => ({
      text: '\n'.repeat(30_000),
      fields: ['name'],
      today: today.today,
      near: today.today,
      dateOrder: 'day-first',
    }),
    'intake.tryAudience': () => ({ source, choices: {}, ...today, job: 'tryAudience' }),
    'delivery.export': () => ({ id: ids['small'], target: 'pigeon', locale: 'en-GB', job: 'export' }),
    'delivery.report': () => ({ id: ids['crowded'], locale: 'en-GB', job: 'report' }),
    'publishing.addProfile': () => ({ profile: { name: 'team', target: 'webhook', options: {} } }),
    'publishing.changeProfile': () => ({ profile: { name: 'nobody', target: 'webhook', options: {} } }),
    'publishing.tryProfile': () => ({ name: 'nobody' }),
    'publishing.removeProfile': () => ({ name: 'nobody' }),
    'publishing.standing': () => ({ id: 'nobody' }),
    'publishing.journal': () => ({ id: 'nobody', most: 10 }),
    'publishing.dryRun': () => ({ id: ids['small'], profile: 'nobody', locale: 'en-GB' }),
    'publishing.bytes': () => ({ id: ids['small'], profile: 'nobody', locale: 'en-GB', key: KEY }),
    'publishing.approve': () => ({ id: ids['small'], profile: 'nobody', locale: 'en-GB', hash: '0' }),
    'publishing.withdraw': () => ({ id: ids['small'], profile: 'nobody' }),
    'publishing.answer': () => ({ key: KEY, answer: 'sent' }),
    'publishing.missed': () => ({ key: KEY }),
    'publishing.sendRest': () => ({ key: KEY }),
  };

  it.each(Object.entries(refused).filter(([, input]) => input !== null))(
    '%s answers with a sentence',
    { timeout: 120_000 },
    async (method, input) => {
      const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
      const reply = await studio.studio.call(method, JSON.parse(JSON.stringify(input!())));
      expect(reply, method).toHaveProperty('error');
      const { error } = reply as { error: { code: string; message: string } };
      expect(error.code, error.message).not.toBe('internal');
      expectSentence(error.message, method);
      expect(log).not.toHaveBeenCalled();
      log.mockRestore();
    },
  );

  it('says so in calls that write, when the library’s file is gone', async () => {
    const gone = await openTestStudio();
    writeFileSync(libraryFile(gone.folder), '');
    rmSync(libraryFile(gone.folder));
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    for (const [method, input] of [
      ['preferences.set', { changes: { theme: 'dark' } }],
      ['library.create', { templateId: 'blank', start: '2027-01-11' }],
      ['publishing.pause', { isPaused: true }],
    ] as const) {
      const reply = await gone.studio.call(method, input);
      expect(reply, method).toMatchObject({ error: { code: 'gone' } });
      if ('error' in reply) expectSentence(reply.error.message, method);
    }
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
    await gone.studio.close();
  });

  it.each(Object.keys(contract))('%s says so where it is asked for what it does not know', async (method) => {
    const reply = await studio.studio.call(method, 'something');
    expect(reply).toMatchObject({ error: { code: 'badInput', message: expect.stringContaining(method) as string } });
    if ('error' in reply) expectSentence(`“${reply.error.message}”`, method);
  });

  const HOSTILE = '\u202eevil\u0000\u001b[31m\n\u2028';
  it.each([
    ['library.import', { fileName: HOSTILE, text: '{}' }],
    ['library.create', { templateId: HOSTILE, start: '2027-01-11' }],
    ['calendar.addPlan', { fileName: HOSTILE, bytes: Buffer.from('nothing').toString('base64'), ...today, job: 'a' }],
    ['calendar.addPlan', { fileName: 'a.csv', bytes: '', ...today, timeZone: HOSTILE, job: 'b' }],
  ])('%s says a sentence whatever it is given', async (method, input) => {
    const reply = await studio.studio.call(method, input);
    expect(reply).toHaveProperty('error');
    const { message } = (reply as { error: { message: string } }).error;
    // oxlint-disable-next-line no-control-regex
    expect(message).not.toMatch(/[\u0000-\u001f\u2028\u2029\u202a-\u202e]/);
  });

  it('keeps the name of an audience on its line', async () => {
    const reaching = [{ plan: ids['small'], segment: null }];
    const { id } = (await studio.studio.call('calendar.setAudience', { name: HOSTILE, reaching })) as never as {
      id: string;
    };
    expect(id).not.toBe('');
    const { audiences } = await studio.ask('calendar.show', {});
    // oxlint-disable-next-line no-control-regex
    expect(audiences.map(({ name }) => name).join('')).not.toMatch(/[\u0000-\u001f\u2028]/);
  });

  it('names every call of the contract', () => {
    expect(Object.keys(refused).toSorted()).toEqual(Object.keys(contract).toSorted());
  });
});

describe('both doors', () => {
  const desk = new Desk();
  const home = process.cwd();
  let studio: TestStudio;
  beforeAll(async () => void (studio = await openTestStudio()), 120_000);
  afterAll(async () => {
    process.chdir(home);
    desk.clear();
    await studio.studio.close();
    rmSync(studio.folder, { recursive: true, force: true });
  });

  /** What is wrong with a profile, what the window names the field of, and what the command line adds. */
  test.each([
    ['an address', 'webhook', {}, 'url', '--url'],
    ['a secret', 'slack', {}, 'secret', '--secret-env'],
    ['an option', 'smtp', { url: 'smtps://mail.example.com' }, 'from', '--option from=VALUE'],
    ['a file', 'smtp', { url: 'smtps://mail.example.com', from: 'a@example.com' }, 'addresses', '--option addresses='],
    ['a right option', 'webhook', { url: 'https://example.com', colour: 'red' }, 'options', 'profiles add --help'],
  ] as const)(
    'say that %s is missing in one sentence, to which each adds what it calls it',
    { timeout: 60_000 },
    async (_, target, { url, ...options }: { url?: string } & Record<string, string>, field, option) => {
      const profile = { name: 'one', target, ...(url !== undefined && { url }), options };
      const reply = await studio.studio.call('publishing.addProfile', { profile });
      const { error } = reply as { error: { message: string; field?: string } };
      expect(error.field).toBe(field);
      expectSentence(error.message, target);
      expect(error.message).not.toMatch(NAMES_AN_OPTION);
      const given = Object.entries(options).flatMap(([name, value]) => ['--option', `${name}=${value}`]);
      const at = url === undefined ? [] : ['--url', url];
      const line = await desk.refusal('profiles', 'add', 'one', '--target', target, ...at, ...given, '--data', 'here');
      expect(line).toContain(error.message);
      expect(line).toContain(option);
      expectSentence(line, target);
    },
  );

  it('share rooms whose sentences name no option of the command line', () => {
    const sources = import.meta.glob<string>(
      [
        './{publishing,delivery,studio,contract}/**/*.ts',
        './store/{ledger,profiles}.ts',
        '!./**/*.test.ts',
        '!./**/*{testing,/testing/}*',
      ],
      { query: '?raw', import: 'default', eager: true },
    );
    const saying = Object.entries(sources).filter(([, text]) =>
      text.split('\n').some((line) => NAMES_AN_OPTION.test(line.replace(/^ *(\/\/|\*|\/\*).*/, ''))),
    );
    // A recipe of Teams calls another program.
    expect(saying.map(([path]) => path)).toEqual(['./delivery/teams/recipe.ts']);
  });
});

/** Of every command that does something, however deep it lies. */
const namesOf = ({ commands }: Command): string[] =>
  commands.flatMap((one) =>
    one.commands.length === 0 ? [one.name()] : namesOf(one).map((name) => `${one.name()} ${name}`),
  );

describe('commands', () => {
  const desk = new Desk();
  const home = process.cwd();
  beforeAll(() => {
    desk.putCampaign('small.tandem.json');
    desk.put('early.tandem.json', serializeCampaign(early()));
    desk.put('vast.tandem.json', serializeCampaign(vast()));
    desk.put('crowded.tandem.json', serializeCampaign(crowded()));
    desk.put('broken.xlsx', 'PK\u0003\u0004 cut short');
  });
  afterAll(() => {
    process.chdir(home);
    desk.clear();
  });

  /** For each command, what a room behind it refuses. */
  const refused: Record<string, string[] | null> = {
    // Nothing that they are given can be refused but their options.
    templates: ['--no-such-option'],
    model: ['--no-such-option'],
    schema: ['--no-such-option'],
    completion: ['powershell-9'],
    help: ['no-such-command'],
    new: ['--template', 'no-such-template', '--start', '2027-01-11', '-o', 'new.tandem.json'],
    check: ['nothing.tandem.json'],
    simulate: ['crowded.tandem.json', '--runs', '1'],
    why: ['small.tandem.json', '--day', '2026-01-01'],
    compare: ['small.tandem.json', 'vast.tandem.json', '--runs', '1'],
    attribute: ['early.tandem.json', '--goal', GOAL.id],
    optimise: ['early.tandem.json', '--goal', GOAL.id],
    premortem: ['early.tandem.json', '--goal', GOAL.id],
    assumptions: ['broken.xlsx'],
    'import plan': ['broken.xlsx'],
    'import audience': ['broken.xlsx'],
    export: ['small.tandem.json', '--to', 'ics', '-o', 'small.tandem.json'],
    report: ['crowded.tandem.json', '-o', 'report.html'],
    serve: ['--data', 'small.tandem.json'],
    'profiles add': ['hook', '--target', 'webhook', '--url', 'http://127.0.0.1/x', '--data', 'publishing'],
    'profiles change': ['nobody', '--url', 'https://example.org/x', '--data', 'publishing'],
    'profiles list': ['--data', 'small.tandem.json'],
    'profiles test': ['nobody', '--data', 'publishing'],
    'profiles remove': ['nobody', '--data', 'publishing'],
    publish: ['small.tandem.json', '--to', 'nobody', '--dry-run', '--data', 'publishing'],
    publisher: ['--pause', '--resume', '--data', 'publishing'],
    withdraw: ['small.tandem.json', '--to', 'nobody', '--data', 'publishing'],
    journal: ['--sent', 'nothing', '--data', 'publishing'],
    'library backup': ['no-such-library.db', '--data', 'no-such-folder'],
    'library restore': ['broken.xlsx', '--data', 'no-such-folder'],
  };

  test.each(Object.entries(refused).filter(([, given]) => given !== null))(
    '“tandem %s” ends with a sentence',
    { timeout: 120_000 },
    async (command, given) => {
      const line = await desk.refusal(...command.split(' '), ...given!);
      expectSentence(line, command);
    },
  );

  test('every command is named', async () => {
    const { stdout } = await desk.tandem('completion', 'bash');
    const words = new Set(stdout.match(/[a-z]+/g));
    for (const command of Object.keys(refused)) for (const word of command.split(' ')) expect(words).toContain(word);
    expect(Object.keys(refused).toSorted()).toEqual(namesOf(programOf(() => undefined)).toSorted());
  });
});
