/** How large the parts of the plan are that can be pulled: pure. */

export type Sized = 'tactics' | 'details' | 'chart';

/** In pixels; `low` where timeline and forecast share little height. */
export const SIZES: Record<Sized, { least: number; usual: number; most: number; low?: number }> = {
  tactics: { least: 200, usual: 252, most: 460 },
  details: { least: 260, usual: 316, most: 560 },
  chart: { least: 60, usual: 176, most: 560, low: 92 },
};

/** What somebody pulled to a size of their own. */
export type OwnSizes = Partial<Record<Sized, number>>;

/** The timeline keeps at least this much of the window's width, and of the height that it shares with the chart. */
export const TIMELINE_SHARE = 0.6;
const SIDES_SHARE = 1 - TIMELINE_SHARE;

const clamp = (value: number, { least, most }: { least: number; most: number }) =>
  Math.round(Math.max(least, Math.min(most, value)));

export const isOwnSize = (part: Sized, size: unknown): size is number =>
  typeof size === 'number' && size >= SIZES[part].least && size <= SIZES[part].most;

/** Widths of what stands beside the timeline, both narrower in proportion where they would leave it too little. */
export function sideWidths(
  own: OwnSizes,
  open: { tactics: boolean; details: boolean },
  windowWidth: number,
): { tactics: number; details: number } {
  const wanted = { tactics: own.tactics ?? SIZES.tactics.usual, details: own.details ?? SIZES.details.usual };
  const sum = (open.tactics ? wanted.tactics : 0) + (open.details ? wanted.details : 0);
  const room = windowWidth * SIDES_SHARE;
  const by = sum > room ? room / sum : 1;
  return { tactics: Math.floor(wanted.tactics * by), details: Math.floor(wanted.details * by) };
}

/** Height of the chart under the timeline, which takes no more of the window than what the timeline can spare. */
export function chartHeight(own: OwnSizes, isLow: boolean, windowHeight: number): number {
  const { usual, low } = SIZES.chart;
  const wanted = own.chart ?? (isLow ? low! : usual);
  return clamp(wanted, { least: SIZES.chart.least, most: Math.max(low!, windowHeight * 0.5) });
}

/** A part's size after it was pulled or stepped to another one. */
export const sizeAt = (part: Sized, size: number): number => clamp(size, SIZES[part]);
