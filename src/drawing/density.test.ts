import fc from 'fast-check';
import { expect, it } from 'vitest';
import { underWay } from './density.ts';

it('counts what touches each bucket, as counting one by one does', () => {
  const extent = fc
    .tuple(fc.integer({ min: -20, max: 60 }), fc.integer({ min: 1, max: 40 }))
    .map(([from, length]) => ({ from, until: from + length }));
  fc.assert(
    fc.property(
      fc.array(extent),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 50 }),
      (all, bucket, days) => {
        const expected = Array.from({ length: Math.ceil(days / bucket) }, (_, index) => {
          const [from, until] = [index * bucket, Math.min((index + 1) * bucket, days)];
          return all.filter((one) => one.from < until && one.until > from).length;
        });
        expect(underWay(all, { from: 0, until: days }, bucket)).toEqual(expected);
      },
    ),
  );
});
