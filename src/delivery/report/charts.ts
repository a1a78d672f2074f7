import { dayOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { isEveryone } from '#campaign/reach.ts';
import { bandPath, linePath, stacked, type Point } from '#drawing/shapes.ts';
import { quarters, roundTicks } from '#drawing/ticks.ts';
import type { Formats } from '#language/formats.ts';
import { STAGES, vocabularies, type Stage } from '#language/vocabulary.ts';
import { bandLines, type BandKind } from '#contract/bands.ts';
import type { Forecast } from '#contract/forecast.ts';
import { isolated, markup, trusted, type Markup } from '../timeline/markup.ts';
import { chart, edgeLabels, frameFor, type Frame } from './frame.ts';
import { at, sampled } from './figures.ts';
import { reportText as text } from './text.ts';

/** The two charts of the report. */

export interface ChartInput {
  campaign: Campaign;
  forecast: Forecast;
  formats: Formats;
  locale: string;
  bands?: BandKind | undefined;
}

const MOST_POINTS = 370;
/** The lines of the chart from above. */
const EDGES = ['p95', 'p75', 'p50', 'p25', 'p05'] as const;

/** Active learners: the median with its 50 % and 90 % bands, the goals and the phases. */
export function forecastChart({ campaign, forecast, formats, locale, bands = 'daily' }: ChartInput): Markup {
  const lines = bandLines(forecast, bands);
  const words = vocabularies[campaign.vocabulary];
  const marks = goalMarks(campaign, forecast);
  const highest = Math.max(1, ...lines.p95, ...marks.filter(({ high }) => high).map(({ target }) => target));
  const ticks = roundTicks(highest, { least: 1, parts: 7 });
  const frame = frameFor(forecast.dates, ticks.at(-1)!);
  const days = sampled(forecast, MOST_POINTS);
  const values = (key: (typeof EDGES)[number]) => days.map((day) => lines[key][day]!);
  const point: Point = (index, value) => [frame.x(forecast.dates[days[index]!]!), frame.y(value)];
  const last = at(forecast.series.active, forecast.dates.length - 1);
  const labels = EDGES.map((key) => ({
    at: frame.y(lines[key].at(-1)!),
    strong: formats.number(lines[key].at(-1)!),
    text: text.edges[lines.kind][key],
  }));
  const inside = markup`
    <path class="nine" d="${trusted(bandPath(values('p05'), values('p95'), point))}"/>
    <path class="half" d="${trusted(bandPath(values('p25'), values('p75'), point))}"/>
    <path class="median" d="${trusted(linePath(values('p50'), point))}"/>${edgeLabels(frame, labels)}
    ${marks.map((mark) => drawGoal(mark, frame))}
  `;
  const date = formats.date(forecast.dates.at(-1)!, 'long');
  return chart(
    'forecast-chart',
    text.forecastTitle(words),
    text.forecastDescription(formats.number(last.p50), formats.number(last.p05), formats.number(last.p95), date),
    {
      campaign,
      frame,
      ticks,
      learners: forecast.learners,
      unit: words.people,
      share: text.share,
      formats,
      locale,
    },
    inside,
  );
}

interface GoalMark {
  /** Numbers in the table of goals. */
  numbers: number[];
  names: string[];
  date: string;
  target: number;
  /** Whether its target can be read off this chart: active use of everyone. The others are flags above it, one for each date. */
  high: boolean;
}

const MOST_MARKS = 30;

function goalMarks(campaign: Campaign, forecast: Forecast): GoalMark[] {
  // Of a rolling plan they are judged on days of everybody's own.
  if (forecast.cohort) return [];
  const goals = new Map(campaign.goals.map((goal) => [goal.id, goal]));
  const [from, until] = [dayOf(forecast.dates[0]!), dayOf(forecast.dates.at(-1)!)];
  const marks: GoalMark[] = [];
  for (const [index, { id, name, date, target }] of forecast.goals.entries()) {
    if (dayOf(date) < from || dayOf(date) > until || index >= MOST_MARKS) continue;
    const planned = goals.get(id);
    const high = planned?.metric === 'active' && isEveryone(planned.segments, campaign.segments);
    const same = marks.find((mark) => !mark.high && !high && mark.date === date);
    if (same) {
      same.numbers.push(index + 1);
      same.names.push(name);
    } else marks.push({ numbers: [index + 1], names: [name], date, target, high });
  }
  return marks;
}

function drawGoal({ numbers, names, date, target, high }: GoalMark, frame: Frame): Markup {
  const x = frame.x(date);
  const y = high ? frame.y(target) : frame.top - 14;
  const label = numbers.join(' ');
  const width = 12 + label.length * 7;
  const mark = high
    ? markup`
      <path class="pole" d="M${x} ${y + 9}V${frame.bottom}"/>
      <path class="goal" d="M${x} ${y - 10}L${x + 10} ${y}L${x} ${y + 10}L${x - 10} ${y}z"/>
    `
    : markup`<path class="pole" d="M${x} ${y}V${frame.bottom}"/><path class="goal" d="M${x - 1} ${y - 9}h${width}l-4 9 4 9h-${width}z"/>`;
  return markup`
    <g><title>${names.map((name, index) => markup`${index > 0 && ' · '}${isolated(name)}`)}</title>${mark}
    <text class="on-goal" x="${high ? x : x + width / 2 - 2.5}" y="${y + 3.5}">${label}</text></g>
  `;
}

/** Everybody, by stage: mean numbers, stacked. */
export function stageChart({ campaign, forecast, formats, locale }: ChartInput): Markup {
  const words = vocabularies[campaign.vocabulary];
  const ticks = quarters(Math.max(1, forecast.learners));
  const frame = frameFor(forecast.dates, ticks.at(-1)!);
  const days = sampled(forecast, MOST_POINTS);
  const point: Point = (index, value) => [frame.x(forecast.dates[days[index]!]!), frame.y(value)];
  const numberIn = (stage: Stage, index: number) => forecast.series[stage].mean[days[index]!] ?? 0;
  const layers = stacked(STAGES, days.length, numberIn).map(({ key: stage, low, high }) => ({
    stage,
    shape: bandPath(low, high, point),
    middle: ((high.at(-1) ?? 0) + (low.at(-1) ?? 0)) / 2,
    last: forecast.series[stage].mean.at(-1) ?? 0,
  }));
  const labels = layers
    .filter(({ last }) => Math.round(last) > 0)
    .map(({ stage, middle, last }) => ({
      at: frame.y(middle),
      strong: formats.number(last),
      text: words.stage[stage],
    }));
  const date = formats.date(forecast.dates.at(-1)!, 'long');
  const parts = layers.map(({ stage, last }) => `${words.stage[stage]} ${formats.number(last)}`).join(', ');
  return chart(
    'stage-chart',
    text.stagesTitle(words),
    text.stagesDescription(parts, date),
    {
      campaign,
      frame,
      ticks,
      learners: forecast.learners,
      unit: words.people,
      share: text.share,
      formats,
      locale,
    },
    markup`
      ${layers.map(({ stage, shape }) => markup`<path class="stage stage-${stage}" d="${trusted(shape)}"/>`)}
      ${edgeLabels(frame, labels)}
    `,
  );
}
