import type { Campaign } from '#campaign/document.ts';
import { templateById } from '#campaign/templates/templates.ts';
import { readActive } from '#simulation/forecast/fromRuns.ts';
import { compile } from '#simulation/plan/compile.ts';
import { Z95 } from '#simulation/plan/assumptions.ts';
import { contributionsOf } from '#simulation/questions/contribution.ts';
import { expectedRuns } from '#simulation/runs/expected.ts';
import { simulateCounts } from '#simulation/runs/simulate.ts';
import { compare } from '#work/compare.ts';
import { handsOf } from '#work/hands.testing.ts';
import { table } from './measure.ts';

/**
 * How near answers that rest on drawing come to what they estimate: `node bench/decisions.ts` prints the tables of docs/validation.md, in some minutes.
 * `node bench/decisions.ts TEMPLATE SEEDS` prints of one template how often the errors of its contributions hold.
 */

const PAIRS = 4000;
const SEEDS = [1, 2, 3];
const START = '2027-01-11';
const written = (value: number) => value.toFixed(3);

const [template, seeds = '100'] = process.argv.slice(2);
if (template === undefined) {
  await comparisons();
  for (const one of ['compliance-refresh', 'career-push-and-pull']) errors(one, Number(seeds));
} else errors(template, Number(seeds));

/** Plans with one touchpoint left out, or moved by a day, against 4,000 expected pairs and as many of runs with luck of their own. */
async function comparisons(): Promise<void> {
  const rows: string[][] = [];
  const head = [
    'plan',
    'better on average',
    'estimates',
    'seen in one campaign',
    'estimates',
    'nine in ten',
    'estimates',
  ];
  for (const id of ['compliance-refresh', 'career-push-and-pull', 'leadership-academy']) {
    const base = templateById(id)!.build({ start: START });
    const others = variantsOf(base);
    const before = drawn(base, 0);
    const found = await Promise.all(SEEDS.map((seed) => compare(handsOf(1), base, others, { seed })));
    others.forEach((other, index) => {
      const after = drawn(other, 1);
      const apart = after.learners.map((learners, run) => learners - before.learners[run]!).toSorted();
      const estimates = found.map(({ comparisons: of }) => of[index]!.active);
      rows.push([
        `${base.name}, ${other.name}`,
        written(shareBetter(before.expected, after.expected)),
        estimates.map(({ probabilityBetter }) => written(probabilityBetter)).join(', '),
        written(shareBetter(before.learners, after.learners)),
        estimates.map(({ probabilitySeen }) => written(probabilitySeen)).join(', '),
        [0.05, 0.95].map((share) => Math.round(apart[Math.round(share * (PAIRS - 1))]!)).join(' to '),
        estimates
          .map(({ differenceIndependent: { p05, p95 } }) => `${Math.round(p05)} to ${Math.round(p95)}`)
          .join(', '),
      ]);
    });
  }
  console.log(table(head, rows));
}

function variantsOf(base: Campaign): Campaign[] {
  const { touchpoints } = base;
  const places = [1, Math.floor(touchpoints.length / 2), touchpoints.length - 2];
  const without = places.map((place) => ({
    ...base,
    name: `without “${touchpoints[place]!.name}”`,
    touchpoints: touchpoints.filter((_, index) => index !== place),
  }));
  return [...without, { ...base, name: 'without a pull touchpoint', touchpoints: withoutFirstPull(base) }];
}

function withoutFirstPull({ touchpoints }: Campaign): Campaign['touchpoints'] {
  const first = touchpoints.findIndex(({ direction }) => direction === 'pull');
  return touchpoints.filter((_, index) => index !== first);
}

/** Under a seed of its own: what is expected on the last day, and runs under a luck. */
function drawn(campaign: Campaign, luck: number): { learners: Float64Array; expected: Float32Array } {
  const plan = { ...compile(campaign), detailed: [] };
  const range = { seed: 987_654, firstRun: 0, runs: PAIRS };
  const learners = new Float64Array(PAIRS);
  readActive(plan, [simulateCounts(plan, { ...range, luck, expected: false })], plan.days - 1, learners);
  return { learners, expected: expectedRuns(plan, range).active.subarray((plan.days - 1) * PAIRS) };
}

const shareBetter = (before: ArrayLike<number>, after: ArrayLike<number>) =>
  Array.from(after).reduce((sum, one, run) => sum + (one > before[run]! ? 1 : one === before[run] ? 0.5 : 0), 0) /
  PAIRS;

/** How often a touchpoint's value plus or minus 1.645 errors holds the mean of all seeds, which is ten times as sure with a hundred. */
function errors(id: string, count: number): void {
  const campaign = templateById(id)!.build({ start: START });
  const found = Array.from({ length: count }, (_, seed) =>
    contributionsOf(campaign, { seed }).items.filter(({ kind, id: of }) => kind === 'touchpoint' && of !== 'baseline'),
  );
  const ids = found[0]!.map((item) => item.id);
  const distances: number[] = [];
  const shares: number[] = [];
  for (const one of ids) {
    const items = found.map((items_) => items_.find((item) => item.id === one)!);
    const mean = items.reduce((sum, { value }) => sum + value, 0) / count;
    for (const { value, error } of items) {
      if (error > 0) distances.push(Math.abs(value - mean) / error);
      shares.push(error / Math.max(1, Math.abs(mean)));
    }
  }
  const covered = distances.filter((distance) => distance <= Z95).length / distances.length;
  const typical = shares.toSorted((a, b) => a - b)[Math.floor(shares.length / 2)]!;
  console.log(
    `${campaign.name}: ${ids.length} touchpoints, ${count} seeds: covered ${(100 * covered).toFixed(1)} %, largest |z| ${Math.max(...distances).toFixed(2)}, error in the middle ${(100 * typical).toFixed(1)} % of the value`,
  );
}
