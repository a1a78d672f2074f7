import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf } from '#campaign/calendar.ts';
import type { Touchpoint } from '#campaign/document.ts';
import type { Row } from '../rows/grouping.ts';
import { CARD_HEIGHT, layOut, LEAST_CARD, rowAt, type Names } from './layout.ts';
import type { Scale } from '../viewport/viewport.ts';

const lanes = [
  { id: 'a', name: 'Email' },
  { id: 'b', name: 'Slack' },
];
const from = dayOf('2027-01-01');
const touchpoint = (id: string, laneId: string, offset: number, days: number) =>
  ({ id, name: `Touchpoint ${id}`, laneId, start: addDays('2027-01-01', offset), days }) as Touchpoint;

const rowsOf = (touchpoints: readonly Touchpoint[]): Row[] =>
  lanes.map((lane) => ({ ...lane, touchpoints: touchpoints.filter(({ laneId }) => laneId === lane.id) }));

const names: Names = { widthOf: (text) => text.length * 6, start: 0, end: 300 * 5 };

const plans = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.nat({ max: 200 }), fc.integer({ min: 1, max: 40 })), {
  maxLength: 60,
});

describe('the layout of cards', () => {
  it('never lets two cards of a lane overlap, at any zoom', () => {
    fc.assert(
      fc.property(plans, fc.constantFrom(2, 3, 5, 12, 40), (plan, pixelsPerDay) => {
        const scale: Scale = { from, until: from + 300, pixelsPerDay };
        const { cards } = layOut(
          rowsOf(plan.map(([lane, offset, days], index) => touchpoint(String(index), lane, offset, days))),
          scale,
          names,
        );
        for (const [index, card] of cards.entries()) {
          for (const other of cards.slice(index + 1)) {
            const apart =
              card.top !== other.top || card.left + card.width <= other.left || other.left + other.width <= card.left;
            expect(apart).toBe(true);
          }
        }
      }),
    );
  });

  it('keeps every card inside its row and starts it on its day', () => {
    const scale: Scale = { from, until: from + 300, pixelsPerDay: 10 };
    const layout = layOut(
      rowsOf([touchpoint('1', 'a', 0, 3), touchpoint('2', 'a', 1, 3), touchpoint('3', 'b', 7, 30)]),
      scale,
      names,
    );
    expect(layout.cards.map((card) => [card.touchpoint.id, card.left, card.width])).toEqual([
      ['1', 0, 29],
      ['2', 10, 29],
      ['3', 70, 299],
    ]);
    for (const card of layout.cards) {
      const box = layout.rows.find(({ row }) => row.id === card.rowId)!;
      expect(card.top).toBeGreaterThan(box.top);
      expect(card.top + CARD_HEIGHT).toBeLessThan(box.top + box.height);
    }
    expect(rowAt(layout, layout.rows[1]!.top + 1)?.row.id).toBe('b');
    expect(rowAt(layout, 9999)?.row.id).toBe('b');
    expect(rowAt(layout, -5)?.row.id).toBe('a');
  });

  it('gives a folded row one line and no cards', () => {
    const scale: Scale = { from, until: from + 300, pixelsPerDay: 10 };
    const crowd = Array.from({ length: 9 }, (_, index) => touchpoint(String(index), index < 8 ? 'a' : 'b', 0, 3));
    const open = layOut(rowsOf(crowd), scale, names);
    const folded = layOut(rowsOf(crowd), scale, names, new Set(['a']));
    expect(folded.cards.map(({ rowId }) => rowId)).toEqual(['b']);
    expect(folded.rows.map(({ isFolded }) => isFolded)).toEqual([true, false]);
    expect(folded.rows[0]!.height).toBe(folded.rows[1]!.height);
    expect(open.rows[0]!.height).toBeGreaterThan(folded.rows[0]!.height);
  });

  it('makes a card as wide as its days, and never wider but to be hit', () => {
    fc.assert(
      fc.property(plans, fc.double({ min: 2, max: 40, noNaN: true }), (plan, pixelsPerDay) => {
        const scale: Scale = { from, until: from + 300, pixelsPerDay };
        const { cards } = layOut(
          rowsOf(plan.map(([lane, offset, days], index) => touchpoint(String(index), lane, offset, days))),
          scale,
          names,
        );
        for (const card of cards)
          expect(card.width).toBeCloseTo(Math.max(card.touchpoint.days * pixelsPerDay - 1, LEAST_CARD), 6);
      }),
    );
  });

  it('lets no name cover a card or another name', () => {
    fc.assert(
      fc.property(plans, fc.constantFrom(3, 5, 12, 40), (plan, pixelsPerDay) => {
        const scale: Scale = { from, until: from + 300, pixelsPerDay };
        const { cards } = layOut(
          rowsOf(plan.map(([lane, offset, days], index) => touchpoint(String(index), lane, offset, days))),
          scale,
          names,
        );
        const extents = cards.map((card) => {
          const { left, width, top } = card;
          const name = card.name();
          return {
            top,
            from: left - (name?.side === 'left' ? name.room : 0),
            until: left + width + (name?.side === 'right' ? name.room : 0),
          };
        });
        for (const [index, one] of extents.entries())
          for (const other of extents.slice(index + 1))
            expect(one.top !== other.top || one.until <= other.from || other.until <= one.from).toBe(true);
      }),
    );
  });

  it('takes no more rows than what cards cover needs, where names would take more than a few', () => {
    const scale: Scale = { from, until: from + 300, pixelsPerDay: 5 };
    // A mail every second day: names would stand in many rows.
    const mails = Array.from({ length: 100 }, (_, index) => touchpoint(`Mail number ${index}`, 'a', index * 3, 1));
    expect(new Set(layOut(rowsOf(mails), scale, names).cards.map(({ top }) => top)).size).toBe(1);
    // A few mails a month: all names are read whole.
    const few = [0, 14, 28].map((offset) => touchpoint(`Mail number ${offset}`, 'a', offset, 1));
    for (const card of layOut(rowsOf(few), scale, names).cards) expect(card.name()).toMatchObject({ side: 'right' });
  });

  it('measures only the names that are asked for, where there are many', () => {
    const scale: Scale = { from, until: from + 300, pixelsPerDay: 5 };
    const crowd = Array.from({ length: 100 }, (_, index) => touchpoint(`Mail number ${index}`, 'a', index, 10));
    const measured: string[] = [];
    const widthOf = (text: string) => measured.push(text);
    const { cards } = layOut(rowsOf(crowd), scale, { ...names, widthOf });
    for (let asked = 0; asked < 2; asked++) cards[7]!.name();
    expect(measured).toEqual(['Touchpoint Mail number 7']);
  });

  it('writes names whole where there is room, to the left of what stands near the end', () => {
    const scale: Scale = { from, until: from + 300, pixelsPerDay: 5 };
    const [early, late] = [touchpoint('early', 'a', 20, 1), touchpoint('late', 'a', 290, 1)];
    const { cards } = layOut(rowsOf([early, late]), scale, names);
    const wide = layOut(rowsOf([early]), scale, { ...names, widthOf: () => 150 }).cards[0]!.name()!;
    expect(cards.map((card) => card.name()!.side)).toEqual(['right', 'left']);
    expect(cards[1]!.name()!.room).toBeGreaterThan(names.widthOf(late.name));
    expect(wide.room).toBeGreaterThan(150);
  });
});
