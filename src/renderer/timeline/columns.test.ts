import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Touchpoint } from '#campaign/document.ts';
import { columnKeeper } from './columns.ts';
import type { Card } from './layout.ts';

const card = (id: string, left: number, rowId = 'a'): Card => ({
  touchpoint: { id } as Touchpoint,
  rowId,
  left,
  top: 0,
  width: 10,
  name: () => null,
});

const held = (columns: ReturnType<ReturnType<typeof columnKeeper>>) =>
  columns.map(({ keys, cards }) => cards.map((one, index) => [keys[index], one.left]));

it('parts cards from left to right', () => {
  const columns = columnKeeper()([card('late', 500), card('early', 10), card('second', 20)]);
  expect(held(columns)).toEqual([
    [
      ['early', 10],
      ['second', 20],
    ],
    [['late', 500]],
  ]);
});

it('leaves columns alone that hold what they held, and renews the one that does not', () => {
  const [early, late, later] = [card('early', 10), card('late', 500), card('later', 505)];
  const keep = columnKeeper();
  const before = keep([early!, late!]);
  const after = keep([early!, late!, later!]);
  expect(after[0]).toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
});

it('keeps a card that is moved where it was first, until it has been out of view', () => {
  const keep = columnKeeper();
  const { id } = keep([card('one', 10)])[0]!;
  expect(keep([card('one', 900)])[0]!.id).toBe(id);
  keep([]);
  expect(keep([card('one', 900)])[0]!.id).not.toBe(id);
});

it('tells apart what stands in several rows, and none is lost or doubled', () => {
  const cards = fc.array(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      row: fc.constantFrom('x', 'y'),
      left: fc.integer({ max: 5000 }),
    }),
  );
  fc.assert(
    fc.property(fc.array(cards), (steps) => {
      const keep = columnKeeper();
      for (const step of steps) {
        const shown = new Map(step.map(({ id, row, left }) => [`${row} ${id}`, card(id, left, row)]));
        const columns = keep([...shown.values()]);
        const keys = columns.flatMap((column) => column.keys);
        expect(new Set(keys).size).toBe(shown.size);
        expect(new Set(columns.flatMap((column) => column.cards))).toEqual(new Set(shown.values()));
      }
    }),
  );
});
