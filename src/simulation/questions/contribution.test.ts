import { describe, expect, test } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import type { Touchpoint } from '#campaign/document.ts';
import { CONTRIBUTION_KINDS, contributionsOf, type Contributions } from './contribution.ts';
import { immediateForecastOf } from '../forecast/immediate.ts';
import { ALIKE, assume, campaign, segment, START, touchpoint, typicalCampaign } from '../campaigns.testing.ts';
import { compile } from '../plan/compile.ts';
import { designOf } from '../forecast/design.ts';
import { outcomeOf, type Outcome } from './outcome.ts';

const typical = typicalCampaign({
  goals: [
    { id: 'tried', name: 'Tried', metric: 'tried', target: 0.5, unit: 'share', date: addDays(START, 60), segments: [] },
  ],
});
const found = contributionsOf(typical, { pairs: 4 });
const of = ({ items }: Contributions, kind: string) => items.filter((item) => item.kind === kind);

/** Shapley values by every order, the mean over the design's parameters. */
function exactly(touchpoints: Touchpoint[]): number[] {
  const base = campaign({ touchpoints });
  const plan = compile(base);
  const orders = permutations(touchpoints.map((_, index) => index));
  const values = touchpoints.map(() => 0);
  const known = new Map<string, number>();
  const design = designOf(plan, 32);
  const expectedWith = (present: number[]) => {
    const name = present.toSorted((a, b) => a - b).join();
    if (!known.has(name)) {
      const variant = compile({ ...base, touchpoints: touchpoints.filter((_, index) => present.includes(index)) });
      const expected = outcomeOf(variant, undefined).expectedUnder(variant, design);
      known.set(name, expected.reduce((sum, learners) => sum + learners, 0) / design.length);
    }
    return known.get(name)!;
  };
  for (const order of orders)
    order.forEach((index, step) => {
      values[index]! += (expectedWith(order.slice(0, step + 1)) - expectedWith(order.slice(0, step))) / orders.length;
    });
  return values;
}

function meanUnderDesign(outcome: Outcome): number {
  const plan = compile(typical);
  const expected = outcome.expectedUnder(plan, designOf(plan, 32));
  return expected.reduce((sum, learners) => sum + learners, 0) / expected.length;
}

function permutations(items: number[]): number[][] {
  return items.length < 2
    ? [items]
    : items.flatMap((first) => permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]));
}

describe('contributions', () => {
  test('shares out the expected outcome, and the shares of every kind add up to it to the bit', () => {
    const { total } = found;
    // The forecast takes more parameter values into account, and so more of the luckiest campaigns.
    const inForecast = immediateForecastOf(compile(typical)).series.active.mean.at(-1)!;
    expect(Math.abs(total / inForecast - 1)).toBeLessThan(0.08);
    expect(total).toBeCloseTo(meanUnderDesign(outcomeOf(compile(typical), undefined)), 3);
    for (const kind of CONTRIBUTION_KINDS) {
      const shares = of(found, kind).map(({ value }) => value);
      expect(
        shares.reduce((sum, value) => sum + value, 0),
        kind,
      ).toBe(total);
      expect(
        shares.toReversed().reduce((sum, value) => sum + value, 0),
        kind,
      ).toBe(total);
    }
    expect(of(found, 'direction').map(({ id }) => id)).toEqual(['push', 'pull', 'baseline']);
    expect(of(found, 'touchpoint').length).toBe(typical.touchpoints.length + 1);
    for (const { p05, value, p95 } of found.items) expect(p05 <= value && value <= p95).toBe(true);
  });

  test('two touchpoints get exactly what both orders say', () => {
    const two = [touchpoint('launch-email', 0), touchpoint('one-click-link', 0, { channel: 'platform', days: 60 })];
    const values = of(contributionsOf(campaign({ touchpoints: two })), 'touchpoint');
    exactly(two).forEach((value, index) =>
      expect(values.find(({ id }) => id === two[index]!.id)!.value).toBeCloseTo(value, 4),
    );
  });

  test('a message is push where it is meant as push, and pull where it is meant as pull, to the learner', () => {
    const [recall, chance, learners] = [0.2, 0.5, 1000];
    const certain = (parameter: string, value: number) => ({
      id: parameter,
      parameter,
      value,
      low: value,
      high: value,
    });
    const given = (direction: Touchpoint['direction']) =>
      campaign({
        days: 1,
        segments: [segment({ size: learners })],
        touchpoints: [touchpoint('x', 0, { direction })],
        assumptions: [
          certain('awareness.recall', recall),
          certain('channels.email.reach', chance),
          certain('optOut.rate', 0),
          ...assume({ ...ALIKE, 'variation.campaign': 0, 'variation.day': 0 }).map((each) =>
            certain(each.parameter, each.value),
          ),
        ],
        goals: [{ id: 'aware', name: 'Aware', metric: 'aware', target: 1, unit: 'share', date: START, segments: [] }],
      });
    const byItself = learners * (1 - Math.exp(-recall));
    // Those who neither hear of it by themselves nor notice the message are left.
    const brought = learners * (1 - Math.exp(-recall) * (1 - chance)) - byItself;
    for (const direction of ['push', 'pull'] as const) {
      const items = of(contributionsOf(given(direction), { goalId: 'aware', classes: 1 }), 'direction');
      const shares = Object.fromEntries(items.map(({ id, value }) => [id, value]));
      expect(shares['baseline']).toBeCloseTo(byItself, 2);
      expect(shares[direction]).toBeCloseTo(brought, 2);
      expect(shares[direction === 'push' ? 'pull' : 'push']).toBe(0);
    }
  });

  test('four touchpoints get exactly what all orders say', () => {
    const four = [
      touchpoint('launch-email', 0),
      touchpoint('welcome-message', 7, { days: 28, cadence: 'weekly' }),
      touchpoint('one-click-link', 0, { channel: 'platform', days: 60 }),
      touchpoint('champion-programme', 10, { channel: 'peers', days: 60 }),
    ];
    const contributions = contributionsOf(campaign({ touchpoints: four }));
    expect(contributions.exact).toBe(true);
    expect(contributions.items.every(({ error }) => error === 0)).toBe(true);
    const values = of(contributions, 'touchpoint');
    exactly(four).forEach((value, index) =>
      expect(values.find(({ id }) => id === four[index]!.id)!.value).toBeCloseTo(value, 4),
    );
  });

  test('are exact for up to ten touchpoints, and estimated from orders for more', () => {
    const given = (count: number) =>
      campaign({
        days: 5,
        touchpoints: Array.from({ length: count }, (_, index) => touchpoint('launch-email', index % 5)),
      });
    const about = { pairs: 2, classes: 1 } as const;
    const [ten, eleven] = [10, 11].map((count) => contributionsOf(given(count), about)) as [
      Contributions,
      Contributions,
    ];
    expect([ten.exact, eleven.exact, found.exact]).toEqual([true, false, false]);
    expect(ten.evaluations).toBe(1024 * 32);
    expect(of(found, 'touchpoint').some(({ error }) => error > 0)).toBe(true);
  });

  test('are estimated where following every subset of a large plan would take too long', () => {
    const segments = Array.from({ length: 700 }, (_, index) =>
      segment({ id: `s${index}`, name: `S${index}`, size: 1 }),
    );
    const touchpoints = Array.from({ length: 7 }, (_, index) => touchpoint('launch-email', index));
    const { exact } = contributionsOf(campaign({ days: 21, segments, touchpoints }), { pairs: 2, classes: 1 });
    expect(exact).toBe(false);
  });

  test('put what would have happened anyway last, after what the plan brings', () => {
    for (const kind of CONTRIBUTION_KINDS)
      expect(of(found, kind).at(-1)).toMatchObject({ id: 'baseline', name: 'Would have happened anyway', error: 0 });
  });

  test('nothing comes from what happens outside the campaign, and the same from twins', () => {
    const twins = [touchpoint('broad-email', 5), touchpoint('broad-email', 5), touchpoint('broad-email', 400)];
    const values = of(contributionsOf(campaign({ touchpoints: twins })), 'touchpoint');
    const value = (index: number) => values.find(({ id }) => id === twins[index]!.id)!.value;
    expect(value(2)).toBe(0);
    expect(value(0)).toBeCloseTo(value(1), 4);
  });

  test('a goal can be shared out instead', () => {
    const plan = compile(typical);
    const { total, outcome } = contributionsOf(typical, { goalId: 'tried', pairs: 2 });
    expect(outcome).toBe('Tried');
    expect(total).toBeCloseTo(meanUnderDesign(outcomeOf(plan, 'tried')), 3);
  });

  test('is the same for the same seed, and about the same for another', () => {
    expect(contributionsOf(typical, { pairs: 4 })).toEqual(found);
    const other = contributionsOf(typical, { pairs: 4, seed: 7 });
    expect(other.total).toBe(found.total);
    const email = (contributions: Contributions) => of(contributions, 'channel').find(({ id }) => id === 'email')!;
    expect(email(other).value).not.toBe(email(found).value);
    expect(email(found).error).toBeGreaterThan(0.1);
    const apart = Math.abs(email(other).value - email(found).value);
    expect(apart).toBeLessThan(5 * (email(found).error + email(other).error));
  });

  test('a plan without touchpoints is all baseline, and nobody share nothing', () => {
    const empty = contributionsOf(campaign());
    expect(empty.items.map(({ kind, id, value }) => [kind, id, value])).toEqual([
      ['touchpoint', 'baseline', empty.total],
      ['tactic', 'baseline', empty.total],
      ['channel', 'baseline', empty.total],
      ['direction', 'push', 0],
      ['direction', 'pull', 0],
      ['direction', 'baseline', empty.total],
    ]);
    const nobody = contributionsOf({ ...typical, segments: [segment({ size: 0 })] }, { pairs: 2 });
    expect(nobody.items.every(({ value, p05, p95 }) => value === 0 && p05 === 0 && p95 === 0)).toBe(true);
  });

  test('a touchpoint that is called baseline is told from the baseline', () => {
    const named = contributionsOf(campaign({ touchpoints: [touchpoint('broad-email', 3, { id: 'baseline' })] }));
    expect(
      of(named, 'touchpoint')
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(['(baseline)', 'baseline']);
  });

  test.each([
    [{ touchpoints: Array.from({ length: 251 }, (_, day) => touchpoint('broad-email', day % 90)) }, {}, 'At most 250'],
    [{}, { goalId: 'none' }, 'The campaign has no goal “none”. It has none yet; add one.'],
    [{}, { pairs: 1 }, '1 pairs of orders are too few.'],
  ])('is refused in one sentence (%#)', (changes, options, sentence) => {
    expect(() => contributionsOf(campaign(changes), options)).toThrow(sentence);
  });
});
