import { useMemo } from 'react';
import { create } from 'zustand';
import type { Campaign } from '#campaign/document.ts';
import { effectOf, type Effect } from '#campaign/telling.ts';
import type { MarginalContribution } from '#contract/decision.ts';
import { startJob, type Job } from '../bridge/job.ts';
import { call } from '../bridge/studio.ts';
import { useForecast } from '../forecast/forecastState.ts';
import { isEstimate } from '../forecast/change.ts';
import { isSettled, useSession } from '../session/session.ts';

/**
 * What the plan would lose without each touchpoint, worked out while the person rests and the forecast has its runs. It is told of the very plan
 * that it was worked out for, and forgotten with the next edit.
 */

interface EffectsState {
  /** The plan that the effects are about. */
  campaign: Campaign | null;
  effects: ReadonlyMap<string, MarginalContribution>;
}

const NONE: EffectsState = { campaign: null, effects: new Map() };
const useEffects = create<EffectsState>(() => NONE);

/** An assumption: a person who has stopped for so long is looking at the plan rather than editing it. */
const REST_MILLISECONDS = 1200;
/** Larger plans are asked about on the Decide screen: the work grows with the square of their touchpoints. */
const MOST_TOUCHPOINTS = 80;

let resting: ReturnType<typeof setTimeout> | undefined;
let job: Job<MarginalContribution[]> | null = null;

export type EffectSign = Exclude<Effect, 'helps'>;

/** The effects of touchpoints that are not known to help: they harm, or may add little. Asked once for all cards, which come and go by hundreds. */
export function useEffectSigns(): ReadonlyMap<string, EffectSign> {
  const effects = useEffects((state) => state.effects);
  return useMemo(
    () =>
      new Map(
        [...effects].flatMap(([id, found]) => {
          const effect = effectOf(found);
          return effect === 'helps' ? [] : [[id, effect] as const];
        }),
      ),
    [effects],
  );
}

/** What the plan would lose without a touchpoint, with its band; undefined where it is not known. */
export const useMarginalContribution = (id: string): MarginalContribution | undefined =>
  useEffects(({ effects }) => effects.get(id));

/** Follows the open campaign until the returned function is called. */
export function followEffects(): () => void {
  const look = () => {
    const { open } = useSession.getState();
    const { campaign } = useEffects.getState();
    if (campaign && open?.campaign !== campaign) useEffects.setState(NONE);
    if (!isWanted()) return stop();
    if (resting === undefined && job === null) resting = setTimeout(() => void ask(), REST_MILLISECONDS);
  };
  const unsubscribes = [useSession.subscribe(look), useForecast.subscribe(look)];
  look();
  return () => {
    for (const unsubscribe of unsubscribes) unsubscribe();
    stop();
    useEffects.setState(NONE);
  };
}

/** Whether the plan as shown is stored, has its runs, and nothing is known of its touchpoints yet. */
function isWanted(): boolean {
  const { open } = useSession.getState();
  const { forecast, progress } = useForecast.getState();
  if (!open || open.draft || !isSettled() || document.visibilityState === 'hidden') return false;
  if (!forecast || progress !== null || isEstimate(forecast)) return false;
  const count = open.campaign.touchpoints.length;
  return count > 0 && count <= MOST_TOUCHPOINTS && useEffects.getState().campaign !== open.campaign;
}

async function ask(): Promise<void> {
  resting = undefined;
  const { open } = useSession.getState();
  if (!open || !isWanted()) return;
  const { id, revision, campaign } = open;
  const mine = startJob((named) => call('decision.marginalContribution', { id, revision, job: named }));
  job = mine;
  // Where it cannot be worked out, nothing is said of this plan.
  const found = await mine.result.catch(() => []);
  if (job !== mine) return;
  job = null;
  if (useSession.getState().open?.campaign !== campaign) return;
  useEffects.setState({ campaign, effects: new Map(found.map((one) => [one.id, one])) });
}

function stop(): void {
  clearTimeout(resting);
  resting = undefined;
  job?.cancel();
  job = null;
}
