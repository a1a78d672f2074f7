import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import { bringInSegments } from '#campaign/audienceList.ts';
import { check } from '#campaign/checks/check.ts';
import type { Campaign } from '#campaign/document.ts';
import { dayOf } from '#campaign/calendar.ts';
import { parseCampaign, serializeCampaign } from '#campaign/file.ts';
import { apply } from '#campaign/reducer.ts';
import { templateById } from '#campaign/templates/templates.ts';
import { comparisonSchema, contributionsSchema, optimisationSchema, premortemSchema } from '#contract/decision.ts';
import { forecastSchema } from '#contract/forecast.ts';
import { ledgerStateSchema } from '#contract/publishing.ts';
import { TARGET_IDS, TARGETS } from '#delivery/targets.ts';
import { capital } from '#language/vocabulary.ts';
import { COMPARE_RUNS, CONFIRM_RUNS, FORECAST_RUNS } from '#work/runs.ts';
import { runProgram } from './cli/program.ts';
import { inWords } from './cli/publishing.ts';
import { Desk } from './cli/testing/run.ts';
import { publishing } from './renderer/text/en.publishing.ts';
import { openTestStudio, type TestStudio } from './studio/studio.testing.ts';

/** One application behind its doors: whoever asks the command line and whoever asks the window, without saying how many runs, reads the same numbers. */

/** A keychain, which the machine of a test may lack. */
const keychain = vi.hoisted(() => new Map<string, string>());
vi.mock('@napi-rs/keyring', () => ({
  AsyncEntry: class {
    readonly name: string;
    constructor(_service: string, name: string) {
      this.name = name;
    }
    setPassword = async (secret: string) => void keychain.set(this.name, secret);
    getPassword = async () => keychain.get(this.name);
    deletePassword = async () => keychain.delete(this.name);
  },
}));

const desk = new Desk();
let studio: TestStudio;

const plan = templateById('compliance-refresh')!.build({ start: '2027-01-11' });
const fewer: Campaign = { ...plan, id: 'fewer', name: 'Fewer', touchpoints: plan.touchpoints.slice(1) };
const inTeams = (campaign: Campaign, id: string): Campaign => ({
  ...campaign,
  id,
  segments: campaign.segments.map((segment) => ({ ...segment, size: 200, teamSize: 8 })),
});
/** For searches, which confirm each of several plans by many runs: one segment for the days until the first goal. */
const short = (campaign: Campaign, id: string): Campaign => ({
  ...campaign,
  id,
  days: dayOf(campaign.goals[0]!.date) - dayOf(campaign.start) + 1,
  segments: campaign.segments.slice(0, 1).map((segment) => ({ ...segment, size: 200 })),
  goals: campaign.goals.slice(0, 1).map((one) => ({ ...one, segments: [] })),
  events: campaign.events.map((event) => ({ ...event, segments: [] })),
  touchpoints: campaign.touchpoints.map(({ goalId: _, ...touchpoint }) => ({ ...touchpoint, segments: [] })),
  ideas: [],
  assumptions: [],
});
const tight = { ...plan, id: 'tight', contact: { ...plan.contact, capPerWeek: 1 } };
const PLANS = {
  plan,
  fewer,
  tight,
  short: short(plan, 'short'),
  teams: inTeams(plan, 'teams'),
  fewerTeams: inTeams(fewer, 'fewerTeams'),
  shortTeams: inTeams(short(plan, 'short'), 'shortTeams'),
};
type Name = keyof typeof PLANS;
const goal = plan.goals[0]!.id;
const ids = {} as Record<Name, string>;

beforeAll(async () => {
  studio = await openTestStudio();
  for (const [name, campaign] of Object.entries(PLANS)) {
    const text = serializeCampaign(campaign);
    desk.put(`${name}.tandem.json`, text);
    ids[name as Name] = (await studio.ask('library.import', { fileName: name, text })).id;
  }
});
afterAll(async () => {
  await studio.studio.close();
  rmSync(studio.folder, { recursive: true, force: true });
  desk.clear();
});

/** What the command line prints with `--json`. */
async function printed(command: string, name: Name, ...given: string[]): Promise<Record<string, unknown>> {
  const { status, stdout, stderr } = await desk.tandem(command, `${name}.tandem.json`, ...given, '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as Record<string, unknown>;
}
const about = (name: Name) => ({ id: ids[name], revision: 0 });

/** The forecast in what `simulate --json` prints, where what the plan brings stands among the curves as well. */
function forecastIn(said: Record<string, unknown>) {
  const { incremental, ...series } = said['series'] as Record<string, unknown>;
  expect(incremental).toEqual(said['incremental']);
  return forecastSchema.parse({ ...said, series });
}

it('the same chances as a sceptic', { timeout: 120_000 }, async () => {
  const said = forecastIn(await printed('simulate', 'plan', '--as', 'sceptic'));
  const { comparisons } = await printed('compare', 'plan', 'fewer.tandem.json', '--as', 'sceptic');
  const compared = comparisonSchema.parse((comparisons as unknown[])[0]);
  const asked = { ...about('plan'), otherId: ids.fewer, job: 'stances' };
  const { goals, better } = await studio.ask('decision.stances', asked);
  expect(goals.map(({ chance }) => chance.sceptic)).toEqual(said.goals.map(({ probability }) => probability));
  expect(better!.contrasts.map(({ chance }) => chance.sceptic)).toEqual(
    [compared.active, ...compared.goals].map(({ probabilityBetter }) => probabilityBetter),
  );
});

describe.each([
  ['plan', 'fewer', 'short', 'counts'],
  ['teams', 'fewerTeams', 'shortTeams', 'teams'],
] as const)('the same numbers of %s', (name, other, lesser, kind) => {
  it('from simulate', { timeout: 120_000 }, async () => {
    const said = await printed('simulate', name);
    const { met: _, ...forecast } = await studio.ask('forecast.simulate', { ...about(name), job: `simulate ${name}` });
    expect(forecastIn(said)).toEqual(forecast);
    expect(forecast).toMatchObject({ runs: FORECAST_RUNS[kind], seed: plan.seed });
    // Which assumption it hinges on.
    const { parameters } = await studio.ask('decision.sensitivity', { ...about(name), goalId: null });
    expect(said['sensitivity']).toEqual(parameters);
  });

  it('from why', async () => {
    const { elapsedMs: _, ...said } = await printed('why', name, '--day', '21');
    const date = addDays(plan.start, 20);
    expect(said).toEqual(await studio.ask('forecast.why', { ...about(name), date }));
  });

  it('from compare', { timeout: 120_000 }, async () => {
    const { runs, seed, comparisons } = await printed('compare', name, `${other}.tandem.json`);
    const compared = await studio.ask('decision.compare', {
      ...about(name),
      otherId: ids[other],
      job: `compare ${name}`,
    });
    expect((comparisons as unknown[]).map((one) => comparisonSchema.parse(one))).toEqual([compared]);
    expect({ runs, seed }).toEqual({ runs: COMPARE_RUNS[kind], seed: plan.seed });
  });

  it('from optimise', { timeout: 120_000 }, async () => {
    const limits = { maxChanges: 1, maxMessages: null, effortHours: null, probability: null };
    const said = await printed('optimise', lesser, '--goal', goal, '--max-changes', '1');
    const optimised = await studio.ask('decision.optimise', {
      ...about(lesser),
      ...limits,
      goalId: goal,
      job: `better ${lesser}`,
    });
    expect(optimisationSchema.parse(said)).toEqual(optimised);
    expect(optimised.proposals.length).toBeGreaterThan(0);
    expect(said).toMatchObject({ runs: CONFIRM_RUNS[kind], seed: plan.seed + 1 });
    expect(CONFIRM_RUNS[kind]).toBeGreaterThanOrEqual(1000);
  });

  it('in the report', { timeout: 120_000 }, async () => {
    await desk.tandem('report', `${name}.tandem.json`, '-o', `${name}.html`);
    const { bytes } = await studio.ask('delivery.report', { id: ids[name], locale: 'en-GB', job: `report ${name}` });
    expect(undated(readFileSync(desk.path(`${name}.html`), 'utf8'))).toBe(
      undated(Buffer.from(bytes, 'base64').toString()),
    );
  });
});

describe('the same of the plan', () => {
  it.each([
    ['learners in active use', null, []],
    ['a goal', goal, ['--goal', goal]],
  ])('from attribute, for %s', async (_, goalId, given) => {
    const said = contributionsSchema.parse(await printed('attribute', 'plan', ...given));
    expect(said).toEqual(
      await studio.ask('decision.contribution', { ...about('plan'), goalId, job: `shares ${goalId}` }),
    );
  });

  it('from premortem', { timeout: 120_000 }, async () => {
    const said = await printed('premortem', 'short', '--goal', goal);
    const found = await studio.ask('decision.premortem', { ...about('short'), goalId: goal, job: 'causes' });
    expect(premortemSchema.parse(said)).toEqual(found);
    expect(found).toMatchObject({ runs: FORECAST_RUNS.counts });
    expect(found.causes.length).toBeGreaterThan(0);
  });

  it('from the sensitivity of a forecast', { timeout: 120_000 }, async () => {
    const { sensitivity } = await printed('simulate', 'short', '--sensitivity');
    const { parameters } = await studio.ask('decision.sensitivity', { ...about('short'), goalId: null });
    expect(sensitivity).toEqual(parameters);
  });

  it('from check', async () => {
    const { stdout } = await desk.tandem('check', 'tight.tandem.json', '--json');
    // The window checks the document that it holds.
    const { campaign } = await studio.ask('campaign.open', { id: ids.tight });
    const found = JSON.parse(JSON.stringify(check(campaign))) as unknown[];
    expect(found.length).toBeGreaterThan(0);
    expect((JSON.parse(stdout) as { findings: unknown }).findings).toEqual(found);
  });

  it.each(TARGET_IDS)('from export to %s', async (target) => {
    const made = await studio.ask('delivery.export', {
      id: ids.plan,
      target,
      locale: 'en-GB',
      job: `export ${target}`,
    });
    const { stdout } = await desk.tandem('export', 'plan.tandem.json', '--to', target, '-o', `out.${target}`, '--json');
    const { files, problems } = JSON.parse(stdout) as { files: string[]; problems: unknown[] };
    expect(files).toHaveLength(made.files);
    expect(problems).toEqual(made.problems);
    const bytes = Buffer.from(made.bytes, 'base64');
    if (TARGETS[target].files === 'one')
      return expect(undated(contentOf(readFileSync(desk.path(`out.${target}`))))).toBe(undated(contentOf(bytes)));
    const archive = unzipSync(bytes);
    const folder = desk.path(`out.${target}`);
    expect(readdirSync(folder).toSorted()).toEqual(Object.keys(archive).toSorted());
    for (const [file, content] of Object.entries(archive))
      expect(undated(readFileSync(join(folder, file), 'utf8')), file).toBe(undated(Buffer.from(content).toString()));
  });
});

describe('the same of a spreadsheet', () => {
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' });
  const context = { today, timeZone: 'Europe/Berlin' };
  const handOver = async (fileName: string, text: string) => {
    desk.put(fileName, text);
    return studio.ask('intake.open', { fileName, bytes: Buffer.from(text).toString('base64') });
  };

  it('from import plan', async () => {
    const { source } = await handOver(
      'plan.csv',
      'Date,Channel,Audience,Subject,Message\n11/01/2027,Email,All staff,We start,Join us today.\nsoon,Email,All staff,Later,Not dated.\n25/01/2027,Teams,Sales,A nudge,Two minutes today?\n',
    );
    const { stdout } = await desk.tandem('import', 'plan', 'plan.csv', '-o', 'in.tandem.json', '--json');
    const said = JSON.parse(stdout) as { rows: number; imported: number; remarks: string[]; rejected: unknown[] };
    const trial = await studio.ask('intake.tryPlan', { source, into: null, choices: {}, ...context, job: 'try' });
    expect(said).toMatchObject({ rows: trial.rows, imported: trial.imported });
    expect(said.rejected).toHaveLength(trial.shown.rejected);
    const input = { source, into: null, choices: {}, ...context, name: 'plan', job: 'import' };
    const { campaign } = await studio.ask('campaign.open', { id: (await studio.ask('intake.importPlan', input)).id });
    const { id: _, ...written } = parseCampaign(readFileSync(desk.path('in.tandem.json'), 'utf8'));
    expect({ ...written, id: campaign.id }).toEqual(campaign);
  });

  it('from import audience', async () => {
    const people = Array.from(
      { length: 24 },
      (_, n) => `${n % 3 ? 'Sales' : 'Service'},${n % 2 ? 'Germany' : 'France'}`,
    );
    const { source } = await handOver('people.csv', ['Department,Country', ...people].join('\n'));
    const { stdout } = await desk.tandem('import', 'audience', 'people.csv', '-o', 'people.tandem.json', '--json');
    const said = JSON.parse(stdout) as { segments: { id: string }[] };
    const trial = await studio.ask('intake.tryAudience', { source, choices: {}, ...context, job: 'people' });
    expect(said).toMatchObject({ rows: trial.rows, imported: trial.imported, people: trial.people, by: trial.by });
    expect(said.segments.map(({ id: _, ...segment }) => segment)).toEqual(trial.segments);

    // Into a campaign that has a segment of it, as the window's dialog does.
    const known = trial.segments[0]!.name.toUpperCase();
    const into = { ...plan, segments: plan.segments.map((one, at) => (at === 0 ? { ...one, name: known } : one)) };
    const brought = bringInSegments(into, trial.segments, 'add', ({ name }) => `segment-${name.length}`);
    const { campaign } = apply(into, { type: 'batch', action: 'importAudience', commands: brought.commands });
    desk.put('into.tandem.json', serializeCampaign(into));
    const given = ['people.csv', '--into', 'into.tandem.json', '-o', 'grown.tandem.json'];
    expect((await desk.tandem('import', 'audience', ...given)).status).toBe(0);
    const grown = parseCampaign(readFileSync(desk.path('grown.tandem.json'), 'utf8'));
    const unnamed = ({ segments }: Campaign) => segments.map(({ id: _, ...segment }) => segment);
    expect(unnamed(grown)).toEqual(unnamed(campaign));
    expect(grown.segments).toHaveLength(plan.segments.length + trial.segments.length - 1);
  });
});

describe('the same of publishing', { timeout: 120_000 }, () => {
  const NOW = '2026-11-22T10:00:00.000Z';
  const AS_ASKED = ['--now', NOW, '--locale', 'en-GB'];
  /** A library of its own, in which one profile has sent everything before the studio is opened, so that no publisher of its own is awake. */
  const folder = desk.path('published');
  let own: TestStudio;
  let id = '';

  const tandem = (...given: string[]) => desk.tandem(...given, '--data', folder);
  const addFolder = async (name: string) =>
    expect(await tandem('profiles', 'add', name, '--target', 'folder', '--url', desk.path(`to ${name}`))).toMatchObject(
      { status: 0 },
    );
  const dryRun = async (to: string) => {
    const { stdout } = await tandem('publish', 'plan.tandem.json', '--to', to, '--dry-run', ...AS_ASKED, '--json');
    return JSON.parse(stdout) as {
      hash: string;
      items: { recipients: string[]; bytes: string; occurrence: string }[];
      problems: { message: string }[];
    };
  };
  const approve = async (to: string) => {
    const { hash } = await dryRun(to);
    const approved = await tandem('publish', 'plan.tandem.json', '--to', to, '--approve', hash, ...AS_ASKED);
    expect(approved).toMatchObject({ status: 0 });
  };

  beforeAll(async () => {
    await addFolder('sent by');
    await approve('sent by');
    await tandem('publisher', '--once', '--now', '2027-12-31T00:00:00Z');
    own = await openTestStudio(folder);
    const text = serializeCampaign(plan);
    ({ id } = await own.ask('library.import', { fileName: 'plan.tandem.json', text }));
  }, 120_000);
  afterAll(() => own.studio.close());

  it('from a dry run that another profile has sent already, and for which nobody would be awake', async () => {
    await addFolder('shown by');
    const said = await dryRun('shown by');
    const shown = await own.ask('publishing.dryRun', { id, profile: 'shown by', locale: 'en-GB' });
    const items = said.items.map(({ occurrence: _, recipients, bytes, ...item }) => ({
      ...item,
      recipients: recipients.length,
      bytes: Buffer.byteLength(bytes),
    }));
    const isOfSender = ({ message }: { message: string }) => /no publisher runs|while it is open/.test(message);
    const others = <T extends { message: string }>(problems: T[]) => problems.filter((one) => !isOfSender(one));
    expect({ hash: said.hash, problems: others(said.problems), items }).toEqual({
      hash: shown.hash,
      problems: others(shown.problems),
      items: shown.items,
    });
    const sentences = said.problems.map(({ message }) => message);
    expect(sentences).toContainEqual(expect.stringMatching(/^“sent by” has sent \d+ of these messages already/));
    // The window sends by itself, as long as it is open.
    expect(said.problems.find(isOfSender)?.message).toMatch(/^Nobody would be awake when .+: no publisher runs\./);
    expect(shown.problems.find(isOfSender)?.message).toMatch(/ is due on .+, and this studio sends only while it is/);
  });

  it('from withdraw', async () => {
    const names = ['by hand', 'by line'];
    for (const name of names) {
      await addFolder(name);
      await approve(name);
    }
    const { withdrawn, ...others } = await own.ask('publishing.withdraw', { id, profile: 'by hand' });
    expect(others).toEqual({ asked: 0, stopping: 0, stays: [] });
    const { stdout, status } = await tandem('withdraw', 'plan.tandem.json', '--to', 'by line', '--now', NOW, '--json');
    expect(status).toBe(0);
    const { rows } = JSON.parse(stdout) as { rows: { state: string }[] };
    expect(rows).toHaveLength(withdrawn);
    const told = async (profile: string) => {
      const { lines } = await own.ask('publishing.journal', { id, profile, most: 1000 });
      return lines.map(({ name, local, state, sentence }) => [local, name, state, sentence].join(' · ')).toSorted();
    };
    expect(await told('by line')).toEqual(await told('by hand'));
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['withdrawn']));
  });

  describe('from removing a profile, whose secret goes with it', () => {
    const add = (name: string, more: { secret?: string; secretRef?: string }) => {
      const { secret, secretRef } = more;
      const profile = { name, target: 'webhook' as const, url: 'https://hooks.example.com/x', options: {} };
      return own.ask('publishing.addProfile', { profile: { ...profile, secretRef }, secret });
    };
    const silently = async (...given: string[]) => {
      const printing = vi.spyOn(process.stdout, 'write').mockImplementation((_text, ...rest) => {
        for (const one of rest) if (typeof one === 'function') one();
        return true;
      });
      await runProgram([...given, '--data', folder]).finally(() => printing.mockRestore());
    };
    const doors = {
      window: (name: string) => own.ask('publishing.removeProfile', { name }),
      'command line': (name: string) => silently('profiles', 'remove', name),
    };

    it.each(Object.entries(doors))('in the %s', async (_, remove) => {
      keychain.clear();
      await add('Hook', { secret: 'whsec_typed' });
      expect(keychain.get('Hook')).toBe('whsec_typed');
      await remove('hook');
      expect([...keychain]).toEqual([]);
    });

    it('or the one that a change leaves behind', async () => {
      keychain.clear();
      process.env['HOOK_SECRET'] = 'whsec_named';
      await add('Hook', { secret: 'whsec_typed' });
      await silently('profiles', 'change', 'hook', '--secret-env', 'HOOK_SECRET');
      delete process.env['HOOK_SECRET'];
      expect([...keychain]).toEqual([]);
      await doors.window('Hook');
    });

    it.each(Object.entries(doors))('in the %s, once no other profile needs it', async (_, remove) => {
      keychain.clear();
      await add('Hook', { secret: 'whsec_typed' });
      await add('Other', { secretRef: 'keychain:Hook' });
      await remove('Hook');
      expect([...keychain.keys()]).toEqual(['Hook']);
      await remove('Other');
      expect([...keychain]).toEqual([]);
    });
  });
});

describe('the same words', () => {
  const states = ledgerStateSchema.exclude(['superseded']).options;
  it.each(states)('from the journal for what is %s', (state) => {
    const row = {
      key: '',
      state,
      local: '2027-01-11T09:00',
      name: 'Launch',
      segment: '',
      sentence: '',
      progress: null,
    };
    expect(capital(inWords(row))).toMatch(new RegExp(`^${publishing[`publishing.state.${state}`]} +2027-01-11 09:00`));
  });
});

/** A text without the moment at which it was made, and what follows from that: the doors are asked one after the other. */
const undated = (text: string) =>
  text
    .replace(/^(SEQUENCE|DTSTAMP|LAST-MODIFIED):.*$/gm, '$1')
    .replace(/"(timestamp|made|sha256)": "[^"]*"/g, '$1')
    // A file on its own has no revision: only the library counts them.
    .replace(/,\s*"revision": \d+/g, '')
    .replace(/\d+ [A-Z][a-z]+ 2026/g, 'today');

/** What a file says, whatever it is packed in, and however often. */
function contentOf(bytes: Uint8Array): string {
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return isArchive ? Object.values(unzipSync(bytes)).map(contentOf).join('\n') : Buffer.from(bytes).toString('latin1');
}
