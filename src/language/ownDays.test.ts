import { describe, expect, it } from 'vitest';
import { templateById } from '#campaign/templates/templates.ts';
import { english } from './formats.ts';
import { ownDayInWords, ownDaysInWords } from './ownDays.ts';

const plan = templateById('first-90-days')!.build({ start: '2027-01-04', id: 'rolls' });

describe('days of everyone’s own', () => {
  it('are counted from 0, and named with the last where there are several', () => {
    expect(ownDaysInWords(plan, { start: '2027-01-04', days: 1 }, english)).toBe('day 0');
    expect(ownDaysInWords(plan, { start: '2027-01-14', days: 7 }, english)).toBe('days 10 to 16');
    expect(ownDayInWords(plan, '2027-01-29', english)).toBe('day 25 of their own');
  });

  it('are none where dates are the same for all', () => {
    const { rolling: _, ...dated } = plan;
    for (const one of [dated, { ...plan, segments: plan.segments.map(({ inflow: __, ...segment }) => segment) }]) {
      expect(ownDaysInWords(one, { start: '2027-01-04', days: 1 }, english)).toBeNull();
      expect(ownDayInWords(one, '2027-01-29', english)).toBeNull();
    }
  });
});
