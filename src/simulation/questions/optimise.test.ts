import { describe, expect, test } from 'vitest';
import { addDays, dayOf, isWeekend, rangeOf } from '#campaign/calendar.ts';
import { findInContact } from '#campaign/checks/contact.ts';
import { planOf } from '#campaign/checks/plan.ts';
import { batchSchema } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { occurrenceDays } from '#campaign/occurrences.ts';
import { apply } from '#campaign/reducer.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { TEMPLATES } from '#campaign/templates/templates.ts';
import { campaign, segment, START, touchpoint } from '../campaigns.testing.ts';
import { compile } from '../plan/compile.ts';
import { simulateCounts } from '../runs/simulate.ts';
import { editsOf } from './edits.ts';
import { costMeter } from './cost.ts';
import { expectationOf } from '../kernel/expectation.ts';
import { optimise } from './alone.testing.ts';
import { searchingPlans, type OptimiseOptions, type Proposal } from './optimise.ts';
import { finish } from './outcome.ts';

const base = TEMPLATES.find(({ id }) => id === 'compliance-refresh')!.build({ start: START });
const goal = base.goals[0]!;
/** The same plan with nothing for a segment by itself, so that all of it may be left out. */
const forEveryone: Campaign = {
  ...base,
  touchpoints: base.touchpoints.map((touchpoint) => ({ ...touchpoint, segments: [] })),
};
const quick = { runs: 20, limits: { maxEvaluations: 250 } };

const changed = (given: Campaign, { commands }: Pick<Proposal, 'commands'>) =>
  apply(given, { type: 'batch', action: 'optimise', commands });

const reachOf = (given: Campaign, id: string) => {
  const plan = compile(given);
  return expectationOf(plan).goals[plan.goals.findIndex((one) => one.id === id)]!;
};

describe('optimise', () => {
  const found = optimise(base, { goalId: goal.id, ...quick });

  test('gives batches that can be done, and undone byte for byte', () => {
    expect(found.proposals.length).toBeGreaterThan(1);
    for (const proposal of found.proposals) {
      expect(batchSchema.safeParse({ type: 'batch', action: 'optimise', commands: proposal.commands }).success).toBe(
        true,
      );
      const { campaign: after, inverse } = changed(base, proposal);
      expect(serializeCampaign(after)).not.toBe(serializeCampaign(base));
      expect(serializeCampaign(apply(after, inverse).campaign)).toBe(serializeCampaign(base));
    }
  });

  test('says of each what the changed campaign itself gives', () => {
    for (const { commands, messages, effortHours, probability, effect } of found.proposals) {
      const { campaign: after } = changed(base, { commands });
      const cost = costMeter(after).sum(after.touchpoints);
      expect(messages).toBeCloseTo(cost.messages, 5);
      expect(effortHours).toBeCloseTo(cost.effortHours, 9);
      const [plan, before] = [compile(after), compile(base)];
      const simulation = simulateCounts(plan, { firstRun: 0, runs: 20 });
      const old = simulateCounts(before, { firstRun: 0, runs: 20 });
      const learners = Array.from(simulation.goals.subarray(0, 20));
      expect(probability).toBe(learners.filter((count) => count >= plan.goals[0]!.target).length / 20);
      const mean = learners.reduce((sum, count, run) => sum + (count - old.goals[run]!) / 20, 0);
      expect(effect.mean).toBeCloseTo(mean, 9);
    }
  });

  test('puts the best first, and better than every single edit', () => {
    const { proposals } = found;
    const best = reachOf(changed(base, proposals[0]!).campaign, goal.id);
    const edits = editsOf(base, { goalId: goal.id, deadline: dayOf(goal.date), keep: [] });
    const single = Math.max(
      ...edits.slice(0, 60).map(({ command }) => reachOf(apply(base, command).campaign, goal.id)),
    );
    expect(single).toBeGreaterThan(reachOf(base, goal.id));
    expect(best).toBeGreaterThan(single);
    expect(proposals[0]!.effect.p05).toBeGreaterThan(0);
  });

  test('spares the other goals unless it is told not to', () => {
    const others = base.goals.filter(({ id }) => id !== goal.id);
    for (const proposal of found.proposals) {
      const { campaign: after } = changed(base, proposal);
      for (const { id } of others) expect(reachOf(after, id)).toBeGreaterThan(0.97 * reachOf(base, id));
    }
    const alone = finish(searchingPlans(base, { goalId: goal.id, probability: 0.6, alone: true, ...quick }));
    const careful = finish(searchingPlans(base, { goalId: goal.id, probability: 0.6, ...quick }));
    expect(alone.candidates[0]!.messages).toBeLessThan(careful.candidates[0]!.messages);
  });

  test('keeps to the dates, the working days and the phases', () => {
    const { from, until } = rangeOf(base);
    for (const { commands } of found.proposals) {
      const { campaign: after } = changed(base, { commands });
      for (const command of commands) {
        const id = command.type === 'addTouchpoint' ? command.item.id : 'id' in command ? command.id : '';
        const now = after.touchpoints.find((one) => one.id === id);
        if (!now) continue;
        expect(dayOf(now.start) >= from && dayOf(now.start) + now.days <= until, id).toBe(true);
        if (tacticById(now.tactic)!.form === 'message') expect(occurrenceDays(now).some(isWeekend), id).toBe(false);
        if (command.type === 'moveTouchpoint') expect(phaseAt(after, now.start)).toBe(phaseAt(base, before(base, id)));
      }
      const broken = (of: Campaign) => findInContact(planOf(of)).filter(({ rule }) => rule === 'over-cap').length;
      expect(broken(after) <= broken(base)).toBe(true);
    }
  });

  test('is the same every time, and never tries more than it may', () => {
    expect(optimise(base, { goalId: goal.id, ...quick })).toEqual(found);
    expect(found.evaluations).toBeLessThan(250 + 2);
    const small = finish(searchingPlans(base, { goalId: goal.id, limits: { maxEvaluations: 80 } }));
    expect(small.evaluations).toBeLessThan(82);
    expect(small.candidates.length).toBeGreaterThan(0);
  });

  test('lays out a front on which more reach costs more messages', () => {
    found.front.slice(1).forEach(({ messages, expected }, index) => {
      expect(messages).toBeLessThan(found.front[index]!.messages);
      expect(expected).toBeLessThan(found.front[index]!.expected);
    });
  });
});

const before = (given: Campaign, id: string) => given.touchpoints.find((one) => one.id === id)!.start;
const phaseAt = (given: Campaign, date: string) =>
  given.phases.findIndex((phase) => dayOf(date) >= rangeOf(phase).from && dayOf(date) < rangeOf(phase).until);

test('what is locked stays as it is', () => {
  const [first] = base.touchpoints;
  const locked = {
    ...base,
    touchpoints: base.touchpoints.map((one) => (one === first ? { ...one, locked: true as const } : one)),
  };
  const options = { goalId: goal.id, deadline: dayOf(goal.date), keep: [] };
  const touches = (given: Campaign) => editsOf(given, options).some(({ before }) => before?.id === first!.id);
  expect([touches(base), touches(locked)]).toEqual([true, false]);
});

describe('limits', () => {
  const search = (options: Partial<OptimiseOptions>, of = base) =>
    finish(searchingPlans(of, { goalId: goal.id, limits: { maxEvaluations: 200 }, ...options }));

  test('messages, hours and changes stay within', () => {
    const limits = { maxEvaluations: 300, maxMessages: 8, effortHours: 150, maxChanges: 12 };
    const { candidates, base: now } = search({ limits, alone: true }, forEveryone);
    expect(now.messages).toBeGreaterThan(8);
    expect(candidates.length).toBeGreaterThan(0);
    for (const { messages, effortHours, commands } of candidates) {
      expect(messages).toBeLessThanOrEqual(8);
      expect(effortHours).toBeLessThanOrEqual(150);
      expect(commands.length).toBeLessThanOrEqual(12);
    }
  });

  test('a stricter cap is kept in every week', () => {
    const { candidates } = search({ limits: { maxEvaluations: 400, capPerWeek: 1, maxChanges: 20 } });
    expect(candidates.length).toBeGreaterThan(0);
    for (const candidate of candidates) {
      const { campaign: after } = changed(base, candidate);
      const strict = { ...after, contact: { ...after.contact, capPerWeek: 1 } };
      expect(findInContact(planOf(strict)).filter(({ rule }) => rule === 'over-cap')).toEqual([]);
    }
  });

  test('touchpoints that are to stay, stay', () => {
    const keep = base.touchpoints.map(({ id }) => id);
    for (const { commands } of search({ keep }).candidates)
      expect(commands.every(({ type }) => type === 'addTouchpoint')).toBe(true);
  });
});

describe('the fewest messages', () => {
  const wanted = 0.6;
  // A goal that this plan reaches in most runs, so that it can do with fewer.
  const reached = Math.floor(0.5 * reachOf(forEveryone, goal.id));
  const easy: Campaign = { ...forEveryone, goals: [{ ...goal, target: reached, unit: 'learners' }] };
  const { candidates, base: now } = finish(
    searchingPlans(easy, { goalId: goal.id, probability: wanted, limits: { maxEvaluations: 400 } }),
  );

  test('reach the goal with the given chance', () => {
    const [first] = candidates;
    expect(first!.probability).toBeGreaterThanOrEqual(wanted);
    expect(first!.messages).toBeLessThan(now.messages);
    const enough = candidates.slice(0, 5).filter(({ probability }) => probability >= wanted);
    expect(enough.map(({ messages }) => messages)).toEqual(
      enough.map(({ messages }) => messages).toSorted((a, b) => a - b),
    );
  });

  test('the estimate that leads there is near what counts say', () => {
    const [first] = candidates;
    const runs = 150;
    const simulation = simulateCounts(first!.plan, { firstRun: 0, runs });
    const reached = simulation.goals.subarray(0, runs).filter((learners) => learners >= first!.plan.goals[0]!.target);
    expect(Math.abs(reached.length / runs - first!.probability)).toBeLessThan(0.15);
  });
});

describe('odd campaigns', () => {
  const goals: Campaign['goals'] = [
    { id: 'g', name: 'G', metric: 'tried', target: 0.3, unit: 'share', date: addDays(START, 60), segments: [] },
  ];

  test('an empty plan is filled', () => {
    const [best] = optimise(campaign({ goals }), { goalId: 'g', ...quick }).proposals;
    expect(best!.commands.every(({ type }) => type === 'addTouchpoint')).toBe(true);
    expect(best!.effect.p05).toBeGreaterThan(100);
  });

  test.each([
    ['a target of nobody', { goals: [{ ...goals[0]!, target: 0 }] }],
    ['a target beyond everybody', { goals: [{ ...goals[0]!, target: 1e9, unit: 'learners' as const }] }],
    ['one learner', { goals, segments: [segment({ size: 1 })] }],
    ['ten billion learners', { goals, segments: [segment({ size: 10_000_000_000 })] }],
    ['a goal on the first day', { goals: [{ ...goals[0]!, date: START }] }],
    ['a goal after the end', { goals: [{ ...goals[0]!, date: addDays(START, 900) }] }],
    ['one day', { goals, days: 1 }],
    [
      'touchpoints outside of it',
      { goals, touchpoints: [touchpoint('broad-email', 3000), touchpoint('poster', -500)] },
    ],
  ])('%s: numbers, never NaN', (_, changes) => {
    const found = optimise(campaign(changes), { goalId: 'g', runs: 3, limits: { maxEvaluations: 60 } });
    expect(JSON.stringify(found)).not.toContain('null');
    expect(found.base.probability).toBeGreaterThanOrEqual(0);
  });

  test.each<[string, Partial<Campaign>, Partial<OptimiseOptions>, string]>([
    ['no such goal', {}, { goalId: 'x' }, 'The campaign has no goal “x”. Choose among g.'],
    ['nobody', { segments: [] }, {}, 'The goal “G” is about nobody. Give its segments a size.'],
    ['a goal before the start', { goals: [{ ...goals[0]!, date: '2026-01-01' }] }, {}, 'before the campaign starts'],
    ['a certain chance', {}, { probability: 1 }, 'A chance of 1 cannot be aimed at.'],
    ['a limit below 0', {}, { limits: { effortHours: -1 } }, 'The limit effortHours cannot be -1.'],
    ['a limit that is none', {}, { limits: { maxMessages: NaN } }, 'The limit maxMessages cannot be NaN.'],
    ['unknown touchpoints', {}, { keep: ['x'] }, 'no touchpoint “x” that could stay'],
    [
      '50,000 touchpoints',
      { touchpoints: Array.from({ length: 50_000 }, (_, day) => touchpoint('broad-email', day % 90)) },
      {},
      'times more than can be worked through',
    ],
  ])('%s: one sentence', (_, changes, options, sentence) => {
    expect(() => optimise(campaign({ goals, ...changes }), { goalId: 'g', ...options })).toThrow(sentence);
  });
});
