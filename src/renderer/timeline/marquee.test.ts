import { expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import type { Card } from './layout.ts';
import { laneOrderAt } from './laneHeads.ts';
import { cardsIn } from './marquee.ts';

// The window's way to the studio, which no frame takes.
vi.hoisted(() => vi.stubGlobal('window', { studio: {} }));

const card = (id: string, left: number, top: number, width: number): Card => ({
  touchpoint: { ...fullCampaign.touchpoints[0]!, id },
  rowId: 'a',
  left,
  top,
  width,
  name: () => null,
});
const cards = [card('a', 100, 10, 50), card('b', 200, 10, 10), card('far', 5000, 400, 50)];

it('a frame meets cards that it touches, drawn or not', () => {
  const meets = (left: number, top: number, right: number, bottom: number) =>
    cardsIn(cards, { left, top, right, bottom });
  expect(meets(0, 0, 99, 50)).toEqual([]);
  expect(meets(0, 0, 101, 50)).toEqual(['a']);
  expect(meets(149, 31, 205, 33)).toEqual(['a', 'b']);
  // Beside them by a pixel: a card ends where its width and its height do.
  expect(meets(150, 0, 200, 50)).toEqual([]);
  expect(meets(0, 32, 300, 50)).toEqual([]);
  expect(meets(0, 0, 6000, 500)).toEqual(['a', 'b', 'far']);
});

it('a lane that is dragged comes to stand where its middle is among the others', () => {
  const boxes = [40, 100, 60].map((height, index, all) => ({
    row: { id: String(index), name: '', touchpoints: [] },
    top: all.slice(0, index).reduce((sum, one) => sum + one, 0),
    height,
    isFolded: false,
  }));
  const at = (from: number, middle: number) => laneOrderAt(boxes, from, middle);
  expect([at(0, 20), at(0, 89), at(0, 91), at(0, 171), at(0, 900)]).toEqual([0, 0, 1, 2, 2]);
  expect([at(2, 170), at(2, 60), at(2, -50)]).toEqual([2, 1, 0]);
});
