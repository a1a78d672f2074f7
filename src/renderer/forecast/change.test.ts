import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movedText, toldText } from './words.ts';
import { changeOf, type Forecast } from './change.ts';

/** A forecast of a plan for one goal: an estimate, or runs of which these meet it. */
function forecast(plan: string, chance: number | string, seed = 1): Forecast {
  const met = typeof chance === 'string' ? chance : undefined;
  const probability = typeof chance === 'string' ? chance.replaceAll('0', '').length / chance.length : chance;
  return {
    engine: '1',
    method: met === undefined ? 'meanField' : 'counts',
    seed,
    runs: met?.length ?? 0,
    planHash: plan,
    learners: 1,
    dates: [],
    series: {} as Forecast['series'],
    segments: [],
    goals: [{ id: 'goal', name: '', date: '', target: 1, probability, expected: {} as never }],
    contacts: { perLearnerWeek: [] },
    uncertainty: { chance: 0, parameters: 0, campaign: 0 },
    ...(met === undefined ? {} : { met: { goal: met } }),
  };
}

/** Runs of which a share is met, those first; `won` more of them at the end. */
const met = (share: number, won = 0, runs = 1600) =>
  Array.from({ length: runs }, (_, run) => (run < share * runs || run >= runs - won ? '1' : '0')).join('');

const estimate = forecast('plan', 0.69);
const runs = forecast('plan', met(0.64));

describe('a change of a goal', () => {
  it('is none where nothing was edited, whatever of the two plans is known', () => {
    const known = [null, estimate, runs];
    for (const before of [
      { estimate, runs: null },
      { estimate, runs },
      { estimate: null, runs: null },
    ])
      for (const shown of known) expect(changeOf(before, shown, 'goal')).toEqual({ kind: 'none' });
    expect(changeOf(null, runs, 'goal')).toEqual({ kind: 'none' });
  });

  it('compares an estimate with the estimate, also where runs are known', () => {
    for (const known of [null, runs])
      expect(changeOf({ estimate, runs: known }, forecast('edited', 0.6), 'goal')).toEqual({
        kind: 'estimate',
        earlier: 0.69,
        now: 0.6,
      });
  });

  it('never compares runs with an estimate, nor with other runs', () => {
    const edited = forecast('edited', met(0.5));
    for (const known of [null, forecast('plan', met(0.64, 0, 800))])
      expect(changeOf({ estimate, runs: known }, edited, 'goal')).toEqual({ kind: 'waiting' });
  });

  it('says that none can be told where few runs part', () => {
    expect(changeOf({ estimate, runs }, forecast('edited', met(0.64, 12)), 'goal')).toEqual({ kind: 'same' });
  });

  it('is told with its figure, sign and interval', () => {
    const more = changeOf({ estimate, runs }, forecast('edited', met(0.64, 160)), 'goal');
    expect(more).toMatchObject({ kind: 'told', earlier: 0.64, now: 0.74 });
    expect([movedText(more), toldText(more)]).toEqual(['64% → 74%', '+10 (+9 to +11)']);
    const less = changeOf({ estimate, runs: forecast('plan', met(0.64, 160)) }, forecast('edited', met(0.64)), 'goal');
    expect([movedText(less), toldText(less)]).toEqual(['74% → 64%', '−10 (−11 to −9)']);
  });

  it('is an effect of the seed’s as well, and none of a goal that only one plan has', () => {
    expect(changeOf({ estimate, runs }, forecast('plan', 0.6, 2), 'goal').kind).toBe('estimate');
    expect(changeOf({ estimate, runs }, forecast('edited', 0.6), 'new').kind).toBe('none');
  });

  it('is told only where runs part more than chance would, and never in two ways', () => {
    const chance = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(chance, chance, fc.integer({ min: 0, max: 300 }), (first, second, won) => {
        const before = { estimate: forecast('plan', first), runs: forecast('plan', met(0.5)) };
        const change = changeOf(before, forecast('edited', met(0.5, won)), 'goal');
        expect(change.kind).toBe(won >= 16 ? 'told' : 'same');
        if (change.kind === 'told') expect(change.low > 0 && change.low <= change.now - change.earlier).toBe(true);
        expect(changeOf(before, forecast('edited', second), 'goal').kind).toBe('estimate');
      }),
    );
  });
});
