import { describe, expect, it } from 'vitest';
import type { Campaign } from '../document.ts';
import { findInBalance } from './balance.ts';
import { planOf } from './plan.ts';
import { sound, soundWith, touchpoint } from './sound.testing.ts';

const found = (campaign: Campaign) => findInBalance(planOf(campaign));

/** The sound phases with one aim for the launch, and so many pushes and pulls in it. */
function launch(pushAim: number, pushes: number, pulls: number): Campaign {
  const campaign = sound();
  return {
    ...campaign,
    phases: [{ ...campaign.phases[0]!, pushAim }, campaign.phases[1]!],
    touchpoints: [
      ...Array.from({ length: pushes }, (_, n) => touchpoint('launch-email', '2027-01-11', { id: `push${n}` })),
      ...Array.from({ length: pulls }, (_, n) => touchpoint('one-click-link', '2027-01-11', { id: `pull${n}` })),
    ],
  };
}

describe('balance', () => {
  it('leaves a sound plan alone', () => {
    expect(found(sound())).toEqual([]);
  });

  it('finds a phase that pushes more or less than it aims to', () => {
    expect(found(launch(0.5, 4, 1))[0]).toMatchObject({
      rule: 'too-much-push',
      phaseId: 'launch',
      message: '“Launch” is 80% push, and its aim is 50%.',
    });
    expect(found(launch(0.8, 2, 2))[0]).toMatchObject({ rule: 'too-little-push', phaseId: 'launch' });
    expect(found(launch(0.6, 4, 1)).filter(({ phaseId }) => phaseId === 'launch')).toEqual([]);
  });

  it('says nothing of a phase with fewer than three touchpoints', () => {
    expect(found(launch(0, 1, 1)).filter(({ phaseId }) => phaseId === 'launch')).toEqual([]);
  });

  it('counts a presence in each phase that it lasts through, and a message only where it is sent', () => {
    const campaign = soundWith({
      phases: sound().phases.map((phase) => ({ ...phase, pushAim: 1 })),
      touchpoints: [
        ...[0, 1, 2].map((n) => touchpoint('launch-email', '2027-01-11', { id: `m${n}`, days: 42 })),
        ...[0, 1, 2].map((n) => touchpoint('one-click-link', '2027-01-11', { id: `l${n}`, days: 42 })),
      ],
    });
    expect(found(campaign).map(({ rule, phaseId, message }) => [rule, phaseId, message.slice(0, 20)])).toEqual([
      ['too-little-push', 'launch', '“Launch” is 50% push'],
      ['too-little-push', 'culture', '“Culture” is 0% push'],
    ]);
  });

  it('finds a plan that only pushes once the launch is over', () => {
    const touchpoints = sound().touchpoints.filter(({ id }) => id !== 'link' && id !== 'minutes');
    expect(found(soundWith({ touchpoints }))).toMatchObject([{ rule: 'no-pull', date: '2027-01-25' }]);
    const early = touchpoint('one-click-link', '2027-01-11', { days: 14 });
    expect(found(soundWith({ touchpoints: [...touchpoints, early] })).map(({ rule }) => rule)).toEqual(['no-pull']);
    const lasting = touchpoint('one-click-link', '2027-01-11', { days: 15 });
    expect(found(soundWith({ touchpoints: [...touchpoints, lasting] })).map(({ rule }) => rule)).toEqual([]);
    expect(found(soundWith({ touchpoints: [] }))).toEqual([]);
  });
});
