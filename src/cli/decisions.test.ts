import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { simpleCommandSchema } from '#campaign/commands.ts';
import { parseCampaign, serializeCampaign } from '#campaign/file.ts';
import { apply } from '#campaign/reducer.ts';
import { templateById } from '#campaign/templates/templates.ts';
import { optimisationSchema } from '#contract/decision.ts';
import { Desk } from './testing/run.ts';

/** Commands that help to decide: compare, attribute, optimise, premortem. */

const desk = new Desk();
const campaign = templateById('compliance-refresh')!.build({ start: '2027-01-11' });
const goal = campaign.goals[0]!.id;
const fewer = { ...campaign, name: 'Fewer', touchpoints: campaign.touchpoints.slice(1) };
beforeAll(() => {
  desk.put('plan.tandem.json', serializeCampaign(campaign));
  desk.put('fewer.tandem.json', serializeCampaign(fewer));
  desk.put('later.tandem.json', serializeCampaign({ ...fewer, start: '2040-01-02' }));
});
afterAll(() => desk.clear());

test('calls people and what they do as the campaign does', { timeout: 120_000 }, async () => {
  const search = templateById('career-push-and-pull')!.build({ start: '2027-01-11' });
  desk.put('search.tandem.json', serializeCampaign(search));
  desk.put('shorter.tandem.json', serializeCampaign({ ...search, touchpoints: search.touchpoints.slice(1) }));
  const { stdout: compared } = await desk.tandem(
    'compare',
    'search.tandem.json',
    'shorter.tandem.json',
    '--runs',
    '10',
  );
  expect(compared).toMatch(/^ *People +mean difference/m);
  expect(compared).toMatch(/^ *In talks on /m);
  const { stdout: attributed } = await desk.tandem('attribute', 'search.tandem.json', '--pairs', '2');
  expect(attributed).toMatch(/^If taken out alone +people /m);
  const given = ['--goal', search.goals[0]!.id, '--max-changes', '1'];
  const { stdout: optimised } = await desk.tandem('optimise', 'search.tandem.json', ...given);
  expect(optimised).toContain('messages a person');
  for (const text of [compared, attributed, optimised]) expect(text).not.toMatch(/\blearners?\b|\bActive\b/i);
});

const number = z.number();
const band = z.strictObject({ mean: number, p05: number, p50: number, p95: number });
const chance = number.min(0).max(1);
const contrast = {
  probabilityBetter: chance,
  probabilitySeen: chance,
  difference: band,
  differenceIndependent: band,
};

describe('compare', () => {
  const schema = z.object({
    engine: z.string(),
    seed: number,
    runs: number,
    elapsedMs: number,
    base: z.object({ file: z.string(), planHash: z.string() }),
    comparisons: z.array(
      z.object({
        file: z.string(),
        name: z.string(),
        dates: z.array(z.string()),
        active: z.object({ date: z.string(), ...contrast }),
        goals: z.array(z.object({ id: z.string(), ...contrast })),
        notes: z.array(z.string()),
      }),
    ),
  });

  test('prints a comparison for every other plan, the same for any number of threads', async () => {
    const given = ['compare', 'plan.tandem.json', 'fewer.tandem.json', 'plan.tandem.json', '--runs', '12', '--json'];
    const [one, two] = await Promise.all([
      desk.tandem(...given, '--threads', '1'),
      desk.tandem(...given, '--threads', '2'),
    ]);
    expect(one).toMatchObject({ status: 0, stderr: '' });
    const compared = schema.parse(JSON.parse(one.stdout));
    expect(compared.comparisons.map(({ file }) => file)).toEqual(['fewer.tandem.json', 'plan.tandem.json']);
    expect(compared.comparisons[0]!.goals.map(({ id }) => id)).toEqual(campaign.goals.map(({ id }) => id));
    expect(compared.comparisons[0]!.active.difference.mean).toBeLessThan(0);
    expect(compared.comparisons[1]!.active).toMatchObject({
      probabilityBetter: 0.5,
      probabilitySeen: 0.5,
      difference: { p05: 0, p95: 0 },
      differenceIndependent: { mean: 0 },
    });
    expect({ ...schema.parse(JSON.parse(two.stdout)), elapsedMs: 0 }).toEqual({ ...compared, elapsedMs: 0 });
  });

  test('prints a table for people', async () => {
    const { stdout } = await desk.tandem('compare', 'plan.tandem.json', 'fewer.tandem.json', '--runs', '10');
    expect(stdout).toContain('10 pairs of runs, seed');
    expect(stdout).toContain(`“Fewer” (fewer.tandem.json) against “${campaign.name}”`);
    expect(stdout).toMatch(/better on average +nine in ten campaigns +seen in one campaign$/m);
    expect(stdout).toMatch(
      /^Active on 4 April 2027 +−[\d,]+ +−[\d,]+ to \S+ +(?:<\s)?\d+% +−[\d,]+ to \S+ +(?:<\s)?\d+%$/m,
    );
  });

  test('takes the word it is asked to take, for both plans', async () => {
    const given = ['compare', 'plan.tandem.json', 'fewer.tandem.json', '--runs', '10', '--as', 'sceptic'];
    const [json, { stdout }] = await Promise.all([desk.tandem(...given, '--json'), desk.tandem(...given)]);
    expect(JSON.parse(json.stdout)).toMatchObject({ as: 'sceptic', runs: 10 });
    expect(stdout).toContain("As a sceptic: with the model's own numbers, and 50% of what pull is said to do.");
  });

  test.each([
    [['plan.tandem.json'], "Missing required argument 'other'."],
    [['plan.tandem.json', 'later.tandem.json'], 'they have no day in common. Move one of them.'],
    [['plan.tandem.json', 'none.tandem.json'], '“none.tandem.json” is not there.'],
    [['plan.tandem.json', 'fewer.tandem.json', '--until', '2026-01-01'], 'The campaign starts on 2027-01-11.'],
    [['plan.tandem.json', 'fewer.tandem.json', '--runs', '0'], 'Write a whole number from 1'],
  ])('%j is refused', async (given, sentence) => {
    expect(await desk.refusal('compare', ...given)).toContain(sentence);
  });
});

describe('attribute', () => {
  test('prints shares whose kinds each add up to the total', async () => {
    const { status, stdout } = await desk.tandem('attribute', 'plan.tandem.json', '--pairs', '2', '--json');
    expect(status).toBe(0);
    const item = z.object({ id: z.string(), kind: z.string(), value: number, p05: number, p95: number });
    const { total, exact, items } = z
      .object({ total: number, exact: z.boolean(), items: z.array(item) })
      .parse(JSON.parse(stdout));
    expect(total).toBeGreaterThan(0);
    expect(exact).toBe(false);
    for (const kind of ['touchpoint', 'tactic', 'channel', 'direction'])
      expect(items.filter((one) => one.kind === kind).reduce((sum, { value }) => sum + value, 0)).toBe(total);
    expect(items.flatMap(({ id, kind }) => (kind === 'direction' ? [id] : []))).toEqual(['push', 'pull', 'baseline']);
    const lost = z.object({ id: z.string(), name: z.string(), value: number, p05: number, p95: number });
    const { marginal } = z.object({ marginal: z.array(lost) }).parse(JSON.parse(stdout));
    expect(marginal.map(({ id }) => id).toSorted()).toEqual(campaign.touchpoints.map(({ id }) => id).toSorted());
  });

  test('prints tables for people', async () => {
    const { stdout } = await desk.tandem('attribute', 'plan.tandem.json', '--pairs', '2', '--goal', goal);
    expect(stdout).toMatch(/^Pull +[\d,]+ +-?[\d,]+ to [\d,]+ +\d+%$/m);
    expect(stdout).toContain(campaign.goals[0]!.name);
    expect(stdout).toMatch(/^Because of the plan: [\d,]+\. Would have happened anyway: [\d,]+\.$/m);
    expect(stdout).toContain('Shares are estimated from random orders of the touchpoints.');
    expect(stdout).not.toContain('-0 ');
    // Of a band that holds none, nobody says that it helps or does harm.
    const [, leftOut] = stdout.split(/^If taken out alone.*$/m);
    const rows = leftOut!.trim().split('\n');
    expect(rows).toHaveLength(campaign.touchpoints.length);
    for (const row of rows) {
      const [, low, high, word] = / (-?[\d,]+) to (-?[\d,]+)(?: +(\D+))?$/.exec(row)!;
      if (Number(low!.replace(',', '')) < 0 && Number(high!.replace(',', '')) > 0)
        expect(word).toBe('may add little beside the others');
      if (word === 'it does harm') expect(low).not.toContain('-');
    }
  });

  test('an unknown goal is refused', async () => {
    expect(await desk.refusal('attribute', 'plan.tandem.json', '--goal', 'none')).toContain('has no goal “none”');
  });
});

describe('optimise', () => {
  const quick = ['--evaluations', '80', '--runs', '10'];
  const schema = z.object({
    evaluations: number,
    elapsedMs: number,
    proposals: z.array(
      z.object({
        commands: z.array(simpleCommandSchema),
        messages: number,
        probability: number.min(0).max(1),
        effect: z.object({ mean: number, p05: number, p95: number }),
      }),
    ),
    front: optimisationSchema.shape.front.min(1),
  });

  test('prints proposals, and writes the plan with one of them', async () => {
    const given = ['optimise', 'plan.tandem.json', '--goal', goal, ...quick, '--json'];
    const { status, stdout, stderr } = await desk.tandem(...given, '--apply', '1', '-o', 'better.tandem.json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { proposals, front, evaluations } = schema.parse(JSON.parse(stdout));
    expect(evaluations).toBeLessThan(82);
    front.slice(1).forEach(({ messages }, place) => expect(messages).toBeLessThan(front[place]!.messages));
    for (const { proposal, commands } of front)
      if (proposal !== undefined) expect(commands).toEqual(proposals[proposal - 1]!.commands);
    const commands = proposals[0]!.commands;
    expect(readFileSync(desk.path('better.tandem.json'), 'utf8')).toBe(
      serializeCampaign(apply(campaign, { type: 'batch', action: 'optimise', commands }).campaign),
    );
  });

  test('says in words what a proposal does, and gives the plan alone on standard output', async () => {
    const { stdout, stderr } = await desk.tandem(
      'optimise',
      'plan.tandem.json',
      '--goal',
      goal,
      ...quick,
      '--probability',
      '0.5',
      '--apply',
      '1',
      '-o',
      '-',
    );
    expect(parseCampaign(stdout).name).toBe(campaign.name);
    expect(stderr).toMatch(/^1\. (?:>\s)?\d+% with [\d.]+ messages and [\d.]+ hours: [+−]?\d+ learners/m);
    expect(stderr).toMatch(/^ {5}(Add|Remove|Move|Send) “/m);
  });

  test.each([
    [['--goal', 'none'], 'The campaign has no goal “none”. Choose among'],
    [[], "Required option '--goal <id>' not specified."],
    [['--goal', goal, '--apply', '1'], 'Name the file to write with -o.'],
    [['--goal', goal, '-o', 'x.tandem.json'], 'Say which proposal to write with --apply; 1 is the best.'],
    [['--goal', goal, '--apply', '1', '-o', 'plan.tandem.json'], '“plan.tandem.json” would be written over.'],
    [['--goal', goal, '--probability', '2'], 'Write a number from 0.001 to 0.999.'],
    [['--goal', goal, '--keep', 'nothing'], 'no touchpoint “nothing” that could stay'],
    [['--goal', goal, ...quick, '--apply', '40', '-o', 'x.tandem.json'], 'There is no proposal 40; choose from 1 to'],
    [
      [
        '--goal',
        goal,
        ...quick,
        '--max-messages',
        '0',
        '--budget',
        '0',
        '--max-changes',
        '1',
        '--apply',
        '1',
        '-o',
        'x',
      ],
      'Nothing better was found within these limits',
    ],
  ])('%j is refused', async (given, sentence) => {
    expect(await desk.refusal('optimise', 'plan.tandem.json', ...given)).toContain(sentence);
    expect(existsSync(desk.path('x.tandem.json'))).toBe(false);
    expect(readFileSync(desk.path('plan.tandem.json'), 'utf8')).toBe(serializeCampaign(campaign));
  });
});

describe('premortem', () => {
  const schema = z.object({
    engine: z.string(),
    seed: number,
    runs: z.literal(300),
    elapsedMs: number,
    goal: z.literal(goal),
    failing: number.gt(0).lt(1),
    causes: z
      .array(
        z.object({
          id: z.string(),
          sentence: z.string(),
          share: number.min(0.1).max(1),
          hedge: z.array(simpleCommandSchema),
          effect: number.min(0).max(1),
          error: number.min(0),
        }),
      )
      .min(1),
  });
  const asked = ['premortem', 'plan.tandem.json', '--goal', goal, '--runs', '300'];

  test('prints causes with their hedges, which can be done', async () => {
    const { stdout, ...rest } = await desk.tandem(...asked, '--json');
    expect(rest).toEqual({ status: 0, stderr: '' });
    const { causes } = schema.parse(JSON.parse(stdout));
    const hedged = causes.filter(({ hedge }) => hedge.length > 0);
    expect(hedged.length).toBeGreaterThan(0);
    for (const { hedge, effect } of hedged) {
      const changed = apply(campaign, { type: 'batch', action: 'premortem', commands: hedge });
      expect(serializeCampaign(changed.campaign)).not.toBe(serializeCampaign(campaign));
      expect(effect).toBeGreaterThan(0);
    }
  });

  test('says causes and hedges in words', async () => {
    const { stdout } = await desk.tandem(...asked);
    expect(stdout).toMatch(/: missed in \d+% of 300 runs\./);
    expect(stdout).toMatch(/^1\. .* \d+% of them would have reached it\.$/m);
    expect(stdout).toMatch(/^ {5}(Add|Remove|Move|Send) “/m);
    expect(stdout).toMatch(/^ {5}Chance of the goal: \+\d+\.\d points, give or take \d+\.\d$/m);
  });

  test.each([
    [['--goal', 'none'], 'The campaign has no goal “none”. Choose among'],
    [[], "Required option '--goal <id>' not specified."],
    [['--goal', goal, '--runs', '0'], 'Write a whole number from 1'],
    [['--goal', goal, '--runs', '10'], 'of 10 runs'],
  ])('%j is refused', async (given, sentence) => {
    expect(await desk.refusal('premortem', 'plan.tandem.json', ...given)).toContain(sentence);
  });
});

test('simulate says which assumption moves the result most', async () => {
  const { stdout } = await desk.tandem('simulate', 'plan.tandem.json', '--runs', '3', '--sensitivity');
  expect(stdout).toMatch(/^Assumption +share of the spread +active at its low +at its high$/m);
  const json = await desk.tandem('simulate', 'plan.tandem.json', '--runs', '3', '--json');
  const { sensitivity } = z
    .object({ sensitivity: z.array(z.object({ parameter: z.string(), share: number })) })
    .parse(JSON.parse(json.stdout));
  expect(sensitivity.length).toBeGreaterThan(10);
});

describe('whose word is taken', () => {
  const told = "As a sceptic: with the model's own numbers, and 50% of what pull is said to do.";
  test.each([
    ['attribute', ['--pairs', '2'], ({ total }: Answer) => total],
    [
      'optimise',
      ['--goal', goal, '--evaluations', '30', '--max-changes', '1', '--runs', '20'],
      ({ base }: Answer) => base.probability,
    ],
    ['premortem', ['--goal', goal, '--runs', '100'], ({ failing }: Answer) => failing],
  ] as const)('%s goes by it, and says so', async (command, given, valueIn) => {
    const ask = (...more: string[]) => desk.tandem(command, 'plan.tandem.json', ...given, ...more);
    const [usual, sceptic, text] = await Promise.all([
      ask('--json'),
      ask('--as', 'sceptic', '--json'),
      ask('--as', 'sceptic'),
    ]);
    expect(JSON.parse(usual.stdout)).not.toHaveProperty('as');
    expect(JSON.parse(sceptic.stdout)).toMatchObject({ as: 'sceptic' });
    // Half of what pull is said to do: fewer learners, and a goal that is missed more often.
    const [before, after] = [usual, sceptic].map(({ stdout }) => valueIn(JSON.parse(stdout) as Answer));
    if (command === 'premortem') expect(after).toBeGreaterThan(before!);
    else expect(after).toBeLessThan(before!);
    expect(text.stdout).toContain(told);
  });

  test('a report goes by it, and says so on its page', async () => {
    const write = (to: string, ...more: string[]) =>
      desk.tandem('report', 'plan.tandem.json', '--runs', '30', '-o', to, '--json', ...more);
    const [usual, sceptic] = await Promise.all([write('usual.html'), write('sceptic.html', '--as', 'sceptic')]);
    expect(JSON.parse(sceptic.stdout)).toMatchObject({ as: 'sceptic', output: 'sceptic.html' });
    expect(JSON.parse(usual.stdout)).not.toHaveProperty('as');
    const page = (file: string) => readFileSync(desk.path(file), 'utf8').replaceAll('&#39;', "'");
    expect(page('sceptic.html')).toContain('As a sceptic: with the model');
    expect(page('usual.html')).not.toContain('As a sceptic');
  });

  test.each([
    ['check', 'plan.tandem.json'],
    ['why', 'plan.tandem.json', '--day', '30'],
    ['export', 'plan.tandem.json', '--to', 'csv', '-o', 'plan.csv'],
  ])('%s has no such choice, and says so', async (...given) => {
    expect(await desk.refusal(...given, '--as', 'sceptic')).toContain("Unknown option '--as'");
  });
});

interface Answer {
  total: number;
  base: { probability: number };
  failing: number;
}
