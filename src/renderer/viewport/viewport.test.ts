import { describe, expect, it } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import {
  afterResize,
  firstLook,
  fittingDay,
  GUTTER,
  scaleOf,
  wheelFactor,
  worldOf,
  worldWidth,
  zoomed,
} from './viewport.ts';

const campaign = { ...fullCampaign, start: '2027-01-04', days: 90 };

describe('the part of the calendar in view', () => {
  it('fills the window, and is no wider than its days where they need more', () => {
    expect(GUTTER + worldWidth(scaleOf(campaign, 1, 2000))).toBe(2000);
    const { from, until } = worldOf(campaign);
    expect(scaleOf(campaign, 64, 800)).toEqual({ from, until, pixelsPerDay: 64 });
  });

  it('stays whole when the window is resized, and keeps a chosen zoom', () => {
    expect(afterResize(campaign, fittingDay(campaign, 1400), 1400, 900)).toBe(fittingDay(campaign, 900));
    expect(afterResize(campaign, firstLook(campaign, 600), 600, 1400)).toBe(firstLook(campaign, 1400));
    expect(afterResize(campaign, 17, 1400, 900)).toBe(17);
  });

  it('keeps the days of a pinch under the fingers', () => {
    // A pinch by 2 comes as steps whose sum is 100 times the natural logarithm of 2.
    const pinch = Array.from({ length: 20 }, () => -69.3 / 20);
    expect(pinch.reduce((size, delta) => size * wheelFactor(delta), 1)).toBeCloseTo(2, 2);
    expect(wheelFactor(-120)).toBeLessThan(1.7);
    expect(wheelFactor(120)).toBeCloseTo(1 / wheelFactor(-120));
  });

  it('comes nearer press by press, from the nearest to the hours of a day, and back by the same steps', () => {
    expect(zoomed(zoomed(20, 'in') as number, 'out')).toBeCloseTo(20);
    let at: number | 'hours' = 20;
    for (let presses = 0; at !== 'hours'; presses++) {
      expect(presses).toBeLessThan(20);
      const next = zoomed(at, 'in');
      if (next !== 'hours') expect(next).toBeGreaterThan(at);
      at = next;
    }
    expect(zoomed(0.001, 'out')).toBe(zoomed(zoomed(0.001, 'out') as number, 'out'));
  });
});
