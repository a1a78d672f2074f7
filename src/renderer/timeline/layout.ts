import { rangeOf } from '#campaign/calendar.ts';
import type { Lane, Touchpoint } from '#campaign/document.ts';
import { packRows } from '#drawing/pack.ts';
import { leftOf, type Scale } from '../viewport/viewport.ts';

/** Where every card stands: pure arithmetic from the document and the scale. */

export const ROW_HEIGHT = 32;
export const CARD_HEIGHT = 27;
const LANE_PADDING = 7;
const GAP = 4;

export interface Card {
  touchpoint: Touchpoint;
  laneIndex: number;
  /** World pixels, the gutter not counted. */
  left: number;
  top: number;
  /** As drawn: at least as wide as the label may ask for. */
  width: number;
  /** Width of the days it lasts. */
  span: number;
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

/** Room for a label at this zoom: full names where there is room, a mark only when a year is in sight. */
function labelWidth(name: string, pixelsPerDay: number): number {
  const wanted = 46 + name.length * 6.9;
  const most = pixelsPerDay >= 5.5 ? 230 : pixelsPerDay >= 4 ? 160 : pixelsPerDay >= 2 ? 84 : 26;
  return Math.max(26, Math.min(wanted, most));
}

/** Packs each lane's cards into as few rows as first-fit needs, earliest first. */
export function layOut(lanes: readonly Lane[], touchpoints: readonly Touchpoint[], scale: Scale): Layout {
  const byLane = new Map<string, Touchpoint[]>(lanes.map((lane) => [lane.id, []]));
  for (const touchpoint of touchpoints) byLane.get(touchpoint.laneId)?.push(touchpoint);

  const cards: Card[] = [];
  const laneBoxes: LaneBox[] = [];
  let top = 0;
  lanes.forEach((lane, laneIndex) => {
    const inOrder = byLane
      .get(lane.id)!
      .toSorted((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : b.days - a.days));
    const boxes = inOrder.map((touchpoint) => {
      const range = rangeOf(touchpoint);
      const left = leftOf(scale, range.from);
      const span = (range.until - range.from) * scale.pixelsPerDay;
      const width = Math.max(span, labelWidth(touchpoint.name, scale.pixelsPerDay));
      return { touchpoint, left, span, width, from: left, until: left + width };
    });
    const { rows, count } = packRows(boxes, GAP);
    for (const [index, { touchpoint, left, span, width }] of boxes.entries()) {
      const y = top + LANE_PADDING + rows[index]! * ROW_HEIGHT;
      cards.push({ touchpoint, laneIndex, left, top: y, width: width - 1, span });
    }
    const height = LANE_PADDING * 2 + Math.max(1, count) * ROW_HEIGHT - (ROW_HEIGHT - CARD_HEIGHT);
    laneBoxes.push({ lane, top, height });
    top += height;
  });
  return { cards, lanes: laneBoxes, height: top };
}

/** The lane at a height, the nearest one above or below all lanes. */
export function laneAt(layout: Layout, y: number): LaneBox | undefined {
  return layout.lanes.find((box) => y < box.top + box.height) ?? layout.lanes.at(-1);
}
