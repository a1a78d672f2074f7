import type { Span } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { t } from '../text/text.ts';
import { ownDays } from './words.ts';

/** Under fields with dates of a rolling plan: on which days of everyone's own these are. */
export function OwnDaysHint({ campaign, span }: { campaign: Campaign; span: Span }) {
  const days = ownDays(campaign, span);
  return days === null ? null : <p className="field-hint screen-field-wide">{t('inspector.ownDays', { days })}</p>;
}
