import { dayOf, overlaps, rangeOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import type { Formats } from '#language/formats.ts';
import { dayScale, valueScale, type DayScale } from '#drawing/scales.ts';
import { axisFor } from '../timeline/axis.ts';
import { measure, shorten } from '../timeline/lettering.ts';
import { isolated, markup, type Markup } from '../timeline/markup.ts';
import { packRows } from '#drawing/pack.ts';
import { FONT_FAMILY } from '../timeline/style.ts';

/** What the charts share: the plot, its axes in learners, share and time, and the phases under it. */

export interface Frame {
  scale: DayScale;
  top: number;
  bottom: number;
  y: (learners: number) => number;
  /** The middle of a day. */
  x: (iso: string) => number;
}

export const CHART_WIDTH = 1120;
const LEFT = 116;
const RIGHT = 212;
const TOP = 34;
const PLOT = 300;
const PHASE_ROW = 22;
const MOST_PHASE_ROWS = 4;
const SIZE = 11;

export function frameFor(dates: readonly string[], highest: number): Frame {
  const from = dayOf(dates[0]!);
  const scale = dayScale({ from, until: dayOf(dates.at(-1)!) + 1 }, LEFT, CHART_WIDTH - RIGHT);
  const bottom = TOP + PLOT;
  return {
    scale,
    top: TOP,
    bottom,
    y: valueScale(highest, TOP, bottom),
    x: (iso) => scale.middle(dayOf(iso)),
  };
}

/** A chart: its frame behind, `inside` in front, and a name and description for those who cannot see it. */
export function chart(
  id: string,
  title: string,
  description: string,
  parts: {
    campaign: Campaign;
    frame: Frame;
    ticks: readonly number[];
    learners: number;
    unit: string;
    share: string;
    formats: Formats;
    locale: string;
  },
  inside: Markup,
): Markup {
  const { campaign, frame, ticks, learners, unit, share, formats, locale } = parts;
  const phases = phaseRows(campaign, frame);
  const height = frame.bottom + 34 + phases.height;
  const axis = axisFor(frame.scale, locale);
  // Months are enough under a chart: weeks would be noise.
  const times =
    axis.upper.length > 3 || frame.scale.day < 1
      ? axis.lower.length <= 40 && frame.scale.day * 7 < 18
        ? axis.lower
        : axis.upper
      : axis.lower;
  const head = markup`<title id="${id}-title">${title}</title><desc id="${id}-description">${description}</desc>`;
  const hasShares = learners > 0;
  const units = markup`<text class="muted end" x="62" y="18">${unit}</text>`;
  const shareUnit = hasShares && markup`<text class="muted end" x="${LEFT - 12}" y="18">${share}</text>`;
  const lines = ticks.map((tick) => {
    const y = frame.y(tick);
    const line = markup`<path class="${tick === 0 ? 'base' : 'grid'}" d="M${LEFT} ${y}H${frame.scale.right}"/>`;
    const count = markup`<text class="ink end" x="62" y="${y + 4}">${formats.number(tick)}</text>`;
    const part = () =>
      markup`<text class="muted end" x="${LEFT - 12}" y="${y + 4}">${formats.share(tick / learners)}</text>`;
    return markup`${line}${count}${hasShares && part()}`;
  });
  const dates = times.map(({ day, label }) => {
    const x = frame.scale.x(day);
    const word = label !== '' && markup`<text class="muted" x="${x + 3}" y="${frame.bottom + 18}">${label}</text>`;
    return markup`<path class="grid" d="M${x} ${frame.bottom}v5"/>${word}`;
  });
  const size = markup`viewBox="0 0 ${CHART_WIDTH} ${height}"`;
  const named = markup`role="img" aria-labelledby="${id}-title ${id}-description"`;
  const letters = markup`font-family="${FONT_FAMILY}" font-size="${SIZE}"`;
  const open = markup`<svg xmlns="http://www.w3.org/2000/svg" id="${id}" class="chart" ${size} ${named} ${letters}>`;
  return markup`${open}${head}${units}${shareUnit}${lines}${inside}${dates}${phases.draw}</svg>`;
}

function phaseRows(campaign: Campaign, { scale, bottom }: Frame): { height: number; draw: Markup } {
  const phases = campaign.phases.filter((phase) => overlaps(rangeOf(phase), scale.days));
  const places = phases.map((phase) => {
    const { from, until } = rangeOf(phase);
    return { from: scale.x(from), until: scale.x(until) };
  });
  const { rows, count } = packRows(places);
  const draw = phases.map((phase, index) => {
    const { from, until } = places[index]!;
    const row = rows[index]!;
    if (row >= MOST_PHASE_ROWS) return false;
    const y = bottom + 26 + row * PHASE_ROW;
    const name = shorten(phase.name, until - from - 14, SIZE);
    return markup`
      <g><title>${isolated(phase.name)}</title>
      <rect class="phase" x="${from + 1}" y="${y}" width="${Math.max(until - from - 2, 1)}" height="18" rx="3"/>
      ${name !== '' && markup`<text class="ink" x="${from + 8}" y="${y + 13}">${isolated(name)}</text>`}</g>
    `;
  });
  return { height: Math.min(count, MOST_PHASE_ROWS) * PHASE_ROW, draw: markup`${draw}` };
}

/** Heights for labels that want to stand at `wanted`, in the same order as given, moved apart to `gap` and kept between the two ends. */
export function spread(wanted: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = wanted.map((_, index) => index).toSorted((a, b) => wanted[a]! - wanted[b]! || a - b);
  const placed = [...wanted];
  let least = top;
  for (const index of order) {
    placed[index] = Math.max(wanted[index]!, least);
    least = placed[index]! + gap;
  }
  let most = bottom;
  for (const index of order.toReversed()) {
    placed[index] = Math.min(placed[index]!, most);
    most = placed[index]! - gap;
  }
  return placed;
}

/** Labels at the right edge of a plot, each with a thin line to where it belongs. */
export function edgeLabels(frame: Frame, labels: readonly { at: number; strong: string; text: string }[]): Markup {
  const heights = spread(
    labels.map(({ at }) => at),
    15,
    frame.top,
    frame.bottom,
  );
  const x = frame.scale.right;
  return markup`${labels.map(({ at, strong, text }, index) => {
    const y = heights[index]!;
    return markup`
      <path class="leader" d="M${x + 2} ${at}L${x + 14} ${y}"/>
      <text class="ink strong" x="${x + 18}" y="${y + 4}">${strong}</text>
      <text class="muted" x="${x + 24 + measure(strong, SIZE) * 1.04}" y="${y + 4}">${text}</text>
    `;
  })}`;
}
