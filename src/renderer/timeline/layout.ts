import type { Touchpoint } from '#campaign/document.ts';
import { waits } from '#campaign/decisions.ts';
import { isLocked } from '#campaign/locked.ts';
import { occupiedBy } from '#campaign/occurrences.ts';
import { isRepeated } from '#campaign/sending.ts';
import { packRows } from '#drawing/pack.ts';
import { once } from '../kit/once.ts';
import type { Row } from '../rows/grouping.ts';
import { HEAT_BELOW } from './heat.ts';
import { coveredBy } from '../items/hours.ts';
import { leftOf, worldWidth, type Scale } from '../viewport/viewport.ts';

/** Where every card stands: pure arithmetic from the document and the scale. A card covers exactly its days, and never less than can be hit. */

export const LINE_HEIGHT = 26;
export const CARD_HEIGHT = 22;
export const LEAST_CARD = 10;
const ROW_PADDING = 7;
/** What cards of a row keep between them. */
const GAP = 2;

/** Names are written from this many pixels a day. */
const LEGIBLE = 3;
export const LONGEST_NAME = 280;
/** A name in less room says nothing. */
const LEAST_NAME = 76;
/** Room beside a card's name: its icon inside, and the arrow's point. */
const ICON = 20;
const ENDS = 18;
/** How many sends a series has, behind its name. */
const COUNT = 28;
/** A sign behind its name: of what is locked, or waits for a decision. */
const SIGN = 17;
/** In so many lines a row may let names stand free; beyond, cards alone say how many it takes. */
const ROOMY_LINES = 4;

/** Where a card's name stands, and in how many pixels; no name where there is no room for one. */
export interface CardName {
  side: 'inside' | 'right' | 'left';
  room: number;
}

export interface Card {
  touchpoint: Touchpoint;
  rowId: string;
  /** World pixels, the gutter not counted. */
  left: number;
  top: number;
  width: number;
  /** Told when it is asked for: of thousands of names only those in view are ever measured. */
  name: () => CardName | null;
}

export interface RowBox {
  row: Row;
  top: number;
  height: number;
  /** It shows how much happens in each week in place of cards. */
  isFolded: boolean;
}

export interface Layout {
  cards: Card[];
  rows: RowBox[];
  height: number;
}

/** How names are written. */
export interface Names {
  /** How wide a text is in the letters of cards. */
  widthOf: (text: string) => number;
  /** World pixels between which names are in view with their cards: what would stand beyond the end turns to the left where there is room. */
  start: number;
  end: number;
}

/** How wide a name is, with what stands beside it. */
const nameWidth = (touchpoint: Touchpoint, { widthOf }: Names) =>
  Math.min(
    LONGEST_NAME,
    ICON +
      widthOf(touchpoint.name) +
      (isRepeated(touchpoint) ? COUNT : 0) +
      SIGN * (Number(isLocked(touchpoint)) + Number(waits(touchpoint))),
  );

/** Whether a name beside its card would stand beyond the end, and not to the left of it. */
export const turnsLeft = (
  left: number,
  width: number,
  wanted: number,
  { start, end }: Omit<Names, 'widthOf'>,
): boolean => left + width <= end && left + width + wanted > end && left - wanted >= start;

/** Packs each row's cards into as few lines as what they cover needs (first fit, earliest first), then gives names what room is left. */
export function layOut(
  rows: readonly Row[],
  scale: Scale,
  names: Names,
  folded: ReadonlySet<string> = new Set(),
): Layout {
  const cards: Card[] = [];
  const boxes: RowBox[] = [];
  let top = 0;
  for (const row of rows) {
    const isFolded = folded.has(row.id);
    const { placed, count } = isFolded ? { placed: [], count: 1 } : layOutRow(row.touchpoints, scale, names);
    for (const { line, ...card } of placed)
      cards.push({ ...card, rowId: row.id, top: top + ROW_PADDING + line * LINE_HEIGHT });
    const height = ROW_PADDING * 2 + Math.max(1, count) * LINE_HEIGHT - (LINE_HEIGHT - CARD_HEIGHT);
    boxes.push({ row, top, height, isFolded });
    top += height;
  }
  return { cards, rows: boxes, height: top };
}

type Placed = Omit<Card, 'rowId' | 'top'> & { line: number };

interface LaidOut {
  placed: Placed[];
  count: number;
}

/** Rows as they were laid out last: an edit changes what one or two of them hold. */
const known = new WeakMap<readonly Touchpoint[], { scale: Scale; names: Names; laidOut: LaidOut }>();

function layOutRow(touchpoints: readonly Touchpoint[], scale: Scale, names: Names): LaidOut {
  const last = known.get(touchpoints);
  if (last?.scale === scale && last.names === names) return last.laidOut;
  const laidOut = layOutAnew(touchpoints, scale, names);
  known.set(touchpoints, { scale, names, laidOut });
  return laidOut;
}

function layOutAnew(touchpoints: readonly Touchpoint[], scale: Scale, names: Names): LaidOut {
  const spans = touchpoints.map((touchpoint) => {
    const range = coveredBy(touchpoint, scale);
    const left = leftOf(scale, range.from);
    const width = Math.max((range.until - range.from) * scale.pixelsPerDay - 1, LEAST_CARD);
    // Sends that were moved out of its days need room too.
    const occupied = range.isHourly ? range : occupiedBy(touchpoint);
    const from = left - (range.from - occupied.from) * scale.pixelsPerDay;
    const until = left + width + (occupied.until - range.until) * scale.pixelsPerDay;
    return { touchpoint, left, width, from, until };
  });
  // A heat map stands in one line.
  if (scale.pixelsPerDay < HEAT_BELOW)
    return {
      placed: spans.map(({ touchpoint, left, width }) => ({ touchpoint, left, width, line: 0, name: noName })),
      count: 1,
    };
  const hasNames = scale.pixelsPerDay >= LEGIBLE;
  const bare = packRows(
    spans.map(({ from, until }) => ({ from, until })),
    GAP,
  );
  // Where cards alone take more lines than that, names have to yield anyway.
  const mayStandFree = hasNames && bare.count <= ROOMY_LINES;
  const named = mayStandFree
    ? packRows(
        spans.map(({ touchpoint, left, width, from, until }) => {
          const wanted = nameWidth(touchpoint, names);
          if (wanted + ENDS > width && turnsLeft(left, width, wanted, names))
            return { from: Math.min(from, left - wanted), until };
          return { from, until: wanted + ENDS <= width ? until : Math.max(until, left + width + wanted) };
        }),
        GAP,
      )
    : bare;
  const { rows: lines, count } = named.count <= ROOMY_LINES ? named : bare;
  const placed: Placed[] = spans.map(({ touchpoint, left, width }, index) => ({
    touchpoint,
    left,
    width,
    line: lines[index]!,
    name: noName,
  }));
  if (hasNames)
    for (const line of Map.groupBy(placed, (card) => card.line).values()) {
      line.sort((a, b) => a.left - b.left);
      line.forEach((card, index) => {
        card.name = once(() => nameOf(line, index, worldWidth(scale), names));
      });
    }
  return { placed, count };
}

const noName = () => null;

/** A name stands inside its card where it fits, else beside it, up to the next card: to the left only at the end of a line or of what is in view. A name yields, a card never does. */
function nameOf(line: readonly Placed[], index: number, end: number, names: Names): CardName | null {
  const card = line[index]!;
  const wanted = nameWidth(card.touchpoint, names);
  const inside = card.width - ENDS;
  if (wanted <= inside) return { side: 'inside', room: inside };
  const right = (line[index + 1]?.left ?? end) - (card.left + card.width) - GAP;
  const isLast = index === line.length - 1;
  const turns = turnsLeft(card.left, card.width, wanted, names);
  const left = turns || isLast ? roomBefore(line, index) : 0;
  if (turns && left >= wanted) return { side: 'left', room: wanted };
  if (inside >= Math.max(right, LEAST_NAME)) return { side: 'inside', room: inside };
  if (isLast && right < wanted && left > right && left >= LEAST_NAME)
    return { side: 'left', room: Math.min(wanted, left) };
  return right >= LEAST_NAME ? { side: 'right', room: Math.min(wanted, right) } : null;
}

/** What the card before and its name leave free. */
function roomBefore(line: readonly Placed[], index: number): number {
  const before = line[index - 1];
  const name = before?.name();
  const taken = before ? before.left + before.width + (name?.side === 'right' ? name.room : 0) : 0;
  return line[index]!.left - taken - GAP;
}

/** The row at a height, the nearest one above or below all rows. */
export function rowAt({ rows }: Layout, y: number): RowBox | undefined {
  return rows.find((box) => y < box.top + box.height) ?? rows.at(-1);
}

/** Rows whose touchpoints can be seen and gone to. */
export const openRows = (boxes: readonly RowBox[]): Row[] =>
  boxes.flatMap(({ row, isFolded }) => (isFolded ? [] : row));

/** Whether a touchpoint has a card, in the row that is meant. */
export const isDrawn = ({ cards }: Layout, { id, row }: { id: string; row?: string }): boolean =>
  cards.some(({ touchpoint, rowId }) => touchpoint.id === id && (row === undefined || rowId === row));
