import { expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { addDays } from '#campaign/calendar.ts';
import * as campaignLoad from '#campaign/weeklyLoad.ts';
import { loadShown } from './weeklyLoad.ts';

// The window's way to the studio, which nothing here takes.
vi.hoisted(() => vi.stubGlobal('window', { studio: {} }));
vi.mock('#campaign/weeklyLoad.ts', { spy: true });

it('counts a plan once, and a draft once for all who ask, from what it changes', () => {
  const { weeklyLoadOf, weeklyLoadAfter } = vi.mocked(campaignLoad);
  const draftOf = (days: number) => {
    const [first, ...others] = fullCampaign.touchpoints;
    return { ...fullCampaign, touchpoints: [{ ...first!, start: addDays(first!.start, days) }, ...others] };
  };
  const drafts = [draftOf(1), draftOf(2)];
  for (const draft of drafts)
    for (let asked = 0; asked < 3; asked++) expect(loadShown(fullCampaign, draft).weeks).toBeGreaterThan(0);
  expect(weeklyLoadOf.mock.calls.filter(([campaign]) => campaign === fullCampaign)).toHaveLength(1);
  expect(weeklyLoadAfter).toHaveBeenCalledTimes(drafts.length);
  expect(loadShown(fullCampaign, drafts[1]!)).toEqual(weeklyLoadOf(drafts[1]!));
});
