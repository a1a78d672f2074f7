import { overlaps, rangeOf } from '#campaign/calendar.ts';
import type { Campaign, Lane, Touchpoint } from '#campaign/document.ts';
import type { DayScale } from '#drawing/scales.ts';
import { measure, shorten } from './lettering.ts';
import { packRows } from '#drawing/pack.ts';

/** Where every touchpoint stands. Where it gets crowded, labels go first and single cards last. */

/** Cards have words; bars have none; density counts what is under way. */
export type LaneMode = 'cards' | 'bars' | 'density';

export interface Card {
  touchpoint: Touchpoint;
  x: number;
  width: number;
  row: number;
  label: string;
  side: 'inside' | 'right' | 'left';
}

export interface LaneLayout {
  lane: Lane;
  mode: LaneMode;
  touchpoints: Touchpoint[];
  /** Empty where the lane shows density. */
  cards: Card[];
  height: number;
}

export const CARD = { pitch: 27, height: 21, label: 11.5, padding: 8 };
export const BAR = { pitch: 11, height: 8, padding: 9 };
export const DENSITY_HEIGHT = 52;
const LEAST_LANE = 42;
const LEAST_WIDTH = 13;
const LONGEST_LABEL = 230;
const LABEL_GAP = 5;
const MOST_ROWS: Record<LaneMode, number> = { cards: 22, bars: 40, density: Infinity };
const MOST_CARDS_IN_A_LANE = 600;
const MOST_CARDS = 1500;
const MOST_HEIGHT = 3200;
const NEXT: Partial<Record<LaneMode, LaneMode>> = { cards: 'bars', bars: 'density' };

/** The lanes of a campaign, each with its touchpoints placed. Their whole height and number of cards are bounded, whatever the plan. */
export function layOutLanes(campaign: Campaign, scale: DayScale): LaneLayout[] {
  const shown = campaign.touchpoints.filter((touchpoint) => overlaps(rangeOf(touchpoint), scale.days));
  const byLane = Map.groupBy(shown, (touchpoint) => touchpoint.laneId);
  const all = (mode: LaneMode) => campaign.lanes.map((lane) => layOut(lane, byLane.get(lane.id) ?? [], mode, scale));
  if (shown.length > MOST_CARDS) return all('density');
  const fits = (layouts: LaneLayout[]) => layouts.reduce((sum, { height }) => sum + height, 0) <= MOST_HEIGHT;
  const cards = all('cards');
  if (fits(cards)) return cards;
  const bars = all('bars');
  return fits(bars) ? bars : all('density');
}

function layOut(lane: Lane, touchpoints: Touchpoint[], wanted: LaneMode, scale: DayScale): LaneLayout {
  const mode = touchpoints.length > MOST_CARDS_IN_A_LANE ? 'density' : wanted;
  if (mode === 'density') return { lane, mode, touchpoints, cards: [], height: DENSITY_HEIGHT };
  const places = touchpoints.map((touchpoint) => place(touchpoint, mode, scale));
  const { rows, count } = packRows(
    places.map(({ extent }) => extent),
    mode === 'cards' ? 8 : 2,
  );
  if (count > MOST_ROWS[mode]) return layOut(lane, touchpoints, NEXT[mode]!, scale);
  const cards = places.map(({ card }, index) => ({ ...card, row: rows[index]! }));
  const measures = mode === 'cards' ? CARD : BAR;
  const height = Math.max(count * measures.pitch + 2 * measures.padding, LEAST_LANE);
  return { lane, mode, touchpoints, cards, height };
}

function place(touchpoint: Touchpoint, mode: LaneMode, scale: DayScale) {
  const { from, until } = rangeOf(touchpoint);
  const width = Math.max(scale.x(until) - scale.x(from) - 2, mode === 'cards' ? LEAST_WIDTH : 6);
  const x = Math.min(scale.x(from) + 1, scale.right - width);
  const { label, side } =
    mode === 'cards' ? labelFor(touchpoint.name, x, width, scale) : { label: '', side: 'inside' as const };
  const extra = side === 'inside' ? 0 : measure(label, CARD.label) + LABEL_GAP;
  const extent = { from: side === 'left' ? x - extra : x, until: x + width + (side === 'right' ? extra : 0) };
  return { card: { touchpoint, x, width, row: 0, label, side }, extent };
}

/** Inside where there is room, else beside the card, on the side that stays in the picture. */
function labelFor(name: string, x: number, width: number, scale: DayScale): Pick<Card, 'label' | 'side'> {
  const inside = width - 20;
  const whole = shorten(name, LONGEST_LABEL, CARD.label);
  const wide = measure(whole, CARD.label);
  if (wide <= inside || width >= 140) return { label: shorten(name, inside, CARD.label), side: 'inside' };
  if (x + width + LABEL_GAP + wide <= scale.right) return { label: whole, side: 'right' };
  if (x - LABEL_GAP - wide >= scale.left) return { label: whole, side: 'left' };
  return { label: shorten(name, inside, CARD.label), side: 'inside' };
}
