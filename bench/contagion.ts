import { campaign, segment } from '#simulation/campaigns.testing.ts';
import { compile } from '#simulation/plan/compile.ts';
import type { Plan } from '#simulation/plan/plan.ts';

/** A contagion small enough for any library: learners hear of it, try it by themselves or after their peers, take it up or not, and lapse. */

const RATES = { hears: 0.05, pull: 0.01, peers: 0.3, start: 0.35, giveUp: 0.11, lapse: 0.01 };

/** The same as chances a day, for loops over learners. */
export const CHANCES = {
  hears: 1 - Math.exp(-RATES.hears),
  pull: RATES.pull,
  peers: RATES.peers,
  leaves: 1 - Math.exp(-RATES.start - RATES.giveUp),
  takesUp: RATES.start / (RATES.start + RATES.giveUp),
  lapses: 1 - Math.exp(-RATES.lapse),
};

/** The contagion as a plan: everything else of the model is switched off, and nothing is uncertain. */
export function contagionOf(learners: number, days: number): Plan {
  const values: Record<string, number> = {
    'awareness.recall': RATES.hears,
    'trying.pull': RATES.pull,
    'peers.influence': RATES.peers,
    'trying.start': RATES.start,
    'trying.giveUp': RATES.giveUp,
    'habit.lapse': RATES.lapse,
    'habit.advance': 0,
    'trying.comeback': 0,
    'trying.laterComeback': 0,
    'buyIn.weight': 0,
  };
  const assumptions = Object.entries(values).map(([parameter, value], index) => ({
    id: `a${index}`,
    parameter,
    value,
  }));
  const segments = [segment({ size: learners, frictionSteps: 0 })];
  const plan = compile(campaign({ days, segments, assumptions }), { classes: 1 });
  const none = new Float64Array(plan.parameters.centre.length);
  return { ...plan, parameters: { centre: plan.parameters.centre, below: none, above: none } };
}

/** A loop over learners as fast as we can write it: a byte each, the same chances. Gives the share in use after the last day. */
export function inLoop(learners: number, days: number, seed: number): number {
  const stages = new Uint8Array(learners);
  let using = 0;
  let state = seed | 0;
  const random = () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296;
  };
  for (let day = 0; day < days; day++) {
    const tries = 1 - Math.exp(-CHANCES.pull - (CHANCES.peers * using) / learners);
    for (let learner = 0; learner < learners; learner++) {
      switch (stages[learner]) {
        case 0:
          if (random() < CHANCES.hears) stages[learner] = 1;
          break;
        case 1:
          if (random() < tries) stages[learner] = 2;
          break;
        case 2:
          if (random() < CHANCES.leaves) {
            stages[learner] = random() < CHANCES.takesUp ? 3 : 4;
            if (stages[learner] === 3) using++;
          }
          break;
        case 3:
          if (random() < CHANCES.lapses) {
            stages[learner] = 4;
            using--;
          }
      }
    }
  }
  return using / learners;
}
