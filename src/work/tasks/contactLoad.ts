import { contactLoadOf, type ContactLoad } from '#campaign/contactLoad.ts';
import type { Campaign } from '#campaign/document.ts';

/** How often each segment is contacted, and push against pull by phase. */
export const contactLoad = ({ campaign }: { campaign: Campaign }): ContactLoad => contactLoadOf(campaign);
