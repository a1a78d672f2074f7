import type { Campaign, ContextEvent, Goal } from '#campaign/document.ts';
import { learnersIn, meantBy } from '#campaign/reach.ts';
import { isEstimate, type Change, type Forecast } from '../forecast/change.ts';
import { formatDate, formatChance, formatShare, formatSpan, signed } from '../locale.ts';
import { t } from '../text/text.ts';

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
  return t('goals.sentence', { target: who, metric: t(`goals.metric.${metric}`, { count }), date: formatDate(date) });
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

/** “69%”, or “≈ 69%” where it is an estimate that runs will replace: the same in every place. */
export function chanceText(probability: number, forecast: Pick<Forecast, 'runs'>): string {
  const chance = formatChance(probability);
  return isEstimate(forecast) ? t('goals.about', { chance }) : chance;
}

/** “69% → 72%”, where the two figures differ. */
export function movedText(change: Change): string | null {
  if (change.kind !== 'estimate' && change.kind !== 'told') return null;
  const [before, now] = [formatChance(change.earlier), formatChance(change.now)];
  if (before === now) return null;
  const moved = t('inspector.moved', { before, now });
  return change.kind === 'estimate' ? t('goals.about', { chance: moved }) : moved;
}

/** What may be said of the change, in words or points. */
export function toldText(change: Change): string | null {
  if (change.kind === 'estimate') return t('inspector.estimate');
  if (change.kind === 'waiting') return t('inspector.comparing');
  if (change.kind === 'same') return t('inspector.noDifference');
  return change.kind === 'told' ? pointsText(change) : null;
}

/** “+3 (+1 to +5)”: points by which a chance has moved, as its two figures show it, and what the runs leave open. */
function pointsText({ earlier, now, low, high }: { earlier: number; now: number; low: number; high: number }): string {
  const whole = (share: number) => Math.round(share * 100);
  return t('goals.points', {
    points: signed(whole(now) - whole(earlier)),
    low: signed(low * 100, digitsFor(low)),
    high: signed(high * 100, digitsFor(high)),
  });
}

/** An end of an interval that is told is never nothing, so it is not written as if it were. */
const digitsFor = (share: number) => (Math.abs(share) < 0.005 ? 1 : 0);

/** The learners that a goal counts among. */
export function learnersMeant({ segments }: Campaign, meant: readonly string[]): number {
  return learnersIn(meantBy(meant, segments));
}
