import type { Command } from 'commander';
import type { Campaign } from '#campaign/document.ts';
import { oneLine } from '#campaign/text.ts';
import { english } from '#language/formats.ts';
import { capital, vocabularies } from '#language/vocabulary.ts';
import type { Compared } from '#work/compare.ts';
import { COMPARE_RUNS } from '#work/runs.ts';
import { readCampaign } from '../input.ts';
import { print, printJson } from '../output.ts';
import { aboutRuns, simulationOptions, type SimulationOptions } from '../simulationOptions.ts';
import { aligned } from '../aligned.ts';
import { assumedIn, stanceLines, type Assumed } from '../stance.ts';
import { working } from '../working.ts';

export function addCompare(program: Command): void {
  const command = program
    .command('compare')
    .description(
      'Set plans side by side: which is better than the first on average, by how much, and whether one campaign would show it.',
    )
    .argument('<base>', 'campaign file (*.tandem.json) that the others are measured against')
    .argument('<other...>', 'other campaign files')
    .addHelpText(
      'after',
      "\nThe base's goals judge all plans. Better on average: of which plan more is expected, for the same people in the same campaign. Seen in one campaign: which brings more where each runs once, with luck of its own. A tie counts half for either.",
    )
    .action(compareFiles);
  simulationOptions(command, {
    runs: { what: 'pairs of runs', usual: COMPARE_RUNS },
    seed: "seed of the random numbers (default: the base's)",
    scale: true,
    until: 'last day, as YYYY-MM-DD (default: of the plan that ends last)',
    as: true,
    correlated: true,
    threads: true,
    json: 'print every difference, day by day, as JSON',
  });
}

type Comparison = Compared['comparisons'][number] & { file: string };

async function compareFiles(file: string, files: string[], options: SimulationOptions): Promise<void> {
  const { json, threads } = options;
  const about = aboutRuns(options);
  const begun = performance.now();
  const base = await readCampaign(file);
  const others = await Promise.all(files.map(readCampaign));
  const { compare } = await import('#work/compare.ts');
  const compared = await working('Comparing', (hands, told) => compare(hands, base, others, about, told), { threads });
  const { engine, seed, runs } = compared;
  const result = {
    engine,
    seed,
    runs,
    ...assumedIn(options),
    elapsedMs: Math.round(performance.now() - begun),
    base: { file, ...compared.base },
    comparisons: compared.comparisons.map((one, index): Comparison => ({ file: files[index]!, ...one })),
  };
  if (json) await printJson(result);
  else await print(await asText(base, result));
}

interface Result extends Assumed {
  runs: number;
  seed: number;
  engine: string;
  comparisons: Comparison[];
}

async function asText(base: Campaign, result: Result): Promise<string> {
  const { runs, seed, engine, comparisons } = result;
  const { active: inUse, people } = vocabularies[base.vocabulary];
  const { reportText: words } = await import('#delivery/report/text.ts');
  const band = ({ p05, p95 }: Comparison['active']['difference']) => `${english.signed(p05)} to ${english.signed(p95)}`;
  const row = (
    name: string,
    {
      probabilityBetter,
      probabilitySeen,
      difference,
      differenceIndependent,
    }: Comparison['active'] | Comparison['goals'][number],
  ) => [
    oneLine(name),
    english.signed(difference.mean),
    band(difference),
    english.chance(probabilityBetter),
    band(differenceIndependent),
    english.chance(probabilitySeen),
  ];
  const blocks = comparisons.flatMap(({ file, name, active, goals, notes }) => [
    `“${oneLine(name)}” (${oneLine(file)}) against “${oneLine(base.name)}”`,
    ...aligned([
      [
        capital(people),
        'mean difference',
        'nine in ten',
        'better on average',
        'nine in ten campaigns',
        'seen in one campaign',
      ],
      row(`${inUse} on ${english.date(active.date, 'long')}`, active),
      ...goals.map((goal) => row(goal.name, goal)),
    ]),
    ...notes.map((note) => `  ${oneLine(note)}`),
    '',
  ]);
  return [
    `${english.number(runs)} pairs of runs, seed ${seed}, engine ${engine}. ${words.modelNote}`,
    'On average: for the same people, with the same luck for both. In one campaign: each runs once, with luck of its own.',
    ...stanceLines(result, base),
    '',
    ...blocks,
  ].join('\n');
}
