import { expect, test } from 'vitest';
import type { Touchpoint } from '#campaign/document.ts';
import { parameterById, placeOfParameter } from '#campaign/parameters.ts';
import { TEMPLATES } from '#campaign/templates/templates.ts';
import { campaign, START, typicalCampaign } from '../campaigns.testing.ts';
import { compile } from '../plan/compile.ts';
import { outcomeOf } from './outcome.ts';
import { sensitivityOf } from './sensitivity.ts';
import { certain } from '../statistics.testing.ts';

test('ranks what moves the result; the shares add up to 1', () => {
  for (const template of TEMPLATES.slice(0, 2)) {
    const found = sensitivityOf(compile(template.build({ start: START })));
    expect(found.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(found.map(({ share }) => share)).toEqual(found.map(({ share }) => share).toSorted((a, b) => b - a));
    const [first] = found.filter(({ kind }) => kind === 'parameter');
    expect(first).toMatchObject({ parameter: 'habit.lapse', name: 'Lapses from use' });
    expect(first!.effect).toBeLessThan(0);
  }
});

test('counts in the strengths of the plan’s tactics and the campaign itself', () => {
  const found = sensitivityOf(compile(typicalCampaign()));
  const kinds = new Set(found.map(({ kind }) => kind));
  expect(kinds).toEqual(new Set(['parameter', 'tactic', 'campaign']));
  const used = new Set(typicalCampaign().touchpoints.map(({ tactic }) => tactic));
  for (const { kind, parameter } of found) if (kind === 'tactic') expect(used).toContain(parameter);
  expect(found.find(({ kind }) => kind === 'campaign')).toMatchObject({ name: 'How the campaign turns out' });
  expect(found.find(({ parameter }) => parameter === 'launch-email')).toMatchObject({
    kind: 'tactic',
    name: 'Strength of “Launch email”',
  });
});

test('gives what the plan expects with the assumption at the ends of its likely range', () => {
  const { likely } = parameterById('trying.friction')!;
  const found = sensitivityOf(compile(typicalCampaign())).find(({ parameter }) => parameter === 'trying.friction')!;
  const [low, high] = likely.map((value) => {
    const plan = compile(typicalCampaign({ assumptions: [{ id: 'a', parameter: 'trying.friction', value }] }));
    return outcomeOf(plan, undefined).expected(plan);
  });
  expect(found.low).toBeCloseTo(low!, 2);
  expect(found.high).toBeCloseTo(high!, 2);
  expect(found.effect).toBeCloseTo(high! - low!, 2);
});

test('looks at language and time of day where a message does not suit everybody', () => {
  const { touchpoints } = typicalCampaign();
  const given = (changes: Partial<Touchpoint>) =>
    sensitivityOf(compile(typicalCampaign({ touchpoints: touchpoints.map((one) => ({ ...one, ...changes })) })))
      .map(({ parameter }) => parameter)
      .filter((parameter) => parameter.startsWith('reach.'));
  expect(given({})).toEqual([]);
  const german = { subject: '', body: '', language: 'de' };
  expect(given({ message: german, time: { zone: 'segment', at: '18:00' } })).toEqual([
    'reach.otherLanguage',
    'reach.offHours',
  ]);
});

test('a single uncertain assumption explains everything, and certainty nothing', () => {
  const plan = compile(typicalCampaign());
  const alone = certain(plan);
  expect(sensitivityOf(alone)).toEqual([]);
  const index = placeOfParameter('habit.lapse')!;
  const below = alone.parameters.below.slice();
  below[index] = plan.parameters.below[index]!;
  const found = sensitivityOf({ ...alone, parameters: { ...alone.parameters, below, above: below } });
  expect(found).toMatchObject([{ parameter: 'habit.lapse', share: 1 }]);
});

test('a plan for nobody is moved by nothing', () => {
  expect(sensitivityOf(compile(campaign({ segments: [] })))).toEqual([]);
  expect(() => sensitivityOf(compile(campaign()), { goalId: 'x' })).toThrow('no goal “x”');
});
