import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryHostilePlan, NOW, plan } from './hostile.testing.ts';
import { exportCampaign, TARGET_IDS, TARGETS } from './targets.ts';

describe.each(TARGET_IDS)('export to %s', (target) => {
  it('gives what the list of targets says', async () => {
    const { files, problems } = await exportCampaign(plan(), target, { now: NOW });
    if (TARGETS[target].files === 'one') {
      expect(files.map(({ name }) => name)).toEqual([`Two-minutes-a-day.${TARGETS[target].extension}`]);
      expect(problems).toEqual([]);
    } else {
      // An empty plan has no message to write a file for.
      expect(files).toEqual([]);
      expect(problems.length).toBe(1);
    }
  });

  it('never depends on the clock, and names its files safely, whatever the plan', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryHostilePlan, async (campaign) => {
        const before = structuredClone(campaign);
        const exported = await exportCampaign(campaign, target, { now: NOW, all: true });
        expect(campaign).toEqual(before);
        expect(await exportCampaign(campaign, target, { now: NOW, all: true })).toEqual(exported);
        for (const { name } of exported.files)
          expect(name).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}-]*(\.[a-z]+){1,2}$/u);
        for (const { message } of exported.problems) expect(message).toMatch(/^[^\n]+\.$/);
      }),
      { numRuns: 8 },
    );
  });
});
