import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceWord } from './chance.ts';

describe('chanceWord', () => {
  it('turns where the scale says', () => {
    expect([1, 0.99, 0.989, 0.9, 0.899, 0.66, 0.659, 0.33, 0.329, 0.1, 0.099, 0.01, 0.009, 0].map(chanceWord)).toEqual([
      'almostCertain',
      'almostCertain',
      'veryLikely',
      'veryLikely',
      'likely',
      'likely',
      'even',
      'even',
      'unlikely',
      'unlikely',
      'veryUnlikely',
      'veryUnlikely',
      'almostImpossible',
      'almostImpossible',
    ]);
  });

  it('never says less of the more likely', () => {
    const order = ['almostImpossible', 'veryUnlikely', 'unlikely', 'even', 'likely', 'veryLikely', 'almostCertain'];
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(probability, probability, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((one) => order.indexOf(chanceWord(one)));
        expect(low!).toBeLessThanOrEqual(high!);
      }),
    );
  });
});
