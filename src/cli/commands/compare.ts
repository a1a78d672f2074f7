import type { Command } from 'commander';
import type { Comparison, Contrast } from '#simulation/questions/compare.ts';
import { english } from '#language/formats.ts';
import { oneLine } from '../failure.ts';
import { readCampaign } from '../input.ts';
import { isoDate, positiveNumber, wholeNumber } from '../options.ts';
import { print, printJson } from '../output.ts';
import { progressOf } from '../progress.ts';
import { MOST_RUNS, MOST_SEED, USUAL_RUNS } from '../simulation.ts';
import { aligned } from '../table.ts';

interface Options {
  runs?: number;
  seed?: number;
  scale?: number;
  until?: string;
  threads?: number;
  json?: boolean;
}

export function addCompare(program: Command): void {
  program
    .command('compare')
    .description('Set plans side by side under the same luck: by how much, and how surely, each beats the first.')
    .argument('<base>', 'campaign file (*.tandem.json) that the others are measured against')
    .argument('<other...>', 'other campaign files')
    .option('--runs <number>', `pairs of runs (default: ${USUAL_RUNS})`, wholeNumber(1, MOST_RUNS))
    .option('--seed <number>', "seed of the random numbers (default: the base's)", wholeNumber(0, MOST_SEED))
    .option('--scale <factor>', 'multiplies the size of every segment', positiveNumber(1_000_000))
    .option('--until <date>', 'last day, as YYYY-MM-DD (default: of the plan that ends last)', isoDate)
    .option('--threads <number>', 'threads to use at most; the figures are the same for any number', wholeNumber(1, 64))
    .option('--json', 'print every difference, day by day, as JSON')
    .addHelpText(
      'after',
      "\nThe base's goals judge all plans. Both see the same parameters and the same luck, run by run; a tie counts half for either.",
    )
    .action(compareFiles);
}

type Compared = Comparison & { file: string };

async function compareFiles(file: string, files: string[], options: Options): Promise<void> {
  const { json, threads, ...rest } = options;
  const begun = performance.now();
  const base = await readCampaign(file);
  const others = await Promise.all(files.map(readCampaign));
  const [{ comparablePlans, comparisonOf }, { simulatePlans }, { requireMemory }] = await Promise.all([
    import('#simulation/questions/compare.ts'),
    import('../blocks.ts'),
    import('../simulation.ts'),
  ]);
  const { runs = USUAL_RUNS, seed = base.seed } = options;
  const comparable = comparablePlans(base, others, rest);
  const plans = [comparable.base, ...comparable.others.map(({ plan }) => plan)];
  for (const plan of plans) requireMemory(plan, runs * plans.length);
  const progress = progressOf('Comparing');
  const blocks = await simulatePlans(plans, { seed, runs, threads, onProgress: progress }).finally(() =>
    progress.end(),
  );
  const sampled = plans.map((plan, place) => ({ plan, simulations: blocks[place]! }));
  const comparisons = comparable.others.map(({ name, notes }, place): Compared => ({
    file: files[place]!,
    name,
    notes,
    ...comparisonOf(sampled[0]!, sampled[place + 1]!),
  }));
  const { engine, hash, learners } = comparable.base;
  const result = {
    engine,
    seed,
    runs,
    elapsedMs: Math.round(performance.now() - begun),
    base: { file, name: base.name, planHash: hash, learners },
    comparisons,
  };
  if (json) await printJson(result);
  else await print(await asText(base.name, result));
}

async function asText(
  base: string,
  { runs, seed, engine, comparisons }: { runs: number; seed: number; engine: string; comparisons: Compared[] },
): Promise<string> {
  const { reportText: words } = await import('#delivery/report/text.ts');
  const row = (name: string, { probabilityBetter, difference: { mean, p05, p95 } }: Contrast) => [
    oneLine(name),
    english.signed(mean),
    `${english.signed(p05)} to ${english.signed(p95)}`,
    english.chance(probabilityBetter),
  ];
  const blocks = comparisons.flatMap(({ file, name, active, goals, notes }) => [
    `“${oneLine(name)}” (${oneLine(file)}) against “${oneLine(base)}”`,
    ...aligned([
      ['Learners', 'mean difference', 'nine in ten runs', 'better'],
      row(`Active on ${english.date(active.date, 'long')}`, active),
      ...goals.map((goal) => row(goal.name, goal)),
    ]),
    ...notes.map((note) => `  ${oneLine(note)}`),
    '',
  ]);
  return [
    `${english.number(runs)} pairs of runs, seed ${seed}, engine ${engine}. ${words.modelNote}`,
    '',
    ...blocks,
  ].join('\n');
}
