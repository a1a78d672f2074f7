import { describe, expect, it } from 'vitest';
import type { Campaign } from './document.ts';
import { parameterById } from './parameters.ts';
import { apply } from './reducer.ts';
import { SECTORS, sectorOf, takeSector, type SectorId } from './sectors.ts';
import { templateById } from './templates/templates.ts';

const plain: Campaign = { ...templateById('blank')!.build({ start: '2027-01-11' }), assumptions: [] };
const taking = (campaign: Campaign, sector: SectorId | null): Campaign =>
  apply(
    campaign,
    takeSector(campaign, sector, () => 'new')!,
  ).campaign;

describe('a sector', () => {
  it.each(SECTORS.map((sector) => [sector.id, sector] as const))(
    '%s gives its rate, and says whose it is',
    (id, { opened }) => {
      const campaign = taking(plain, id);
      expect(campaign.assumptions).toMatchObject([{ parameter: 'channels.email.reach', value: opened }]);
      expect(campaign.assumptions[0]!.reason).toContain('PoliteMail 2025');
      expect(sectorOf(campaign)).toBe(id);
      const [low, high] = parameterById('channels.email.reach')!.likely;
      expect(opened).toBeGreaterThan(low - 0.001);
      expect(opened).toBeLessThan(high + 0.001);
    },
  );

  it('makes way for another one, and for the model’s rate', () => {
    const campaign = taking(taking(plain, 'technology'), 'financials');
    expect(campaign.assumptions).toHaveLength(1);
    expect(sectorOf(campaign)).toBe('financials');
    expect(taking(campaign, null).assumptions).toEqual([]);
    expect(takeSector(plain, null, () => 'new')).toBeUndefined();
  });

  it('takes a rate of the campaign’s own for none, replaces it, and does not remove it as if it were a sector’s', () => {
    const own = { id: 'own', parameter: 'channels.email.reach', value: 0.5, low: 0.4, high: 0.6 };
    const forSome = { id: 'some', parameter: 'channels.email.reach', value: 0.3, segmentId: 'field' };
    const campaign = { ...plain, assumptions: [forSome, own] };
    expect(sectorOf(campaign)).toBeNull();
    expect(takeSector(campaign, null, () => 'new')).toBeUndefined();
    const taken = taking(campaign, 'energy');
    expect(taken.assumptions[0]).toEqual(forSome);
    expect(taken.assumptions[1]).toMatchObject({ id: 'own', value: 0.709 });
    expect(taken.assumptions[1]).not.toHaveProperty('low');
  });
});
