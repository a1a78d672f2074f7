import { describe, expect, test } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import { effectOf } from '#campaign/telling.ts';
import { balanceOf, loadsOf } from './balance.ts';
import { campaign, segment, START, touchpoint, typicalCampaign } from '../campaigns.testing.ts';
import { compile } from '../plan/compile.ts';
import { designOf } from '../forecast/design.ts';
import { outcomeOf } from './outcome.ts';

describe('load', () => {
  const mixed = campaign({
    contact: { capPerWeek: 1, quietFrom: '20:00', quietUntil: '07:00' },
    segments: [segment({ id: 'a' }), segment({ id: 'b', channels: ['slack'] })],
    touchpoints: [
      touchpoint('broad-email', 7, { days: 5, cadence: 'daily' }),
      touchpoint('gentle-nudge', 40, { channel: 'slack', segments: ['b'] }),
      touchpoint('poster', 3, { channel: 'poster', days: 30, cadence: 'daily' }),
      touchpoint('one-click-link', 0, { channel: 'platform', days: 90 }),
    ],
  });
  const [a, b] = loadsOf(mixed);

  test('counts personal messages by segment, day and the 28 days before', () => {
    expect(a!.contacts.map((count, day) => (count ? day : -1)).filter((day) => day >= 0)).toEqual([7, 8, 9, 10, 11]);
    expect([6, 7, 11, 34, 35, 38, 39].map((day) => a!.window[day])).toEqual([0, 1, 5, 5, 4, 1, 0]);
    expect(b!.contacts.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(a!.window.length).toBe(mixed.days);
  });

  test('says whether that is too little or too much for the cap', () => {
    expect([0, 7, 9, 11, 34, 35, 38, 39].map((day) => a!.label[day])).toEqual([
      'under',
      'onTarget',
      'saturated',
      'saturated',
      'saturated',
      'onTarget',
      'onTarget',
      'under',
    ]);
    expect(b!.label[45]).toBe('onTarget');
  });
});

describe('balance', () => {
  const typical = typicalCampaign({
    phases: [
      { id: 'one', name: 'One', kind: 'launch', start: START, days: 14, pushAim: 0.8 },
      { id: 'gap', name: 'Gap', kind: 'custom', start: addDays(START, 400), days: 5, pushAim: 0.5 },
    ],
  });

  test('counts push and pull in each phase as the check does', () => {
    expect(balanceOf(typical).phases).toEqual([
      { id: 'one', name: 'One', push: 7, pull: 0, pushShare: 1, pushAim: 0.8 },
      { id: 'gap', name: 'Gap', push: 0, pull: 0, pushShare: null, pushAim: 0.5 },
    ]);
  });

  test('a touchpoint is worth what the plan loses without it, with the band that the parameters leave', () => {
    const { marginal } = balanceOf(typical);
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
    const { marginal } = balanceOf({ ...typical, touchpoints: [...typical.touchpoints, noise] });
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
    expect(() => balanceOf(campaign({ touchpoints: many }))).toThrow('times more than can be worked through');
    expect(loadsOf(campaign({ touchpoints: many }))[0]!.label[60]).toBe('saturated');
  });
});
