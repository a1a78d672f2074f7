import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangeOf } from '#campaign/calendar.ts';
import { dayScale } from '#drawing/scales.ts';
import { densityOf } from './cards.ts';
import { CARD, layOutLanes } from './lanes.ts';
import { measure, shorten } from './lettering.ts';
import { emptyPlan, HOSTILE_NAMES, largePlan, touchpoint } from './plans.testing.ts';

describe('layOutLanes', () => {
  const widest = (direction: 'inside' | 'right' | 'left', width: number) => (direction === 'inside' ? width : Infinity);

  it('keeps cards with their labels apart and inside the plot', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 1, max: 700 }),
        fc.integer({ min: 500, max: 3000 }),
        (number, days, width) => {
          const plan = largePlan(number, days, 2, [...HOSTILE_NAMES, 'Short', 'A name of ordinary length']);
          const scale = dayScale(rangeOf(plan), 160, 160 + width);
          for (const { cards, mode, height } of layOutLanes(plan, scale)) {
            const boxes = cards.map(({ x, width: wide, row, label, side }) => {
              const words = side === 'inside' ? 0 : measure(label, CARD.label) + 5;
              expect(label === '' || measure(label, CARD.label) <= widest(side, wide)).toBe(true);
              return { row, from: side === 'left' ? x - words : x, until: x + wide + (side === 'right' ? words : 0) };
            });
            for (const box of boxes) {
              expect(box.from).toBeGreaterThanOrEqual(scale.left - 0.01);
              expect(box.until).toBeLessThanOrEqual(scale.right + 0.01);
              if (mode === 'cards') expect((box.row + 1) * CARD.pitch).toBeLessThanOrEqual(height);
              for (const other of boxes)
                if (other !== box && other.row === box.row)
                  expect(box.until <= other.from || other.until <= box.from).toBe(true);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives up labels first and single cards last', () => {
    const modes = (count: number, lanes: number) => {
      const plan = largePlan(count, 365, lanes, ['A name of ordinary length']);
      return new Set(layOutLanes(plan, dayScale(rangeOf(plan), 160, 1400)).map(({ mode }) => mode));
    };
    expect(modes(60, 6)).toEqual(new Set(['cards']));
    expect(modes(600, 6)).toEqual(new Set(['bars']));
    expect(modes(4000, 6)).toEqual(new Set(['density']));
  });
});

describe('densityOf', () => {
  it('counts what is under way, by direction, with both edges of the campaign', () => {
    const plan = { ...emptyPlan, days: 14 };
    const scale = dayScale(rangeOf(plan), 0, 140);
    const touchpoints = [
      touchpoint({ id: 'a', start: '2027-01-01', days: 12 }),
      touchpoint({ id: 'b', start: '2027-01-12', days: 1 }),
      touchpoint({ id: 'c', start: '2027-01-24', days: 9, direction: 'pull' }),
      touchpoint({ id: 'd', start: '2027-01-25', days: 1 }),
    ];
    const { bucket, push, pull } = densityOf(touchpoints, scale);
    expect(bucket).toBe(1);
    expect(push).toEqual([1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(pull).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });
});

describe('shorten', () => {
  it('never exceeds the width and never cuts a character in two', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom(...HOSTILE_NAMES)),
        fc.nat(300),
        (text, width) => {
          const short = shorten(text, width, 12);
          expect(measure(short, 12)).toBeLessThanOrEqual(width);
          expect(short.isWellFormed()).toBe(true);
        },
      ),
    );
    expect(shorten('Launch announcement', 80, 12)).toBe('Launch an…');
    expect(shorten('Launch', 80, 12)).toBe('Launch');
    expect(shorten('👩🏽‍💻👩🏽‍💻👩🏽‍💻', 34, 12)).toBe('👩🏽‍💻…');
    expect(shorten('Launch', 5, 12)).toBe('');
  });
});
