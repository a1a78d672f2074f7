import type { Campaign } from '#campaign/document.ts';
import { templateById } from '#campaign/templates/templates.ts';
import { readActive } from '#simulation/forecast/fromRuns.ts';
import { compile } from '#simulation/plan/compile.ts';
import { Z95 } from '#simulation/plan/assumptions.ts';
import { designOf } from '#simulation/forecast/design.ts';
import { variantsOf } from '#simulation/plan/variant.ts';
import { POINTS } from '#simulation/questions/contribution.ts';
import { finish, outcomeOf } from '#simulation/questions/outcome.ts';
import { errorOf, exactShares, sharesByOrders, type Whole } from '#simulation/questions/shares.ts';
import { expectedRuns } from '#simulation/runs/expected.ts';
import { simulateCounts } from '#simulation/runs/simulate.ts';
import { compare } from '#work/compare.ts';
import { handsOf } from '#work/hands.testing.ts';
import { table } from './measure.ts';

/**
 * How near answers that rest on drawing come to what they estimate: `node bench/decisions.ts` prints the tables of docs/validation.md, in some minutes.
 * With TEMPLATE behind it, those of one template alone; with “comparisons” or “errors” behind that, one of the two.
 */

const PAIRS = 4000;
const TOUCHPOINTS = 12;
const SEEDS = [1, 2, 3];
const START = '2027-01-11';
const written = (value: number) => value.toFixed(3);

const TEMPLATES = ['compliance-refresh', 'career-push-and-pull', 'leadership-academy'];
const [template, question] = process.argv.slice(2);
const asked = template === undefined ? TEMPLATES : [template];
if (question !== 'errors') await comparisons(asked);
if (question !== 'comparisons') for (const one of asked) errors(one);

/** Plans with one touchpoint left out, or moved by a day, against 4,000 expected pairs and as many of runs with luck of their own. */
async function comparisons(ids: readonly string[]): Promise<void> {
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
  for (const id of ids) {
    const base = templateById(id)!.build({ start: START });
    const others = alternativesTo(base);
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

function alternativesTo(base: Campaign): Campaign[] {
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

function shareBetter(before: ArrayLike<number>, after: ArrayLike<number>): number {
  const better = (one: number, run: number) => (one > before[run]! ? 1 : one === before[run] ? 0.5 : 0);
  return Array.from(after).reduce((sum, one, run) => sum + better(one, run), 0) / PAIRS;
}

/**
 * How often a touchpoint's share plus or minus 1.645 errors holds the exact one, over a hundred seeds: of the template's first twelve touchpoints, so that
 * all 4,096 subsets can be followed once and looked up from then on.
 */
function errors(id: string): void {
  const whole = templateById(id)!.build({ start: START });
  const campaign = { ...whole, touchpoints: whole.touchpoints.slice(0, TOUCHPOINTS) };
  const plan = compile(campaign);
  const outcome = outcomeOf(plan, undefined);
  const design = designOf(plan, POINTS);
  const variants = variantsOf(campaign, plan);
  const known = new Map<string, number[]>();
  const shared: Whole = {
    parts: TOUCHPOINTS,
    sets: POINTS,
    expected: (parts, sets) => {
      const name = [...parts].toSorted((a, b) => a - b).join();
      if (!known.has(name))
        known.set(name, outcome.expectedUnder(variants(campaign.touchpoints.filter((_, at) => parts.has(at))), design));
      return sets.map((set) => known.get(name)![set]!);
    },
  };
  const exact = finish(exactShares(shared));
  for (const pairs of [16, 44, 64]) {
    const distances: number[] = [];
    const shares: number[] = [];
    for (let seed = 0; seed < 100; seed++) {
      const { values, estimates } = finish(sharesByOrders(shared, { pairs, seed }));
      for (let part = 0; part < TOUCHPOINTS; part++) {
        const error = errorOf(estimates.map((estimate) => estimate[part]!));
        if (error > 0) distances.push(Math.abs(values[part]! - exact.values[part]!) / error);
        shares.push(error / Math.max(1, Math.abs(exact.values[part]!)));
      }
    }
    const covered = distances.filter((distance) => distance <= Z95).length / distances.length;
    const middle = shares.toSorted((a, b) => a - b)[Math.floor(shares.length / 2)]!;
    console.log(
      `${whole.name}, ${pairs} pairs: covered ${(100 * covered).toFixed(1)} %, largest |z| ${Math.max(...distances).toFixed(2)}, error in the middle ${(100 * middle).toFixed(1)} % of the share`,
    );
  }
}
