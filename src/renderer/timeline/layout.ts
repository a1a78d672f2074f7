import { rangeOf } from '#campaign/calendar.ts';
import type { Lane, Touchpoint } from '#campaign/document.ts';
import { packRows } from '#drawing/pack.ts';
import { HEAT_BELOW } from './heat.ts';
import { leftOf, worldWidth, type Scale } from '../viewport/viewport.ts';

/** Where every card stands: pure arithmetic from the document and the scale. A card covers exactly its days, and never less than can be hit. */

export const ROW_HEIGHT = 26;
export const CARD_HEIGHT = 22;
export const LEAST_CARD = 10;
const LANE_PADDING = 7;
/** What cards of a row keep between them. */
const GAP = 2;

/** Names are written from this many pixels a day. */
const LEGIBLE = 3;
const LONGEST_NAME = 230;
/** A name in less room says nothing. */
const LEAST_NAME = 76;
/** Room beside a card's name: its icon inside, and the arrow's point. */
const ICON = 18;
const ENDS = 18;
/** In so many rows a lane may let names stand free; beyond, cards alone say how many rows it takes. */
const ROOMY_ROWS = 4;

/** Where a card's name stands, and in how many pixels; no name where there is no room for one. */
export interface CardName {
  side: 'inside' | 'right' | 'left';
  room: number;
}

export interface Card {
  touchpoint: Touchpoint;
  laneIndex: number;
  /** World pixels, the gutter not counted. */
  left: number;
  top: number;
  width: number;
  name: CardName | null;
}

export interface LaneBox {
  lane: Lane;
  top: number;
  height: number;
}

export interface Layout {
  cards: Card[];
  lanes: LaneBox[];
  height: number;
}

/** About how wide a name is in the letters of cards, with what stands beside it. */
const nameWidth = (name: string) => Math.min(LONGEST_NAME, ICON + name.length * 6.6);

/** Packs each lane's cards into as few rows as what they cover needs (first fit, earliest first), then gives names what room is left. */
export function layOut(lanes: readonly Lane[], touchpoints: readonly Touchpoint[], scale: Scale): Layout {
  const byLane = Map.groupBy(touchpoints, ({ laneId }) => laneId);
  const cards: Card[] = [];
  const boxes: LaneBox[] = [];
  let top = 0;
  lanes.forEach((lane, laneIndex) => {
    const { placed, count } = layOutLane(byLane.get(lane.id) ?? [], scale);
    for (const { row, ...card } of placed)
      cards.push({ ...card, laneIndex, top: top + LANE_PADDING + row * ROW_HEIGHT });
    const height = LANE_PADDING * 2 + Math.max(1, count) * ROW_HEIGHT - (ROW_HEIGHT - CARD_HEIGHT);
    boxes.push({ lane, top, height });
    top += height;
  });
  return { cards, lanes: boxes, height: top };
}

type Placed = Omit<Card, 'laneIndex' | 'top'> & { row: number };

function layOutLane(touchpoints: readonly Touchpoint[], scale: Scale): { placed: Placed[]; count: number } {
  const spans = touchpoints.map((touchpoint) => {
    const range = rangeOf(touchpoint);
    const left = leftOf(scale, range.from);
    const width = Math.max((range.until - range.from) * scale.pixelsPerDay - 1, LEAST_CARD);
    return { touchpoint, left, width };
  });
  // A heat map stands in one row.
  if (scale.pixelsPerDay < HEAT_BELOW)
    return { placed: spans.map((span) => ({ ...span, row: 0, name: null })), count: 1 };
  const hasNames = scale.pixelsPerDay >= LEGIBLE;
  const bare = packRows(
    spans.map(({ left, width }) => ({ from: left, until: left + width })),
    GAP,
  );
  // Where cards alone take more rows than that, names have to yield anyway.
  const mayStandFree = hasNames && bare.count <= ROOMY_ROWS;
  const named = mayStandFree
    ? packRows(
        spans.map(({ touchpoint, left, width }) => {
          const wanted = nameWidth(touchpoint.name);
          return { from: left, until: left + (wanted + ENDS <= width ? width : width + wanted) };
        }),
        GAP,
      )
    : bare;
  const { rows, count } = named.count <= ROOMY_ROWS ? named : bare;
  const placed: Placed[] = spans.map((span, index) => ({ ...span, row: rows[index]!, name: null }));
  if (hasNames) giveNames(placed, worldWidth(scale));
  return { placed, count };
}

/** A name stands inside its card where it fits, else beside it, up to the next card: to the left only at the end of a row. A name yields, a card never does. */
function giveNames(placed: Placed[], end: number): void {
  for (const row of Map.groupBy(placed, (card) => card.row).values()) {
    row.sort((a, b) => a.left - b.left);
    row.forEach((card, index) => {
      const wanted = nameWidth(card.touchpoint.name);
      const inside = card.width - ENDS;
      if (wanted <= inside) {
        card.name = { side: 'inside', room: inside };
        return;
      }
      const before = row[index - 1];
      const taken = before ? before.left + before.width + (before.name?.side === 'right' ? before.name.room : 0) : 0;
      const right = (row[index + 1]?.left ?? end) - (card.left + card.width) - GAP;
      const left = card.left - taken - GAP;
      const isLast = index === row.length - 1;
      if (inside >= Math.max(right, LEAST_NAME)) card.name = { side: 'inside', room: inside };
      else if (isLast && right < wanted && left > right && left >= LEAST_NAME)
        card.name = { side: 'left', room: Math.min(wanted, left) };
      else if (right >= LEAST_NAME) card.name = { side: 'right', room: Math.min(wanted, right) };
    });
  }
}

/** The lane at a height, the nearest one above or below all lanes. */
export function laneAt(layout: Layout, y: number): LaneBox | undefined {
  return layout.lanes.find((box) => y < box.top + box.height) ?? layout.lanes.at(-1);
}
