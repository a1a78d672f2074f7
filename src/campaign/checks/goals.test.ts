import { describe, expect, it } from 'vitest';
import type { Campaign, Goal } from '../document.ts';
import { findInGoals } from './goals.ts';
import { planOf } from './plan.ts';
import { sound, soundWith, soundWithTouchpoint } from './sound.testing.ts';

const found = (campaign: Campaign) => findInGoals(planOf(campaign));
const withGoal = (changes: Partial<Goal>) => found(soundWith({ goals: [{ ...sound().goals[0]!, ...changes }] }));
const rules = (changes: Partial<Goal>) => withGoal(changes).map(({ rule }) => rule);

describe('goals', () => {
  it('leaves a sound plan alone', () => {
    expect(found(sound())).toEqual([]);
  });

  it('finds a campaign without a goal', () => {
    expect(found(soundWith({ goals: [] }))).toMatchObject([{ rule: 'no-goals', severity: 'advice' }]);
  });

  it('finds a goal before the first or after the last day', () => {
    expect(rules({ date: '2027-02-21' })).not.toContain('goal-outside');
    expect(rules({ date: '2027-02-22' })).toContain('goal-outside');
    expect(rules({ date: '2027-01-10' })).toContain('goal-outside');
  });

  it('finds a target above what there is', () => {
    expect(rules({ target: 1 })).toEqual([]);
    expect(rules({ target: 1.01 })).toEqual(['goal-above-size']);
    expect(rules({ unit: 'learners', target: 200 })).toEqual([]);
    expect(withGoal({ unit: 'learners', target: 201 })).toMatchObject([
      {
        severity: 'error',
        message: 'The goal “First lesson done” asks for 201 learners, and the whole campaign has 200.',
      },
    ]);
    expect(withGoal({ unit: 'learners', target: 101, segments: ['works'] })).toMatchObject([
      { message: 'The goal “First lesson done” asks for 101 learners, and “Works” has 100.' },
    ]);
  });

  it('wants a message that belongs to the goal within the two weeks before it', () => {
    const reminder = (start: string, changes = {}) =>
      found(soundWithTouchpoint('reminder', { start, ...changes })).map(({ message }) => message);
    expect(reminder('2027-02-05')).toEqual([]);
    expect(reminder('2027-01-23')).toEqual([]);
    expect(reminder('2027-01-22')).toEqual([
      'Nothing that belongs to the goal “First lesson done” is sent in the 14 days before its deadline, 5 February 2027.',
    ]);
    expect(reminder('2027-02-06')).toHaveLength(1);
    expect(reminder('2027-02-02', { goalId: undefined })).toEqual([
      'No message belongs to the goal “First lesson done” and its deadline, 5 February 2027.',
    ]);
    expect(reminder('2027-02-02', { tactic: 'poster' })).toHaveLength(1);
  });
});
