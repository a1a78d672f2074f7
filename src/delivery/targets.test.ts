import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IMPORTERS, type ImporterId } from './importers/columns.ts';
import { arbitraryHostilePlan, NOW, plan, segment, textOf, touchpoint } from './hostile.testing.ts';
import { exportCampaign, TARGET_IDS, TARGETS, type TargetId } from './targets.ts';

/** Of a plan without touchpoints or segments, these have nothing to write. */
const OF_WHAT_IS_SENT = new Set<TargetId>([...(Object.keys(IMPORTERS) as ImporterId[]), 'xapi', 'moodle']);

describe.each(TARGET_IDS)('export to %s', (target) => {
  it('gives what the list of targets says', async () => {
    const { files, problems } = await exportCampaign(plan({ segments: [] }), target, { now: NOW });
    if (target === 'all') {
      // What one of them has to say, all have.
      expect(files.map(({ name }) => name)).toEqual(['Two-minutes-a-day.all.zip']);
    } else if (TARGETS[target].files === 'one' && !OF_WHAT_IS_SENT.has(target)) {
      expect(files.map(({ name }) => name)).toEqual([`Two-minutes-a-day.${TARGETS[target].extension}`]);
      expect(problems).toEqual([]);
    } else {
      // An empty plan has neither a message nor a segment to write a file for.
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
          expect(name).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}-]*(\.[a-z-]+){1,2}$/u);
        for (const { message } of exported.problems) expect(message).toMatch(/^[^\n]+\.$/);
      }),
      { numRuns: 8 },
    );
  });
});

it('says on one line what a series is called of which no send is left', async () => {
  // The 20th of March 2027 is a Saturday.
  const never = touchpoint({ id: 't', name: 'One\r\nTwo', start: '2027-03-20', cadence: 'weekdays' });
  const { problems } = await exportCampaign(plan({ touchpoints: [never] }), 'csv', { now: NOW });
  expect(problems.map(({ message }) => message.replace(/[\u2066-\u2069]/g, ''))).toContain(
    '“One Two” is left out: none of its sends is left.',
  );
});

describe('decision points', () => {
  const decision = {
    id: 'd',
    name: 'Rescue',
    date: '2027-01-25',
    metric: 'active' as const,
    below: 0.12,
    unit: 'share' as const,
    segments: [],
  };
  const both = { thenOf: 'd', otherwiseOf: 'd', start: '2027-01-27' };
  const campaign = plan({
    segments: [segment({ id: 'a' })],
    decisions: [decision],
    touchpoints: [
      touchpoint({ id: 'mail', name: 'Plain mail' }),
      touchpoint({ id: 'never', name: 'Torn mail', ...both, time: { zone: 'campaign', at: '23:00' } }),
      touchpoint({ id: 'shown', name: 'Torn poster', ...both, tactic: 'poster', channel: 'poster', days: 9 }),
      // It begins before the date, so it is sent whatever is decided.
      touchpoint({ id: 'before', name: 'Early mail', ...both, start: '2027-01-25' }),
    ],
  });

  it.each(TARGET_IDS.filter((id) => !['json', 'moodle', 'all'].includes(id)))(
    'for both answers of which something waits leave it out, with one remark: %s',
    async (target) => {
      const { files, problems } = await exportCampaign(campaign, target, { now: NOW, all: true });
      expect(problems.filter(({ touchpointId }) => touchpointId === 'never')).toEqual([
        {
          touchpointId: 'never',
          message:
            '“Torn mail” is left out: it waits for both answers of the decision point “Rescue”, so that it never happens.',
        },
      ]);
      expect(problems.filter(({ touchpointId }) => touchpointId === 'shown')).toHaveLength(1);
      expect(problems.filter(({ message }) => /Early mail.*left out/.test(message))).toEqual([]);
      if (target === 'xlsx' || target === 'png') return;
      const text = files.map((file) => `${file.name} ${textOf(file)}`).join(' ');
      expect(text).not.toMatch(/Torn.(mail|poster)/);
      expect(text).toMatch(/Early.mail/);
    },
  );

  it('are not in tables, which say what becomes of what waits', async () => {
    const saidBy = async (target: (typeof TARGET_IDS)[number], given = campaign) => {
      const { problems } = await exportCampaign(given, target, { now: NOW, all: true });
      return problems.map(({ message }) => message).filter((message) => message.startsWith('Tables'));
    };
    for (const target of ['csv', 'xlsx'] as const) {
      expect(await saidBy(target)).toEqual([
        'Tables hold no decision points: what waits for one stands in them as if it were sent in any case, and comes back so when they are imported. The campaign file (tandem.json) keeps them.',
      ]);
      expect(await saidBy(target, { ...campaign, decisions: [], touchpoints: [touchpoint({ id: 'mail' })] })).toEqual(
        [],
      );
    }
    for (const target of ['ics', 'slack', 'json'] as const) expect(await saidBy(target)).toEqual([]);
  });

  it('leave out of a picture what they leave out of the other files', async () => {
    const without = { ...campaign, touchpoints: campaign.touchpoints.filter(({ id }) => /mail|before/.test(id)) };
    const [one, other] = await Promise.all(
      [campaign, without].map((given) => exportCampaign(given, 'png', { now: NOW })),
    );
    expect(one!.files).toEqual(other!.files);
  });
});
