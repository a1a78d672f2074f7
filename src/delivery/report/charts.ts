import { dayOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { SERIES, type Forecast, type Quantiles } from '#contract/forecast.ts';
import { isolated, markup, trusted, type Markup } from '../timeline/markup.ts';
import { chart, edgeLabels, frameFor, type Frame } from './frame.ts';
import { at, sampled, type Numbers } from './numbers.ts';
import { campaignWords, reportText as text } from './text.ts';

/** The two charts of the report. */

export interface ChartInput {
  campaign: Campaign;
  forecast: Forecast;
  numbers: Numbers;
  locale: string;
}

const MOST_POINTS = 370;
const round = (value: number) => Math.round(value * 10) / 10;

type Point = [x: number, y: number];
const line = (points: readonly Point[]) =>
  points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
const area = (upper: readonly Point[], lower: readonly Point[]) =>
  `${line(upper)}L${line(lower.toReversed()).slice(1)}z`;

/** Active learners: the median with its 50 % and 90 % bands, the goals and the phases. */
export function forecastChart({ campaign, forecast, numbers, locale }: ChartInput): Markup {
  const { active } = forecast.series;
  const words = campaignWords[campaign.vocabulary];
  const marks = goalMarks(campaign, forecast);
  const highest = Math.max(1, ...active.p95, ...marks.filter(({ high }) => high).map(({ target }) => target)) * 1.08;
  const frame = frameFor(forecast.dates, highest);
  const days = sampled(forecast, MOST_POINTS);
  const points = (key: keyof Quantiles) =>
    days.map((day): Point => [frame.x(forecast.dates[day]!), frame.y(active[key][day]!)]);
  const last = at(active, forecast.dates.length - 1);
  const labels = (['p95', 'p75', 'p50', 'p25', 'p05'] as const).map((key) => ({
    at: frame.y(last[key]),
    strong: numbers.whole(last[key]),
    text: text.edges[key],
  }));
  const inside = markup`<path class="nine" d="${trusted(area(points('p95'), points('p05')))}"/><path class="half" d="${trusted(area(points('p75'), points('p25')))}"/><path class="median" d="${trusted(line(points('p50')))}"/>${edgeLabels(frame, labels)}${marks.map((mark) => drawGoal(mark, frame))}`;
  const date = numbers.date(forecast.dates.at(-1)!);
  return chart(
    'forecast-chart',
    text.forecastTitle(words),
    text.forecastDescription(numbers.whole(last.p50), numbers.whole(last.p05), numbers.whole(last.p95), date),
    {
      campaign,
      frame,
      highest,
      learners: forecast.learners,
      unit: words.people,
      share: text.share,
      numbers,
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
  const goals = new Map(campaign.goals.map((goal) => [goal.id, goal]));
  const [from, until] = [dayOf(forecast.dates[0]!), dayOf(forecast.dates.at(-1)!)];
  const marks: GoalMark[] = [];
  for (const [index, { id, name, date, target }] of forecast.goals.entries()) {
    if (dayOf(date) < from || dayOf(date) > until || index >= MOST_MARKS) continue;
    const planned = goals.get(id);
    const high = planned?.metric === 'active' && planned.segments.length === 0;
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
    ? markup`<path class="pole" d="M${x} ${y + 9}V${frame.bottom}"/><path class="goal" d="M${x} ${y - 10}L${x + 10} ${y}L${x} ${y + 10}L${x - 10} ${y}z"/>`
    : markup`<path class="pole" d="M${x} ${y}V${frame.bottom}"/><path class="goal" d="M${x - 1} ${y - 9}h${width}l-4 9 4 9h-${width}z"/>`;
  return markup`<g><title>${names.map((name, index) => markup`${index > 0 && ' · '}${isolated(name)}`)}</title>${mark}<text class="on-goal" x="${high ? x : x + width / 2 - 2.5}" y="${y + 3.5}">${label}</text></g>`;
}

/** From the bottom up: those in active use first, then those on their way, then those who left. */
export const STAGES = [
  'champion',
  'habitual',
  'using',
  'tried',
  'aware',
  'unaware',
  'lapsed',
  'optedOut',
] as const satisfies Exclude<(typeof SERIES)[number], 'active'>[];

/** Everybody, by stage: mean numbers, stacked. */
export function stageChart({ campaign, forecast, numbers, locale }: ChartInput): Markup {
  const words = campaignWords[campaign.vocabulary];
  const highest = Math.max(1, forecast.learners);
  const frame = frameFor(forecast.dates, highest);
  const days = sampled(forecast, MOST_POINTS);
  let below = days.map(() => 0);
  const layers = STAGES.map((stage) => {
    const above = below.map((sum, index) => sum + (forecast.series[stage].mean[days[index]!] ?? 0));
    const point = (sum: number, index: number): Point => [frame.x(forecast.dates[days[index]!]!), frame.y(sum)];
    const shape = area(above.map(point), below.map(point));
    const middle = ((above.at(-1) ?? 0) + (below.at(-1) ?? 0)) / 2;
    below = above;
    return { stage, shape, middle, last: forecast.series[stage].mean.at(-1) ?? 0 };
  });
  const labels = layers
    .filter(({ last }) => Math.round(last) > 0)
    .map(({ stage, middle, last }) => ({
      at: frame.y(middle),
      strong: numbers.whole(last),
      text: words.stage[stage],
    }));
  const date = numbers.date(forecast.dates.at(-1)!);
  const parts = layers.map(({ stage, last }) => `${words.stage[stage]} ${numbers.whole(last)}`).join(', ');
  return chart(
    'stage-chart',
    text.stagesTitle(words),
    text.stagesDescription(parts, date),
    {
      campaign,
      frame,
      highest,
      learners: forecast.learners,
      unit: words.people,
      share: text.share,
      numbers,
      locale,
    },
    markup`${layers.map(({ stage, shape }) => markup`<path class="stage stage-${stage}" d="${trusted(shape)}"/>`)}${edgeLabels(frame, labels)}`,
  );
}
