import { describe, expect, it } from 'vitest';
import type { Decision, Touchpoint } from '../document.ts';
import { check } from './check.ts';
import { sound } from './sound.testing.ts';

const DECISION: Decision = {
  id: 'd',
  name: 'Rescue',
  date: '2027-01-25',
  metric: 'active',
  below: 0.12,
  unit: 'share',
  segments: [],
};

/** The sound plan with a decision point for which its last touchpoint waits; what is found of it beyond the plan's own. */
function found(
  decision: Partial<Decision> = {},
  touchpoint: Partial<Touchpoint> = { thenOf: 'd', start: '2027-02-10' },
) {
  const plan = sound();
  const [first, ...others] = plan.touchpoints;
  const campaign = {
    ...plan,
    decisions: [{ ...DECISION, ...decision }],
    touchpoints: [...others, { ...first!, id: 'waiting', name: 'Second try', ...touchpoint }],
  };
  return check(campaign).filter(({ rule }) => /decision|decided/.test(rule));
}

describe('decision points', () => {
  it('that something after them waits for are sound', () => {
    expect(found()).toEqual([]);
  });

  it.each(['2027-01-10', '2027-02-21', '2027-03-30'])('outside the campaign are an error: %s', (date) => {
    expect(found({ date })).toContainEqual(
      expect.objectContaining({ rule: 'decision-outside', severity: 'error', decisionId: 'd', date }),
    );
  });

  it.each([
    [0, 'share', 'never'],
    [1.2, 'share', 'always'],
    [1e6, 'learners', 'always'],
  ] as const)('that are decided from the beginning are told: below %s %s', (below, unit, how) => {
    const [finding] = found({ below, unit });
    expect(finding).toMatchObject({ rule: 'decision-foregone', severity: 'warning' });
    expect(finding!.message).toContain(`there are ${how} fewer`);
  });

  it.each([
    [0.12, 'share'],
    [40, 'learners'],
  ] as const)('about segments without learners are told, whatever they ask for: below %s %s', (below, unit) => {
    const plan = sound();
    const segments = [...plan.segments, { ...plan.segments[0]!, id: 'empty', name: 'Not yet', size: 0 }];
    const decisions = [{ ...DECISION, below, unit, segments: ['empty'] }];
    expect(check({ ...plan, segments, decisions }).filter(({ rule }) => rule === 'decision-foregone')).toMatchObject([
      {
        message:
          'The decision point “Rescue” decides nothing: nobody is in the segments that it counts, so there are always fewer than it asks for.',
        cure: 'Set how many learners are in the segments that it counts.',
      },
    ]);
  });

  it('count in a rolling plan those who start later as well', () => {
    const plan = sound();
    const rolls = {
      ...plan,
      decisions: [DECISION],
      rolling: { weeks: 3 },
      segments: plan.segments.map((segment) => ({ ...segment, size: 0, inflow: 5 })),
    };
    expect(check(rolls).filter(({ rule }) => rule === 'decision-foregone')).toEqual([]);
    expect(check({ ...rolls, rolling: { weeks: 0 } }).some(({ rule }) => rule === 'decision-foregone')).toBe(true);
  });

  it('for which nothing waits are told', () => {
    expect(found({}, {})).toMatchObject([{ rule: 'decision-without-touchpoints', severity: 'advice' }]);
  });

  it('do not change what lies before them, and it is said which touchpoint would have to move', () => {
    expect(found({}, { thenOf: 'd', start: '2027-01-25' })).toMatchObject([
      {
        rule: 'begins-before-decision',
        touchpointId: 'waiting',
        message:
          '“Second try” waits for the decision point “Rescue” at the end of 25 January 2027, but begins on 25 January 2027: it happens whatever is decided.',
      },
    ]);
  });

  it('send the same again where only one of the two goes out', () => {
    const plan = sound();
    const decisions = [DECISION];
    const mail = plan.touchpoints.find(({ message }) => message.body.length > 40)!;
    const twice = (other: Partial<Touchpoint>) => {
      const first = { ...mail, id: 'one', start: '2027-02-10', thenOf: 'd' };
      const touchpoints = [first, { ...first, id: 'two', thenOf: undefined, ...other }];
      return check({ ...plan, decisions, touchpoints }).filter(({ rule }) => rule === 'near-duplicate').length;
    };
    expect(twice({})).toBe(1);
    expect(twice({ otherwiseOf: 'd' })).toBe(0);
  });

  it('have one branch for each touchpoint', () => {
    expect(found({}, { thenOf: 'd', otherwiseOf: 'd', start: '2027-02-10' })).toMatchObject([
      { rule: 'never-decided-for', severity: 'error', touchpointId: 'waiting' },
    ]);
  });
});
