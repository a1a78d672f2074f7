import { expect, it } from 'vitest';
import { dayOf } from './calendar.ts';
import { STATUSES, type Cadence, type Status } from './document.ts';
import { SHOWN_STATUSES, statusOf } from './status.ts';

const touchpoint = (status: Status | undefined, days = 1, cadence: Cadence = 'once') => ({
  start: '2027-01-11',
  days,
  cadence,
  ...(status === undefined ? {} : { status }),
});

it.each<[Status | undefined, string | undefined]>([
  ['planned', 'overdue'],
  ['draft', 'overdue'],
  ['approved', 'overdue'],
  ['sent', 'sent'],
  ['cancelled', 'cancelled'],
  [undefined, undefined],
])('%s is shown as it was said until its day is over, then as %s', (status, after) => {
  for (const day of ['2026-01-01', '2027-01-10', '2027-01-11'])
    expect(statusOf(touchpoint(status), dayOf(day))).toBe(status);
  expect(statusOf(touchpoint(status), dayOf('2027-01-12'))).toBe(after);
});

it('waits for the last send of a series, not for its last day', () => {
  const series = touchpoint('planned', 20, 'weekly');
  expect(statusOf(series, dayOf('2027-01-25'))).toBe('planned');
  expect(statusOf(series, dayOf('2027-01-26'))).toBe('overdue');
});

it('is never overdue where nothing was to be sent', () => {
  const weekend = { ...touchpoint('planned', 2, 'weekdays'), start: '2027-01-09' };
  expect(statusOf(weekend, dayOf('2027-02-01'))).toBe('planned');
});

it('is no status that a document holds', () => {
  expect(STATUSES).not.toContain('overdue');
  expect(SHOWN_STATUSES).toEqual([...STATUSES, 'overdue']);
});
