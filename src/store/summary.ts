import type { Campaign } from '#campaign/document.ts';

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
    learners: campaign.segments.reduce((sum, segment) => sum + segment.size, 0),
    touchpoints: campaign.touchpoints.length,
    push_touchpoints: campaign.touchpoints.filter((touchpoint) => touchpoint.direction === 'push').length,
  };
}
