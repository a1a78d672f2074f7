import { allAtWork } from '#campaign/atWork.ts';
import { dayOf, lastDateOf, overlaps, rangeOf, weekdayOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { hasOwnDays } from '#campaign/rolling.ts';
import { dayScale, type DayScale } from '#drawing/scales.ts';
import { runsOf } from '#drawing/ticks.ts';
import { restIn } from '#campaign/workingDays.ts';
import { weekOf } from '#language/week.ts';
import { AXIS_SIZE, axisFor, type Axis } from './axis.ts';
import { decisionStrip, diamond, eventStrip, eventTints, flag, goalPoles, goalStrip, phaseStrip } from './bands.ts';
import { densityOf, drawLane, shape, wordsFor, type Words } from './cards.ts';
import type { Theme } from './theme.ts';
import { layOutLanes, type LaneLayout } from './lanes.ts';
import { measure, shorten } from './lettering.ts';
import { clean, isolated, markup, trusted, type Fragment, type Markup } from './markup.ts';
import { FONT_FAMILY, timelineStyle } from './style.ts';
import { timelineText as text } from './text.ts';

/** The whole plan as one picture: an SVG that needs nothing but itself. A rolling plan is drawn by the days of everyone's own, which are the same for all cohorts. */

export interface TimelineOptions {
  /** Width in pixels, 640 to 8,000. Without it, the length of the campaign decides. The height follows from the plan. */
  width?: number;
  /** Light where absent. */
  theme?: Theme;
  /** Language of dates and numbers, as a BCP 47 tag. en-GB where absent. */
  locale?: string;
  /** Id of the drawing, unique on the page it stands in. */
  id?: string;
  /** Whether the campaign's name stands above the picture. True where absent. */
  heading?: boolean;
}

const MARGIN = 24;
const GUTTER = 160;
const AXIS_ROW = 20;
const HEADING_SIZE = 21;
const ROOM_FOR_WEEKENDS = 5;
const LEAST_WIDTH = 640;
export const MOST_WIDTH = 8000;

function widthFor(days: number): number {
  return days <= 400 ? 1440 : days <= 800 ? 1800 : 2400;
}

/** The picture as markup, to stand in a page or be rendered, with its size in pixels. Its size is bounded whatever the plan: crowded lanes show how much is under way instead of single cards. */
export function drawTimeline(
  given: Campaign,
  options: TimelineOptions = {},
): { picture: Markup; width: number; height: number } {
  const campaign = allAtWork(given);
  const { theme = 'light', locale = 'en-GB', id = 'timeline', heading = true } = options;
  const width = Math.round(Math.min(Math.max(options.width ?? widthFor(campaign.days), LEAST_WIDTH), MOST_WIDTH));
  const range = rangeOf(campaign);
  const scale = dayScale(range, MARGIN + GUTTER, width - MARGIN);
  const words = wordsFor(campaign, locale);
  const phases = phaseStrip(campaign, scale, words);
  const goals = goalStrip(campaign, scale, words);
  const decisions = decisionStrip(campaign, scale, words);
  const events = eventStrip(campaign, scale, words);
  const lanes = layOutLanes(campaign, scale);
  const ownFrom = hasOwnDays(campaign) ? dayOf(campaign.start) : undefined;

  const phasesTop = MARGIN + (heading ? 46 : 34);
  const axisTop = phasesTop + phases.height;
  const goalsTop = axisTop + 2 * AXIS_ROW;
  const decisionsTop = goalsTop + goals.height;
  const eventsTop = decisionsTop + decisions.height;
  const lanesTop = eventsTop + events.height;
  const tops = lanes.map((_, index) => lanes.slice(0, index).reduce((sum, { height }) => sum + height, lanesTop));
  const bottom = lanes.reduce((sum, { height }) => sum + height, lanesTop);
  const outside = campaign.touchpoints.filter((touchpoint) => !overlaps(rangeOf(touchpoint), range)).length;
  const height = Math.ceil(bottom + MARGIN + (outside > 0 ? 18 : 0));

  const named = (name: string, leftOut: number, y: number, tall: number) =>
    tall > 0 &&
    markup`
      <text class="lane-name" x="${MARGIN}" y="${y + 17}">${name}</text>
      ${
        leftOut > 0 &&
        markup`
        <text class="small" x="${MARGIN}" y="${y + 31}">${text.more(words.formats.number(leftOut))}</text>
      `
      }<path class="row" d="M${MARGIN} ${y}H${scale.right}"/>
    `;
  const { picture: key, left: keyLeft } = legend(campaign, scale, words);
  // From the back to the front.
  const layers: Fragment[] = [
    markup`<rect class="paper" width="${width}" height="${height}"/>`,
    heading && headed(campaign, keyLeft, words),
    key,
    backdrop(axisFor(scale, locale, ownFrom), shadeFor(campaign, locale), scale, { top: axisTop, lanesTop, bottom }),
    ownFrom !== undefined && axisNames(axisTop),
    eventTints(campaign, scale, lanesTop, bottom),
    goalPoles(campaign, scale, goalsTop, bottom),
    named(text.phases, phases.leftOut, phasesTop, phases.height),
    phases.draw(phasesTop),
    named(text.goals, goals.leftOut, goalsTop, goals.height),
    goals.draw(goalsTop),
    named(text.decisions, decisions.leftOut, decisionsTop, decisions.height),
    decisions.draw(decisionsTop),
    named(text.events, events.leftOut, eventsTop, events.height),
    events.draw(eventsTop),
    ...lanes.flatMap((lane, index) => [
      laneHead(lane, tops[index]!, scale, words),
      drawLane(lane, tops[index]!, scale, words),
    ]),
    markup`<path class="row" d="M${MARGIN} ${bottom}H${scale.right}"/>`,
    campaign.touchpoints.length === 0 &&
      markup`<text class="label" x="${scale.left + 12}" y="${lanesTop + 25}">${text.empty}</text>`,
    outside > 0 &&
      markup`<text class="small" x="${MARGIN}" y="${bottom + 22}">${text.outside(outside, words.formats.number(outside))}</text>`,
  ];
  const picture = markup`
    <svg xmlns="http://www.w3.org/2000/svg" id="${id}" width="${width}" height="${height}"
      viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-description"
      font-family="${FONT_FAMILY}"><title id="${id}-title">${text.title(clean(campaign.name))}</title>
    <desc id="${id}-description">${described(campaign, words)}</desc>
    <style>${trusted(timelineStyle(id, theme))}</style>${layers}</svg>
  `;
  return { picture, width, height };
}

function described(campaign: Campaign, words: Words): string {
  const count = (direction: 'push' | 'pull') =>
    words.formats.number(campaign.touchpoints.filter((touchpoint) => touchpoint.direction === direction).length);
  const [from, until] = [words.formats.date(campaign.start), words.formats.date(lastDateOf(campaign))];
  const told = text.description(from, until, count('push'), count('pull'), words.formats.number(campaign.lanes.length));
  return hasOwnDays(campaign) ? `${told} ${text.byOwnDays}` : told;
}

/** The dates of the plan; of a rolling one, how long it is for everyone. */
const spanned = (campaign: Campaign, { formats }: Words): string =>
  hasOwnDays(campaign)
    ? text.ofFirstStarters(formats.span(campaign), formats.number(campaign.days))
    : formats.span(campaign);

/** The campaign's name and dates above the picture, up to where the legend begins. */
function headed(campaign: Campaign, until: number, words: Words): Markup {
  const name = shorten(campaign.name, until - MARGIN - 24, HEADING_SIZE);
  return markup`
    <text class="heading" x="${MARGIN}" y="${MARGIN + 20}">${isolated(name)}</text>
    <text class="small" x="${MARGIN}" y="${MARGIN + 37}">${spanned(campaign, words)}</text>
  `;
}

/** What both lines of the axis of a rolling plan are. */
const axisNames = (top: number): Markup => markup`
  <text class="small" x="${MARGIN}" y="${top + 14}">${text.firstStarters}</text>
  <text class="axis-upper" x="${MARGIN}" y="${top + AXIS_ROW + 14}">${text.ownDays}</text>
`;

type Shade = (day: number) => 'all' | 'some' | undefined;

/** Days off by the calendars of the segments, or else the weekend of the reader. */
function shadeFor(campaign: Campaign, locale: string): Shade {
  const restOn = restIn(campaign);
  const { weekend } = weekOf(locale);
  if (!restOn) return (day) => (weekend.includes(weekdayOf(day)) ? 'all' : undefined);
  return (day) => {
    const { resting, isForAll } = restOn(day);
    return isForAll ? 'all' : resting.length > 0 ? 'some' : undefined;
  };
}

/** Days off, the grid and the words of the axis. */
function backdrop(
  axis: Axis,
  shade: Shade,
  scale: DayScale,
  { top, lanesTop, bottom }: { top: number; lanesTop: number; bottom: number },
): Markup {
  const shaded = (who: 'all' | 'some') =>
    scale.day >= ROOM_FOR_WEEKENDS
      ? runsOf(scale.days, (day) => shade(day) === who).map(
          ({ from, until }) => markup`M${scale.x(from)} ${lanesTop}H${scale.x(until)}V${bottom}H${scale.x(from)}z`,
        )
      : [];
  const days = scale.day >= 18;
  const lines = (ticks: Axis['upper'], from: number) =>
    ticks.map(({ day }) => markup`M${scale.x(day)} ${from}V${bottom}`);
  const [all, some] = [shaded('all'), shaded('some')];
  const weekends = [
    all.length > 0 && markup`<path class="weekend" d="${all}"/>`,
    some.length > 0 && markup`<path class="weekend" opacity=".45" d="${some}"/>`,
  ];
  const grid = markup`<path class="grid" d="${lines(axis.lower, top + AXIS_ROW)}"/>`;
  const base = markup`M${MARGIN} ${top + 2 * AXIS_ROW}H${scale.right}`;
  const strong = markup`<path class="grid-strong" d="${lines(axis.upper, top)}${base}"/>`;
  const named = (ticks: Axis['upper'], kind: string, right: number, y: number) =>
    ticks.map(
      ({ day, label }) =>
        label !== '' && markup`<text class="${kind}" x="${scale.x(day) + right}" y="${y}">${label}</text>`,
    );
  const upper = named(axis.upper, 'axis-upper', 5, top + 14);
  const right = days ? scale.day / 2 : 4;
  const lower = named(axis.lower, days ? 'axis centre' : 'axis', right, top + AXIS_ROW + 14);
  return markup`${weekends}${grid}${strong}${upper}${lower}`;
}

function laneHead(layout: LaneLayout, top: number, scale: DayScale, words: Words): Markup {
  const { lane, touchpoints, mode } = layout;
  const counted = text.touchpoints(touchpoints.length, words.formats.number(touchpoints.length));
  const busiest = () => {
    const { bucket, push, pull } = densityOf(touchpoints, scale);
    return text.busiest(words.formats.number(Math.max(0, ...push.map((value, index) => value + pull[index]!))), bucket);
  };
  return markup`
    <g><title>${isolated(lane.name)} · ${counted}</title><path class="row" d="M${MARGIN} ${top}H${scale.right}"/>
    <text class="lane-name" x="${MARGIN}" y="${top + 19}">${isolated(shorten(lane.name, GUTTER - 16, 12.5))}</text>
    <text class="small" x="${MARGIN}" y="${top + 33}">${counted}</text>
    ${mode === 'density' && markup`<text class="small" x="${MARGIN}" y="${top + 46}">${busiest()}</text>`}</g>
  `;
}

/** What the shapes mean, at the top right. */
function legend(campaign: Campaign, scale: DayScale, words: Words): { picture: Markup; left: number } {
  const y = MARGIN + 6;
  const entries: { word: string; width: number; draw: (x: number) => Markup }[] = [
    { word: words.vocabulary.direction.push, width: 26, draw: (x) => shape('push', x, y, 26, 14) },
    { word: words.vocabulary.direction.pull, width: 26, draw: (x) => shape('pull', x, y, 26, 14) },
    ...(campaign.goals.length === 0
      ? []
      : [
          {
            word: text.goal,
            width: 12,
            draw: (x: number) => markup`${flag(x + 1, y + 1)}<path class="pole-top" d="M${x + 1} ${y + 1}v13"/>`,
          },
        ]),
    ...(campaign.decisions.length === 0
      ? []
      : [{ word: text.decision, width: 12, draw: (x: number) => diamond(x + 6, y) }]),
    ...(campaign.events.length === 0
      ? []
      : [
          {
            word: text.event,
            width: 16,
            draw: (x: number) =>
              markup`<rect class="event" x="${x}" y="${y}" width="16" height="14"/><path class="event-edge" d="M${x} ${y}v14"/>`,
          },
        ]),
    ...(scale.day >= ROOM_FOR_WEEKENDS
      ? [
          {
            word: text.weekend,
            width: 16,
            draw: (x: number) => markup`<rect class="phase" x="${x}" y="${y}" width="16" height="14"/>`,
          },
        ]
      : []),
  ];
  const widths = entries.map(({ word, width }) => width + 7 + measure(word, AXIS_SIZE) + 18);
  const start = scale.right - widths.reduce((sum, width) => sum + width, -18);
  const picture = markup`${entries.map(({ word, width, draw }, index) => {
    const x = start + widths.slice(0, index).reduce((sum, wide) => sum + wide, 0);
    return markup`${draw(x)}<text class="axis" x="${x + width + 7}" y="${y + 11}">${word}</text>`;
  })}`;
  return { picture, left: start };
}
