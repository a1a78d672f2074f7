import { describe, expect, test } from 'vitest';
import { medianValues, sampleValues } from '../plan/values.ts';
import { assume, campaign, largeCampaign, segment, START, touchpoint } from '../campaigns.testing.ts';
import { compile } from '../plan/compile.ts';
import { effectsOf } from '../model/effects.ts';
import type { Plan } from '../plan/plan.ts';
import { SERIES, TOTALS_OF_SERIES } from '../model/stages.ts';
import { trajectoriesOf, type Trajectories } from './trajectories.ts';
import { MOMENTS, TOTALS } from '../numbers/layouts.ts';

const plan = compile(largeCampaign());
const runs = Array.from({ length: 10 }, (_, run) => effectsOf(plan, sampleValues(plan, 3, run)));
const everything = plan.segments.map((_, index) => index);

/** All totals of everyone and of the kept segments in one run. */
function totalsIn({ days, segments }: Plan, trajectories: Trajectories, run: number): number[] {
  return [undefined, ...segments.keys()].flatMap((kept) =>
    Array.from({ length: days * TOTALS }, (_, at) =>
      trajectories.total(run, Math.floor(at / TOTALS), at % TOTALS, kept),
    ),
  );
}

describe.each([32, 64] as const)('trajectories of precision %i', (precision) => {
  test('are the same to the bit whoever shares the register', () => {
    const together = trajectoriesOf(plan, runs, { precision, keep: everything });
    const all = runs.map((_, run) => totalsIn(plan, together, run));
    for (const run of [0, 3, 9]) {
      const alone = trajectoriesOf(plan, [runs[run]!], { precision, keep: everything });
      expect(totalsIn(plan, alone, 0)).toEqual(all[run]);
    }
  });

  test('add up to everyone', () => {
    const trajectories = trajectoriesOf(plan, runs, { precision, keep: everything });
    for (const day of [0, 40, 179]) {
      let sum = 0;
      for (let total = 0; total < TOTALS; total++) {
        const parts = everything.map((kept) => trajectories.total(4, day, total, kept));
        expect(trajectories.total(4, day, total)).toBeCloseTo(
          parts.reduce((all, part) => all + part, 0),
          6,
        );
        sum += trajectories.total(4, day, total);
      }
      expect(sum).toBeCloseTo(1, precision === 32 ? 5 : 12);
    }
  });
});

test('four runs at once agree with two to six digits', () => {
  const wide = trajectoriesOf(plan, runs, { precision: 32, keep: everything });
  const found = runs.map((_, run) => totalsIn(plan, wide, run));
  const exact = trajectoriesOf(plan, runs, { precision: 64, keep: everything });
  const distances = runs.map((_, run) =>
    Math.max(...totalsIn(plan, exact, run).map((value, at) => Math.abs(found[run]![at]! - value))),
  );
  expect(Math.max(...distances)).toBeLessThan(3e-6);
});

test('moments are those of the runs', () => {
  const trajectories = trajectoriesOf(plan, runs.slice(0, 8), { precision: 32, keep: [2] });
  for (const kept of [undefined, 0]) {
    const moments = trajectories.moments(kept);
    const size = kept === undefined ? 1 : plan.segments[2]!.size / plan.learners;
    for (const name of ['active', 'lapsed'] as const) {
      const series = SERIES.indexOf(name);
      const day = 100;
      const shares = Array.from({ length: 8 }, (_, run) => {
        let sum = 0;
        for (const total of TOTALS_OF_SERIES[series]!) sum += trajectories.total(run, day, total, kept);
        return sum / size;
      });
      const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      const stretched = shares.map((share) => Math.sqrt(share) - Math.sqrt(1 - share));
      const centre = mean(stretched);
      const about = (power: number) => mean(stretched.map((value) => (value - centre) ** power));
      const expected = [mean(shares), centre, about(2), about(3)];
      const at = (series * plan.days + day) * MOMENTS;
      expected.forEach((value, index) => expect(moments[at + index]).toBeCloseTo(value, 5));
    }
  }
});

test('rates far above one a day leave nobody behind, and never a wrong number', () => {
  const assumptions = assume({
    'trying.start': 20,
    'trying.giveUp': 20,
    'habit.advance': 20,
    'habit.lapse': 20,
    'fatigue.rise': 10,
    'channels.email.reach': 0.98,
  });
  const touchpoints = Array.from({ length: 30 }, (_, index) => touchpoint('launch-email', 0, { id: `m${index}` }));
  const event = {
    name: 'E',
    kind: 'cultural' as const,
    start: START,
    days: 90,
    pushFactor: 5,
    pullFactor: 5,
    segments: [],
  };
  const events = ['a', 'b'].map((id) => ({ ...event, id }));
  const steep = compile(campaign({ assumptions, touchpoints, events, segments: [segment({ frictionSteps: 0 })] }));
  for (const precision of [32, 64] as const) {
    const trajectories = trajectoriesOf(steep, [effectsOf(steep, medianValues(steep))], { precision, keep: [0] });
    const totals = totalsIn(steep, trajectories, 0);
    expect(totals.every((value) => value >= -1e-9 && value <= 1 + 1e-5)).toBe(true);
    expect(trajectories.total(0, 0, 0)).toBeLessThan(1e-6);
  }
});

test('nobody, no day and no segment are fine', () => {
  for (const segments of [[], [segment({ size: 0 })]]) {
    const empty = compile(campaign({ segments }));
    const trajectories = trajectoriesOf(empty, [effectsOf(empty, medianValues(empty))], { precision: 64 });
    expect(trajectories.total(0, 5, 1)).toBe(0);
  }
});
