import { describe, expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { apply } from '#campaign/reducer.ts';
import { burstCommand, continued, type Burst } from './burst.ts';

// The window's way to the studio, which no key takes.
vi.hoisted(() => vi.stubGlobal('window', { studio: {} }));

const key = (changes: Partial<Burst> = {}): Burst => ({
  place: { kind: 'touchpoint', id: 'a' },
  ids: ['a'],
  mode: 'move',
  days: 1,
  ...changes,
});

/** The bursts that keys make, one after the other. */
function burstsOf(...keys: Burst[]): Burst[] {
  const bursts: Burst[] = [];
  for (const pressed of keys) {
    const { burst, isNew } = continued(bursts.at(-1) ?? null, pressed);
    bursts.splice(isNew ? bursts.length : -1, 1, burst);
  }
  return bursts;
}

describe('a burst of keys', () => {
  it('is one step, however often the key came', () => {
    const bursts = burstsOf(...Array.from({ length: 20 }, () => key()));
    expect(bursts).toHaveLength(1);
    const command = burstCommand(fullCampaign, bursts[0]!)!;
    const [moved] = apply(fullCampaign, command).campaign.touchpoints.filter(({ id }) => id === 'a');
    expect(moved!.start).toBe('2027-02-01');
  });

  it('takes days and the lane together', () => {
    const [burst, ...others] = burstsOf(
      key({ days: 7 }),
      key({ days: 0, rows: { by: 1, order: ['a', 'b'] } }),
      key({ days: -1 }),
    );
    expect(others).toEqual([]);
    expect(burst).toMatchObject({ days: 6, rows: { by: 1 } });
  });

  it('ends where other things are moved, or the same are stretched', () => {
    expect(burstsOf(key(), key({ ids: ['a', 'b'] }), key({ mode: 'end' }), key({ mode: 'end' }))).toHaveLength(3);
  });

  it('does nothing where the keys come to nothing', () => {
    const [burst] = burstsOf(key(), key({ days: -1 }));
    expect(burstCommand(fullCampaign, burst!)).toBe(null);
  });
});
