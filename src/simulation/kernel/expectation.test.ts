import { describe, expect, test } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { simulateAgents } from '../model/agents.ts';
import { medianValues } from '../plan/values.ts';
import { ALIKE, assume, campaign, largeCampaign, segment, touchpoint, typicalCampaign } from '../campaigns.testing.ts';
import { compile } from '../plan/compile.ts';
import { effectsOf, spreadsOf } from '../model/effects.ts';
import { trajectoriesOf } from './trajectories.ts';
import { expectationOf } from './expectation.ts';
import type { Plan } from '../plan/plan.ts';
import { SUMMED } from '../forecast/fromRuns.ts';
import { STORED, TOTALS_OF_METRIC } from '../model/stages.ts';
import { generator, normalsFrom } from '../statistics.testing.ts';
import type { SeriesName } from '#contract/forecast.ts';
import { STAGE, TOTALS } from '../numbers/layouts.ts';

/** Learners in active use, of the totals of a population. */
const activeOf = (totals: Float64Array, at = 0) =>
  TOTALS_OF_METRIC.active.reduce((sum, total) => sum + totals[at + total]!, 0);

/** Share of all learners in a series on a day. */
function shareOn(plan: Plan, name: SeriesName, day: number): number {
  const { series } = expectationOf(plan);
  const parts = SUMMED.find(([other]) => other === name)![1];
  let sum = 0;
  for (let segment = 0; segment < plan.segments.length; segment++)
    for (const part of parts) sum += series[(segment * STORED.length + part) * plan.days + day]!;
  return sum / plan.learners;
}

const activeAt = (changes: Partial<Campaign>, day = 89) => shareOn(compile(typicalCampaign(changes)), 'active', day);

/** The totals of every day when all learners begin in `stage`. */
function trajectoryFrom(plan: Plan, stage: number): Float64Array[] {
  const effects = effectsOf(plan, medianValues(plan));
  const trajectories = trajectoriesOf(plan, [effects], { precision: 64, begin: stage });
  return Array.from({ length: plan.days }, (_, day) =>
    Float64Array.from({ length: TOTALS }, (__, total) => plan.learners * trajectories.total(0, day, total)),
  );
}

const NOTHING_ELSE = { ...ALIKE, 'buyIn.weight': 0, 'trying.start': 0, 'trying.giveUp': 0 };

describe('the mean field', () => {
  test('keeps every learner on every day', () => {
    const plan = compile(largeCampaign());
    const { series } = expectationOf(plan);
    plan.segments.forEach(({ size }, segment) => {
      for (let day = 0; day < plan.days; day++) {
        const parts = STORED.map((_, part) => series[(segment * STORED.length + part) * plan.days + day]!);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(size, 7);
        expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
      }
    });
  });

  test('is the Bass model where learners only try and peers only push, within a tenth of a point', () => {
    const [p, q] = [0.01, 0.1];
    const assumptions = assume({
      ...NOTHING_ELSE,
      'trying.pull': p,
      'peers.influence': q,
      'peers.trying': 1,
      // The few who lose sight of it hear of it again at once.
      'awareness.halfLife': 3660,
      'awareness.recall': 1,
    });
    const plan = compile(campaign({ assumptions, segments: [segment({ frictionSteps: 0, size: 1 })] }), { classes: 1 });
    trajectoryFrom(plan, STAGE.aware).forEach((totals, day) => {
      const gone = Math.exp(-(p + q) * (day + 1));
      const bass = (1 - gone) / (1 + (q / p) * gone);
      expect(Math.abs(totals[STAGE.tried]! - bass), `day ${day}`).toBeLessThan(0.001);
    });
  });

  test('is exponential where people hear of it at one rate and forget it at another', () => {
    const values = { ...ALIKE, 'awareness.recall': 0.03, 'awareness.halfLife': 20, 'trying.pull': 0 };
    const plan = compile(campaign({ assumptions: assume(values) }));
    const [hear, forget] = [0.03, Math.LN2 / 20].map((rate) => 1 - Math.exp(-rate)) as [number, number];
    const settled = forget / (hear + forget);
    for (const day of [0, 9, 49, 89])
      expect(shareOn(plan, 'unaware', day)).toBeCloseTo(settled + (1 - settled) * (1 - hear - forget) ** (day + 1), 10);
  });

  test('lets habit grow through three levels, one a day at most', () => {
    const assumptions = assume({ 'habit.lapse': 0, 'champions.rate': 0, 'habit.advance': 0.04 });
    const plan = compile(campaign({ days: 200, assumptions, segments: [segment({ size: 1 })] }), { classes: 1 });
    const chance = 1 - Math.exp(-0.04);
    trajectoryFrom(plan, STAGE.using).forEach((totals, day) => {
      const n = day + 1;
      const below = [0, 1, 2].reduce((sum, k) => sum + choose(n, k) * chance ** k * (1 - chance) ** (n - k), 0);
      expect(totals[STAGE.habitual]!).toBeCloseTo(1 - below, 10);
      const erlang = 1 - Math.exp(-0.04 * n) * (1 + 0.04 * n + (0.04 * n) ** 2 / 2);
      // The closed form moves at any moment, the engine once a day: three levels take a day and a half longer.
      expect(Math.abs(totals[STAGE.habitual]! - erlang)).toBeLessThan(0.02);
    });
  });

  test('splits those who leave by their rates', () => {
    const assumptions = assume({ 'trying.start': 0.35, 'trying.giveUp': 0.11, 'habit.lapse': 0, 'trying.comeback': 0 });
    const last = trajectoryFrom(compile(campaign({ assumptions, segments: [segment({ size: 1 })] })), STAGE.tried).at(
      -1,
    )!;
    expect(activeOf(last)).toBeCloseTo(0.35 / 0.46, 6);
    expect(last[STAGE.lapsed]!).toBeCloseTo(0.11 / 0.46, 6);
  });

  test('loses those who give up a second time for longer', () => {
    const assumptions = assume({ 'habit.lapse': 0, 'trying.comeback': 0, 'trying.laterComeback': 0 });
    const plan = compile(campaign({ assumptions, segments: [segment({ size: 1 })] }));
    const last = trajectoryFrom(plan, STAGE.triedAgain).at(-1)!;
    expect(last[STAGE.lapsedAgain]!).toBeCloseTo(0.11 / 0.46, 6);
    expect(last[STAGE.lapsed]!).toBe(0);
    const message = compile(campaign({ touchpoints: [touchpoint('x', 0)], segments: [segment({ size: 1 })] }));
    const [once, twice] = [STAGE.lapsed, STAGE.lapsedAgain].map((stage) => trajectoryFrom(message, stage)[0]!);
    const ratio = once![STAGE.triedAgain]! / twice![STAGE.triedAgain]!;
    expect(ratio).toBeCloseTo(0.25 / 0.08, 1);
  });

  test('agrees with responsiveness without classes within .3 points', { timeout: 60_000 }, () => {
    const plan = compile(typicalCampaign({ segments: [segment({ size: 60_000 })], days: 60 }));
    const values = medianValues(plan);
    const { responsiveness, habit } = spreadsOf(values, 0);
    const effects = effectsOf(plan, values);
    const runs = [5, 6, 7, 8].map((seed) => {
      const random = generator(seed);
      return simulateAgents(plan, effects, {
        random,
        continuous: { normal: normalsFrom(random), responsiveness, habit },
      });
    });
    for (const day of [14, 29, 59]) {
      const shares = runs.map((agents) => activeOf(agents, day * TOTALS) / plan.learners);
      const share = shares.reduce((sum, one) => sum + one, 0) / shares.length;
      // Four times 60,000 learners leave .12 points of sampling error at one standard deviation.
      expect(Math.abs(shareOn(plan, 'active', day) - share), `day ${day}`).toBeLessThan(0.003);
    }
  });
});

describe('what designers expect', () => {
  test('less friction never lowers activity', () => {
    const trajectory = [8, 5, 3, 1, 0].map((frictionSteps) => activeAt({ segments: [segment({ frictionSteps })] }));
    expect(trajectory).toEqual(trajectory.toSorted((a, b) => a - b));
    expect(trajectory.at(-1)! / trajectory[0]!).toBeGreaterThan(1.3);
    const base = typicalCampaign().touchpoints;
    const removed = [...base, touchpoint('single-sign-on', 0, { channel: 'platform', days: 90 })];
    expect(activeAt({ touchpoints: removed })).toBeGreaterThan(activeAt({ touchpoints: base }));
  });

  test('stronger peers and more champions never lower it', () => {
    for (const parameter of ['peers.influence', 'peers.champions', 'champions.rate']) {
      const trajectory = [0, 0.5, 1, 2, 4].map((times) =>
        activeAt({
          assumptions: assume({
            [parameter]:
              times * { 'peers.influence': 0.0127, 'peers.champions': 3, 'champions.rate': 0.004 }[parameter]!,
          }),
        }),
      );
      expect(trajectory).toEqual(trajectory.toSorted((a, b) => a - b));
      expect(trajectory[0]!).toBeLessThan(trajectory[4]!);
    }
  });

  test('more messages help at first and harm in the end', () => {
    const counts = [0, 3, 13, 45, 90, 180, 450];
    const trajectory = counts.map((messages) => {
      const touchpoints = Array.from({ length: messages }, (_, index) =>
        touchpoint('x', Math.floor((index * 90) / messages)),
      );
      return shareOn(compile(campaign({ touchpoints })), 'active', 89);
    });
    const best = trajectory.indexOf(Math.max(...trajectory));
    expect(best).toBeGreaterThan(1);
    expect(best).toBeLessThan(counts.length - 1);
    expect(trajectory.slice(0, best + 1)).toEqual(trajectory.slice(0, best + 1).toSorted((a, b) => a - b));
    expect(trajectory.slice(best)).toEqual(trajectory.slice(best).toSorted((a, b) => b - a));
    expect(trajectory.at(-1)!).toBeLessThan(trajectory[best]! / 2);
  });

  test('a typical campaign lands where campaigns land', () => {
    expect(activeAt({})).toBeGreaterThan(0.05);
    expect(activeAt({})).toBeLessThan(0.3);
    expect(shareOn(compile(campaign()), 'active', 89)).toBeLessThan(0.002);
    expect(shareOn(compile(campaign({ touchpoints: [touchpoint('launch-email', 0)] })), 'active', 89)).toBeLessThan(
      0.01,
    );
  });

  test('a hard day for messages or for pull is felt, in the segments it means', () => {
    const event = {
      id: 'e',
      name: 'E',
      kind: 'holiday',
      start: '2027-01-11',
      days: 90,
      pushFactor: 1,
      pullFactor: 1,
      segments: [],
    };
    const withEvent = (changes: object) =>
      activeAt({ events: [{ ...event, ...changes } as Campaign['events'][number]] });
    expect(withEvent({})).toBe(activeAt({}));
    expect(withEvent({ pushFactor: 0.3 })).toBeLessThan(activeAt({}) * 0.8);
    expect(withEvent({ pullFactor: 0 })).toBeLessThan(activeAt({}));
    expect(withEvent({ pushFactor: 0.3, segments: ['other'] })).toBe(activeAt({}));
  });
});

const choose = (n: number, k: number) => (k === 0 ? 1 : k === 1 ? n : (n * (n - 1)) / 2);
