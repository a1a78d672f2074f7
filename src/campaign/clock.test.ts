import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { ZONES } from './timeZones.ts';
import { clock, instantAfter, wallClockAt } from './clock.ts';

const momentOf = clock();

describe('clock', () => {
  it.each([
    ['2027-01-12', '09:00', 'Europe/Berlin', '2027-01-12T08:00:00Z'],
    ['2027-07-12', '09:00', 'Europe/Berlin', '2027-07-12T07:00:00Z'],
    ['2027-01-12', '00:00', 'Asia/Kathmandu', '2027-01-11T18:15:00Z'],
    ['2027-01-12', '23:59', 'America/Los_Angeles', '2027-01-13T07:59:00Z'],
    ['2027-01-12', '09:00', 'UTC', '2027-01-12T09:00:00Z'],
  ])('%s %s in %s is %s', (date, time, zone, instant) => {
    expect(momentOf(date, time, zone)).toEqual({ instant });
  });

  it('says when the clocks skip a time, and goes as far past the change', () => {
    expect(momentOf('2027-03-28', '02:30', 'Europe/Berlin')).toEqual({
      instant: '2027-03-28T01:30:00Z',
      clockChange: 'gap',
    });
    expect(wallClockAt('2027-03-28T01:30:00Z', 'Europe/Berlin')).toEqual({
      date: '2027-03-28',
      time: '03:30',
      offsetMinutes: 120,
    });
  });

  it('says when a time comes twice, and takes the first', () => {
    expect(momentOf('2027-10-31', '02:30', 'Europe/Berlin')).toEqual({
      instant: '2027-10-31T00:30:00Z',
      clockChange: 'overlap',
    });
  });

  it('reports a day that a zone skipped', () => {
    expect(momentOf('2011-12-30', '09:00', 'Pacific/Apia').clockChange).toBe('gap');
  });
});

describe('wallClockAt', () => {
  it('is what Temporal says, in every minute of every zone', () => {
    const minutes = fc.integer({ min: 0, max: Date.UTC(2200, 0) / 60_000 });
    fc.assert(
      fc.property(minutes, fc.constantFrom(...ZONES, 'Africa/Monrovia'), (minute, timeZone) => {
        const instant = Temporal.Instant.fromEpochMilliseconds(minute * 60_000);
        const zoned = instant.toZonedDateTimeISO(timeZone);
        expect(wallClockAt(instant.toString(), timeZone)).toEqual({
          date: zoned.toPlainDate().toString(),
          time: zoned.toPlainTime().toString({ smallestUnit: 'minute' }),
          offsetMinutes: zoned.offsetNanoseconds / 60e9,
        });
        expect(instantAfter(instant.toString(), 95)).toBe(instant.add({ minutes: 95 }).toString());
      }),
      { numRuns: 2_000 },
    );
  });
});
