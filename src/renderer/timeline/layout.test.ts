import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf } from '#campaign/calendar.ts';
import type { Touchpoint } from '#campaign/document.ts';
import { laneAt, layOut } from './layout.ts';
import type { Scale } from '../viewport/viewport.ts';

const lanes = [
  { id: 'a', name: 'Email' },
  { id: 'b', name: 'Slack' },
];
const from = dayOf('2027-01-01');
const touchpoint = (id: string, laneId: string, offset: number, days: number) =>
  ({ id, name: `Touchpoint ${id}`, laneId, start: addDays('2027-01-01', offset), days }) as Touchpoint;

const plans = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.nat({ max: 200 }), fc.integer({ min: 1, max: 40 })), {
  maxLength: 60,
});

describe('the layout of cards', () => {
  it('never lets two cards of a lane overlap, at any zoom', () => {
    fc.assert(
      fc.property(plans, fc.constantFrom(1, 3, 5, 12, 40), (plan, pixelsPerDay) => {
        const scale: Scale = { from, until: from + 300, pixelsPerDay };
        const { cards } = layOut(
          lanes,
          plan.map(([lane, offset, days], index) => touchpoint(String(index), lane, offset, days)),
          scale,
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

  it('keeps every card inside its lane and starts it on its day', () => {
    const scale: Scale = { from, until: from + 300, pixelsPerDay: 10 };
    const layout = layOut(
      lanes,
      [touchpoint('1', 'a', 0, 3), touchpoint('2', 'a', 1, 3), touchpoint('3', 'b', 7, 30)],
      scale,
    );
    expect(layout.cards.map((card) => [card.touchpoint.id, card.left, card.span])).toEqual([
      ['1', 0, 30],
      ['2', 10, 30],
      ['3', 70, 300],
    ]);
    for (const card of layout.cards) {
      const box = layout.lanes[card.laneIndex]!;
      expect(card.top).toBeGreaterThan(box.top);
      expect(card.top + 27).toBeLessThan(box.top + box.height);
    }
    expect(laneAt(layout, layout.lanes[1]!.top + 1)?.lane.id).toBe('b');
    expect(laneAt(layout, 9999)?.lane.id).toBe('b');
    expect(laneAt(layout, -5)?.lane.id).toBe('a');
  });
});
