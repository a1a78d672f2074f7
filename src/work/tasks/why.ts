import type { Campaign } from '#campaign/document.ts';
import type { Why } from '#contract/why.ts';
import { whyOf, type WhyOptions } from '#simulation/questions/why.ts';

/** Why a day of the forecast stands where it does. */
export const why = ({ campaign, options }: { campaign: Campaign; options: WhyOptions }): Why =>
  whyOf(campaign, options);
