import { ticksIn } from '#drawing/ticks.ts';
import { lazy, Suspense, useSyncExternalStore, type ComponentType, type CSSProperties } from 'react';
import type { CurveProps, RowChartProps } from './marks.ts';
import './charts.css';

/**
 * The charts of the window. Each is a table to whoever cannot see it: every figure that is drawn stands in words beside its picture, on the
 * same row. The pictures are recharts'; only the files that are loaded here know it, when a screen first draws one.
 */

/** The column that the picture lies on. */
const PICTURE = 1;

/** Of ticks that are written alike, the outermost: where the figures are whole, half of one is no place of its own. */
const toldApart = (ticks: readonly number[], format: (tick: number) => string): number[] =>
  ticks.filter((tick) => ticks.every((other) => Math.abs(other) <= Math.abs(tick) || format(other) !== format(tick)));

/** A chart whose rows have names, marks on a common axis, and figures. */
export function RowChart({ title, heads, hideHeads, rows, foot, range, className = '', ...rest }: RowChartProps) {
  const ticks = rest.ticks ?? toldApart(ticksIn(...range), rest.formatTick);
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
