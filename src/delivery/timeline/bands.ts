import { dayOf, overlaps, rangeOf, type DayRange } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import type { DayScale } from '#drawing/scales.ts';
import type { Words } from './cards.ts';
import { measure, shorten } from './lettering.ts';
import { isolated, markup, type Markup } from './markup.ts';
import { packRows, type Extent } from '#drawing/pack.ts';
import { timelineText } from './text.ts';

/** The strips above the lanes: phases, goals and context events. Each knows its own height and how many it left out. */

export interface Strip {
  height: number;
  draw: (top: number) => Markup;
  leftOut: number;
}

const SIZE = 11.5;
const MOST_ROWS = 5;
const NOTHING: Strip = { height: 0, draw: () => markup``, leftOut: 0 };

/** Items placed in at most five rows; the rest are counted, not drawn. */
function strip<I>(
  items: readonly I[],
  extentOf: (item: I) => Extent,
  pitch: number,
  drawItem: (item: I, y: number) => Markup,
): Strip {
  if (items.length === 0) return NOTHING;
  const { rows, count } = packRows(items.map(extentOf), 6);
  const shown = items.map((item, index) => ({ item, row: rows[index]! })).filter(({ row }) => row < MOST_ROWS);
  return {
    height: Math.min(count, MOST_ROWS) * pitch + 8,
    draw: (top) => markup`${shown.map(({ item, row }) => drawItem(item, top + 4 + row * pitch))}`,
    leftOut: items.length - shown.length,
  };
}

const within = (range: DayRange, scale: DayScale) => overlaps(range, scale.days);
const sides = (range: DayRange, scale: DayScale) => ({
  x: scale.x(range.from),
  width: scale.x(range.until) - scale.x(range.from),
});

/** Phase bands; the line at the foot of each shows the share of push it aims for. */
export function phaseStrip(campaign: Campaign, scale: DayScale, words: Words): Strip {
  return strip(
    campaign.phases.filter((phase) => within(rangeOf(phase), scale)),
    (phase) => {
      const { x, width } = sides(rangeOf(phase), scale);
      // Neighbours that touch share a row: the gap of the packing is drawn inside the band.
      return { from: x, until: x + width - 6 };
    },
    34,
    (phase, y) => {
      const { x, width } = sides(rangeOf(phase), scale);
      const aim = timelineText.pushAim(words.formats.share(phase.pushAim));
      const name = shorten(phase.name, width - 18, 12);
      const nameWidth = measure(name, 12) * 1.06;
      const roomForAim = width - 26 - nameWidth >= measure(aim, 10.5);
      const inner = Math.max(width - 2, 1);
      return markup`
        <g><title>${isolated(phase.name)} · ${words.when(phase)} · ${aim}</title>
        <rect class="phase" x="${x + 1}" y="${y}" width="${inner}" height="30" rx="4"/>
        <rect class="aim-push" x="${x + 1}" y="${y + 26}" width="${inner * phase.pushAim}" height="4"/>
        <rect class="aim-pull" x="${x + 1 + inner * phase.pushAim}" y="${y + 26}"
          width="${inner * (1 - phase.pushAim)}" height="4"/>
        ${name !== '' && markup`<text class="phase-name" x="${x + 10}" y="${y + 17.5}">${isolated(name)}</text>`}
        ${roomForAim && markup`<text class="small" x="${x + 16 + nameWidth}" y="${y + 17.5}">${aim}</text>`}</g>
      `;
    },
  );
}

/** Goals as flags on their date. Their poles are drawn by `goalPoles`, through the lanes. */
export const goalStrip = (campaign: Campaign, scale: DayScale, words: Words): Strip =>
  dateStrip(campaign.goals, scale, words, (x, y) => markup`${flag(x, y)}<path class="pole-top" d="M${x} ${y}v16"/>`);

/** Decision points as diamonds on their date. */
export const decisionStrip = (campaign: Campaign, scale: DayScale, words: Words): Strip =>
  dateStrip(campaign.decisions, scale, words, diamond);

export const flag = (x: number, y: number): Markup => markup`<path class="flag" d="M${x} ${y}h10l-3 4.5 3 4.5h-10z"/>`;
export const diamond = (x: number, y: number): Markup => markup`<path class="flag" d="M${x} ${y + 1}l6 6-6 6-6-6z"/>`;

/** Things of a single day, each by its sign with the name beside. */
function dateStrip<T extends { name: string; date: string }>(
  all: readonly T[],
  scale: DayScale,
  words: Words,
  sign: (x: number, y: number) => Markup,
): Strip {
  const shown = all.filter(({ date }) => within({ from: dayOf(date), until: dayOf(date) + 1 }, scale));
  const placed = new Map(shown.map((item) => [item, beside(item.name, noon(item.date, scale), 12, scale)]));
  return strip(
    shown,
    (item) => placed.get(item)!.extent,
    19,
    (item, y) => {
      const { text, x, end } = placed.get(item)!;
      return markup`
        <g><title>${isolated(item.name)} · ${words.when({ start: item.date, days: 1 })}</title>${sign(noon(item.date, scale), y + 1)}
        <text class="${end ? 'label end' : 'label'}" x="${x}" y="${y + 10.5}">${isolated(text)}</text></g>
      `;
    },
  );
}

/** Context events as bands with their name inside or beside. */
export function eventStrip(campaign: Campaign, scale: DayScale, words: Words): Strip {
  const events = campaign.events.filter((event) => within(rangeOf(event), scale));
  const placed = new Map(
    events.map((event) => {
      const { x, width } = sides(rangeOf(event), scale);
      const inside = shorten(event.name, Math.max(width - 14, 0), SIZE);
      if (inside !== '' && !inside.endsWith('…')) {
        return [event, { text: inside, x: x + 7, end: false, extent: { from: x, until: x + width } }];
      }
      const label = beside(event.name, x + Math.max(width, 4), 5, scale);
      return [
        event,
        { ...label, extent: { from: Math.min(x, label.extent.from), until: Math.max(x + width, label.extent.until) } },
      ];
    }),
  );
  return strip(
    events,
    (event) => placed.get(event)!.extent,
    20,
    (event, y) => {
      const { x, width } = sides(rangeOf(event), scale);
      const label = placed.get(event)!;
      return markup`
        <g><title>${isolated(event.name)} · ${words.formats.span(event)}</title>
        <rect class="event" x="${x}" y="${y}" width="${Math.max(width, 4)}" height="17"/>
        <path class="event-edge" d="M${x} ${y}v17"/>
        <text class="${label.end ? 'label end' : 'label'}" x="${label.x}"
          y="${y + 12.5}">${isolated(label.text)}</text></g>
      `;
    },
  );
}

/** Lines and tints that goals and events send down through the lanes. */
export function goalPoles(campaign: Campaign, scale: DayScale, top: number, bottom: number): Markup {
  const dates = [...new Set(campaign.goals.map(({ date }) => date))].filter((date) =>
    within({ from: dayOf(date), until: dayOf(date) + 1 }, scale),
  );
  return markup`${dates.map((date) => markup`<path class="pole" d="M${noon(date, scale)} ${top}V${bottom}"/>`)}`;
}

export function eventTints(campaign: Campaign, scale: DayScale, top: number, bottom: number): Markup {
  const events = campaign.events.filter((event) => within(rangeOf(event), scale)).slice(0, 100);
  return markup`${events.map((event) => {
    const { x, width } = sides(rangeOf(event), scale);
    return markup`<rect class="event-tint" x="${x}" y="${top}" width="${Math.max(width, 1)}" height="${bottom - top}"/>`;
  })}`;
}

const noon = (iso: string, scale: DayScale) => scale.middle(dayOf(iso));

/** A label right of a point, or left of it where the picture ends. */
function beside(
  name: string,
  at: number,
  gap: number,
  scale: DayScale,
): { text: string; x: number; end: boolean; extent: Extent } {
  const text = shorten(name, 200, SIZE);
  const width = measure(text, SIZE);
  if (at + gap + width <= scale.right)
    return { text, x: at + gap, end: false, extent: { from: at - 2, until: at + gap + width } };
  return { text, x: at - 5, end: true, extent: { from: at - 5 - width, until: at + gap } };
}
