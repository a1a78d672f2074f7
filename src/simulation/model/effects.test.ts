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

/** What messages add to trying on all days together, for the first segment, where all days are alike. */
function clicksIn(changes: Partial<Campaign>): number {
  const assumptions = [...assume(ALIKE), ...(changes.assumptions ?? [])];
  const plan = compile(campaign({ days: 400, ...changes, assumptions }), { tactics: plain });
  const pushes = effectsOf(plan, medianValues(plan)).pushes[0]!;
  return pushes.reduce((sum, value, index) => (index % PUSH_FIELDS === PUSH.click ? sum + value : sum), 0);
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
