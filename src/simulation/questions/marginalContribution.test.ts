import { describe, expect, test } from 'vitest';
import { effectOf } from '#campaign/telling.ts';
import { campaign, touchpoint, typicalCampaign } from '../campaigns.testing.ts';
import { designOf } from '../forecast/design.ts';
import { compile } from '../plan/compile.ts';
import { marginalContributionsOf } from './marginalContribution.ts';
import { outcomeOf } from './outcome.ts';

describe('the marginal contribution of a touchpoint', () => {
  const typical = typicalCampaign();

  test('is what the plan loses without it, with the band that the parameters leave', () => {
    const marginal = marginalContributionsOf(typical);
    const design = designOf(compile(typical), 32);
    const values = ({ touchpoints }: typeof typical) => {
      const plan = compile({ ...typical, touchpoints });
      return outcomeOf(plan, undefined).expectedUnder(plan, design);
    };
    const whole = values(typical);
    for (const { id, value, p05, p95 } of marginal) {
      const without = values({ ...typical, touchpoints: typical.touchpoints.filter((one) => one.id !== id) });
      const lost = whole.map((learners, set) => learners - without[set]!).toSorted((a, b) => a - b);
      expect(value).toBeCloseTo(lost.reduce((sum, learners) => sum + learners, 0) / 32, 6);
      // Of 32 points three or four lie outside of a 90 % band.
      expect(p05).toBeLessThan(value);
      expect(p95).toBeGreaterThan(value);
      expect(lost.filter((learners) => learners < p05 || learners > p95).length).toBeLessThanOrEqual(5);
    }
    expect(marginal.map(({ value }) => value)).toEqual(marginal.map(({ value }) => value).toSorted((a, b) => a - b));
  });

  test('names what does harm only where the band excludes none: a message that only wears people out', () => {
    const noise = touchpoint('broad-email', 10, { name: 'Noise', days: 75, cadence: 'daily' });
    const marginal = marginalContributionsOf({ ...typical, touchpoints: [...typical.touchpoints, noise] });
    expect(marginal[0]).toMatchObject({ id: noise.id, name: 'Noise' });
    expect(marginal[0]!.value).toBeLessThan(-10);
    // It may also bring as much, so nobody says that it does harm.
    expect(effectOf(marginal[0]!)).toBe('little');
    const certain = marginal.filter((one) => effectOf(one) === 'harms');
    expect(certain.length).toBeGreaterThan(0);
    for (const { p95 } of certain) expect(p95).toBeLessThan(0);
  });

  test('too large a plan is refused in a sentence', () => {
    const many = Array.from({ length: 50_000 }, (_, day) => touchpoint('broad-email', day % 90));
    expect(() => marginalContributionsOf(campaign({ touchpoints: many }))).toThrow(
      'times more than can be worked through',
    );
  });
});
