import { sentOn } from './cap.ts';
import { waits, waysOf, type Way } from './decisions.ts';
import type { Campaign, Touchpoint } from './document.ts';

/**
 * The campaign as it is on one way, with nothing left to decide. What a full week holds back is decided here as well, while it can still be seen what
 * waited: so nothing that is sent before a date depends on what is decided on it.
 */
export function campaignOn(campaign: Campaign, way: Way): Campaign {
  if (campaign.decisions.length === 0) return campaign;
  const { contact, touchpoints, ...rest } = sentOn(campaign, way).campaign;
  return {
    ...rest,
    contact: contact.atCap === undefined ? contact : { ...contact, atCap: 'send' },
    decisions: [],
    touchpoints: touchpoints.map(decided),
  };
}

/** The campaign on every way that it can go; itself alone where nothing is decided. */
export const campaignsOnWays = (campaign: Campaign): Campaign[] =>
  campaign.decisions.length === 0 ? [campaign] : waysOf(campaign.decisions).map((way) => campaignOn(campaign, way));

const decided = (touchpoint: Touchpoint): Touchpoint => {
  if (!waits(touchpoint)) return touchpoint;
  const { thenOf: _then, otherwiseOf: _otherwise, ...rest } = touchpoint;
  return rest;
};
