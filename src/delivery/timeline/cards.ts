import { rangeOf, type Span } from '#campaign/calendar.ts';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { occurrencesOf, ruleDays } from '#campaign/occurrences.ts';
import { isSent } from '#campaign/sending.ts';
import { waitingInShort } from '#language/decisionPoints.ts';
import { formatsFor, type Formats } from '#language/formats.ts';
import { ownDaysInWords } from '#language/ownDays.ts';
import { vocabularies, type Vocabulary } from '#language/vocabulary.ts';
import { underWay } from '#drawing/density.ts';
import type { DayScale } from '#drawing/scales.ts';
import { BAR, CARD, DENSITY_HEIGHT, type Card, type LaneLayout } from './lanes.ts';
import { isolated, markup, trusted, type Markup } from './markup.ts';

/** Drawing what is in a lane. Push points to the right and is solid; pull has round ends and is outlined: no colour is needed to tell. */

export interface Words {
  formats: Formats;
  vocabulary: Vocabulary;
  segments: ReadonlyMap<string, string>;
  /** The dates of something that is planned; in a rolling plan also the days of everyone's own. */
  when: (span: Span) => string;
  /** When a touchpoint happens that waits for decision points; empty of all others. */
  waiting: (touchpoint: Touchpoint) => string;
}

export const wordsFor = (campaign: Campaign, locale: string, formats = formatsFor(locale)): Words => ({
  formats,
  when: (span) => [ownDaysInWords(campaign, span, formats) ?? [], formats.span(span)].flat().join(' · '),
  vocabulary: vocabularies[campaign.vocabulary],
  segments: new Map(campaign.segments.map(({ id, name }) => [id, name])),
  waiting: (touchpoint) => waitingInShort(campaign, touchpoint),
});

/** One lane's touchpoints, from `top` down. */
export function drawLane(layout: LaneLayout, top: number, scale: DayScale, words: Words): Markup {
  if (layout.mode === 'density') return drawDensity(layout.touchpoints, top, scale);
  return markup`${layout.cards.map((card) => drawCard(card, layout.mode === 'cards', top, scale, words))}`;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** The outline of a card: pointed right for push, round ends for pull. */
export function shape(direction: Touchpoint['direction'], x: number, y: number, width: number, height: number): Markup {
  if (direction === 'pull') {
    return markup`<rect class="pull" x="${x}" y="${y}" width="${width}" height="${height}" rx="${Math.min(width, height) / 2}"/>`;
  }
  const point = Math.min(height / 2.6, width / 2);
  const [left, shoulder, right] = [round(x), round(x + width - point), round(x + width)];
  return markup`<path class="push" d="M${left} ${y}H${shoulder}L${right} ${y + height / 2}L${shoulder} ${y + height}H${left}z"/>`;
}

function drawCard(card: Card, withWords: boolean, top: number, scale: DayScale, words: Words): Markup {
  const measures = withWords ? CARD : BAR;
  const y = top + measures.padding + card.row * measures.pitch + (measures.pitch - measures.height) / 2;
  const { touchpoint, x, width } = card;
  const body = markup`
    ${shape(touchpoint.direction, x, y, width, measures.height)}
    ${words.waiting(touchpoint) !== '' && markup`<path class="waits" d="M${round(x)} ${y - 4}l4 4-4 4-4-4z"/>`}
  `;
  const title = markup`<title>${tooltip(touchpoint, words)}</title>`;
  if (!withWords) return markup`<g>${title}${body}</g>`;
  const place = { inside: x + 9, right: x + width + 5, left: x - 5 }[card.side];
  const kind = card.side === 'inside' ? `in-${touchpoint.direction}` : card.side === 'left' ? 'label end' : 'label';
  const label =
    card.label !== '' && markup`<text class="${kind}" x="${place}" y="${y + 14.5}">${isolated(card.label)}</text>`;
  return markup`<g>${title}${body}${sendings(touchpoint, scale, y + measures.height)}${label}</g>`;
}

const LEAST_BETWEEN_SENDINGS = 5;

/** Notches along the lower edge for the days on which a repeated message goes out, where they can be told apart. */
function sendings(touchpoint: Touchpoint, scale: DayScale, bottom: number): Markup | false {
  if (!isSent(touchpoint) || touchpoint.cadence === 'once' || touchpoint.cadence === 'daily') return false;
  const inView = (day: number) => day >= scale.days.from && day < scale.days.until;
  const [first, second] = ruleDays(touchpoint).filter(inView);
  if (first === undefined || second === undefined || (second - first) * scale.day < LEAST_BETWEEN_SENDINGS)
    return false;
  // A send that is moved or changed stands out by its height.
  const marks = occurrencesOf(touchpoint)
    .filter(({ day }) => inView(day))
    .map(
      ({ day, exception }) =>
        `M${round(scale.x(day) + Math.min(scale.day / 2, 8))} ${bottom - 1}v-${exception ? 7 : 3}`,
    )
    .join('');
  return markup`<path class="notch-${touchpoint.direction}" d="${trusted(marks)}"/>`;
}

function tooltip(touchpoint: Touchpoint, words: Words): Markup {
  const names = touchpoint.segments.slice(0, 4).map((id) => markup`${isolated(words.segments.get(id) ?? id)}`);
  const audience =
    names.length === 0 ? words.vocabulary.everyone : names.flatMap((name, at) => (at === 0 ? [name] : [', ', name]));
  const { direction, channel } = words.vocabulary;
  const what = markup`${direction[touchpoint.direction]} · ${channel[touchpoint.channel]}`;
  const waiting = words.waiting(touchpoint);
  const when = waiting !== '' && markup` · ${waiting}`;
  return markup`${isolated(touchpoint.name)} · ${what} · ${words.when(touchpoint)} · ${audience}${when}`;
}

const LEAST_BUCKET = 5;

/** The days one bar of density stands for, so that bars stay wide enough to see. */
export function bucketDays(scale: DayScale): number {
  return [1, 7, 14, 28, 91].find((days) => days * scale.day >= LEAST_BUCKET) ?? 365;
}

export interface Density {
  bucket: number;
  push: number[];
  pull: number[];
}

/** How many touchpoints are under way in each bucket of days, by direction. */
export function densityOf(touchpoints: readonly Touchpoint[], scale: DayScale): Density {
  const bucket = bucketDays(scale);
  const under = (direction: Touchpoint['direction']) =>
    underWay(touchpoints.filter((touchpoint) => touchpoint.direction === direction).map(rangeOf), scale.days, bucket);
  return { bucket, push: under('push'), pull: under('pull') };
}

/** Bars from a middle line: push upwards, pull downwards. */
function drawDensity(touchpoints: readonly Touchpoint[], top: number, scale: DayScale): Markup {
  const { bucket, push, pull } = densityOf(touchpoints, scale);
  const most = Math.max(1, ...push, ...pull);
  const middle = top + DENSITY_HEIGHT / 2;
  const tall = DENSITY_HEIGHT / 2 - 5;
  const bars = (counts: number[], sign: 1 | -1) =>
    counts
      .map((value, index) => {
        if (value === 0) return '';
        const x = scale.x(scale.days.from + index * bucket);
        const width = Math.max(scale.x(scale.days.from + (index + 1) * bucket) - x - 1, 1);
        const height = round(sign * Math.max((value / most) * tall, 1.5));
        return `M${round(x + 0.5)} ${round(middle + sign)}h${round(width)}v${height}h${-round(width)}z`;
      })
      .join('');
  return markup`
    <path class="bars-push" d="${trusted(bars(push, -1))}"/><path class="bars-pull" d="${trusted(bars(pull, 1))}"/>
    <path class="middle" d="M${scale.left} ${middle}H${scale.right}"/>
  `;
}
