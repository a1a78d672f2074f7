import { describe, expect, it } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { PARAMETERS } from '#campaign/parameters.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { TEMPLATES } from '#campaign/templates/templates.ts';
import { expectationOf } from '#simulation/kernel/expectation.ts';
import { STORED } from '#simulation/model/stages.ts';
import { SERIES_TOTALS } from '#simulation/numbers/layouts.ts';
import { compile } from '#simulation/plan/compile.ts';
import type { Plan } from '#simulation/plan/plan.ts';
import { CAMPAIGN_DEVIATE, DAY_DEVIATES, TACTIC_DEVIATES, valuesAt } from '#simulation/plan/values.ts';
import { simulateCounts } from '#simulation/runs/simulate.ts';
import type { Simulation } from '#simulation/runs/simulation.ts';
import { certain } from '#simulation/statistics.testing.ts';
import { describeModel } from '#work/engine.ts';
import { sum, type Campaign as CampaignAsData, type Model } from './secondModel.data.testing.ts';
import { atMedians, deviatesBy, drawnBy, randomFrom, type Deviates } from './secondModel.draws.testing.ts';
import { oddCampaign } from './secondModel.odd.testing.ts';
import { countOf, goalsOf, run, type Standing } from './secondModel.testing.ts';

/** The engine against the second model: on every template, and on a plan in which everything in the model takes part. */

const asData = <T>(document: unknown) => JSON.parse(JSON.stringify(document)) as T;
const model = asData<Model>(describeModel());
const startingOnce = ({ rolling: _, ...campaign }: Campaign): Campaign => campaign;
const templates = TEMPLATES.filter(({ id }) => id !== 'blank').map((template): [string, Campaign] => [
  template.id,
  // The second model knows no cohorts: those who start on the first day, alone.
  startingOnce(template.build({ start: '2027-01-11' })),
]);

/** The values of the engine at the deviates of a run of the second model. */
const valuesUnder = (plan: Plan, deviates: Deviates) =>
  valuesAt(plan, (index) => {
    if (index < CAMPAIGN_DEVIATE) return deviates.parameter(PARAMETERS[index]!.id);
    if (index < TACTIC_DEVIATES) return deviates.campaign;
    if (index < DAY_DEVIATES) return deviates.strength(TACTICS[index - TACTIC_DEVIATES]!.id);
    return deviates.day(index - DAY_DEVIATES);
  });

/** With a cap that holds back 22 sends, of which 3 find another week; some must be sent, and some are low. */
const beyondCap = (atCap: 'defer' | 'drop'): Campaign => ({
  ...oddCampaign,
  contact: { ...oddCampaign.contact, capPerWeek: 5, atCap },
  touchpoints: oddCampaign.touchpoints.map((touchpoint, place) => ({
    ...touchpoint,
    ...(place % 3 !== 1 && { priority: place % 3 === 0 ? 'low' : place % 5 === 0 ? 'must' : 'normal' }),
  })),
});

describe('what is to be expected', () => {
  /** Half of what is drawn so far to one side, half to the other: at 5 values reach the ends of their ranges, and tactics do the opposite. */
  const far = (by: number): Deviates => {
    const of = (name: string) => ((name.length + name.charCodeAt(0)) % 2 === 0 ? by : -by);
    return { parameter: of, strength: of, campaign: by / 3, day: (day) => ((day % 3) - 1) * (by / 3) };
  };
  const luck: [string, Deviates][] = [
    ['medians', atMedians],
    ['draws', deviatesBy(randomFrom(1))],
    ...[-1, 1, -5, 5].map((by): [string, Deviates] => [`everything ${by} off`, far(by)]),
  ];
  /** Learners. The engine forgets what is at work of a message once it has faded, a day sooner or later. */
  const NEAR = 1e-7;

  it.each<[string, Campaign, typeof luck]>([
    ...templates.map(([name, campaign]): [string, Campaign, typeof luck] => [name, campaign, luck]),
    ['odd', oddCampaign, luck],
    // Which sends go out does not depend on luck.
    ['odd, putting off beyond the cap', beyondCap('defer'), luck.slice(0, 1)],
    ['odd, dropping beyond the cap', beyondCap('drop'), luck.slice(0, 1)],
  ])('is the same on every day of %s', (_, campaign, cases) => {
    const data = asData<CampaignAsData>(campaign);
    const plan = compile(campaign);
    for (const [name, deviates] of cases) {
      const { series, goals } = expectationOf(plan, valuesUnder(plan, deviates));
      const days = run(data, model, deviates);
      const engine = (segment: number, place: number, day: number) =>
        series[(segment * STORED.length + place) * plan.days + day]!;
      const apart = days.flatMap((standings, day) =>
        standings.flatMap((standing, segment) =>
          STORED.flatMap((stored, place) => {
            const own = countOf(standing, model.series[stored]!);
            const other = engine(segment, place, day);
            // Also where one of them is not a number.
            return Math.abs(own - other) < NEAR
              ? []
              : [`${stored} of segment ${segment}, day ${day}: ${own}, ${other}`];
          }),
        ),
      );
      expect(apart.slice(0, 3), name).toEqual([]);
      for (const [place, { learners, wanted }] of goalsOf(data, model, days).entries()) {
        expect(Math.abs(goals[place]! - learners), `${name}, ${campaign.goals[place]!.id}`).toBeLessThan(NEAR);
        expect(plan.goals[place]!.target).toBe(wanted);
      }
    }
  });
});

describe('what chance makes of it', () => {
  const OWN = 20;
  const ENGINE = 80;
  /** Standard errors. Of a mean of so few runs one statement in fifty thousand lies beyond, of a variance none, and some 900 are made of both. */
  const FAR = 5;

  it.each([...templates, ['odd', oddCampaign] as const])('scatters alike around the medians of %s', (_, campaign) => {
    const data = asData<CampaignAsData>({ ...campaign, assumptions: [...campaign.assumptions, ...UNVARIED] });
    const random = randomFrom(7);
    const own = Array.from({ length: OWN }, () => run(data, model, atMedians, drawnBy(random)));
    const plan = certain(compile(campaign));
    const engine = simulateCounts(plan, { seed: 7, firstRun: 0, runs: ENGINE });
    for (const name of Object.keys(SERIES_TOTALS))
      for (const day of [0, 1, 3, 6, 13, 27, 48, plan.days - 1]) {
        const a = momentsOf(own.map((days) => totalOf(days[day]!, name)));
        const b = momentsOf(learnersOf(plan, engine, name, day));
        const error = Math.sqrt(a.variance / OWN + b.variance / ENGINE);
        // Where hardly anybody ever is, a mean of few runs is not normal.
        if (a.mean + b.mean < 10 || error === 0) continue;
        expect(Math.abs(a.mean - b.mean) / error, `mean of ${name}, day ${day}`).toBeLessThan(FAR);
        const spread = asNormal(a.variance / b.variance, OWN - 1, ENGINE - 1);
        expect(Math.abs(spread), `variance of ${name}, day ${day}`).toBeLessThan(FAR);
      }
  });
});

describe('what nobody knows', () => {
  const OWN = 24;
  const ENGINE = 120;
  /** Of some twenty statements, as above. */
  const FAR = 4;

  it.each(templates)('leaves the goals of %s the same chances', (_, campaign) => {
    const data = asData<CampaignAsData>(campaign);
    const random = randomFrom(11);
    const own = Array.from({ length: OWN }, () =>
      goalsOf(data, model, run(data, model, deviatesBy(random), drawnBy(random))),
    );
    const plan = compile(campaign);
    const { goals } = simulateCounts(plan, { seed: 11, firstRun: 0, runs: ENGINE });
    for (const [place, { id, target }] of plan.goals.entries()) {
      const here = own.filter((each) => each[place]!.learners >= each[place]!.wanted).length;
      const there = goals
        .subarray(place * ENGINE, (place + 1) * ENGINE)
        .filter((learners) => learners >= target).length;
      const share = (here + there + 1) / (OWN + ENGINE + 2);
      const error = Math.sqrt(share * (1 - share) * (1 / OWN + 1 / ENGINE));
      expect(Math.abs(here / OWN - there / ENGINE) / error, `${id}: ${here / OWN}, ${there / ENGINE}`).toBeLessThan(
        FAR,
      );
    }
  });
});

/** No campaign and no day unlike another. */
const UNVARIED = ['variation.campaign', 'variation.day'].map((parameter) => ({ parameter, value: 0 }));

const totalOf = (standings: readonly Standing[], series: string) =>
  sum(standings.map((standing) => countOf(standing, model.series[series]!)));

function learnersOf(plan: Plan, { totals, runs }: Simulation, series: string, day: number): number[] {
  const parts = series === 'active' ? ['using', 'habitual', 'champion'] : [series];
  return Array.from({ length: runs }, (_, one) =>
    sum(parts.map((part) => totals[((STORED as string[]).indexOf(part) * plan.days + day) * runs + one]!)),
  );
}

/** The standard normal number that stands for a ratio of two variances, by their degrees of freedom (Paulson 1942). */
function asNormal(ratio: number, above: number, below: number): number {
  const [a, b] = [2 / (9 * above), 2 / (9 * below)];
  return ((1 - b) * Math.cbrt(ratio) - (1 - a)) / Math.sqrt(b * Math.cbrt(ratio) ** 2 + a);
}

function momentsOf(values: readonly number[]) {
  const mean = sum(values) / values.length;
  return { mean, variance: sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1) };
}
