import { describe, expect, it } from 'vitest';
import type { Touchpoint } from '../document.ts';
import { findInEvents } from './events.ts';
import { planOf } from './plan.ts';
import { sound, soundWith, touchpoint } from './sound.testing.ts';

/** The audit of the sound campaign is on 8 to 12 February 2027. */
const tied = (start: string, changes: Partial<Touchpoint> = {}, tactic = 'event-tie-in') =>
  findInEvents(
    planOf(
      soundWith({ touchpoints: [touchpoint(tactic, start, { id: 't', name: 'Tie', eventId: 'audit', ...changes })] }),
    ),
  );

describe('what belongs to an event', () => {
  it('leaves a sound plan alone, and what belongs to none', () => {
    expect(findInEvents(planOf(sound()))).toEqual([]);
    expect(tied('2027-06-01', { eventId: undefined as never })).toEqual([]);
  });

  it.each([
    ['2027-01-31', true],
    ['2027-02-01', false],
    ['2027-02-10', false],
    ['2027-02-19', false],
    ['2027-02-20', true],
  ])('may lie a week away from it: %s', (start, isFound) => {
    expect(tied(start)).toHaveLength(isFound ? 1 : 0);
  });

  it('is named with both days, before and after', () => {
    expect(tied('2027-02-26')).toEqual([
      {
        rule: 'event-torn',
        severity: 'warning',
        message:
          '“Tie” belongs to “Audit”, but is sent on 26 February 2027, 14 days after it ended on 12 February 2027.',
        cure: 'Move it to within a week of the event, move the event, or let it belong to no event.',
        touchpointId: 't',
        date: '2027-02-26',
      },
    ]);
    expect(tied('2027-01-11')[0]?.message).toBe(
      '“Tie” belongs to “Audit”, but is sent on 11 January 2027, 28 days before it starts on 8 February 2027.',
    );
  });

  it('is judged by the nearest of its days', () => {
    expect(tied('2027-01-11', { cadence: 'weekly', days: 28 })).toEqual([]);
    expect(tied('2027-01-11', { cadence: 'weekly', days: 14 })[0]?.message).toContain(
      'is last sent on 18 January 2027, 21 days before it starts',
    );
    expect(tied('2027-01-11', { days: 60 }, 'one-click-link')).toEqual([]);
    expect(tied('2027-01-11', { days: 5 }, 'one-click-link')[0]?.message).toContain('ends on 15 January 2027, 24 days');
    expect(tied('2027-03-01', { days: 5 }, 'one-click-link')[0]?.message).toContain('starts on 1 March 2027, 17 days');
  });

  it('may be an invitation that is sent weeks ahead', () => {
    expect(tied('2027-01-11', { channel: 'calendar' })).toEqual([]);
    expect(tied('2027-01-10', { channel: 'calendar' })).toHaveLength(1);
    expect(tied('2027-02-26', { channel: 'calendar' })).toHaveLength(1);
  });
});
