import type { Campaign } from '#campaign/document.ts';
import type { ContactLoad } from '#contract/decision.ts';
import { contactLoadOf } from '#simulation/questions/contactLoad.ts';

/** How often each segment is contacted, and push against pull by phase. */
export const contactLoad = ({ campaign }: { campaign: Campaign }): ContactLoad => contactLoadOf(campaign);
