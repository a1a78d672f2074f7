import { formatDay, lastDateOf, dayOf } from '#campaign/calendar.ts';
import type { Touchpoint } from '#campaign/document.ts';
import { occurrencesOf, ruleDays, sendsOf, type Rule, type Send } from '#campaign/occurrences.ts';
import { rhythmOf } from '#language/rhythm.ts';
import { isNeverSent } from '#campaign/sending.ts';
import { dayFormats, formatDate, formatNumber, formats } from '../locale.ts';
import { facts, t } from '../text/text.ts';

/** A series and its sends in words; what counts sends is given the series at work (campaign/atWork.ts). */

/** “Every second Tuesday”, “The last Friday of each month”. */
export function oftenInWords(rule: Omit<Rule, 'days'>): string {
  const said = rhythmOf(rule, formats);
  return said ? t(`series.often.${said.words}`, said.values) : t(`cadence.${rule.cadence}`);
}

/** “Every second Tuesday, 6 times, until 23 Mar 2027”. */
export function ruleInWords(touchpoint: Touchpoint): string {
  const days = ruleDays(touchpoint);
  const until = formatDate(formatDay(days.at(-1) ?? dayOf(lastDateOf(touchpoint))), 'dated');
  return t('series.rule', { often: oftenInWords(touchpoint), count: days.length, until });
}

/** “5 sends · 1 skipped · 2 changed”, or that it is never sent. */
export function countInWords(touchpoint: Touchpoint): string {
  const changes = sendsOf(touchpoint).flatMap(({ exception }) => exception ?? []);
  const skipped = changes.filter((exception) => exception.skipped).length;
  const changed = changes.length - skipped;
  return facts(
    isNeverSent(touchpoint) ? t('series.never') : t('series.count', { count: occurrencesOf(touchpoint).length }),
    skipped > 0 && t('series.skippedCount', { count: formatNumber(skipped) }),
    changed > 0 && t('series.changedCount', { count: formatNumber(changed) }),
  );
}

/** What is otherwise about a send: “moved from Tue 26 Jan · own message”. */
export function aboutSend({ on, exception }: Send): string {
  if (!exception) return '';
  const { skipped, to, message, time } = exception;
  return facts(
    skipped && t('series.about.skipped'),
    to !== undefined && t('series.about.moved', { day: dayFormats.medium(on) }),
    time?.at !== undefined && t('series.about.time', { time: time.at }),
    message && t('series.about.message'),
  );
}

/** “3 · Tue 26 Jan · skipped”: a send in a list of choices. */
export const sendInWords = (send: Send): string =>
  facts(formatNumber(send.number), dayFormats.medium(send.day), aboutSend(send));

/** “Send 3 of 6, Tuesday, 26 January 2027: skipped”. */
export function spokenSend(send: Send, count: number): string {
  const spoken = t('series.spoken', {
    number: formatNumber(send.number),
    count: formatNumber(count),
    day: dayFormats.full(send.day),
  });
  const about = aboutSend(send);
  return about === '' ? spoken : t('series.spokenAbout', { send: spoken, about });
}
