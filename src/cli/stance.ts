import type { Campaign } from '#campaign/document.ts';
import { SCEPTICAL_SHARE, type Stance } from '#campaign/stance.ts';
import { STANCE_WORDS } from '#language/stances.ts';
import { english } from '#language/formats.ts';

/** Whose word a simulation took for its assumptions, as the command line was asked and as it says so. */

export interface Assumed {
  as?: Stance | undefined;
  correlated?: true | undefined;
}

/** What stands in the answer beside its numbers: only what was asked for. */
export const assumedIn = ({ as, correlated }: { as?: Stance; correlated?: boolean }): Assumed => ({
  ...(as && { as }),
  ...(correlated && { correlated: true as const }),
});

/** The same in sentences; none for what is usual. */
export function stanceLines({ as, correlated }: Assumed, { assumptions }: Campaign): string[] {
  const share = english.share(SCEPTICAL_SHARE);
  const about = {
    published: `${STANCE_WORDS.published}: with the model's own numbers, and without the campaign's.`,
    sceptic: `${STANCE_WORDS.sceptic}: with the model's own numbers, and ${share} of what pull is said to do.`,
    measured:
      assumptions.length > 0
        ? `${STANCE_WORDS.measured}: with the campaign's own assumptions, ${english.number(assumptions.length)} of them.`
        : `${STANCE_WORDS.measured}: this campaign assumes nothing of its own, so it is the same as published.`,
  };
  return [
    ...(as ? [about[as]] : []),
    ...(correlated ? ['Assumptions hang together: the bands are wider than without.'] : []),
  ];
}
