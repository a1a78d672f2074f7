import { describe, expect, test } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { PARAMETERS } from '#campaign/parameters.ts';
import { LIKELY_STRENGTH, strengthOf } from '#campaign/tactic.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { assume, campaign, segment, START, touchpoint } from '../campaigns.testing.ts';
import { normalQuantile } from '../numbers/mathematics.ts';
import { keyOf, threefry, uniform } from '../numbers/random.ts';
import { certain } from '../statistics.testing.ts';
import { compile } from './compile.ts';
import type { Plan } from './plan.ts';
import {
  CAMPAIGN_DEVIATE,
  DAY_DEVIATES,
  medianValues,
  placesIn,
  sampleValues,
  TACTIC_DEVIATES,
  valuesAt,
} from './values.ts';

const Z95 = 1.6448536269514722;
/** A tactic whose trials nobody has counted. */
const USUAL = TACTICS.findIndex(({ id }) => id === 'onboarding-tour');
const planOf = (changes: Partial<Campaign> = {}) => compile(campaign(changes));
const plan = planOf();

/** The parts of the values of a run. */
function partsOf(of: Plan, values: Float64Array) {
  const { campaign: place, strengths, days } = placesIn(of);
  return {
    parameters: values.subarray(0, place),
    campaign: values[place]!,
    strengths: [...values.subarray(strengths, days)],
    days: [...values.subarray(days)],
  };
}
/** The standard normal number of a name under a seed and run. */
function normalOf(seed: number, run: number, name: string, day = 0): number {
  const words = new Int32Array(2);
  // Cell 255, purpose 6.
  threefry(seed, run, keyOf(name), ((day & 0xfff) << 20) | (255 << 12) | (6 << 8), words);
  return normalQuantile(uniform(words));
}
const sortedOver = (runs: number, of: (run: number) => number) =>
  Array.from({ length: runs }, (_, run) => of(run)).toSorted((a, b) => a - b);

describe('medians', () => {
  test('are the parameters as they stand, and 1 for the campaign, each tactic and each day', () => {
    const own = planOf({ assumptions: assume({ 'habit.lapse': 0.03, 'trying.pull': 0 }, 'everyone') });
    for (const each of [plan, own]) {
      const { parameters, campaign: luck, strengths, days } = partsOf(each, medianValues(each));
      expect(parameters).toEqual(each.parameters.centre);
      expect(luck).toBe(1);
      expect(strengths).toEqual(TACTICS.map(() => 1));
      expect(days).toEqual(Array(each.days).fill(1));
    }
    expect(partsOf(own, medianValues(own)).parameters).toHaveLength(2 * PARAMETERS.length);
  });

  test('are all that there is where nothing is uncertain', () => {
    const sure = certain(plan);
    for (const run of [0, 5]) expect(sampleValues(sure, 42, run)).toEqual(medianValues(sure));
  });
});

describe('what a run takes for true', () => {
  test('is keyed by seed, run and name: the campaign, each tactic, and each day by its date', () => {
    const { parameters, campaign: luck, strengths, days } = partsOf(plan, sampleValues(plan, 42, 7));
    const spread = parameters[PARAMETERS.findIndex(({ id }) => id === 'variation.campaign')]!;
    expect(luck).toBeCloseTo(Math.exp(spread * normalOf(42, 7, 'campaign')), 12);
    TACTICS.forEach((tactic, place) => {
      const z = normalOf(42, 7, `tactic ${tactic.id}`);
      const strength = 1 + (z * Math.abs(strengthOf(tactic)[z < 0 ? 0 : 1] - 1)) / Z95;
      expect(strengths[place], tactic.id).toBeCloseTo(strength, 12);
    });
    days.forEach((factor, day) =>
      expect(factor).toBeCloseTo(Math.exp(0.3 * normalOf(42, 7, 'day', plan.firstDay + day)), 12),
    );
  });

  test.each<[string, Partial<Campaign>]>([
    ['another touchpoint', { touchpoints: [touchpoint('launch-email', 3)] }],
    ['another segment', { segments: [segment(), segment({ id: 'b' })] }],
    ['an assumption for a segment', { assumptions: assume({ 'habit.lapse': 0.03 }, 'everyone') }],
    ['an assumption for everyone', { assumptions: assume({ 'trying.pull': 0.01 }) }],
  ])('but for %s keeps how it turns out, its tactics and its days', (_, changes) => {
    const other = planOf(changes);
    const [before, after] = [plan, other].map((each) => partsOf(each, sampleValues(each, 42, 7)));
    const { parameters: _before, ...rest } = before!;
    const { parameters: _after, ...left } = after!;
    expect(left).toEqual(rest);
  });

  test('keeps every date its luck where the campaign begins later or lasts longer', () => {
    const { days } = partsOf(plan, sampleValues(plan, 42, 7));
    const longer = planOf({ days: 120 });
    expect(partsOf(longer, sampleValues(longer, 42, 7)).days.slice(0, 90)).toEqual(days);
    const later = planOf({ start: addDays(START, 10) });
    expect(partsOf(later, sampleValues(later, 42, 7)).days.slice(0, 80)).toEqual(days.slice(10));
  });

  test('differs between seeds, runs, tactics and days', () => {
    const drawn = [sampleValues(plan, 42, 7), sampleValues(plan, 43, 7), sampleValues(plan, 42, 8)].map((values) =>
      partsOf(plan, values),
    );
    expect(new Set(drawn.map(({ campaign: luck }) => luck)).size).toBe(3);
    for (const part of ['strengths', 'days'] as const) {
      const all = drawn.flatMap((each) => each[part]);
      expect(new Set(all).size).toBe(all.length);
    }
  });

  test('spreads campaigns and days by their logarithms, tactics plainly and by the side', () => {
    const runs = 4000;
    const values = Array.from({ length: runs }, (_, run) => partsOf(plan, sampleValues(plan, 3, run)));
    const strengths = sortedOver(runs, (run) => values[run]!.strengths[USUAL]!);
    expect(strengths[0.05 * runs]).toBeCloseTo(LIKELY_STRENGTH[0], 1);
    expect(strengths[0.5 * runs]).toBeCloseTo(1, 1);
    expect(strengths[0.95 * runs]).toBeCloseTo(LIKELY_STRENGTH[1], 1);
    // It may do the opposite.
    expect(strengths[0]).toBeLessThan(0);
    const days = sortedOver(runs, (run) => Math.log(values[run]!.days[30]!));
    expect(days[0.05 * runs]).toBeCloseTo(-0.3 * Z95, 1);
    expect(days[0.5 * runs]).toBeCloseTo(0, 1);
    expect(days[0.95 * runs]).toBeCloseTo(0.3 * Z95, 1);
    // The spread of campaigns is itself not known.
    const lucks = sortedOver(runs, (run) => Math.log(values[run]!.campaign));
    expect(lucks[0.5 * runs]).toBeCloseTo(0, 1);
    expect(lucks[0.95 * runs]! - lucks[0.05 * runs]!).toBeGreaterThan(2 * Z95 * 0.3);
  });

  test('lies at the deviates asked for', () => {
    const spread = assume({ 'variation.campaign': 0.5, 'variation.day': 0.2 });
    const own = planOf({ assumptions: spread });
    const at = (index: number, z: number) =>
      partsOf(
        own,
        valuesAt(own, (each) => (each === index ? z : 0)),
      );
    expect(at(CAMPAIGN_DEVIATE, -2).campaign).toBeCloseTo(Math.exp(-2 * 0.5), 12);
    expect(at(TACTIC_DEVIATES + 4, Z95).strengths[4]).toBeCloseTo(LIKELY_STRENGTH[1], 12);
    expect(at(TACTIC_DEVIATES + 4, -Z95).strengths[4]).toBeCloseTo(LIKELY_STRENGTH[0], 12);
    expect(at(TACTIC_DEVIATES + 4, -Z95).strengths[5]).toBe(1);
    expect(at(DAY_DEVIATES + 8, 1.5).days[8]).toBeCloseTo(Math.exp(1.5 * 0.2), 12);
    expect(at(DAY_DEVIATES + 8, 1.5).days[9]).toBe(1);
  });

  test('varies by no more than is assumed', () => {
    const still = planOf({ assumptions: [...assume({ 'variation.campaign': 0, 'variation.day': 0 })] });
    const { campaign: luck, days } = partsOf(still, sampleValues(still, 42, 7));
    expect(luck).toBe(1);
    expect(days).toEqual(Array(90).fill(1));
  });
});
