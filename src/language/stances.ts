import type { Campaign } from '#campaign/document.ts';
import { SCEPTICAL_SHARE, type Stance } from '#campaign/stance.ts';
import type { Formats } from './formats.ts';

/** Whose word a forecast takes for its assumptions (campaign/stance.ts), in the window and on the command line. */
export const STANCE_WORDS = {
  published: 'As published',
  sceptic: 'As a sceptic',
  measured: 'As measured here',
} as const;

/** The same in a sentence, which says what it means for a campaign. */
export function stanceInWords(stance: Stance, { assumptions }: Campaign, formats: Formats): string {
  const means = {
    published: "with the model's own numbers, and without the campaign's",
    sceptic: `with the model's own numbers, and ${formats.share(SCEPTICAL_SHARE)} of what pull is said to do`,
    measured:
      assumptions.length > 0
        ? `with the campaign's own assumptions, ${formats.number(assumptions.length)} of them`
        : 'this campaign assumes nothing of its own, so it is the same as published',
  };
  return `${STANCE_WORDS[stance]}: ${means[stance]}.`;
}
