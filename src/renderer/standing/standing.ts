import { create } from 'zustand';
import type { Counts, Standing } from '#contract/publish.ts';
import type { LedgerState } from '#contract/publishing.ts';
import { keepAsking, OF_PUBLISHING } from '../bridge/asking.ts';
import { call } from '../bridge/studio.ts';
import { t } from '../text/text.ts';

/** How what was approved of the open campaign stands: planned, out, failed. Kept up to date with whatever any publisher does. */

export const useStanding = create<{ standing: Standing | null; problem: string | null }>(() => ({
  standing: null,
  problem: null,
}));

/** Follows a campaign. Returns how to stop. */
export function followStanding(id: string): () => void {
  const stop = keepAsking(
    OF_PUBLISHING,
    () => call('publishing.standing', { id }),
    (standing) => useStanding.setState({ standing, problem: null }),
    (problem) => useStanding.setState({ problem }),
  );
  return () => {
    stop();
    useStanding.setState({ standing: null, problem: null });
  };
}

/** States that are shown of several messages, what somebody has to see to first. */
export const IN_ORDER = [
  'failed',
  'unknown',
  'claimed',
  'planned',
  'sent',
  'withdrawn',
] as const satisfies LedgerState[];
export type ShownState = (typeof IN_ORDER)[number];

/** What a touchpoint is marked with; undefined where nothing of it was ever approved. */
export function stateOf(standing: Standing | null, touchpoint: string): ShownState | undefined {
  const profiles = standing?.touchpoints[touchpoint];
  if (!profiles) return undefined;
  const all = Object.values(profiles);
  return IN_ORDER.find((state) => all.some((counts) => (counts[state] ?? 0) > 0));
}

/** What an edit does about messages in a state: of what is out, by what their target can. */
export function editOf(state: ShownState, targets: Standing['targets'], profile: string): string {
  if (state !== 'sent') return t(`publishing.edit.${state}`);
  return t(`publishing.change.${Object.hasOwn(targets, profile) ? targets[profile]! : 'removed'}`);
}

/** The states of some messages that there are, in order, each with its number. */
export const statesIn = (counts: Counts): { state: ShownState; count: number }[] =>
  IN_ORDER.flatMap((state) => {
    const count = counts[state] ?? 0;
    return count > 0 ? [{ state, count }] : [];
  });
