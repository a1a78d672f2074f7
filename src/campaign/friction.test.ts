import { describe, expect, it } from 'vitest';
import { frictionRate, leftAfter } from './friction.ts';

const assumption = (value: number, segmentId?: string) => ({
  id: `a${value}`,
  parameter: 'trying.friction',
  value,
  ...(segmentId ? { segmentId } : {}),
});

describe('frictionRate', () => {
  it('takes the segment’s own assumption before the campaign’s, and that before the model’s', () => {
    const assumptions = [assumption(0.4, 'sales'), assumption(0.3), { id: 'x', parameter: 'habit.lapse', value: 9 }];
    expect(frictionRate({ assumptions }, 'sales')).toBe(0.4);
    expect(frictionRate({ assumptions }, 'service')).toBe(0.3);
    expect(frictionRate({ assumptions: [] }, 'sales')).toBe(0.16);
  });
});

describe('leftAfter', () => {
  it('loses the same share with every step', () => {
    expect(leftAfter(0, 0.16)).toBe(1);
    expect(leftAfter(1, 0.16)).toBeCloseTo(0.852, 3);
    expect(leftAfter(5, 0.16)).toBeCloseTo(leftAfter(1, 0.16) ** 5, 12);
  });
});
