import { commandSchema } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { campaignFrom } from '#campaign/file.ts';
import { apply } from '#campaign/reducer.ts';
import { learnersInAll } from '#campaign/rolling.ts';

export const SUMMARY_COLUMNS = [
  'name',
  'vocabulary',
  'brand_name',
  'primary_colour',
  'accent_colour',
  'start',
  'days',
  'learners',
  'touchpoints',
  'push_touchpoints',
] as const;

/** The same as a query selects them, with the id and the last change. */
export const SUMMARY_SELECTION = `id, name, vocabulary, brand_name AS brandName, primary_colour AS primaryColour,
  accent_colour AS accentColour, start, days, learners, touchpoints, push_touchpoints AS pushTouchpoints, changed_at AS changedAt`;

/** The columns of a campaign's row that its document decides. */
export function summaryOf(campaign: Campaign): Record<(typeof SUMMARY_COLUMNS)[number], string | number> {
  return {
    name: campaign.name,
    vocabulary: campaign.vocabulary,
    brand_name: campaign.brand.name,
    primary_colour: campaign.brand.primaryColour,
    accent_colour: campaign.brand.accentColour,
    start: campaign.start,
    days: campaign.days,
    learners: learnersInAll(campaign),
    touchpoints: campaign.touchpoints.length,
    push_touchpoints: campaign.touchpoints.filter((touchpoint) => touchpoint.direction === 'push').length,
  };
}

/** The learners of a campaign as a snapshot and the commands since have it, in JSON both; null where they are damaged. */
export function learnersKept(snapshot: string, commands: string): number | null {
  try {
    const since = (JSON.parse(commands) as string[]).map((command) => commandSchema.parse(JSON.parse(command)));
    return learnersInAll(
      since.reduce((campaign, command) => apply(campaign, command).campaign, campaignFrom(JSON.parse(snapshot))),
    );
  } catch {
    // What is damaged is said when it is opened.
    return null;
  }
}
