import type { Assumption, Campaign } from './document.ts';
import { strengthOf, type Tactic } from './tactic.ts';

/**
 * Whose word a forecast takes. _As published_: the model's own numbers, with their sources. _As a sceptic_: the same, but pull does half of what is said of
 * it. _As measured here_: with what the campaign assumes of its own, the usual way; where it assumes nothing, it is the first.
 */
export const STANCES = ['published', 'sceptic', 'measured'] as const;
export type Stance = (typeof STANCES)[number];

/** How everything is forecast unless somebody asks otherwise. */
export const USUAL_STANCE: Stance = 'measured';

/**
 * What a sceptic leaves of what pull is said to do: when 100 psychological studies and 21 from Nature and Science were done again, effects came out about
 * half as large (Open Science Collaboration 2015; Camerer and others 2018). That this holds for pull, and leaves as much doubt as before, is an assumption.
 */
export const SCEPTICAL_SHARE = 0.5;

/** The campaign's assumptions that count: its own, where it is taken at its word. */
export const assumptionsUnder = (stance: Stance, { assumptions }: Pick<Campaign, 'assumptions'>): Assumption[] =>
  stance === 'measured' ? assumptions : [];

/** The 5 %, 50 % and 95 % points of a tactic's strength. */
export function strengthUnder(
  stance: Stance,
  tactic: Pick<Tactic, 'strength' | 'direction'>,
): readonly [low: number, median: number, high: number] {
  const [low, high] = strengthOf(tactic);
  const less = stance === 'sceptic' && tactic.direction === 'pull' ? 1 - SCEPTICAL_SHARE : 0;
  return [low - less, 1 - less, high - less];
}
