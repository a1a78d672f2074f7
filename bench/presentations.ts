import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '#campaign/refusal.ts';
import type { Variation } from '#simulation/questions/nextCampaign.ts';
import { coverageOf, eachDay, eachWeek, whole } from '#simulation/questions/nextCampaign.testing.ts';
import { table } from './measure.ts';
import { KINDS, neededFor, pointsOf, ratioOfMeans, UNITS, verdictOf, type Point } from './presentations/judging.ts';
import { allPairs, readPresentations, yearlyPairs, type Pair } from './presentations/registrations.ts';

/**
 * How well the next presentation of a course is forecast from the one before: `node bench/presentations.ts DIR` reads studentRegistration.csv and courses.csv of the Open University dataset and
 * prints a line of JSON a pair, the last for all together. With `--table`, the tables of docs/validation.md instead.
 */

const HEAD = [
  'what',
  'points',
  '90 % band holds',
  '50 % band holds',
  'width, in binomial widths',
  'the same of mean widths',
  'chance alone holds',
  'needed for 83 %, 90 %',
];
const percent = (share: number) => `${Math.round(100 * share)} %`;
const CHANCE_ALONE: Variation = {
  'variation.campaign': { value: 0, likely: [0, 0] },
  'variation.day': { value: 0, likely: [0, 0] },
};

try {
  const [directory, ...options] = process.argv.slice(2);
  if (directory === undefined || directory.startsWith('-') || options.some((option) => option !== '--table'))
    throw new Refusal('badInput', 'Say which folder holds the files: node bench/presentations.ts DIR [--table].');
  const { presentations, remarks } = readPresentations(
    contentOf(directory, 'studentRegistration.csv'),
    contentOf(directory, 'courses.csv'),
  );
  for (const remark of remarks) console.error(remark);
  const pairs = yearlyPairs(presentations);
  if (pairs.length === 0)
    throw new Refusal('badInput', `No module in “${directory}” has two presentations of one month a year apart.`);
  if (options.length > 0) printTables(pairs, allPairs(presentations));
  else printLines(pairs);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function contentOf(directory: string, file: string): Uint8Array {
  const path = join(directory, file);
  if (!existsSync(path))
    throw new Refusal('badInput', `There is no ${file} in “${directory}”. Choose the folder that has it.`);
  return readFileSync(path);
}

function printLines(pairs: readonly Pair[]): void {
  const all: Point[] = [];
  for (const pair of pairs) {
    const points = pointsOf(pair, 'day');
    all.push(...points);
    print(pair.from.module, pair.from.code, pair.to.code, points);
  }
  print('all', 'all', 'all', all);
}

function print(module: string, from: string, to: string, points: readonly Point[]): void {
  console.log(JSON.stringify({ module, from, to, ...verdictOf(points) }));
}

function printTables(yearly: readonly Pair[], all: readonly Pair[]): void {
  for (const [title, pairs] of [
    ['A year apart', yearly],
    ['Every presentation from every other of its module', all],
  ] as const) {
    const rows = UNITS.flatMap((unit) => {
      const points = pairs.flatMap((pair) => pointsOf(pair, unit));
      const chance = pairs.flatMap((pair) => pointsOf(pair, unit, CHANCE_ALONE));
      return [...KINDS, 'both'].map((kind) => {
        const own = (of: readonly Point[]) => of.filter((point) => kind === 'both' || point.kind === kind);
        const { points: count, cover50, cover90, width90OverBinomial } = verdictOf(own(points));
        const alone = verdictOf(own(chance));
        return [
          `${kind}, by ${unit}`,
          count,
          percent(cover90),
          percent(cover50),
          width90OverBinomial.toFixed(2),
          ratioOfMeans(own(points)).toFixed(2),
          `${percent(alone.cover90)}, ${percent(alone.cover50)}`,
          `${neededFor(own(points), 0.83).toFixed(1)}, ${neededFor(own(points), 0.9).toFixed(1)}`,
        ];
      });
    });
    console.log(`\n${title}: ${pairs.length} pairs\n`);
    console.log(table(HEAD, rows));
  }
  const truths = [0.15, 0.25, 0.35, 0.45, 0.6, 'thought'] as const;
  const rows = truths.map((tau) => [
    tau === 'thought' ? 'drawn as thought likely' : tau,
    ...[eachDay, eachWeek, whole].map((spans) => {
      const { in90, in50 } = coverageOf(spans, 300, tau);
      return `${percent(in90)}, ${percent(in50)}`;
    }),
  ]);
  console.log('\nSimulated: 300 pairs a row\n');
  console.log(table(['spread between campaigns', 'by day', 'by week', 'after nine weeks'], rows));
}
