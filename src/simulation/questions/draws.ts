import { CHANNELS } from '#campaign/document.ts';
import { PARAMETERS } from '#campaign/parameters.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import type { Plan } from '../plan/plan.ts';
import { CAMPAIGN_DEVIATE, TACTIC_DEVIATES } from '../plan/values.ts';

/** Something that a run takes for true by a single draw: a parameter, the strength of a tactic, or how the campaign turns out. */
export interface Draw {
  kind: 'parameter' | 'tactic' | 'campaign';
  /** Of the parameter or the tactic; else the kind. */
  id: string;
  /** Its deviate, by the indices of `valuesAt`. */
  deviate: number;
}

/** Every single draw that can play a part in a plan: the campaign, then parameters and tactics. The days have draws of their own. */
export function drawsIn(plan: Plan): Draw[] {
  const parameters = PARAMETERS.flatMap(({ id }, deviate): Draw[] =>
    isUncertain(plan, deviate) && isInUse(plan, id) ? [{ kind: 'parameter', id, deviate }] : [],
  );
  const { below, above } = plan.strengths;
  const tactics = tacticsIn(plan)
    .filter((place) => below[place]! > 0 || above[place]! > 0)
    .map((place): Draw => ({ kind: 'tactic', id: TACTICS[place]!.id, deviate: TACTIC_DEVIATES + place }));
  return [{ kind: 'campaign', id: 'campaign', deviate: CAMPAIGN_DEVIATE }, ...parameters, ...tactics];
}

/** Whether a parameter, by its place, is drawn in any set. */
function isUncertain({ parameters: { below, above } }: Plan, index: number): boolean {
  for (let at = index; at < below.length; at += PARAMETERS.length) if (below[at]! > 0 || above[at]! > 0) return true;
  return false;
}

/** Whether a parameter can do anything: those of channels that carry no message cannot, nor those of messages that suit everybody. */
function isInUse({ exposures }: Plan, id: string): boolean {
  if (id.startsWith('reach.'))
    return exposures.some(({ channels }) =>
      channels.some(({ kinds }) => kinds.some(({ isForeign, away }) => isForeign || away)),
    );
  const channel = /^channels\.(\w+)\./.exec(id)?.[1];
  if (channel === undefined) return true;
  const index = CHANNELS.indexOf(channel as (typeof CHANNELS)[number]);
  return exposures.some(({ channels }) => channels.some((pushes) => pushes.channel === index));
}

/** Places in the catalogue of the tactics that a plan uses. */
function tacticsIn({ exposures, conditions }: Plan): number[] {
  const messages = exposures.flatMap(({ channels }) => channels.flatMap(({ kinds }) => kinds));
  const presences = conditions.flatMap((condition) => condition.presences);
  return [...new Set([...messages, ...presences].map(({ tactic }) => tactic))].filter((place) => place >= 0);
}
