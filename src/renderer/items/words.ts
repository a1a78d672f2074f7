import type { Span } from '#campaign/calendar.ts';
import type { Campaign, ContextEvent, Goal } from '#campaign/document.ts';
import { meantBy } from '#campaign/reach.ts';
import { learnersInAll } from '#campaign/rolling.ts';
import type { DayFormat } from '#language/formats.ts';
import { ownDayInWords, ownDaysInWords } from '#language/ownDays.ts';
import { formatDate, formats, formatShare, formatSpan } from '../locale.ts';
import { facts, t } from '../text/text.ts';
import type { PlacedKind } from './place.ts';

/** Goals and events as people say them. */

// The list stands in an English sentence.
const lists = new Intl.ListFormat('en-GB');
const list = (names: string[]) => lists.format(names);

/** So many segments are named; of more, only how many there are. */
const NAMED = 3;

/** The segments by name, or null where everyone is meant. */
function segmentsIn(campaign: Campaign, ids: readonly string[]): string | null {
  if (ids.length === 0) return null;
  const names = meantBy(ids, campaign.segments).map(({ name }) => name);
  return names.length > NAMED ? t('audience.segmentsCount', { count: names.length }) : list(names);
}

/** When a goal is judged: on a date, or on a day of everyone's own. */
export const goalDay = (campaign: Campaign, date: string): string =>
  ownDayInWords(campaign, date, formats) ?? formatDate(date);

/** “day 10”, “days 10 to 16”: of a rolling plan, when something is by everyone's own days. Null elsewhere, and of events, which are on the same date for all. */
export const ownDays = (campaign: Campaign, span: Span, kind: PlacedKind = 'touchpoint'): string | null =>
  kind === 'event' ? null : ownDaysInWords(campaign, span, formats);

/** “day 10 · Thu 21 Jan”: the days of everyone's own, where the plan rolls, and the dates of who starts first. */
export const daysInWords = (campaign: Campaign, span: Span, format?: DayFormat, kind?: PlacedKind): string =>
  facts(ownDays(campaign, span, kind), formatSpan(span, format));

/** “60% of Sales are in active use by 26 Mar 2027”. */
export function goalSentence(campaign: Campaign, { metric, target, unit, date, segments }: Goal): string {
  // A share is of many, whatever its size.
  const count = unit === 'share' ? 2 : Math.round(target);
  const amount = unit === 'share' ? formatShare(target) : t('goals.learners', { count });
  const among = segmentsIn(campaign, segments);
  const who =
    unit === 'share'
      ? t('goals.of', { target: amount, segments: among ?? t('goals.everyone') })
      : among
        ? t('goals.among', { target: amount, segments: among })
        : amount;
  return t('goals.sentence', {
    target: who,
    metric: t(`goals.metric.${metric}`, { count }),
    date: goalDay(campaign, date),
  });
}

/** “8 – 10 Feb 2027: messages do 50% less, pull does 40% less, for Sales”. */
export function eventSentence(campaign: Campaign, event: ContextEvent): string {
  const among = segmentsIn(campaign, event.segments);
  const effects = effectWords(event);
  return `${formatSpan(event)}: ${among ? `${effects}, ${t('goals.for', { segments: among })}` : effects}`;
}

/** What the factors of an event mean: 1.2 is “20% more”, .8 is “20% less”. */
export function effectWords({ pushFactor, pullFactor }: Pick<ContextEvent, 'pushFactor' | 'pullFactor'>): string {
  const words = [
    ...(pushFactor === 1
      ? []
      : [t(pushFactor > 1 ? 'goals.pushMore' : 'goals.pushLess', { share: formatShare(Math.abs(pushFactor - 1)) })]),
    ...(pullFactor === 1
      ? []
      : [t(pullFactor > 1 ? 'goals.pullMore' : 'goals.pullLess', { share: formatShare(Math.abs(pullFactor - 1)) })]),
  ];
  return words.length ? words.join(', ') : t('goals.noEffect');
}

/** The learners that a goal counts among. */
export function learnersMeant(campaign: Campaign, meant: readonly string[]): number {
  return learnersInAll({ ...campaign, segments: meantBy(meant, campaign.segments) });
}
