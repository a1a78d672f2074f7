import { describe, expect, it } from 'vitest';
import type { Assumption } from '../document.ts';
import { findInAssumptions } from './assumptions.ts';
import { planOf } from './plan.ts';
import { soundWith } from './sound.testing.ts';

const found = (...assumptions: Partial<Assumption>[]) =>
  findInAssumptions(
    planOf(
      soundWith({
        assumptions: assumptions.map((one, place) => ({
          id: `a${place}`,
          parameter: 'trying.friction',
          value: 0.2,
          ...one,
        })),
      }),
    ),
  );
const rules = (...assumptions: Partial<Assumption>[]) => found(...assumptions).map(({ rule }) => rule);

describe('assumptions', () => {
  it('leaves possible ones alone, for everyone and for a segment', () => {
    expect(
      found({}, { segmentId: 'works' }, { parameter: 'habit.lapse', value: 0.01, low: 0.005, high: 0.05 }),
    ).toEqual([]);
    expect(rules({ value: 0 }, { segmentId: 'works', value: 2 })).toEqual([]);
  });

  it('finds a parameter that the model does not have', () => {
    expect(found({ parameter: 'trying.luck' })).toMatchObject([
      {
        rule: 'assumption-unknown',
        severity: 'error',
        message: expect.stringContaining('“trying.luck”') as string,
        cure: expect.stringContaining('docs/parameters.md') as string,
      },
    ]);
  });

  it('finds what acts on everybody together, assumed for one segment', () => {
    expect(rules({ parameter: 'peers.champions', value: 5, segmentId: 'works' })).toEqual(['assumption-for-everyone']);
    expect(rules({ parameter: 'peers.champions', value: 5 })).toEqual([]);
  });

  it('finds values that the model would bring to the nearest end', () => {
    expect(found({ value: 2.5 })).toMatchObject([
      {
        rule: 'assumption-outside',
        message: '“Cost of a step” is assumed to be 2.5; it can be 0 to 2 (rate per step).',
      },
    ]);
    expect(rules({ high: 3 })).toEqual(['assumption-outside']);
    expect(rules({ value: -0.1 })).toEqual(['assumption-outside']);
    expect(found({ segmentId: 'works', low: -1 })[0]!.message).toContain('-1 for “Works”');
  });

  it('finds a likely range beside its value, and one assumption written twice', () => {
    expect(rules({ low: 0.3 })).toEqual(['assumption-disordered']);
    expect(rules({ high: 0.1 })).toEqual(['assumption-disordered']);
    expect(rules({}, {})).toEqual(['assumption-twice']);
  });
});
