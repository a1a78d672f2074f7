import { describe, expect, it } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import {
  afterResize,
  firstLook,
  fittingDay,
  GUTTER,
  hasHours,
  largestDay,
  NO_PUSH,
  pushed,
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

  it('comes nearer press by press, by hours beyond days, from the nearest to one day beside the timeline, and back by the same steps', () => {
    expect(zoomed(zoomed(20, 'in') as number, 'out')).toBeCloseTo(20);
    expect([zoomed(60, 'in'), zoomed(64, 'in'), zoomed(240, 'in'), zoomed(480, 'in')]).toEqual([64, 240, 480, 960]);
    expect([zoomed(960, 'out'), zoomed(300, 'out'), zoomed(240, 'out')]).toEqual([480, 240, 64]);
    expect([64, 239, 240].map((pixelsPerDay) => hasHours({ pixelsPerDay }))).toEqual([false, false, true]);
    // A world of centuries would be wider than browsers can draw.
    const most = largestDay({ from: 0, until: 100_000 });
    expect(most * 100_000).toBeLessThan(17e6);
    expect(zoomed(64, 'in', most)).toBe(most);
    expect(zoomed(most, 'in', most)).toBe('day');
    let at: number | 'day' = 20;
    for (let presses = 0; at !== 'day'; presses++) {
      expect(presses).toBeLessThan(20);
      const next = zoomed(at, 'in');
      if (next !== 'day') expect(next).toBeGreaterThan(at);
      at = next;
    }
    expect(zoomed(0.001, 'out')).toBe(zoomed(zoomed(0.001, 'out') as number, 'out'));
  });

  it('opens the hours of a day when a wheel or a pinch goes on at the nearest, once for each push', () => {
    const opensAt = (steps: [factor: number, time: number][]) => {
      let push = NO_PUSH;
      return steps.map(([factor, time]) => {
        const { opens, ...next } = pushed(push, factor, time);
        push = next;
        return opens;
      });
    };
    // Notches of a wheel, of which one is enough; then a new push.
    expect(opensAt([1.65, 1.65, 1.65].map((factor, at) => [factor, at * 100]))).toEqual([true, false, false]);
    expect(
      opensAt([
        [1.65, 0],
        [1.65, 1000],
      ]),
    ).toEqual([true, true]);
    // A pinch in small steps; a tremble in and out opens nothing.
    expect(opensAt(Array.from({ length: 20 }, (_, at) => [1.035, at * 16])).filter(Boolean)).toHaveLength(1);
    expect(
      opensAt([
        [1.2, 0],
        [0.8, 20],
        [1.2, 40],
        [0.8, 60],
      ]),
    ).not.toContain(true);
  });
});
