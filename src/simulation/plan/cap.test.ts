import { expect, test } from 'vitest';
import type { Campaign, ContactRules } from '#campaign/document.ts';
import { campaign, START, touchpoint } from '../campaigns.testing.ts';
import { expectationOf } from '../kernel/expectation.ts';
import { costMeter } from '../questions/cost.ts';
import { compile } from './compile.ts';
import { variantsOf } from './variant.ts';

/** What the cap holds back is not forecast. */

const mails = Array.from({ length: 5 }, (_, day) => touchpoint('launch-email', day, { id: `mail${day}` }));
const goals: Campaign['goals'] = [
  { id: 'g', name: 'G', metric: 'aware', target: 0.5, unit: 'share', date: '2027-02-20', segments: [] },
];
const planOf = (changes: Partial<ContactRules>, touchpoints = mails) =>
  campaign({ touchpoints, goals, contact: { ...campaign().contact, capPerWeek: 2, ...changes } });
const learnersOf = (plan: Campaign) => expectationOf(compile(plan)).goals[0]!;

test('dropping is the plan without the messages, putting off the plan with them later', () => {
  const all = compile(planOf({}));
  expect(compile(planOf({ atCap: 'send' })).hash).toBe(all.hash);
  const dropped = compile(planOf({ atCap: 'drop' }));
  expect(dropped.exposures).toEqual(compile(planOf({}, mails.slice(0, 2))).exposures);
  const later = mails.map((mail, day) => {
    if (day < 2) return mail;
    return touchpoint('launch-email', day + (day < 4 ? 7 : 14), { id: mail.id });
  });
  expect(compile(planOf({ atCap: 'defer' })).exposures).toEqual(compile(planOf({}, later)).exposures);
  expect(mails[0]!.start).toBe(START);
});

test('the cap moves the forecast', () => {
  const [sent, deferred, dropped] = [{}, { atCap: 'defer' as const }, { atCap: 'drop' as const }].map((rules) =>
    learnersOf(planOf(rules)),
  ) as [number, number, number];
  // Five mails in a week do less than the same five over three weeks, and two do least.
  expect(deferred).toBeGreaterThan(1.02 * sent);
  expect(dropped).toBeLessThan(sent);
});

test('priority says which message of a full week is forecast', () => {
  const text = touchpoint('text-reminder', 2, { id: 'text', channel: 'text' });
  const of = (priority: 'must' | 'normal') =>
    compile(planOf({ atCap: 'drop' }, [...mails.slice(0, 2), { ...text, priority }])).exposures[0]!;
  expect(of('normal').channels).toHaveLength(1);
  expect(of('must').channels).toHaveLength(2);
  expect(of('must').messages.slice(0, 3)).toEqual(Float64Array.from([1, 0, 1]));
});

test('a variant has room for what the plan itself has to drop', () => {
  const whole = planOf({ atCap: 'drop' });
  const variants = variantsOf(whole, compile(whole));
  const fewer = mails.slice(1);
  expect(variants(fewer).exposures).toEqual(compile({ ...whole, touchpoints: fewer }).exposures);
  expect(variants(mails).exposures).toEqual(compile(whole).exposures);
});

test('messages that are dropped are not counted as asked for', () => {
  const messages = (rules: Partial<ContactRules>) => {
    const plan = planOf(rules);
    return costMeter(plan).sum(plan.touchpoints).messages;
  };
  expect([messages({}), messages({ atCap: 'defer' }), messages({ atCap: 'drop' })]).toEqual([5, 5, 2]);
});
