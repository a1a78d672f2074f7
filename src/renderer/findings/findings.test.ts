import { expect, it } from 'vitest';
import { fullCampaign, smallCampaign } from '#campaign/arbitrary.testing.ts';
import { check } from '#campaign/checks/check.ts';
import { sound } from '#campaign/checks/sound.testing.ts';
import type { Campaign } from '#campaign/document.ts';
import { COLLECTIONS } from '#campaign/collections.ts';
import { screenOf } from './findings.ts';

const placesOf = (changes: Partial<Campaign>) =>
  new Map(check({ ...sound(), ...changes }).map((finding) => [finding.rule, screenOf(finding)]));

it('leads to goals, phases, segments and assumptions as to touchpoints', () => {
  const { segments, phases } = sound();
  const empty = placesOf({ segments: [{ ...segments[0]!, size: 0 }, segments[1]!] });
  expect(empty.get('empty-segment')).toEqual({ screen: 'audience', selection: { kind: 'segment', ids: ['office'] } });
  const short = placesOf({ phases: [phases[0]!] });
  expect(short.get('phase-gap')).toEqual({ screen: 'plan', selection: { kind: 'phase', ids: ['launch'] } });
  const loose = placesOf({ touchpoints: [] });
  expect(loose.get('goal-without-reminder')).toEqual({ screen: 'plan', selection: { kind: 'goal', ids: ['tried'] } });
  const strange = placesOf({ assumptions: [{ id: 'x', parameter: 'no.such', value: 1 }] });
  expect(strange.get('assumption-unknown')).toEqual({
    screen: 'settings',
    selection: { kind: 'assumption', ids: ['x'] },
  });
  expect(placesOf({ goals: [] }).get('no-goals')).toEqual({ screen: 'goals', selection: null });
});

it('leads to something that is there', () => {
  for (const campaign of [smallCampaign, fullCampaign]) {
    const findings = check(campaign);
    expect(findings.length).toBeGreaterThan(2);
    for (const finding of findings) {
      const { selection } = screenOf(finding) ?? { selection: null };
      if (selection) expect(campaign[COLLECTIONS[selection.kind]].map(({ id }) => id)).toContain(selection.ids[0]);
    }
  }
});
