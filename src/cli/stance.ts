import type { Campaign } from '#campaign/document.ts';
import type { Stance } from '#campaign/stance.ts';
import { english } from '#language/formats.ts';
import { stanceInWords } from '#language/stances.ts';

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
export const stanceLines = ({ as, correlated }: Assumed, campaign: Campaign): string[] => [
  ...(as ? [stanceInWords(as, campaign, english)] : []),
  ...(correlated ? ['Assumptions hang together: the bands are wider than without.'] : []),
];
