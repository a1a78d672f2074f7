import { atWork } from '#campaign/atWork.ts';
import type { Span } from '#campaign/calendar.ts';
import { waits } from '#campaign/decisions.ts';
import { isGoing, type Campaign, type Touchpoint } from '#campaign/document.ts';
import { isLocked } from '#campaign/locked.ts';
import { occurrenceDays } from '#campaign/occurrences.ts';
import { isNeverSent, isRepeated } from '#campaign/sending.ts';
import { statusOf } from '#campaign/status.ts';
import { formatDate, formatSpan, formatTime } from '../locale.ts';
import { ownDays } from './words.ts';
import { partsOfRow, rowIdsOf, rowName } from '../rows/grouping.ts';
import { statusDay } from '../session/today.ts';
import { t } from '../text/text.ts';
import { minuteIn } from './hours.ts';
import { spanOf, type Place, type PlacedKind } from './place.ts';

/** How what stands in the plan is said to those who do not see it. */

const sendsIn = (touchpoint: Touchpoint): number => occurrenceDays(touchpoint).length;

const spokenSends = (series: Touchpoint, when: string): string =>
  isNeverSent(series)
    ? t('timeline.spoken.neverSent', { when })
    : t('timeline.spoken.series', { when, count: sendsIn(series) });

/** “Launch email, push, Email, Tuesday, 12 January 2027, lane Newsletter”: how a placed thing is said. */
export function spokenPlace(campaign: Campaign, place: Place): string {
  const span = spanOf(campaign, place);
  if (!span) return '';
  if (place.kind === 'touchpoint') return spokenTouchpoint(campaign, span as Touchpoint, place.row);
  return t(`timeline.spoken.${place.kind}`, { name: span.name, when: spokenDays(campaign, span, place.kind) });
}

/** Of a rolling plan the day of everyone's own goes before the date of who starts first. */
function spokenDays(campaign: Campaign, span: Span, kind: PlacedKind): string {
  const dates =
    span.days === 1
      ? formatDate(span.start, 'full')
      : t('timeline.spanSpoken', { span: formatSpan(span), count: span.days });
  const own = ownDays(campaign, span, kind);
  return own === null ? dates : t('timeline.spoken.ownDays', { days: own, when: dates });
}

/** The same of a touchpoint in one of its rows. */
export function spokenTouchpoint(
  campaign: Campaign,
  given: Touchpoint,
  row?: string,
  day = statusDay(campaign),
): string {
  const touchpoint = atWork(campaign, given);
  const minute = minuteIn(touchpoint);
  const span = spokenDays(campaign, touchpoint, 'touchpoint');
  const when = minute === undefined ? span : t('timeline.dayAt', { day: span, time: formatTime(minute) });
  const lane = campaign.lanes.find((candidate) => candidate.id === touchpoint.laneId)?.name ?? '';
  const status = statusOf(touchpoint, day);
  const isSaid = status !== undefined && status !== 'cancelled';
  const plain = t(isGoing(touchpoint) ? 'timeline.spoken.touchpoint' : 'timeline.spoken.cancelled', {
    name: touchpoint.name,
    direction: t(`direction.${touchpoint.direction}`),
    channel: t(`channel.${touchpoint.channel}`),
    when: isRepeated(touchpoint) ? spokenSends(touchpoint, when) : when,
    lane,
  });
  const said = isSaid ? t('timeline.spoken.status', { spoken: plain, status: t(`status.${status}`) }) : plain;
  const held = waits(touchpoint) ? t('timeline.spoken.waiting', { spoken: said }) : said;
  const spoken = isLocked(touchpoint) ? t('timeline.spoken.locked', { spoken: held }) : held;
  const { grouping } = partsOfRow(row ?? '');
  // Lane and channel are said already.
  if (row === undefined || grouping === 'lane' || grouping === 'channel') return spoken;
  const rows = rowIdsOf(campaign, grouping, touchpoint);
  return t('timeline.spoken.inRow', {
    spoken,
    row: rowName(campaign, rows.find((id) => id === row) ?? rows[0]!),
  });
}
