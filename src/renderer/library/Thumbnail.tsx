import { rangeOf } from '#campaign/calendar.ts';
import type { Campaign, Direction } from '#campaign/document.ts';
import { packRows } from '#drawing/pack.ts';
import { dayScale } from '#drawing/scales.ts';

const WIDTH = 240;
const ROW = 8;
const BAR = 5;
const LINES = 4;
const HEIGHT = LINES * 2 * ROW;

/** A plan at a glance along time: above what pushes, angular and full; below what pulls, round and light. */
export function Thumbnail({ campaign }: { campaign: Campaign }) {
  const { x: across } = dayScale(rangeOf(campaign), 0, WIDTH);
  return (
    <svg className="thumbnail" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
      {campaign.phases.map((phase, index) => {
        const range = rangeOf(phase);
        const width = across(range.until) - across(range.from);
        return index % 2 === 0 ? (
          <rect key={phase.id} className="thumbnail-phase" x={across(range.from)} width={width} y={0} height={HEIGHT} />
        ) : null;
      })}
      {[...pack(campaign, 'push'), ...pack(campaign, 'pull')].map(({ id, direction, range, line }) => (
        <rect
          key={id}
          className={`thumbnail-${direction}`}
          x={across(range.from)}
          // Push is stacked upwards from the middle, pull downwards.
          y={HEIGHT / 2 + (direction === 'push' ? -(line + 1) * ROW + 2 : line * ROW + 2)}
          width={Math.max(4, across(range.until) - across(range.from) - 1)}
          height={BAR}
          rx={direction === 'pull' ? BAR / 2 : 0.5}
        />
      ))}
    </svg>
  );
}

/** Touchpoints of one direction in as few lines as they need; those that find none here are left out. */
function pack({ touchpoints }: Campaign, direction: Direction) {
  const bars = touchpoints
    .filter((touchpoint) => touchpoint.direction === direction)
    .map(({ id, start, days }) => ({ id, direction, range: rangeOf({ start, days }) }));
  // A bar is drawn two days long at least.
  const { rows } = packRows(
    bars.map(({ range }) => ({ from: range.from, until: Math.max(range.until, range.from + 2) })),
  );
  return bars.map((bar, index) => ({ ...bar, line: rows[index]! })).filter(({ line }) => line < LINES);
}
