import { describe, expect, it } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { apply } from '#campaign/reducer.ts';
import { templateById } from '#campaign/templates/templates.ts';
import { campaignOn } from '#campaign/ways.ts';
import { compile } from '#simulation/plan/compile.ts';
import { compare as compareAlone, optimise as optimiseAlone } from '#simulation/questions/alone.testing.ts';
import { forecastFrom } from '#simulation/forecast/fromRuns.ts';
import { costMeter } from '#simulation/questions/cost.ts';
import { simulateRuns } from '#simulation/runs/simulate.ts';
import { compare } from './compare.ts';
import { attribute } from './contribution.ts';
import { handsOf } from './hands.testing.ts';
import { optimise } from './optimise.ts';
import { premortem } from './premortem.ts';
import { report } from './report.ts';
import { COMPARE_EXPECTED, COMPARE_RUNS, FORECAST_RUNS } from './runs.ts';
import { simulate, simulateWithSensitivity } from './simulate.ts';
import { taskOf, TASK_NAMES } from './tasks.ts';

const campaign = templateById('compliance-refresh')!.build({ start: '2027-01-11' });
const fewer = { ...campaign, name: 'Fewer', touchpoints: campaign.touchpoints.slice(1) };
const inTeams = { ...campaign, segments: campaign.segments.map((segment) => ({ ...segment, teamSize: 6 })) };
const goalId = campaign.goals[0]!.id;

/** Every share of a work that was told of. */
function listener() {
  const shares: number[] = [];
  return { shares, progress: (done: number, total: number) => void shares.push(done / total) };
}
const expectRising = (shares: number[]) => {
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBeCloseTo(1, 9);
};

describe('simulate', () => {
  it('gives the same bytes for any number of hands as one loop does', async () => {
    const plan = compile(campaign);
    const range = { seed: 11, firstRun: 0, runs: 60 };
    const alone = JSON.stringify(forecastFrom(plan, [simulateRuns(plan, range)]));
    for (const size of [1, 3]) {
      const { shares, progress } = listener();
      const {
        met: _,
        incremental: __,
        baseline: ___,
        ...forecast
      } = await simulate(handsOf(size), campaign, { seed: 11, runs: 60 }, { progress });
      const goals = forecast.goals.map(({ incremental: _, baseline: __, ...goal }) => goal);
      expect(JSON.stringify({ ...forecast, goals })).toBe(alone);
      expectRising(shares);
    }
  });

  it('draws in blocks, as many runs as plans of that kind get', async () => {
    const counted = handsOf(2);
    expect((await simulate(counted, campaign, { until: '2027-01-17' })).runs).toBe(FORECAST_RUNS.counts);
    expect(counted.done.filter((task) => task === 'drawRuns')).toHaveLength(FORECAST_RUNS.counts / 25);
    expect((await simulate(handsOf(2), inTeams, { until: '2027-01-12' })).runs).toBe(FORECAST_RUNS.teams);
  });

  it('takes no plan for one in teams whose teams are everyone', async () => {
    const [first] = campaign.segments;
    const one = { ...campaign, goals: [], touchpoints: [], segments: [{ ...first!, size: 20, teamSize: 50 }] };
    expect(await simulate(handsOf(1), one, { until: '2027-01-12' })).toMatchObject({
      method: 'counts',
      runs: FORECAST_RUNS.counts,
    });
  });

  it.each([
    ['counts', campaign],
    ['teams', inTeams],
  ])('parts off what the plan brings, by %s: nothing where it has no touchpoint', async (_, plan) => {
    const about = { seed: 11, runs: 40, until: '2027-03-01' };
    const [simulated, blank] = await Promise.all([
      simulate(handsOf(2), plan, about),
      simulate(handsOf(2), { ...plan, touchpoints: [] }, about),
    ]);
    const { incremental, baseline, series, dates } = simulated;
    for (const key of ['mean', 'p05', 'p25', 'p50', 'p75', 'p95'] as const) {
      expect(incremental[key]).toHaveLength(dates.length);
      expect(blank.incremental[key].every((learners) => learners === 0)).toBe(true);
      // What would have happened anyway is what the blank plan says of itself, and no difference of medians.
      expect(baseline[key]).toEqual(blank.baseline[key]);
    }
    // The runs of both plans share their luck, so that chance hardly parts their means from what is expected.
    const last = dates.length - 1;
    const apart = series.active.mean[last]! - blank.series.active.mean[last]!;
    expect(apart).toBeGreaterThan(100);
    // The mean of 40 runs by chance is known to about 1.6 learners.
    expect(Math.abs(incremental.mean[last]! - apart)).toBeLessThan(6);
  });

  it('asks for the weightiest assumptions where that is wanted, or cheap', async () => {
    const about = { runs: 5, until: '2027-01-20' };
    const asked = async (sensitivity: boolean | 'cheap', plan = campaign) =>
      (await simulateWithSensitivity(handsOf(1), plan, { ...about, sensitivity })).sensitivity.length;
    expect(await asked(false)).toBe(0);
    expect(await asked('cheap')).toBeGreaterThan(5);
    const [first] = campaign.segments;
    const segments = Array.from({ length: 600 }, (_, n) => ({ ...first!, id: `s${n}`, name: `S${n}`, size: 1 }));
    const wide = { ...campaign, segments, goals: [], touchpoints: [] };
    expect(await asked('cheap', wide)).toBe(0);
  });

  it('tells nothing of single assumptions where these hang together, and refuses to where it is asked', async () => {
    const about = { runs: 5, until: '2027-01-20', correlated: true };
    const hands = handsOf(1);
    await expect(simulateWithSensitivity(hands, campaign, { ...about, sensitivity: true })).rejects.toThrow(
      'not of those that hang together',
    );
    expect(hands.done).toEqual([]);
    const { sensitivity } = await simulateWithSensitivity(hands, campaign, { ...about, sensitivity: 'cheap' });
    expect(sensitivity).toEqual([]);
  });

  it('refuses runs that memory cannot hold, and leaves the rest when one block is refused', async () => {
    const long = { until: '2036-01-11', runs: 100_000 };
    await expect(simulate(handsOf(1), campaign, long)).rejects.toThrow(
      '100,000 runs of this plan do not fit into memory.',
    );
    const [first] = campaign.segments;
    const segments = Array.from({ length: 500 }, (_, n) => ({ ...first!, id: `s${n}`, size: 5000, teamSize: 1000 }));
    const crowded = { ...campaign, segments, goals: [], touchpoints: [], days: 3660 };
    const hands = handsOf(2);
    await expect(simulate(hands, crowded, { runs: 30 })).rejects.toThrow('So many large teams cannot be followed');
    expect(hands.done.filter((task) => task === 'drawRuns').length).toBeLessThanOrEqual(2);
  });

  it('begins nothing more once it is cancelled', async () => {
    const hands = handsOf(1);
    const controller = new AbortController();
    const told = { signal: controller.signal, progress: () => controller.abort() };
    await expect(simulate(hands, campaign, {}, told)).rejects.toThrow('aborted');
    expect(hands.done.filter((task) => task === 'drawRuns')).toHaveLength(1);
  });
});

it('compares as one loop over both plans does', async () => {
  const { shares, progress } = listener();
  const about = { runs: 60, seed: 5, until: '2027-03-01' };
  const compared = await compare(handsOf(3), campaign, [fewer, campaign], about, { progress });
  expect(JSON.stringify(compared.comparisons.map(({ name: _, notes: __, ...rest }) => rest))).toBe(
    JSON.stringify(
      compareAlone(campaign, [fewer, campaign], { ...about, expected: COMPARE_EXPECTED }).map(
        ({ name: _, notes: __, ...rest }) => rest,
      ),
    ),
  );
  expect(compared).toMatchObject({ seed: 5, runs: 60, base: { name: campaign.name, learners: 1200 } });
  expectRising(shares);
});

it('compares by the fewer runs where either plan has teams', async () => {
  const about = { until: '2027-01-12' };
  expect((await compare(handsOf(2), campaign, [fewer], about)).runs).toBe(COMPARE_RUNS.counts);
  expect((await compare(handsOf(2), campaign, [inTeams], about)).runs).toBe(COMPARE_RUNS.teams);
});

it('confirms the proposals that a search finds', async () => {
  const { shares, progress } = listener();
  const found: boolean[] = [];
  const search = { goalId, limits: { maxEvaluations: 60, maxChanges: 2 } };
  const optimised = await optimise(
    handsOf(3),
    campaign,
    { search, runs: 30 },
    {
      progress: (done, total, better) => {
        progress(done, total);
        if (better) found.push(better);
      },
    },
  );
  // Under another seed than that of the forecast by which the plan was made.
  const seed = campaign.seed + 1;
  const { base, proposals, front, evaluations } = optimiseAlone(campaign, { ...search, runs: 30, seed });
  expect(optimised).toMatchObject({ base, proposals, front, evaluations, runs: 30, seed });
  expect(found.length).toBeGreaterThan(0);
  expectRising(shares);
});

it('judges a plan with decision points, and what is proposed for it, as its runs decide', async () => {
  const waiting = campaign.touchpoints.slice(-6).map(({ id }) => id);
  const first = campaign.touchpoints.filter(({ id }) => waiting.includes(id)).map(({ start }) => start);
  const date = addDays(first.toSorted()[0]!, -1);
  const decision = {
    id: 'd',
    name: 'd',
    date,
    metric: 'active' as const,
    below: 0.1,
    unit: 'share' as const,
    segments: [],
  };
  const decided = {
    ...campaign,
    decisions: [decision],
    touchpoints: campaign.touchpoints.map((one) => (waiting.includes(one.id) ? { ...one, thenOf: 'd' } : one)),
  };
  const range = { runs: 60, seed: 5 };
  const { base, proposals } = await optimise(handsOf(2), decided, {
    search: { goalId, limits: { maxEvaluations: 60, maxChanges: 2 } },
    ...range,
  });
  const chanceOf = async (plan: Campaign) =>
    (await simulate(handsOf(2), plan, range)).goals.find(({ id }) => id === goalId)!.probability;
  expect(base.probability).toBe(await chanceOf(decided));
  expect(proposals.length).toBeGreaterThan(0);
  const [best] = proposals;
  const { campaign: used } = apply(decided, { type: 'batch', action: 'optimise', commands: best!.commands });
  expect(best!.probability).toBe(await chanceOf(used));
  // Some of the runs go either way, so that neither branch's messages are asked of all.
  const [then, otherwise] = (['then', 'otherwise'] as const).map((branch) => {
    const on = campaignOn(decided, new Map([['d', branch]]));
    return costMeter(on).sum(on.touchpoints).messages;
  });
  expect(base.messages).toBeLessThan(then!);
  expect(base.messages).toBeGreaterThan(otherwise!);
});

describe('a pre-mortem', () => {
  it('is of the very runs of the forecast, and hedges are told by fresh ones', async () => {
    const { shares, progress } = listener();
    const [one, three] = [handsOf(1), handsOf(3)];
    const asked = { goalId, runs: 100, seed: 3 };
    const found = await premortem(three, campaign, asked, { progress });
    const { goals } = await simulate(handsOf(1), campaign, { runs: 100, seed: 3 });
    expect(found.failing).toBeCloseTo(1 - goals[0]!.probability, 12);
    expect(found.causes.length).toBeGreaterThan(0);
    expect(found.causes.map(({ share }) => share)).toEqual(
      found.causes.map(({ share }) => share).toSorted((a, b) => b - a),
    );
    for (const { hedge, effect, error } of found.causes) {
      if (hedge.length > 0) expect(effect).toBeGreaterThan(1.6 * error);
      else expect({ effect, error }).toEqual({ effect: 0, error: 0 });
    }
    expectRising(shares);
    expect(await premortem(one, campaign, asked)).toEqual(found);
  });

  it('draws nothing for a goal that is not there', async () => {
    const hands = handsOf(1);
    await expect(premortem(hands, campaign, { goalId: 'none' })).rejects.toThrow('has no goal “none”');
    await expect(premortem(hands, { ...campaign, goals: [] }, { goalId })).rejects.toThrow('It has none yet; add one.');
    const nobody = { ...campaign, segments: campaign.segments.map((segment) => ({ ...segment, size: 0 })) };
    await expect(premortem(hands, nobody, { goalId })).rejects.toThrow('is about nobody. Give its segments a size.');
    expect(hands.done).toEqual(['planOf', 'planOf', 'planOf']);
  });

  it('refuses a goal that every run reaches, or none', async () => {
    const aimed = (target: number) => ({ ...campaign, goals: [{ ...campaign.goals[0]!, target }] });
    const about = { goalId, runs: 40 };
    await expect(premortem(handsOf(1), aimed(0), about)).rejects.toThrow('All 40 runs reach the goal');
    await expect(premortem(handsOf(1), aimed(1), about)).rejects.toThrow('None of the 40 runs reaches the goal');
  });
});

it('shares out what touchpoints bring, then leaves out each', async () => {
  const { shares, progress } = listener();
  const { items, marginal, seed } = await attribute(handsOf(1), campaign, { goalId, pairs: 2, seed: 9 }, { progress });
  expect(items.filter(({ kind }) => kind === 'touchpoint')).toHaveLength(campaign.touchpoints.length + 1);
  expect([marginal.length, seed]).toEqual([campaign.touchpoints.length, 9]);
  expectRising(shares);
});

describe('a report', () => {
  const about = { now: '2026-11-29T10:00:00Z', locale: 'en-GB' };
  const refusing = [{ ...campaign.segments[0]!, size: 5_000_000, teamSize: 1_000_000 }];
  const crowded = { ...campaign, segments: refusing, goals: [], touchpoints: [], days: 3000 };

  it('holds the immediate forecast where runs are refused', async () => {
    expect((await report(handsOf(1), crowded, about)).forecast).toMatchObject({ method: 'meanField', runs: 0 });
  });

  it('is refused where somebody asked for so many runs', async () => {
    await expect(report(handsOf(1), crowded, { ...about, runs: 3 })).rejects.toThrow('So many large teams');
  });
});

it('fits parameters to what was observed', async () => {
  const fit = await taskOf.fit();
  const observations = [{ day: 60, metric: 'active', learners: 700 }];
  const options = { parameters: ['peers.influence'], seed: 1 };
  const fitted = (await fit({ campaign, observations, options }, () => {})) as { median: number }[];
  expect(fitted).toMatchObject([{ parameter: 'peers.influence' }]);
});

it('every task is there', async () => {
  for (const name of TASK_NAMES) expect(await taskOf[name](), name).toBeTypeOf('function');
});
