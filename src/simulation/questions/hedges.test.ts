import { describe, expect, test } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import { commandSchema } from '#campaign/commands.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { apply } from '#campaign/reducer.ts';
import { placeOfParameter } from '#campaign/parameters.ts';
import type { Campaign } from '#campaign/document.ts';
import { campaign, segment, START, touchpoint } from '../campaigns.testing.ts';
import { expectedEnds } from '../kernel/expectation.ts';
import { Z95 } from '../plan/assumptions.ts';
import { compile } from '../plan/compile.ts';
import { medianValues } from '../plan/values.ts';
import { costMeter } from './cost.ts';
import { findHedges, hedgeEffectOf } from './hedges.ts';
import { finish } from './outcome.ts';
import { valuesUnder, type Suspect } from './premortem.ts';

const on = (day: number) => addDays(START, day);
const small: Campaign = campaign({
  days: 42,
  segments: [segment({ size: 500, frictionSteps: 4 })],
  contact: { capPerWeek: 2, quietFrom: '20:00', quietUntil: '07:00' },
  touchpoints: [
    touchpoint('launch-email', 0),
    touchpoint('why-message', 8),
    touchpoint('gentle-nudge', 14, { days: 21, cadence: 'weekly' }),
  ],
  goals: [
    { id: 'g', name: 'In use', metric: 'active', target: 60, unit: 'learners', date: on(41), segments: [] },
    { id: 'h', name: 'Aware', metric: 'aware', target: 200, unit: 'learners', date: on(20), segments: [] },
  ],
});

const cause = (parameter: string, side: Suspect['side']): Suspect => ({
  kind: 'parameter',
  id: parameter,
  deviates: [placeOfParameter(parameter)!],
  usually: 0,
  name: '',
  segments: [],
  side,
  typical: 0,
  against: 0,
  reference: 'usual',
  instead: 0,
});

describe('findHedges', () => {
  const causes = [cause('trying.friction', 'high'), cause('channels.email.click', 'low')];
  const found = finish(findHedges(small, 'g', causes));
  const alike = (given: Campaign) => ({ ...compile(given), classes: 1 as const });
  const ends = (given: Campaign, at: Suspect) => {
    const plan = alike(given);
    const bad = valuesUnder(plan, at, at.side === 'low' ? -Z95 : Z95);
    return expectedEnds(plan, [medianValues(plan), bad]).map(({ goals }) => goals);
  };

  test.each([0, 1])(
    'makes up for half of what cause %i takes, within the cap and without harm to other goals',
    (at) => {
      const { commands, plan } = found[at]!;
      expect(commands).toHaveLength(1);
      expect(commandSchema.safeParse({ type: 'batch', action: 'premortem', commands }).success).toBe(true);
      const { campaign: changed, inverse } = apply(small, { type: 'batch', action: 'premortem', commands });
      expect(serializeCampaign(apply(changed, inverse).campaign)).toBe(serializeCampaign(small));
      expect(plan.hash).toBe(compile(changed).hash);
      const [usual, bad] = ends(small, causes[at]!);
      const [now, hedged] = ends(changed, causes[at]!);
      expect(hedged![0]! - bad![0]!).toBeGreaterThan(0.499 * (usual![0]! - bad![0]!));
      expect(now![1]!).toBeGreaterThan(0.989 * usual![1]!);
      expect(Math.max(...costMeter(changed).sum(changed.touchpoints).contacts)).toBeLessThanOrEqual(2);
    },
  );

  test('leaves locked touchpoints as they are, and finds nothing where nothing may be done', () => {
    const still = small.touchpoints.map((one) => ({ ...one, locked: true as const }));
    // A segment that no channel of the catalogue's tactics reaches.
    const far = { ...small, touchpoints: still, segments: [segment({ size: 500, channels: ['phone'] })] };
    const hedges = finish(findHedges({ ...far, vocabulary: 'learning' }, 'g', causes));
    for (const hedge of hedges) expect(hedge?.commands[0]?.type ?? 'addTouchpoint').toBe('addTouchpoint');
    expect(finish(findHedges(small, 'g', []))).toEqual([]);
  });
});

describe('hedgeEffectOf', () => {
  test('is the chance gained, with the error of runs that share their luck', () => {
    const base = '0'.repeat(60) + '1'.repeat(40);
    const hedged = '1'.repeat(25) + '0'.repeat(35) + '0'.repeat(5) + '1'.repeat(35);
    const { effect, error } = hedgeEffectOf(base, hedged)!;
    expect(effect).toBeCloseTo(0.2, 12);
    expect(error).toBeCloseTo(Math.sqrt((0.3 - 0.04) / 100), 12);
  });

  test('is not told where runs cannot tell it from none', () => {
    expect(hedgeEffectOf('0101', '0101')).toBeUndefined();
    expect(hedgeEffectOf('0'.repeat(100), `11${'0'.repeat(98)}`)).toBeUndefined();
    expect(hedgeEffectOf('1111100000', '0000011111')).toBeUndefined();
  });
});
