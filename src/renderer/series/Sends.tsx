import { dayOf } from '#campaign/calendar.ts';
import type { Touchpoint } from '#campaign/document.ts';
import { dayFormats } from '../locale.ts';
import { useCarriedSend } from './carrySend.ts';
import { useSelectedSend } from './selectedSend.ts';
import { pathBeyond, pathsOf, TICK_HEIGHT, ticksOf } from './ticks.ts';
import './series.css';

/** A tick for each send of a series on its rail, a whole line where they stand too close to be told apart; the selected one has a ring. */
export function Sends({
  touchpoint,
  width,
  pixelsPerDay,
  held,
}: {
  touchpoint: Touchpoint;
  width: number;
  pixelsPerDay: number;
  /** Days of its rule whose sends a full week holds back. */
  held: ReadonlySet<number>;
}) {
  const selected = useSelectedSend(touchpoint.id);
  const carried = useCarriedSend((state) => (state.carried?.touchpointId === touchpoint.id ? state.carried : null));
  const ticks = ticksOf(touchpoint, pixelsPerDay, held);
  const paths = pathsOf(ticks);
  const on = selected === null ? undefined : dayOf(selected);
  const ring = on === undefined ? undefined : ticks.find((tick) => tick.on === on);
  return (
    <svg className="card-sends" width={width} height={TICK_HEIGHT} aria-hidden>
      {touchpoint.exceptions ? (
        <>
          <path className="sends-beyond" d={pathBeyond(touchpoint, pixelsPerDay)} />
          <path className="sends-skipped" d={paths.skipped} />
        </>
      ) : null}
      {held.size > 0 ? <path className="sends-held" d={paths.held} /> : null}
      <path className="sends-plain" d={paths.plain} />
      {touchpoint.exceptions ? <path className="sends-changed" d={paths.changed} /> : null}
      {ring ? (
        <g transform={`translate(${ring.left + (carried?.days ?? 0) * pixelsPerDay} 0)`}>
          <rect className="sends-selected" x={-4} y={-4} width={ring.width + 8} height={TICK_HEIGHT + 8} rx={4} />
          {carried ? (
            <text className="sends-day figure" x={ring.width / 2} y={-8}>
              {dayFormats.medium(carried.day + carried.days)}
            </text>
          ) : null}
        </g>
      ) : null}
    </svg>
  );
}
