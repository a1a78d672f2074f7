import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packRows } from './pack.ts';

describe('packRows', () => {
  it('lets no two extents of one row come closer than the gap, and wastes no row', () => {
    const extents = fc.array(
      fc.tuple(fc.nat(200), fc.nat(50)).map(([from, length]) => ({ from, until: from + length })),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(extents, fc.nat(10), (list, gap) => {
        const { rows, count } = packRows(list, gap);
        for (const [one, a] of list.entries())
          for (const [other, b] of list.entries())
            if (one !== other && rows[one] === rows[other])
              expect(a.until + gap <= b.from || b.until + gap <= a.from).toBe(true);
        // As many rows as extents that are there at once, and no more.
        const most = Math.max(
          0,
          ...list.map(({ from }) => list.filter((b) => b.from <= from && from < b.until + gap).length),
        );
        if (list.every(({ from, until }) => until + gap > from)) expect(count).toBe(most);
      }),
    );
  });
});
