import { expect, it } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { touchpoint, typicalCampaign } from '#simulation/campaigns.testing.ts';
import { compile } from '#simulation/plan/compile.ts';
import { sampleValues } from '#simulation/plan/values.ts';
import { expectedEnds } from '#simulation/kernel/expectation.ts';
import { simulateCounts } from '#simulation/runs/simulate.ts';
import { readActive } from '#simulation/forecast/fromRuns.ts';
import { bandOf } from '#simulation/questions/contrast.ts';
import { compare } from './compare.ts';
import { handsOf } from './hands.testing.ts';

const PAIRS = 4000;
const base = typicalCampaign({ name: 'Base', days: 45 });
const without = (tactic: string): Campaign => ({
  ...base,
  name: `Without ${tactic}`,
  touchpoints: base.touchpoints.filter((one) => one.tactic !== tactic),
});
const others: Campaign[] = [
  without('launch-film'),
  without('one-click-link'),
  {
    ...without('manager-cascade'),
    touchpoints: [...without('manager-cascade').touchpoints, touchpoint('text-reminder', 22, { channel: 'text' })],
  },
];

/** Under a seed of its own: what is expected, and runs that share their parameters with those of another plan but, by `luck`, nothing else. */
function drawn(campaign: Campaign, luck: number) {
  const plan = compile(campaign);
  const range = { seed: 987_654, firstRun: 0, runs: PAIRS };
  const learners = new Float64Array(PAIRS);
  readActive(plan, [simulateCounts(plan, { ...range, luck, expected: false })], plan.days - 1, learners);
  const expected = Array.from({ length: PAIRS / 8 }, (_, block) =>
    expectedEnds(
      plan,
      Array.from({ length: 8 }, (__, run) => sampleValues(plan, range.seed, 8 * block + run)),
      32,
    ),
  ).flat();
  return { learners, expected: expected.map(({ active }) => active) };
}

const shareBetter = (before: ArrayLike<number>, after: ArrayLike<number>) =>
  Array.from(after).reduce((sum, one, run) => sum + (one > before[run]! ? 1 : one === before[run] ? 0.5 : 0), 0) /
  PAIRS;

it('both numbers lie within .03 of 4,000 pairs, whatever the seed', { timeout: 120_000 }, async () => {
  const before = drawn(base, 0);
  const references = others.map((other) => {
    const after = drawn(other, 1);
    const apart = bandOf(after.learners.map((learners, run) => learners - before.learners[run]!));
    const [better, seen] = (['expected', 'learners'] as const).map((key) => shareBetter(before[key], after[key]));
    return { better: better!, seen: seen!, apart };
  });
  for (const seed of [1, 2, 42]) {
    const { comparisons } = await compare(handsOf(1), base, others, { seed });
    comparisons.forEach(({ name, active: { probabilityBetter, probabilitySeen, differenceIndependent } }, index) => {
      const { better, seen, apart } = references[index]!;
      const about = `${name}, seed ${seed}`;
      expect(Math.abs(probabilityBetter - better), about).toBeLessThan(0.03);
      expect(Math.abs(probabilitySeen - seen), about).toBeLessThan(0.03);
      const width = apart.p95 - apart.p05;
      expect(Math.abs(differenceIndependent.p05 - apart.p05), about).toBeLessThan(0.1 * width);
      expect(Math.abs(differenceIndependent.p95 - apart.p95), about).toBeLessThan(0.1 * width);
    });
  }
});
