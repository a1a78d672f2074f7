import { rangeOf } from '#campaign/calendar.ts';
import type { Campaign, Direction } from '#campaign/document.ts';

const WIDTH = 240;
const ROW = 8;
const BAR = 5;
const LINES = 4;
const HEIGHT = LINES * 2 * ROW;

/** A plan at a glance along time: above what pushes, angular and full; below what pulls, round and light. */
export function Thumbnail({ campaign }: { campaign: Campaign }) {
  const { from, until } = rangeOf(campaign);
  const across = (day: number) => ((Math.min(Math.max(day, from), until) - from) / (until - from)) * WIDTH;
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

/** Touchpoints of one direction in order of their start, each on the first line that is free; those that find none are left out. */
function pack({ touchpoints }: Campaign, direction: Direction) {
  const free = Array.from({ length: LINES }, () => -Infinity);
  return touchpoints
    .filter((touchpoint) => touchpoint.direction === direction)
    .map(({ id, start, days }) => ({ id, direction, range: rangeOf({ start, days }) }))
    .toSorted((a, b) => a.range.from - b.range.from)
    .flatMap((bar) => {
      const line = free.findIndex((until) => until <= bar.range.from);
      if (line < 0) return [];
      free[line] = Math.max(bar.range.until, bar.range.from + 2);
      return [{ ...bar, line }];
    });
}
