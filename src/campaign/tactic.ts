import type { Cadence, Channel, Direction } from './document.ts';

/** What a tactic is, and what it does to the model. The tactics themselves stand in tactics/. */

/**
 * The effect of a touchpoint on the model, by named parameters. Factors multiply (1 changes nothing), the others add (0 changes nothing).
 * A message acts on the days it is sent, through its channel; a presence acts on every day from its first to its last.
 */
export interface TacticEffect {
  /** Message: factor on the channel's chance of being noticed. 0 to 3. */
  reach?: number;
  /** Message: factor on the channel's chance of a click through to the learning. 0 to 3. */
  click?: number;
  /** Message: how much of one contact it costs in attention and fatigue. 0 (none) to 2; 1 by default. */
  contact?: number;
  /** Message: factor on the chance that people who lapsed come back. 0 to 5. */
  comeback?: number;
  /** Presence: added chance a day that an unaware learner hears of it. 0 to .2. */
  awareness?: number;
  /** Presence: added chance a day that an aware learner tries, before friction. 0 to .1. */
  pull?: number;
  /** Presence: steps taken away between hearing of it and using it. 0 to 10. */
  frictionRemoved?: number;
  /** Presence: factor on giving up after the first try. 0 to 1.5. */
  giveUp?: number;
  /** Presence: factor on how fast a habit grows. 0 to 3. */
  repetition?: number;
  /** Presence: factor on lapsing from active use. 0 to 1.5. */
  lapse?: number;
  /** Presence: factor on what peers bring about. 0 to 3. */
  peers?: number;
  /** Presence: factor on habitual learners becoming champions. 0 to 10. */
  championing?: number;
  /** Presence: added weight of senior and managers' buy-in. 0 to .05. */
  buyIn?: number;
}

/** How strong a tactic may be whose trials nobody has counted. An assumption: from a quarter of its effect to nearly twice that. */
export const LIKELY_STRENGTH: readonly [low: number, high: number] = [0.25, 1.8];

export const strengthOf = ({ strength = LIKELY_STRENGTH }: Pick<Tactic, 'strength'>) => strength;

export interface Tactic {
  id: string;
  name: string;
  direction: Direction;
  /** A message is sent on days of its cadence; a presence is there for its whole length. */
  form: 'message' | 'presence';
  /** What it is, in one or two plain sentences. */
  description: string;
  /** When a designer would reach for it. */
  whenToUse: string;
  channel: Channel;
  days: number;
  cadence: Cadence;
  /** Work to prepare it, in hours of one person. An assumption. */
  effortHours: number;
  /** Phases in which it does its best work. */
  phases: ('launch' | 'awareness' | 'activation' | 'culture')[];
  vocabulary: 'learning' | 'career' | 'both';
  /** Rows of the articles' table (1 to 25) that it serves. */
  rows: number[];
  effect: TacticEffect;
  /**
   * How much stronger or weaker than `effect` it may truly be: 5 % and 95 % points of a factor on everything that it does beyond a plain message, or
   * beyond nothing; below 0 it does the opposite. Where it is absent, LIKELY_STRENGTH.
   */
  strength?: readonly [low: number, high: number];
  /** Where the effect's size comes from; says so where it is an assumption. */
  source: string;
  /** A message to start from, with the tokens {{brand}}, {{promise}}, {{segment}}, {{why}}, {{goal}}, {{date}}, {{event}}. */
  message: { subject: string; body: string; callToAction?: string };
}
