import { describe, expect, test } from 'vitest';
import { campaignFrom } from './file.ts';
import { addDays } from './calendar.ts';
import { check } from './checks/check.ts';
import { occurrenceDays, strayException } from './occurrences.ts';
import { Refusal } from './refusal.ts';
import { forCohort, learnersInAll, ownDayOf } from './rolling.ts';
import { templateById } from './templates/templates.ts';

const plan = templateById('first-90-days')!.build({ start: '2027-01-11', id: 'plan' });

test('counts those who start later among its learners', () => {
  expect(learnersInAll(plan)).toBe(372);
  expect(learnersInAll({ ...plan, segments: plan.segments.slice(1) })).toBeLessThan(372);
});

test('is not told that a goal asks for more than there are, where those who start later are enough', () => {
  const goal = (target: number) => ({ ...plan.goals[0]!, segments: [], unit: 'learners' as const, target });
  const told = (target: number) =>
    check({ ...plan, goals: [goal(target)] }).filter(({ rule }) => rule === 'goal-above-size');
  expect(told(372)).toEqual([]);
  expect(told(373)[0]!.message).toContain('has 372');
});

describe('the plan of one cohort', () => {
  const cohort = forCohort(plan, '2027-02-08');

  test('is a campaign of its own, in which everybody starts on its first day', () => {
    expect(campaignFrom(structuredClone(cohort))).toEqual(cohort);
    expect(cohort.rolling).toBeUndefined();
    expect(cohort.id).not.toBe(plan.id);
    expect(cohort.segments.map(({ size }) => size)).toEqual([8, 4]);
  });

  test('has everything on the same days of their own, and events on their dates', () => {
    expect(ownDayOf(cohort, cohort.goals[0]!.date)).toBe(ownDayOf(plan, plan.goals[0]!.date));
    cohort.touchpoints.forEach((touchpoint, index) => {
      const days = occurrenceDays(plan.touchpoints[index]!);
      expect(occurrenceDays(touchpoint)).toEqual(days.map((day) => day + 28));
    });
    expect(cohort.events).toEqual(
      plan.events.map((event) => (event.kind === 'milestone' ? { ...event, start: addDays(event.start, 28) } : event)),
    );
  });

  test('waits for what is decided once, on its date, and for nothing that it does not wait for in the plan', () => {
    const [one, two] = plan.touchpoints;
    const date = addDays(plan.start, 20);
    const decision = {
      id: 'd',
      name: 'D',
      date,
      metric: 'active' as const,
      below: 0.1,
      unit: 'share' as const,
      segments: [],
    };
    const waiting = [
      { ...one!, start: addDays(date, 1), thenOf: 'd' },
      { ...two!, start: addDays(date, -1), otherwiseOf: 'd' },
    ];
    const later = forCohort({ ...plan, decisions: [decision], touchpoints: waiting }, '2027-02-08');
    expect(later.decisions).toEqual([decision]);
    expect(later.touchpoints.map(({ thenOf, otherwiseOf }) => thenOf ?? otherwiseOf)).toEqual(['d', undefined]);
    expect(later.touchpoints.map(({ start }) => start)).toEqual([addDays(date, 29), addDays(date, 27)]);
  });

  test('moves the sends that are otherwise along', () => {
    const [first] = plan.touchpoints;
    const on = first!.start;
    const moved = { ...first!, days: 8, cadence: 'weekly' as const, exceptions: [{ on, to: addDays(on, 1) }] };
    const [touchpoint] = forCohort({ ...plan, touchpoints: [moved] }, '2027-01-18').touchpoints;
    expect(touchpoint!.exceptions).toEqual([{ on: addDays(on, 7), to: addDays(on, 8) }]);
  });

  test('keeps what is otherwise about a monthly send, whose days do not go along evenly', () => {
    const [first] = plan.touchpoints;
    const monthly = {
      ...first!,
      days: 90,
      cadence: 'monthly' as const,
      exceptions: [{ on: '2027-02-11', skipped: true as const }],
    };
    const [touchpoint] = forCohort({ ...plan, touchpoints: [monthly] }, '2027-02-08').touchpoints;
    expect(monthly.start).toBe('2027-01-11');
    expect(touchpoint!.exceptions).toEqual([{ on: '2027-03-08', skipped: true }]);
    expect(strayException(touchpoint!)).toBeUndefined();
  });

  test('is refused on a day on which nobody starts, and where everybody starts at once', () => {
    expect(() => forCohort(plan, '2027-02-10')).toThrow('The nearest starts on 2027-02-08.');
    expect(() => forCohort(plan, '2030-01-07')).toThrow(Refusal);
    const { rolling: _, ...dated } = plan;
    expect(() => forCohort(dated, '2027-02-08')).toThrow('Leave the cohort out.');
  });
});

test('checks name an inflow that nobody follows, and weeks in which nobody starts', () => {
  const { rolling: _, ...dated } = plan;
  const rulesOf = (campaign: typeof plan) => check(campaign).map(({ rule }) => rule);
  expect(rulesOf(plan)).not.toContain('inflow-unused');
  expect(rulesOf(dated)).toContain('inflow-unused');
  const segments = plan.segments.map(({ inflow: __, ...segment }) => segment);
  expect(rulesOf({ ...plan, segments })).toContain('nobody-follows');
  expect(rulesOf({ ...plan, segments: plan.segments.map((one) => ({ ...one, size: 0 })) })).not.toContain(
    'empty-segment',
  );
});
