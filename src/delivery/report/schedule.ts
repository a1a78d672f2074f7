import { atWork } from '#campaign/atWork.ts';
import { asReallySent } from '#campaign/cap.ts';
import { isGoing, type Campaign, type Touchpoint } from '#campaign/document.ts';
import { occurrenceDays } from '#campaign/occurrences.ts';
import { hasOwnDays, ownDayOf } from '#campaign/rolling.ts';
import { isRepeated } from '#campaign/sending.ts';
import { sayLeftOut } from '#campaign/shelf.ts';
import type { Formats } from '#language/formats.ts';
import { waitingInShort } from '#language/decisionPoints.ts';
import { rhythmInWords } from '#language/rhythm.ts';
import { ownDaysInWords } from '#language/ownDays.ts';
import { capital, vocabularies, within, type Vocabulary } from '#language/vocabulary.ts';
import { isolated, markup, type Markup } from '../timeline/markup.ts';
import { table } from './tables.ts';
import { reportText as text } from './text.ts';

/** The schedule in the order of its dates, by month; that of a rolling plan by everyone's own days and weeks. */

/** Rows of the schedule; a longer one is for a spreadsheet. */
export const MOST_SCHEDULE_ROWS = 300;
const MOST_SEGMENTS = 3;

const byDate = (a: Touchpoint, b: Touchpoint) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0);

export function scheduleTable(campaign: Campaign, formats: Formats): Markup {
  const leftOut = sayLeftOut(campaign);
  const ideas = leftOut !== undefined && markup`<p class="note">${leftOut}</p>`;
  if (campaign.touchpoints.length === 0) return markup`<p class="note">${text.scheduleNone}</p>${ideas}`;
  const segments = new Map(campaign.segments.map(({ id, name }) => [id, name]));
  const heldOf = Map.groupBy(asReallySent(campaign).held, ({ touchpoint }) => touchpoint.id);
  const shown = campaign.touchpoints.toSorted(byDate).slice(0, MOST_SCHEDULE_ROWS);
  const partOf = hasOwnDays(campaign)
    ? ({ start }: Touchpoint) => text.weekOfOwn(formats.number(1 + Math.floor(ownDayOf(campaign, start) / 7)))
    : ({ start }: Touchpoint) => formats.date(`${start.slice(0, 7)}-01`, 'month');
  const parts = Map.groupBy(shown, partOf);
  const bodies = [...parts].map(
    ([part, touchpoints]) =>
      markup`
        <tbody><tr class="month"><th colspan="5" scope="rowgroup">${part}</th></tr>
        ${touchpoints.map((touchpoint) => row(touchpoint, heldOf.get(touchpoint.id)?.length ?? 0, campaign, segments, formats))}</tbody>
      `,
  );
  const left = campaign.touchpoints.length - shown.length;
  const columns = [
    hasOwnDays(campaign) ? text.ownDay : text.date,
    text.name,
    text.direction,
    text.audience,
    text.channel,
  ].map((head) => ({ head }));
  const more =
    left > 0 &&
    markup`<p class="note">${text.scheduleMore(left, formats.number(left), formats.number(campaign.touchpoints.length))}</p>`;
  return markup`${table(text.schedule, columns, bodies)}${more}${ideas}`;
}

function row(
  touchpoint: Touchpoint,
  held: number,
  campaign: Campaign,
  segments: ReadonlyMap<string, string>,
  formats: Formats,
): Markup {
  const words = vocabularies[campaign.vocabulary];
  const { name, direction, channel, days } = touchpoint;
  const count = occurrenceDays(atWork(campaign, touchpoint)).length;
  const isSeries = days > 1 && isRepeated(touchpoint);
  const often = isSeries
    ? `${within(rhythmInWords(touchpoint, words, formats))}, ${text.sends(count, formats.number(count))}`
    : '';
  const heldBack = held > 0 && text.heldBack(held, formats.number(held));
  const waiting = waitingInShort(campaign, touchpoint);
  const remark = [often, heldBack, waiting, !isGoing(touchpoint) && text.cancelled].filter(Boolean).join(', ');
  const own = ownDaysInWords(campaign, touchpoint, formats);
  return markup`
    <tr><td class="date">${own === null ? formats.span(touchpoint) : capital(own)}</td><th scope="row">${isolated(name)}
    ${remark !== '' && markup` <span class="quiet">${remark}</span>`}</th><td>
    <span class="kind kind-${direction}">${words.direction[direction]}</span></td>
    <td>${audience(touchpoint, segments, formats, words)}</td><td>${words.channel[channel]}</td></tr>
  `;
}

function audience(
  touchpoint: Touchpoint,
  segments: ReadonlyMap<string, string>,
  formats: Formats,
  words: Vocabulary,
): Markup | string {
  const ids = touchpoint.segments;
  if (ids.length === 0) return words.everyone;
  const names = ids
    .slice(0, MOST_SEGMENTS)
    .map((id, index) => markup`${index > 0 && ', '}${isolated(segments.get(id) ?? id)}`);
  const rest = ids.length - names.length;
  return markup`${names}${rest > 0 && ` ${text.others(formats.number(rest))}`}`;
}
