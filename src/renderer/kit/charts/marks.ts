import type { ReactNode } from 'react';

/** What charts are given to draw. */

/** What a mark is drawn in: a name of the palette by what it means (charts.css). */
export type Tone = 'push' | 'pull' | 'middle' | 'unsure' | 'harm' | 'itself' | 'low' | 'high' | 'nothing';

/** What is drawn on a row, at values of the chart's axis. */
export interface Marks {
  bars?: readonly { from: number; to: number; tone: Tone }[];
  /** Nine times out of ten it lies in here. */
  band?: readonly [number, number];
  /** The middle of the band. */
  dot?: { at: number; tone: Tone };
  /** A value that was aimed for. */
  aim?: number;
}

export interface ChartRow {
  id: string;
  name: ReactNode;
  marks: Marks;
  /** What the picture says, in words and figures, and what else is known: one a column. */
  cells: readonly ReactNode[];
  /** What marks the row as a whole, for styles. */
  mark?: string | undefined;
}

export interface RowChartProps {
  /** What the table is called. */
  title: string;
  /** What its columns are called: the names, the picture's, then those of the cells. */
  heads: readonly string[];
  /** Whether the heads are for readers of the screen alone. */
  hideHeads?: boolean;
  rows: readonly ChartRow[];
  /** A last row without marks; its second cell stands below the picture. */
  foot?: readonly ReactNode[];
  /** The values that the axis runs between. */
  range: readonly [number, number];
  ticks?: readonly number[];
  formatTick: (value: number) => string;
  /** A value that all rows are seen against. */
  against?: number;
  className?: string;
}

export interface CurveProps {
  /** One value a day. */
  values: readonly number[];
  /** What each day is, by the names in charts.css. */
  kinds: readonly string[];
  most: number;
  /** A line that the curve is seen against. */
  against: number;
  /** Places along the curve that are marked by a line. */
  marks: readonly number[];
}
