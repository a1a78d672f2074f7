import { expect, it } from 'vitest';
import type { Campaign, Decision, Touchpoint } from '#campaign/document.ts';
import {
  conditionInWords,
  differenceInWords,
  findsNoThreshold,
  valueInWords,
  waitingInShort,
  waitingInWords,
} from './decisionPoints.ts';
import { english } from './formats.ts';

const value = {
  probability: 0.6,
  alwaysThen: 0.5,
  alwaysOtherwise: 0.4,
  gain: 0.1,
  error: 0.02,
  best: { branch: null, below: 0.125, probability: 0.62 },
};

it('says what deciding gains or loses only where the runs can tell, and one chance where nothing waits for it', () => {
  const said = (changes: object) => valueInWords({ ...value, ...changes }, 'share', english);
  const chances = '60% as decided, 50% always “then”, 40% always “otherwise”';
  expect(said({})).toBe(
    `${chances}: deciding gains 10.0 points against always “then”; best threshold found: fewer than 12.5%, with 62%.`,
  );
  expect(said({ error: 0.08, best: { branch: 'then', below: null, probability: 0.5 } })).toBe(
    `${chances}: no difference from always “then” that the runs can tell; no threshold found that does better than always “then”.`,
  );
  expect(said({ gain: -0.1 })).toContain('deciding loses 10.0 points against always “then”');
  expect(said({ alwaysThen: 0.6, alwaysOtherwise: 0.6, gain: 0, error: 0 })).toBe('60% whatever is decided.');
});

it('says without thresholds what deciding gains, and once for all goals that there is none, where that holds for each', () => {
  const none = { ...value, best: { branch: 'then' as const, below: null, probability: 0.5 } };
  const idle = { ...value, alwaysThen: 0.6, alwaysOtherwise: 0.6, gain: 0, error: 0 };
  expect(differenceInWords(none, english)).toMatch(/deciding gains 10\.0 points against always “then”\.$/);
  expect(differenceInWords(idle, english)).toBe('60% whatever is decided.');
  expect(findsNoThreshold([none, none, idle])).toBe(true);
  expect(findsNoThreshold([none, value])).toBe(false);
  expect(findsNoThreshold([none, idle])).toBe(false);
});

it('says for what a touchpoint waits, with the condition or by names alone', () => {
  const point = (id: string, name: string, below: number): Decision => ({
    id,
    name,
    date: '2027-01-25',
    metric: 'active',
    below,
    unit: 'share',
    segments: [],
  });
  const decisions = [point('d', 'Rescue', 0.12), point('e', 'Second look', 0.2)];
  const plan = { decisions, segments: [], vocabulary: 'learning' as const };
  const waiting = (fields: Partial<Touchpoint>) =>
    ({ start: '2027-01-27', days: 1, cadence: 'once', ...fields }) as Touchpoint;
  const inWords = (fields: Partial<Touchpoint>) => waitingInWords(plan, waiting(fields), english);
  const inShort = (fields: Partial<Touchpoint>) => waitingInShort(plan, waiting(fields));
  const fewer = (share: string) => `fewer than ${share} of learners are in active use at the end of 25 Jan 2027`;
  expect(inWords({ thenOf: 'd' })).toBe(`only if ${fewer('12%')} (decision point “Rescue”)`);
  expect(inWords({ thenOf: 'd', otherwiseOf: 'e' })).toBe(
    `only if ${fewer('12%')} (decision point “Rescue”) and only if it is not so that ${fewer('20%')} (decision point “Second look”)`,
  );
  expect(inShort({ thenOf: 'd', otherwiseOf: 'e' })).toBe(
    'only if “Rescue” says then and only if “Second look” says otherwise',
  );
  expect(inShort({ thenOf: 'd', otherwiseOf: 'd' })).toBe('never, as it waits for both answers of “Rescue”');
  // Before the date it happens whatever is decided.
  for (const nothing of [{}, { thenOf: 'd', start: '2027-01-25' }])
    expect([inWords(nothing), inShort(nothing)]).toEqual(['', '']);
});

it('says in a rolling plan that those count who have started', () => {
  const decision: Decision = {
    id: 'd',
    name: 'Rescue',
    date: '2027-01-25',
    metric: 'active',
    below: 0.12,
    unit: 'share',
    segments: [],
  };
  const segments = [{ id: 'a', size: 20, inflow: 5 }] as Campaign['segments'];
  const say = (weeks: number) =>
    conditionInWords({ rolling: { weeks }, segments, vocabulary: 'learning' }, decision, english);
  expect(say(3)).toMatch(/^fewer than 12% of learners who have started are /);
  expect(say(0)).toMatch(/^fewer than 12% of learners are /);
});
