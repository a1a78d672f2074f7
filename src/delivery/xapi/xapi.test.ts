import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NOW, plan, segment, textOf, touchpoint } from '../hostile.testing.ts';
import { exportCampaign } from '../targets.ts';

/** What the specification asks of a statement (xAPI 1.0.3, part two), written anew. */
const iri = z.string().regex(/^[a-z][a-z0-9+.-]*:\S+$/i);
const languages = z.record(z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$/), z.string());
const activity = z.strictObject({
  objectType: z.literal('Activity'),
  id: iri,
  definition: z.strictObject({ name: languages, description: languages.optional() }).optional(),
});
const statements = z.array(
  z.strictObject({
    id: z.uuid(),
    actor: z.strictObject({
      objectType: z.literal('Agent'),
      name: z.string(),
      account: z.strictObject({ homePage: iri, name: z.string() }),
    }),
    verb: z.strictObject({ id: iri, display: languages }),
    object: activity,
    context: z.strictObject({
      platform: z.string(),
      contextActivities: z.strictObject({ parent: z.array(activity) }),
      extensions: z.record(iri, z.unknown()),
    }),
    timestamp: z.iso.datetime({ offset: true }),
  }),
);

const campaign = plan({
  segments: [segment({ id: 'a', name: 'Ops' }), segment({ id: 'b', name: 'Tokyo', timeZone: 'Asia/Tokyo' })],
  touchpoints: [
    touchpoint({ id: 'weekly', cadence: 'weekly', days: 15, time: { zone: 'segment' } }),
    touchpoint({ id: 'no', status: 'cancelled' }),
  ],
});
const statementsOf = async (given: typeof campaign) =>
  statements.parse(JSON.parse(textOf((await exportCampaign(given, 'xapi', { now: NOW })).files[0])));

describe('xAPI statements', () => {
  it('are what the specification asks for, one a message, none of them about a time to come', async () => {
    const found = await statementsOf(campaign);
    expect(found).toHaveLength(6);
    expect(new Set(found.map(({ id }) => id)).size).toBe(6);
    expect(found.every(({ timestamp }) => timestamp === NOW)).toBe(true);
  });

  it('keep their ids until a message moves', async () => {
    const ids = (given: Awaited<ReturnType<typeof statementsOf>>) => given.map(({ id }) => id).toSorted();
    const before = ids(await statementsOf(campaign));
    expect(ids(await statementsOf({ ...campaign, name: 'Another name' }))).toEqual(before);
    const moved = { ...campaign, touchpoints: campaign.touchpoints.map((one) => ({ ...one, start: '2027-01-13' })) };
    expect(ids(await statementsOf(moved)).filter((id) => before.includes(id))).toEqual([]);
  });
});
