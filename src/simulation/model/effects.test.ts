import { describe, expect, test } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { PARAMETERS } from '#campaign/parameters.ts';
import type { Tactic } from '#campaign/tactic.ts';
import { medianValues } from '../plan/values.ts';
import { ALIKE, assume, campaign, segment, touchpoint } from '../campaigns.testing.ts';
import { compile } from '../plan/compile.ts';
import { effectsOf } from './effects.ts';
import { PUSH, PUSH_FIELDS } from '../numbers/layouts.ts';

const standard = (id: string) => PARAMETERS.find((parameter) => parameter.id === id)!.value;

const plain = (id: string) => ({ id, form: 'message', effect: {} }) as Tactic;
const prompt = (atOnce: number) => (id: string) => ({ id, form: 'message', effect: { atOnce } }) as Tactic;

/** What messages add to trying on all days together, for the first segment, where all days are alike. */
const clicksIn = (changes: Partial<Campaign>, tactics = plain): number =>
  clicksByDay(changes, tactics).reduce((sum, value) => sum + value, 0);

function clicksByDay(changes: Partial<Campaign>, tactics: (id: string) => Tactic): number[] {
  const assumptions = [...assume(ALIKE), ...(changes.assumptions ?? [])];
  const plan = compile(campaign({ days: 400, ...changes, assumptions }), { tactics });
  const pushes = effectsOf(plan, medianValues(plan)).pushes[0]!;
  return Array.from({ length: plan.days }, (_, day) => pushes[day * PUSH_FIELDS + PUSH.click]!);
}

describe('a single message', () => {
  const message = [touchpoint('launch-email', 2)];
  const whole = -Math.log1p(-standard('channels.email.click'));

  test('does what its chance says, all its days together, however long it works and whatever saturates', () => {
    for (const [parameter, value] of [
      ['channels.email.carryOver', 0],
      ['channels.email.carryOver', 0.15],
      ['channels.email.carryOver', 0.5],
      ['channels.email.carryOver', 0.8],
      ['saturation.halfway', 0.1],
      ['saturation.shape', 2],
      ['saturation.shape', 0.5],
    ] as const) {
      const clicks = clicksIn({
        touchpoints: message,
        segments: [segment({ size: 1e9 })],
        assumptions: assume({ [parameter]: value }),
      });
      expect(clicks / whole, `${parameter} ${value}`).toBeCloseTo(1, 2);
    }
  });

  test.each([0, 0.3, 0.7, 1])(
    'that does %f at once does that on its day, the rest as the channel keeps it',
    (atOnce) => {
      const changes = { touchpoints: message, segments: [segment({ size: 1e9 })] };
      const [usual, own] = [plain, prompt(atOnce)].map((tactics) => clicksByDay(changes, tactics));
      expect(own![2]! / whole).toBeGreaterThan(atOnce - 1e-6);
      expect(own!.reduce((sum, value) => sum + value, 0) / whole).toBeGreaterThan(0.99);
      // What is left saturates less, and so is a little more than its share.
      expect(own!.reduce((sum, value) => sum + value, 0) / whole).toBeLessThan(1.05);
      for (const day of [3, 6, 10]) {
        expect(own![day]! / usual![day]!).toBeGreaterThanOrEqual(1 - atOnce - 1e-12);
        expect(own![day]! / usual![day]!).toBeLessThan(1.2 * (1 - atOnce) + 1e-12);
      }
      expect(own!.slice(0, 2)).toEqual([0, 0]);
    },
  );

  test('does the same at once each time, but for what the week wears off', () => {
    const touchpoints = [2, 9, 16].map((day) => touchpoint('x', day));
    const days = clicksByDay({ touchpoints, segments: [segment({ size: 1e9 })] }, prompt(1));
    expect(days.map((value, day) => (value > 0 ? day : -1)).filter((day) => day >= 0)).toEqual([2, 9, 16]);
    const wear = (recent: number) => 1 / (1 + standard('saturation.week') * recent);
    expect(days[9]! / days[2]!).toBeCloseTo(wear(Math.exp(-1)), 10);
    expect(days[16]! / days[2]!).toBeCloseTo(wear(Math.exp(-1) + Math.exp(-2)), 10);
  });

  test('does less in a small circle, which is whom the channel reaches and nobody else', () => {
    const six = segment({ id: 'six', size: 6, channels: ['email'] });
    const alone = clicksIn({ touchpoints: message, segments: [six] });
    const crowd = segment({ id: 'crowd', size: 10_000, channels: ['slack'] });
    expect(alone).toBeLessThan(0.9 * whole);
    expect(clicksIn({ touchpoints: message, segments: [six, crowd] })).toBe(alone);
    const readers = segment({ id: 'readers', size: 10_000, channels: ['email'] });
    expect(clicksIn({ touchpoints: message, segments: [six, readers] })).toBeGreaterThan(alone);
  });
});
