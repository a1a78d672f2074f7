import { describe, expect, it } from 'vitest';
import { dayOf, formatDay, weekdayOf } from '#campaign/calendar.ts';
import type { Summary } from '#contract/library.ts';
import { arrange, copyName, lastsOf, progressOf, usualStart } from './list.ts';

const summary = (id: string, name: string, changedAt: string, start = '2027-01-11', brandName = ''): Summary => ({
  id,
  name,
  brandName,
  changedAt,
  start,
  vocabulary: 'learning',
  primaryColour: '#000000',
  accentColour: '#ffffff',
  days: 28,
  learners: 1,
  touchpoints: 0,
  pushTouchpoints: 0,
});
const all = [
  summary('a', 'Wave 10', '2027-01-01T00:00:00Z', '2027-03-01', 'Leap'),
  summary('b', 'wave 9', '2027-01-03T00:00:00Z', '2027-05-01'),
  summary('c', 'Onboarding', '2027-01-02T00:00:00Z', '2027-04-01', 'Leap'),
];
const ids = (list: Summary[]) => list.map(({ id }) => id).join('');

describe('arrange', () => {
  it('puts the newest change first, names in the order of their numbers, the latest start first', () => {
    expect(ids(arrange(all, '', 'changed'))).toBe('bca');
    expect(ids(arrange(all, '', 'name'))).toBe('cba');
    expect(ids(arrange(all, '', 'start'))).toBe('bca');
  });

  it('finds every word in the name or the brand, in any case', () => {
    expect(ids(arrange(all, 'WAVE leap', 'name'))).toBe('a');
    expect(ids(arrange(all, 'leap', 'name'))).toBe('ca');
    expect(arrange(all, 'nothing', 'name')).toEqual([]);
    expect(ids(arrange([summary('d', 'Café', '2027-01-01T00:00:00Z')], 'cafe', 'name'))).toBe('d');
  });
});

describe('progressOf', () => {
  const plan = { start: '2027-01-11', days: 15 };
  it('counts the days before, the weeks within, and knows the end', () => {
    expect(progressOf(plan, dayOf('2027-01-10'))).toEqual({ state: 'ahead', days: 1 });
    expect(progressOf(plan, dayOf('2027-01-11'))).toEqual({ state: 'running', week: 1, weeks: 3 });
    expect(progressOf(plan, dayOf('2027-01-25'))).toEqual({ state: 'running', week: 3, weeks: 3 });
    expect(progressOf(plan, dayOf('2027-01-26'))).toEqual({ state: 'over' });
  });
});

describe('copyName', () => {
  it('takes the first name that is free and never grows past what a name may be', () => {
    expect(copyName('Leap', ['Leap'])).toBe('Leap (copy)');
    expect(copyName('Leap', ['Leap', 'Leap (copy)', 'Leap (copy 2)'])).toBe('Leap (copy 3)');
    expect(copyName('x'.repeat(200), []).length).toBeLessThanOrEqual(200);
  });
});

describe('usualStart', () => {
  it('is a Monday 14 to 20 days ahead', () => {
    for (let today = dayOf('2027-01-01'); today < dayOf('2027-01-15'); today++) {
      const start = usualStart(today);
      expect(weekdayOf(start), formatDay(today)).toBe(1);
      expect(start - today, formatDay(today)).toBeGreaterThanOrEqual(14);
      expect(start - today, formatDay(today)).toBeLessThanOrEqual(20);
    }
  });
});

it('says until which day a deleted campaign stays, or for how many more days of use', () => {
  const now = Date.parse('2027-01-10T12:00:00Z');
  const removed = (keptUntil: string, daysInUseLeft: number) => lastsOf({ keptUntil, daysInUseLeft }, now);
  expect(removed('2027-01-31T00:00:00.000Z', 3)).toEqual({ day: Date.parse('2027-01-31') / 86_400_000 });
  expect(removed('2027-01-09T00:00:00.000Z', 3)).toEqual({ daysInUse: 3 });
  expect(removed('2027-01-09T00:00:00.000Z', 0)).toEqual({ daysInUse: 1 });
});
