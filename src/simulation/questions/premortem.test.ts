import { describe, expect, test } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { placeOfParameter } from '#campaign/parameters.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { campaign, segment, touchpoint, START } from '../campaigns.testing.ts';
import { addDays } from '#campaign/calendar.ts';
import { goalsMet } from '../forecast/fromRuns.ts';
import { compile } from '../plan/compile.ts';
import type { Plan } from '../plan/plan.ts';
import { simulateCounts } from '../runs/simulate.ts';
import { certain } from '../statistics.testing.ts';
import { causesOf } from './alone.testing.ts';
import { causesAmong, reachedWith, suspectsIn, type Suspect } from './premortem.ts';

const RUNS = 200;

const small: Campaign = campaign({
  days: 40,
  segments: [segment({ size: 500 })],
  touchpoints: [
    touchpoint('launch-email', 0),
    touchpoint('gentle-nudge', 7, { days: 28, cadence: 'weekly' }),
    touchpoint('welcome-message', 3, { channel: 'slack', days: 28, cadence: 'weekly' }),
    touchpoint('onboarding-tour', 0, { channel: 'platform', days: 40 }),
    touchpoint('one-click-link', 0, { channel: 'platform', days: 40 }),
  ],
  goals: [
    { id: 'g', name: 'In use', metric: 'active', target: 1, unit: 'learners', date: addDays(START, 39), segments: [] },
  ],
});

/** Parameters that hardly play a part within these weeks, and as unsure as usual. */
const IDLE = [
  'champions.rate',
  'peers.champions',
  'trying.laterComeback',
  'fatigue.dormant',
  'optOut.inUse',
  'awareness.recall',
];

type Plant = (plan: Plan) => void;
const uncertain =
  (id: string, spread?: number): Plant =>
  (plan) => {
    const place = placeOfParameter(id)!;
    const { below, above } = compile(small).parameters;
    plan.parameters.below[place] = spread ?? below[place]!;
    plan.parameters.above[place] = spread ?? above[place]!;
  };
const varied =
  (id: string, by: number): Plant =>
  (plan) => {
    plan.parameters.centre[placeOfParameter(id)!] = by;
  };
const unsure =
  (tactic: string, spread: number): Plant =>
  (plan) => {
    const place = TACTICS.findIndex(({ id }) => id === tactic);
    plan.strengths.below[place] = spread;
    plan.strengths.above[place] = spread;
  };

/** Days that differ, for a goal that the launch decides. */
const firstDays: Plant = (plan) => {
  varied('variation.day', 0.6)(plan);
  plan.goals = plan.goals.map((goal) => ({ ...goal, metric: 'tried', day: 9 }));
};

/** A plan that is certain but for what is planted and for what plays no part, about as likely to reach its goal as not. */
function planted(plants: Plant[], seed: number, missed = 0.5): Plan {
  const plan = { ...certain(compile(small)), seed };
  for (const plant of [...IDLE.map((id) => uncertain(id)), ...plants]) plant(plan);
  const learners = simulateCounts({ ...plan, detailed: [] }, { firstRun: 0, runs: RUNS }).goals.toSorted();
  return { ...plan, goals: plan.goals.map((goal) => ({ ...goal, target: learners[Math.floor(missed * RUNS)]! + 0.5 })) };
}

const PLANTS_: [what: string, id: string, side: 'low' | 'high', plant: Plant, missed: number][] = [
  ['following mail', 'channels.email.click', 'low', uncertain('channels.email.click', 0.8), 0.5],
  ['the cost of a step', 'trying.friction', 'high', uncertain('trying.friction', 0.7), 0.4],
  ['lapsing', 'habit.lapse', 'high', uncertain('habit.lapse', 0.5), 0.5],
  ['giving up', 'trying.giveUp', 'high', uncertain('trying.giveUp', 0.8), 0.3],
  ['opting out', 'optOut.rate', 'high', uncertain('optOut.rate', 2), 0.4],
  ['fatigue', 'fatigue.rise', 'high', uncertain('fatigue.rise', 1.5), 0.4],
  ['forgetting', 'awareness.halfLife', 'low', uncertain('awareness.halfLife', 1), 0.5],
  ['the campaign', 'campaign', 'low', varied('variation.campaign', 0.4), 0.5],
  ['the first days', 'start', 'low', firstDays, 0.5],
  ['a tactic', 'onboarding-tour', 'low', unsure('onboarding-tour', 1), 0.5],
];
const PLANTS = PLANTS_.slice(-2);
const SEEDS = [1, 2, 3];

test('causes that are planted are found, on their side, and no others', { timeout: 120_000 }, () => {
  const begun = performance.now();
  const found = PLANTS.flatMap(([what, id, side, plant, missed]) =>
    SEEDS.map((seed) => {
      const causes = causesOf(planted([plant], seed, missed), 'g', { runs: RUNS });
      const own = causes.find((cause) => cause.id === id && cause.side === side);
      return { what, share: own?.share, others: causes.filter((cause) => cause !== own).map((cause) => cause.id) };
    }),
  );
  console.log(JSON.stringify(found), performance.now() - begun);
});
