import { PARAMETERS, placeOfParameter } from '#campaign/parameters.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { exp, normalQuantile } from '../numbers/mathematics.ts';
import { EDGE } from '../numbers/layouts.ts';
import { counterOf, keyOf, threefry, uniform } from '../numbers/random.ts';
import { clamp, scaleOf, type Distributions } from './assumptions.ts';
import { FAVOURS } from './correlation.ts';
import type { Plan } from './plan.ts';

/**
 * What one run takes for true, as one list of numbers: the parameters, set after set; how this campaign turns out, as a factor; the strength of every
 * tactic of the catalogue; and a factor for every day. All but the parameters are 1 at their medians.
 */

const COUNT = PARAMETERS.length;
const KEYS = [...PARAMETERS.map(({ id }) => id), 'campaign', ...TACTICS.map(({ id }) => `tactic ${id}`)].map(keyOf);
const DAY_KEY = keyOf('day');
const SHARED_KEY = keyOf('shared');
const SPREAD_OF_CAMPAIGNS = placeOfParameter('variation.campaign')!;
const SPREAD_OF_DAYS = placeOfParameter('variation.day')!;
/** Deviates that are not the parameters': how the campaign turns out, then the strength of each tactic, then each day's. */
export const CAMPAIGN_DEVIATE = COUNT;
export const TACTIC_DEVIATES = COUNT + 1;
export const DAY_DEVIATES = TACTIC_DEVIATES + TACTICS.length;

/** Where in the values of a run of this plan they stand. */
export function placesIn({ parameters }: Plan): { sets: number; campaign: number; strengths: number; days: number } {
  const campaign = parameters.centre.length;
  return { sets: campaign / COUNT, campaign, strengths: campaign + 1, days: campaign + 1 + TACTICS.length };
}

/** The medians of all parameters, set after set, in a usual campaign. */
export function medianValues(plan: Plan): Float64Array {
  return valuesAt(plan, () => 0);
}

/**
 * What one run takes for true, drawn by seed and run. How the campaign and its days turn out can be taken from another run, and all of it be turned to the
 * opposite side of the medians.
 */
export function sampleValues(plan: Plan, seed: number, run: number, turnsOutAs = run, side: 1 | -1 = 1): Float64Array {
  const deviate = deviatesOf(plan, seed, run, turnsOutAs);
  return valuesAt(plan, (index) => side * deviate(index));
}

/** The standard normal deviates that one run draws, by the indices of `valuesAt`. */
export function deviatesOf(plan: Plan, seed: number, run: number, turnsOutAs = run): (index: number) => number {
  const words = new Int32Array(2);
  const shared = sharedBy(plan, seed, run);
  return (index) => {
    const from = index === CAMPAIGN_DEVIATE || index >= DAY_DEVIATES ? turnsOutAs : run;
    const key = index < DAY_DEVIATES ? KEYS[index]! : DAY_KEY;
    const day = index < DAY_DEVIATES ? 0 : plan.firstDay + index - DAY_DEVIATES;
    threefry(seed, from, key, counterOf(day, 255, EDGE.parameter), words);
    return shared(index, normalQuantile(uniform(words)));
  };
}

/** What becomes of the deviates of a run whose parameters hang together by one factor; where they do not, they stay as they are. */
function sharedBy({ correlation }: Plan, seed: number, run: number): (index: number, own: number) => number {
  if (correlation === 0) return (_, own) => own;
  const words = new Int32Array(2);
  threefry(seed, run, SHARED_KEY, counterOf(0, 255, EDGE.parameter), words);
  const common = Math.sqrt(correlation) * normalQuantile(uniform(words));
  const alone = Math.sqrt(1 - correlation);
  return (index, own) => {
    const favours = FAVOURS[index] ?? 0;
    return favours === 0 ? own : favours * common + alone * own;
  };
}

/**
 * The values at the given standard normal deviate of each: by its index in PARAMETERS, or from CAMPAIGN_DEVIATE, TACTIC_DEVIATES and DAY_DEVIATES on.
 * One deviate holds in all sets, so that a segment's own assumption moves with everyone's.
 */
export function valuesAt(plan: Plan, deviate: (index: number) => number): Float64Array {
  const { centre, below, above } = plan.parameters;
  const { campaign, strengths, days } = placesIn(plan);
  const values = new Float64Array(days + plan.days);
  values.set(centre);
  for (let index = 0; index < COUNT; index++) {
    if (isCertain(plan.parameters, index)) continue;
    const z = deviate(index);
    if (z === 0) continue;
    const { transform, range } = PARAMETERS[index]!;
    const { to, from } = scaleOf[transform];
    for (let at = index; at < centre.length; at += COUNT) {
      const spread = z < 0 ? below[at]! : above[at]!;
      if (spread > 0) values[at] = clamp(from(to(centre[at]!) + z * spread), range);
    }
  }
  values[campaign] = exp(values[SPREAD_OF_CAMPAIGNS]! * deviate(CAMPAIGN_DEVIATE));
  for (let tactic = 0; tactic < TACTICS.length; tactic++) {
    const z = deviate(TACTIC_DEVIATES + tactic);
    const spread = z < 0 ? plan.strengths.below[tactic]! : plan.strengths.above[tactic]!;
    values[strengths + tactic] = plan.strengths.centre[tactic]! + z * spread;
  }
  const spread = values[SPREAD_OF_DAYS]!;
  for (let day = 0; day < plan.days; day++)
    values[days + day] = spread === 0 ? 1 : exp(spread * deviate(DAY_DEVIATES + day));
  return values;
}

function isCertain({ below, above }: Distributions, index: number): boolean {
  for (let at = index; at < below.length; at += COUNT) if (below[at]! > 0 || above[at]! > 0) return false;
  return true;
}
