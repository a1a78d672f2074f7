import { describe, expect, it } from 'vitest';
import { plan, segment, touchpoint } from './hostile.testing.ts';
import { deliveryIds, stableId } from './identifier.ts';
import { scheduleOf } from './occurrences.ts';
import type { Campaign } from '#campaign/document.ts';

async function idsOf(campaign: Campaign): Promise<string[]> {
  const { deliveries } = scheduleOf(campaign);
  return deliveries.map(await deliveryIds(campaign, deliveries));
}

describe('stableId', () => {
  it('is a version 5 UUID', async () => {
    // The example of RFC 9562, appendix A.4.
    expect(await stableId(['www.example.com'], '6ba7b810-9dad-11d1-80b4-00c04fd430c8')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });

  it('tells parts apart', async () => {
    expect(await stableId(['a', 'bc'])).not.toBe(await stableId(['ab', 'c']));
  });
});

describe('deliveryIds', () => {
  const daily = touchpoint({ id: 't', days: 3, cadence: 'daily' });
  const segments = [segment({ id: 'a' }), segment({ id: 'b', timeZone: 'Asia/Tokyo' })];
  const campaign = plan({ segments, touchpoints: [daily, touchpoint({ id: 'u', time: { zone: 'segment' } })] });

  it('are unique within a campaign', async () => {
    const ids = await idsOf(campaign);
    expect(new Set(ids).size).toBe(5);
  });

  it('stay when a touchpoint is written anew, and differ between campaigns', async () => {
    const ids = await idsOf(plan({ touchpoints: [daily] }));
    const moved = { ...daily, name: 'New', message: { subject: 'New', body: 'New' } };
    expect(await idsOf(plan({ touchpoints: [moved] }))).toEqual(ids);
    expect(await idsOf(plan({ name: 'Renamed', touchpoints: [daily] }))).toEqual(ids);
    const others = await idsOf(plan({ id: 'another', touchpoints: [daily] }));
    expect(others.filter((id) => ids.includes(id))).toEqual([]);
  });
});
