import { describe, expect, it } from 'vitest';
import { NOW, plan, segment, touchpoint } from './hostile.testing.ts';
import { exportCampaign, TARGET_IDS } from './targets.ts';

describe('quiet hours and weekends', () => {
  const time = { zone: 'segment', at: '22:30' } as const;
  const campaign = plan({
    segments: [segment({ id: 'a', name: 'Dublin', timeZone: 'Europe/Dublin' })],
    touchpoints: [
      touchpoint({ id: 'late', channel: 'slack', time }),
      touchpoint({ id: 'saturday', channel: 'teams', start: '2027-01-16' }),
      touchpoint({ id: 'mail', time }),
    ],
  });
  const saidBy = async (target: (typeof TARGET_IDS)[number]) => {
    const { problems } = await exportCampaign(campaign, target, { now: NOW, all: false });
    return problems
      .filter(({ message }) => /quiet hours|Saturday/.test(message))
      .map(({ touchpointId }) => touchpointId);
  };

  it('are told by every export that is to be sent, about what is in it', async () => {
    expect(await saidBy('slack')).toEqual(['late']);
    expect(await saidBy('teams')).toEqual(['saturday']);
    expect(await saidBy('eml')).toEqual(['mail']);
    for (const target of ['ics', 'csv', 'xlsx'] as const)
      expect(new Set(await saidBy(target))).toEqual(new Set(['late', 'mail', 'saturday']));
    for (const target of ['json', 'png'] as const) expect(await saidBy(target)).toEqual([]);
  });
});
