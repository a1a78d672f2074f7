import { describe, expect, test } from 'vitest';
import type { Stance } from '#campaign/stance.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { assume, campaign, typicalCampaign } from '../campaigns.testing.ts';
import { immediateForecastOf } from '../forecast/immediate.ts';
import { compile } from './compile.ts';
import { Z95 } from './assumptions.ts';

const own = typicalCampaign({ assumptions: assume({ 'trying.pull': 0.004 }) });
const planOf = (stance?: Stance) => compile(own, stance && { stance });
const placeOf = (id: string) => TACTICS.findIndex((tactic) => tactic.id === id);
const pointsOf = (stance: Stance, id: string) => {
  const { centre, below, above } = planOf(stance).strengths;
  const at = placeOf(id);
  return [centre[at]! - Z95 * below[at]!, centre[at]!, centre[at]! + Z95 * above[at]!];
};
const activeUnder = (stance: Stance) => immediateForecastOf(planOf(stance)).series.active.p50.at(-1)!;

describe('whose word is taken', () => {
  test('is the campaign’s unless somebody asks otherwise', () => {
    expect(planOf()).toEqual(planOf('measured'));
    expect(planOf('published')).toEqual({ ...compile({ ...own, assumptions: [] }), hash: planOf('published').hash });
    expect(new Set([planOf('published'), planOf('sceptic'), planOf('measured')].map(({ hash }) => hash)).size).toBe(3);
  });

  test('a sceptic’s pull does half, with as much doubt, and push does what it did', () => {
    const points = (stance: Stance) => pointsOf(stance, 'onboarding-tour');
    points('sceptic').forEach((point, index) => expect(point).toBeCloseTo(points('published')[index]! - 0.5, 12));
    expect(pointsOf('sceptic', 'launch-email')).toEqual(pointsOf('published', 'launch-email'));
    expect(planOf('sceptic').parameters).toEqual(planOf('published').parameters);
  });

  test('moves the forecast: fewer for a sceptic, more where more is measured', () => {
    expect(activeUnder('sceptic')).toBeLessThan(activeUnder('published'));
    expect(activeUnder('measured')).toBeGreaterThan(activeUnder('published'));
  });

  test('makes no difference where nothing is of the campaign’s own', () => {
    const none = campaign();
    expect(compile(none, { stance: 'published' })).toEqual(compile(none));
  });
});
