import { describe, expect, test } from 'vitest';
import type { Segment } from '#campaign/document.ts';
import { immediateForecastOf } from '../forecast/immediate.ts';
import { campaign, segment, typicalCampaign } from '../campaigns.testing.ts';
import { comparablePlans } from '../questions/compare.ts';
import { compile } from '../plan/compile.ts';
import { simulateCounts } from './simulate.ts';
import { forecastSchema } from '#contract/forecast.ts';
import { MOST_LEARNER_DAYS, followedIn, methodOf, sampledIn, teamsOf } from './method.ts';
import { forecastFrom } from '../forecast/fromRuns.ts';
import { simulateRuns } from './simulate.ts';
import { simulateTeams } from './simulate.ts';

const planOf = (...segments: Partial<Segment>[]) =>
  compile(typicalCampaign({ segments: segments.map((each, index) => segment({ id: `s${index}`, ...each })) }));

describe('methodOf', () => {
  test.each([
    ['no teams', planOf({}), 'counts'],
    ['teams', planOf({ teamSize: 8 }), 'agents'],
    ['teams in one of two segments', planOf({}, { teamSize: 8 }), 'agents'],
    ['one team of everyone', planOf({ size: 900, teamSize: 1000 }), 'counts'],
    ['one team that is not everyone', planOf({ size: 900, teamSize: 1000 }, { size: 1 }), 'agents'],
    ['teams of nobody', planOf({ size: 0, teamSize: 8 }, {}), 'counts'],
  ])('%s: %s', (_, plan, method) => {
    expect(methodOf(plan)).toBe(method);
  });

  test('counts where peers do nothing to the learners of teams', () => {
    const inert = (segmentId?: string) =>
      compile(
        campaign({
          segments: [segment({ id: 'a', teamSize: 8 }), segment({ id: 'b' })],
          assumptions: [
            { id: 'x', parameter: 'peers.influence', value: 0, ...(segmentId === undefined ? {} : { segmentId }) },
          ],
        }),
      );
    expect([inert(), inert('a'), inert('b')].map(methodOf)).toEqual(['counts', 'counts', 'agents']);
  });

  test('is what the runs follow and the forecast says', () => {
    const plain = planOf({ size: 300 });
    const teams = planOf({ size: 300, teamSize: 8 });
    const options = { firstRun: 0, runs: 3 };
    expect(simulateRuns(plain, options)).toEqual(simulateCounts(plain, options));
    expect(simulateRuns(teams, options)).toEqual(simulateTeams(teams, options));
    const said = [plain, teams].flatMap((plan) => {
      const sampled = forecastFrom(plan, [simulateRuns(plan, options)]);
      const atOnce = immediateForecastOf(plan);
      expect(forecastSchema.strict().parse(sampled)).toEqual(sampled);
      expect(forecastSchema.strict().parse(atOnce)).toEqual(atOnce);
      return [sampled, atOnce].map(({ method, reason, sampledLearners }) => [method, reason, sampledLearners]);
    });
    expect(said).toEqual([
      ['counts', undefined, undefined],
      ['meanField', undefined, undefined],
      ['agents', 'teams', undefined],
      ['meanField', 'teams', undefined],
    ]);
    const mixed = [simulateRuns(teams, options), simulateCounts(teams, { firstRun: 3, runs: 1 })];
    expect(() => forecastFrom(teams, mixed)).toThrow('different ways');
  });

  test('is said where plans of both methods are compared', () => {
    const base = typicalCampaign({ name: 'Plain', segments: [segment()] });
    const other = { ...base, name: 'Teams', segments: [segment({ teamSize: 8 })] };
    const notes = (a: typeof base, b: typeof base) => comparablePlans(a, [b]).others[0]!.notes;
    const apart = expect.stringContaining('“Teams” is simulated learner by learner') as string;
    const unknown = expect.stringContaining('it is not known what to expect') as string;
    expect(notes(base, other)).toEqual([apart, unknown]);
    expect(notes(other, base)).toEqual([apart, unknown]);
    expect(notes(other, other)).toEqual([unknown]);
  });

  test('is asked by every door: nobody else draws runs', () => {
    const sources = import.meta.glob<string>(['../../**/*.{ts,tsx}', '!../../**/*.test.ts', '!../../**/*.testing.ts'], {
      query: '?raw',
      import: 'default',
      eager: true,
    });
    const callers = Object.entries(sources).filter(([, source]) => /\bsimulate(Counts|Teams)\(/.test(source));
    expect(callers.map(([path]) => path)).toEqual(['./simulate.ts']);
  });
});

describe('teamsOf', () => {
  test('cuts a segment into whole teams and a smaller one', () => {
    expect(teamsOf(planOf({ size: 100, teamSize: 8 }, {}, { size: 5, teamSize: 8 }))).toEqual([
      { members: 8, whole: 12, each: 1, last: 1, learners: 100 },
      undefined,
      { members: 5, whole: 1, each: 1, last: 1, learners: 5 },
    ]);
    expect(sampledIn(teamsOf(planOf({ size: 100, teamSize: 8 })))).toBeUndefined();
  });

  test('follows large segments in part, small ones wholly, and leaves nobody out', () => {
    const sizes = [10_000_000_000, 3_000_001, 800];
    const plan = planOf(...sizes.map((size) => ({ size, teamSize: 7 })));
    const teams = teamsOf(plan);
    const work = followedIn(teams) * plan.days;
    expect(work).toBeLessThanOrEqual(MOST_LEARNER_DAYS);
    expect(work).toBeGreaterThan(0.9 * MOST_LEARNER_DAYS);
    expect(sampledIn(teams)).toBe(followedIn(teams));
    teams.forEach((each, index) => {
      const { members, whole, each: standsFor, last, learners } = each!;
      expect(last).toBeGreaterThan(0);
      expect(last).toBeLessThanOrEqual(standsFor);
      const rest = learners - whole * members;
      expect(members * (standsFor * (whole - 1) + last) + rest).toBe(sizes[index]);
    });
    expect(teams[2]).toMatchObject({ each: 1, learners: 800 });
  });

  test('follows one team a segment where that is still bearable, and refuses more', () => {
    const many = (count: number, days: number) =>
      compile(
        campaign({
          days,
          segments: Array.from({ length: count }, (_, index) =>
            segment({ id: `s${index}`, size: 5000, teamSize: 1000 }),
          ),
        }),
      );
    const bearable = teamsOf(many(100, 365));
    expect(bearable[0]).toEqual({ members: 1000, whole: 1, each: 5, last: 5, learners: 1000 });
    expect(() => simulateRuns(many(1000, 3660), { firstRun: 0, runs: 1 })).toThrow(
      'So many large teams cannot be followed learner by learner.',
    );
  });
});

test('the hash of a plan feels its teams', () => {
  const hashes = [undefined, 8, 9].map((teamSize) => planOf(teamSize === undefined ? {} : { teamSize }).hash);
  expect(new Set(hashes).size).toBe(3);
});
