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
  /** Message: share of those it moves whom it moves on its own day; the others follow as the channel's carry-over says. 0 to 1; 0 by default. */
  atOnce?: number;
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

/** Of tactics that live by opinion leaders: −6 to +25 points about +10 (Cochrane review, Doumit and others 2007), so that they may do harm. */
export const OPINION_LEADERS_STRENGTH: readonly [low: number, high: number] = [-0.6, 2.5];

/**
 * Of calendar slots and planning prompts, whose median is +1 point: from −1.5 points to the +4 that a slot for one flu shot brought (Milkman and others
 * 2011). Three later trials found nothing or a little less (Andor and others; Baker, Evans and Dee 2016; Kizilcec and others 2020). The ends are an
 * assumption.
 */
export const PLANNING_STRENGTH: readonly [low: number, high: number] = [-1.5, 4];

/** Of reminders: from no more than a plain message to the +4.2 points on 8 % of the Cochrane review of reminders, about a median of +13 %. */
export const REMINDER_STRENGTH: readonly [low: number, high: number] = [0, 3.9];

/** What a tactic's strength in a run lies between, 5 and 95 % points. */
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
