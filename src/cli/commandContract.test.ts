import { afterAll, expect, test } from 'vitest';
import type { Command } from 'commander';
import { programOf } from './program.ts';
import { Desk } from './testing/run.ts';

/** What scripts outside rely on: commands, what they are given, and the fields of their JSON. They may become more, and never fewer or other ones. */

const GIVEN = `
templates: --json
new: --template --start --name --output --force --json
check: <file> --locale --data --json
simulate: <file> --sensitivity --runs --seed --scale --until --as --correlated --threads --json
why: <file> --day --since --segment --own-days --scale --json
compare: <base> <other> --runs --seed --scale --until --as --correlated --threads --json
attribute: <file> --goal --pairs --seed --scale --until --as --json
optimise: <file> --goal --probability --max-messages --cap --budget --max-changes --evaluations --only-this-goal --keep --proposals --apply --output --force --runs --seed --as --threads --json
premortem: <file> --goal --runs --seed --as --threads --json
assumptions: [file] --json
model: --json
import plan: <files> --output --into --onto --accept --sheet --encoding --include-hidden --include-struck --skip-rows --set-row --date-order --year --launch --week-one --undated --cancelled --columns --header-row --time-zone --name --force --json
import audience: <file> --output --by --into --sheet --encoding --include-leavers --include-hidden --include-struck --most --columns --header-row --date-order --time-zone --name --force --json
export: <file> --to --output --force --all --since --organizer --delimiter --plain --cohort --own-days --now --phase --lane --segment --status --from --until --json
report: <file> --output --force --locale --bands --runs --seed --as --json
profiles add: <name> --target --url --secret-env --secret-keychain --option --data --json
profiles change: <name> --url --secret-env --secret-keychain --option --data --json
profiles list: --data --json
profiles test: <name> --data --json
profiles remove: <name> --data --json
publish: <file> --to --dry-run --approve --now --locale --data --json
publisher: --once --now --pause --resume --data --json
withdraw: <file> --to --now --data --json
journal: [file] --to --state --whole --sent --again --rest --data --json
serve: --port --data --json
library backup: --output --force --data --json
library restore: <file> --data --json
schema: <what> --json
completion: <shell>
help: [command]`;

/** What a command is given, by its whole name. */
const givenTo = ({ commands }: Command, before = ''): [string, string[]][] =>
  commands.flatMap((one) => {
    const name = `${before} ${one.name()}`.trim();
    if (one.commands.length > 0) return givenTo(one, name);
    const files = one.registeredArguments.map((about) => (about.required ? `<${about.name()}>` : `[${about.name()}]`));
    return [[name, [...files, ...one.options.map(({ long, short }) => long ?? short!)]]];
  });

const known = new Map(givenTo(programOf(() => undefined)));

test.each(GIVEN.trim().split('\n'))('tandem %s', (line) => {
  const [, name, words] = /^(.+?): (.*)$/.exec(line)!;
  expect(known.get(name!)).toEqual(expect.arrayContaining(words!.split(' ')));
});

const desk = new Desk();
afterAll(() => desk.clear());

const FIELDS: [given: string, fields: string][] = [
  ['templates', 'templates'],
  ['check plan.tandem.json', 'file name errors warnings advice findings'],
  [
    'simulate plan.tandem.json --runs 60',
    'engine planHash learners dates contacts method seed runs series bandsWholePath segments goals uncertainty incremental baseline sensitivity elapsedMs',
  ],
  ['why plan.tandem.json --day 2027-01-20', 'engine planHash learners segmentId since date isBend changes elapsedMs'],
  ['compare plan.tandem.json plan.tandem.json --runs 60', 'engine seed runs elapsedMs base comparisons'],
  ['attribute plan.tandem.json', 'engine seed elapsedMs outcome goalId exact total items evaluations marginal'],
  ['assumptions plan.tandem.json', 'engine assumptions tactics facts'],
  ['report plan.tandem.json -o report.html --runs 60', 'output runs seed findings elapsedMs'],
  ['export plan.tandem.json --to csv -o plan.csv', 'target files removed problems'],
];

test.each(FIELDS)('tandem %s --json has its fields', { timeout: 60_000 }, async (given, fields) => {
  desk.putCampaign();
  const { stdout, stderr } = await desk.tandem(...given.split(' '), '--json');
  expect(Object.keys(JSON.parse(stdout) as object), stderr).toEqual(expect.arrayContaining(fields.split(' ')));
});

test('a simulation has its series by day, stage and segment', { timeout: 60_000 }, async () => {
  desk.putCampaign();
  const { stdout } = await desk.tandem('simulate', 'plan.tandem.json', '--runs', '60', '--json');
  const { dates, series, segments } = JSON.parse(stdout) as {
    dates: string[];
    series: Record<string, Record<string, number[]>>;
    segments: { series: typeof series }[];
  };
  for (const one of [series, segments[0]!.series]) {
    expect(Object.keys(one)).toEqual(expect.arrayContaining(['active', 'lapsed']));
    for (const key of ['mean', 'p05', 'p25', 'p50', 'p75', 'p95'])
      expect(one['active']![key]).toHaveLength(dates.length);
  }
});
