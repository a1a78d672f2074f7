import { describe, expect, test } from 'vitest';
import { parameterById } from '#campaign/parameters.ts';
import { Refusal } from '#campaign/refusal.ts';
import { addBetaBinomial, quantilesOf } from '../numbers/countMixture.ts';
import { forecastNext, VARIATION, type Variation } from './nextCampaign.ts';
import { coverageOf, eachDay, eachWeek, whole } from './nextCampaign.testing.ts';

const NONE: Variation = {
  'variation.campaign': { value: 0, likely: [0, 0] },
  'variation.day': { value: 0, likely: [0, 0] },
};

test('campaigns and days differ as they do in the model of plans', () => {
  const { value, likely } = parameterById('variation.campaign')!;
  expect(VARIATION['variation.campaign']).toMatchObject({ value, likely });
  expect(VARIATION['variation.day'].value).toBe(parameterById('variation.day')!.value);
});

describe('bands hold what they say', () => {
  test.each([
    ['each day', eachDay, 60],
    ['each week', eachWeek, 150],
    ['all days together', whole, 500],
  ] as const)('of %s, where the spread is as likely as thought', (_name, spans, campaigns) => {
    const { in50, in90 } = coverageOf(spans, campaigns, 'thought');
    // Four standard errors of as many independent campaigns as there are, at the most.
    expect(in90).toBeGreaterThan(0.85);
    expect(in90).toBeLessThan(0.95);
    expect(in50).toBeGreaterThan(0.42);
    expect(in50).toBeLessThan(0.6);
  });

  test.each([
    [0.15, 0.94, 1],
    [0.35, 0.83, 0.97],
    [0.6, 0.62, 0.9],
  ])('by the end, where the spread is %d: more than they say below .35, less above', (tau, least, most) => {
    const { in90 } = coverageOf(whole, 250, tau);
    expect(in90).toBeGreaterThan(least);
    expect(in90).toBeLessThanOrEqual(most);
  });
});

test('bands of days hold what they say where days differ by stirs of some days, which come on others the next time', () => {
  const { in50, in90 } = coverageOf(eachDay, 60, 0.15, { spread: 0.5, kept: 0.5 });
  expect(in90).toBeGreaterThan(0.875);
  expect(in90).toBeLessThan(0.95);
  expect(in50).toBeGreaterThan(0.47);
  expect(in50).toBeLessThan(0.6);
});

describe('at its limits', () => {
  const past = { learners: 240, daily: [9, 3, 0, 4, 7, 1, 2, 8, 0, 0, 5, 3, 6, 2] };
  const all = 50;

  test('without variation it is the beta-binomial law of the past', () => {
    const [forecast] = forecastNext(past, 180, [{ from: 0, to: 14 }], NONE);
    const law = new Float64Array(181);
    addBetaBinomial(law, 1, (all + 0.5) / 241, 1 / 241);
    const [p05, p25, p75, p95] = quantilesOf(law, [0.05, 0.25, 0.75, 0.95]);
    expect(forecast!.share).toBeCloseTo((all + 0.5) / 241, 12);
    [p05, p25, p75, p95].forEach((point, index) =>
      expect([forecast!.p05, forecast!.p25, forecast!.p75, forecast!.p95][index]).toBeCloseTo(point!, 9),
    );
  });

  test('each variation widens every band', () => {
    const widths = (variation?: Variation) =>
      forecastNext(
        past,
        180,
        [
          { from: 0, to: 14 },
          { from: 4, to: 5 },
        ],
        variation,
      ).map(({ p05, p95 }) => p95 - p05);
    const { 'variation.campaign': campaign, 'variation.day': day } = {
      'variation.campaign': { value: 0.35, likely: [0.15, 0.6] as const },
      'variation.day': { value: 0.3, likely: [0.15, 0.6] as const },
    };
    const none = widths(NONE);
    for (const wider of [
      widths({ ...NONE, 'variation.campaign': campaign }),
      widths({ ...NONE, 'variation.day': day }),
    ])
      wider.forEach((width, index) => expect(width).toBeGreaterThan(none[index]! * 1.005));
  });

  test('of ever more learners the shares stay, and only the campaign is unknown', () => {
    const daily = Array<number>(84).fill(3000);
    const shares = [1e6, 1e8].map((learners) => {
      const [{ p05, p95 } = { p05: 0, p95: 0 }] = forecastNext({ learners: 1e6, daily }, learners, [
        { from: 0, to: 84 },
      ]);
      return [p05 / learners, p95 / learners];
    });
    expect(shares[1]![0]! / shares[0]![0]!).toBeCloseTo(1, 2);
    expect(shares[1]![1]! / shares[0]![1]!).toBeCloseTo(1, 2);
    // Median .252, the factor 1.7 either way, and nobody does it twice.
    expect(shares[0]![0]).toBeGreaterThan(0.13);
    expect(shares[0]![0]).toBeLessThan(0.17);
    expect(shares[0]![1]).toBeGreaterThan(0.36);
    expect(shares[0]![1]).toBeLessThan(0.44);
  });

  test('where everybody does it in the end, the band closes', () => {
    const everyone = { learners: 700, daily: Array<number>(70).fill(10) };
    const [half, end] = forecastNext(everyone, 700, [
      { from: 0, to: 35 },
      { from: 0, to: 70 },
    ]);
    expect(end!.p95).toBeLessThanOrEqual(700.5);
    expect(end!.p05).toBeGreaterThan(650);
    expect(half!.p95 - half!.p05).toBeGreaterThan(100);
  });

  test('of a past in which nothing happened, a little is possible', () => {
    const [forecast] = forecastNext({ learners: 100, daily: [0, 0, 0, 0, 0, 0, 0] }, 200, [{ from: 0, to: 7 }]);
    expect(forecast!.p05).toBeLessThan(0);
    expect(forecast!.p95).toBeGreaterThan(1);
    expect(forecast!.p95).toBeLessThan(8);
  });

  test('gives the same numbers again', () => {
    expect(forecastNext(past, 180, eachDay.slice(0, 14))).toEqual(forecastNext(past, 180, eachDay.slice(0, 14)));
  });
});

describe('refuses', () => {
  const good = { learners: 10, daily: [1, 2, 3] };
  test.each([
    ['no learners', { ...good, learners: 0 }, 5, [{ from: 0, to: 1 }], 'no learners'],
    ['half a learner', good, 5.5, [{ from: 0, to: 1 }], 'whole numbers'],
    ['a count below 0', { ...good, daily: [1, -2] }, 5, [{ from: 0, to: 1 }], 'Day 1'],
    ['no number', { ...good, daily: [NaN] }, 5, [{ from: 0, to: 1 }], 'Day 0'],
    ['more than there are', { ...good, daily: [9, 9] }, 5, [{ from: 0, to: 1 }], '18 learners'],
    ['days that are not known', good, 5, [{ from: 0, to: 4 }], 'from 0 to 4'],
    ['days that run backwards', good, 5, [{ from: 2, to: 2 }], 'from 2 to 2'],
  ])('%s', (_name, past, learners, spans, sentence) => {
    expect(() => forecastNext(past, learners, spans)).toThrow(Refusal);
    expect(() => forecastNext(past, learners, spans)).toThrow(sentence);
  });
});
