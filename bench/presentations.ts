import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '#campaign/refusal.ts';
import type { Variation } from '#simulation/questions/nextCampaign.ts';
import { coverageOf, eachDay, eachWeek, whole } from '#simulation/questions/nextCampaign.testing.ts';
import { table } from './measure.ts';
import {
  KINDS,
  neededFor,
  pointsOf,
  ratioOfMeans,
  UNITS,
  verdictOf,
  type Point,
  type Verdict,
} from './presentations/judging.ts';
import { perturbed } from './presentations/perturbed.ts';
import { allPairs, readPresentations, yearlyPairs, type Pair } from './presentations/registrations.ts';

/**
 * How well the next presentation of a course is forecast from the one before: `node bench/presentations.ts DIR` reads studentRegistration.csv and courses.csv of the Open University dataset and
 * prints a line of JSON a pair, the last for all together. With `--table`, the tables of docs/validation.md instead; with `--perturbed`, that of other pairs than these.
 */

const OPTIONS = ['', '--table', '--perturbed'];
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
  if (directory === undefined || directory.startsWith('-') || options.length > 1 || !OPTIONS.includes(options[0] ?? ''))
    throw new Refusal(
      'badInput',
      'Say which folder holds the files: node bench/presentations.ts DIR [--table | --perturbed].',
    );
  const { presentations, remarks } = readPresentations(
    contentOf(directory, 'studentRegistration.csv'),
    contentOf(directory, 'courses.csv'),
  );
  for (const remark of remarks) console.error(remark);
  const pairs = yearlyPairs(presentations);
  if (pairs.length === 0)
    throw new Refusal('badInput', `No module in “${directory}” has two presentations of one month a year apart.`);
  if (options[0] === '--table') printTables(pairs, allPairs(presentations));
  else if (options[0] === '--perturbed') printPerturbed(pairs, allPairs(presentations));
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

function printPerturbed(yearly: readonly Pair[], all: readonly Pair[]): void {
  const rows = perturbed(yearly, all).map(({ what, verdicts }) => {
    const range = (valueOf: (verdict: Verdict) => number, write: (value: number) => string) => {
      const values = verdicts.map(valueOf);
      return [...new Set([Math.min(...values), Math.max(...values)].map(write))].join(' to ');
    };
    const held = verdicts.filter(
      ({ cover50, cover90, width90OverBinomial }) =>
        cover50 >= 0.4 && cover50 <= 0.6 && cover90 >= 0.83 && cover90 <= 0.97 && width90OverBinomial <= 2.2,
    );
    return [
      what,
      range(({ cover90 }) => cover90, percent),
      range(({ cover50 }) => cover50, percent),
      range(
        ({ width90OverBinomial }) => width90OverBinomial,
        (value) => value.toFixed(2),
      ),
      `${held.length} of ${verdicts.length}`,
    ];
  });
  console.log(table([...HEAD.slice(0, 1), ...HEAD.slice(2, 5), 'all three aims met'], rows));
}
