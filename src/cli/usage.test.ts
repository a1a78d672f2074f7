import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { Desk, ENTRY } from './testing/run.ts';

const desk = new Desk();
afterAll(() => desk.clear());

const COMMANDS = [
  'templates',
  'new',
  'check',
  'simulate',
  'why',
  'compare',
  'attribute',
  'optimise',
  'premortem',
  'assumptions',
  'model',
  'import plan',
  'import audience',
  'export',
  'report',
  'serve',
  'library backup',
  'library restore',
  'schema',
];

describe('usage', () => {
  test.concurrent.each(['', ...COMMANDS])('“tandem %s --help” explains on standard output', async (command) => {
    const words = command === '' ? [] : command.split(' ');
    const { status, stdout, stderr } = await desk.tandem(...words, '--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`Usage: tandem ${command}`.trim());
    if (command !== '') expect(stdout).toContain('--json');
  });

  test.concurrent('--version prints the version of package.json', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await desk.tandem('--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  test.each([
    [[], 'Say what to do, for example “tandem templates”. “tandem --help” lists the commands.'],
    [
      ['import'],
      'Say what to import: “tandem import plan …” or “tandem import audience …”. “tandem import --help” explains both.',
    ],
    [
      ['library'],
      'Say what to do: “tandem library backup …” or “tandem library restore …”. “tandem library --help” explains both.',
    ],
    [['library', 'restore'], "Missing required argument 'file'. “tandem library restore --help” explains."],
    [['chekc', 'x'], "Unknown command 'chekc' (Did you mean check?) “tandem --help” explains."],
    [['check'], "Missing required argument 'file'. “tandem check --help” explains."],
    [
      ['check', 'a', 'b'],
      "Too many arguments for 'check'. Expected 1 argument but got 2: a, b. “tandem check --help” explains.",
    ],
    [['check', '--fast', 'a'], "Unknown option '--fast'. “tandem check --help” explains."],
    [['export', 'a', '-o', 'b'], "Required option '--to <target>' not specified. “tandem export --help” explains."],
    [
      ['serve', '--port', '70000'],
      "Option '--port <number>' argument '70000' is invalid. Write a whole number from 0 to 65,535. “tandem serve --help” explains.",
    ],
    [
      ['schema', 'everything'],
      "Command-argument value 'everything' is invalid for argument 'what'. Allowed choices are campaign, simulation, schedule. “tandem schema --help” explains.",
    ],
  ])('%j is refused', async (given, sentence) => {
    expect(await desk.refusal(...given)).toBe(sentence);
  });

  test('a refusal is one line on standard error and the status 2', async () => {
    expect(await desk.tandem('chekc', 'x')).toEqual({
      status: 2,
      stdout: '',
      stderr: "tandem: Unknown command 'chekc' (Did you mean check?) “tandem --help” explains.\n",
    });
  });
});

describe.skipIf(!existsSync('/dev/full'))('standard output on a full disk', () => {
  test.each(['templates', 'assumptions --json', 'schema campaign', 'new --template blank --start 2027-01-04 -o -'])(
    '“tandem %s” says so in one line, with the status 2',
    (command) => {
      const full = openSync('/dev/full', 'w');
      const { status, stderr } = spawnSync(process.execPath, [ENTRY, ...command.split(' ')], {
        stdio: ['ignore', full, 'pipe'],
        encoding: 'utf8',
      });
      closeSync(full);
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: 'tandem: “standard output” was not written: the disk is full. Free some space and try again.\n',
      });
    },
  );
});

describe('schema', () => {
  test('of a campaign is a JSON Schema with the keys that scripts count on', async () => {
    const { status, stdout } = await desk.tandem('schema', 'campaign');
    const schema = JSON.parse(stdout) as { $schema: string; required: string[] };
    expect(status).toBe(0);
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(schema.required).toEqual(
      expect.arrayContaining(['phases', 'lanes', 'touchpoints', 'segments', 'brand', 'goals', 'events', 'assumptions']),
    );
  });

  test('of a simulation names what simulate prints', async () => {
    const { stdout } = await desk.tandem('schema', 'simulation', '--json');
    const schema = JSON.parse(stdout) as { required: string[] };
    expect(schema.required).toEqual(
      expect.arrayContaining([
        'engine',
        'seed',
        'runs',
        'elapsedMs',
        'dates',
        'series',
        'segments',
        'goals',
        'learners',
      ]),
    );
  });
});
