import { ticksIn } from '#drawing/ticks.ts';
import { lazy, Suspense, useSyncExternalStore, type ComponentType, type CSSProperties, type ReactNode } from 'react';
import './charts.css';

/**
 * The charts of the window. Each is a table to whoever cannot see it: every figure that is drawn stands in words beside its picture, on the
 * same row. The pictures are recharts'; only the files that are loaded here know it, when a screen first draws one.
 */

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

/** The column that the picture lies on. */
const PICTURE = 1;

/** A chart whose rows have names, marks on a common axis, and figures. */
export function RowChart({ title, heads, hideHeads, rows, foot, range, className = '', ...rest }: RowChartProps) {
  const ticks = rest.ticks ?? ticksIn(...range);
  const isMirrored = useMirrored();
  const layout = { '--rows': rows.length, '--cells': heads.length - 2 } as CSSProperties;
  return (
    <div role="table" aria-label={title} className={`row-chart ${className}`} style={layout}>
      <div role="row" className={hideHeads ? 'visually-hidden' : 'row-chart-heads'}>
        {heads.map((head, place) => (
          <span key={head} role="columnheader" aria-hidden={place === PICTURE || undefined}>
            {head}
          </span>
        ))}
      </div>
      <div className="row-chart-body" role="rowgroup">
        {rows.map(({ id, name, cells, mark }, place) => (
          <div key={id} role="row" data-row={id} data-mark={mark} style={{ gridRow: place + 1 }}>
            <span role="rowheader">{name}</span>
            <span aria-hidden />
            {cells.map((cell, column) => (
              <span key={heads[column + PICTURE + 1]} role="cell" className="figure">
                {cell}
              </span>
            ))}
          </div>
        ))}
        <div className="row-chart-picture" aria-hidden>
          <Suspense fallback={null}>
            <RowPicture rows={rows} range={range} {...rest} ticks={ticks} isMirrored={isMirrored} />
          </Suspense>
        </div>
      </div>
      {foot ? (
        <div role="row" className="row-chart-foot">
          {foot.map((cell, place) => (
            <span key={heads[place]} role={place === 0 ? 'rowheader' : 'cell'} className="figure">
              {cell}
            </span>
          ))}
        </div>
      ) : null}
    </div>
  );
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

/** A curve for the eye, where words beside it say what there is to know. */
export function Curve(props: CurveProps) {
  const isMirrored = useMirrored();
  return (
    <div className="curve" aria-hidden>
      <Suspense fallback={null}>
        <CurvePicture {...props} isMirrored={isMirrored} />
      </Suspense>
    </div>
  );
}

/** The pictures come when they are first drawn. Where they cannot be fetched, the words still stand. */
function fetched<P>(fetch: () => Promise<ComponentType<P>>) {
  return lazy(() =>
    fetch().then(
      (component) => ({ default: component }),
      () => ({ default: () => null }),
    ),
  );
}
const RowPicture = fetched(() => import('./RowPicture.tsx').then((file) => file.RowPicture));
const CurvePicture = fetched(() => import('./CurvePicture.tsx').then((file) => file.CurvePicture));

/** Whether the window runs from right to left: then axes do so, too. */
function useMirrored(): boolean {
  return useSyncExternalStore(followDirection, () => document.documentElement.dir === 'rtl');
}

function followDirection(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['dir'] });
  return () => observer.disconnect();
}
