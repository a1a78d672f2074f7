import { check as findings, type Finding } from '#campaign/checks/check.ts';
import type { Campaign } from '#campaign/document.ts';
import { sayDayIn } from '#language/formats.ts';

/** Findings by the craft's rules; without a locale, days are written in English. */
export const check = ({ campaign, locale }: { campaign: Campaign; locale?: string | undefined }): Finding[] =>
  findings(campaign, locale === undefined ? undefined : sayDayIn(locale));
