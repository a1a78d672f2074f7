import { describe, expect, it } from 'vitest';
import { isTimeZone } from './document.ts';
import { countryOfZone, earlierNames, presentName, ZONES } from './timeZones.ts';
import { weekendIn } from './weekend.ts';

interface WeekInfo {
  getWeekInfo(): { weekend: number[] };
}

describe('time zones', () => {
  it('are known to the runtime under their present and earlier names, and mean the same clock', () => {
    const offset = (timeZone: string, month: number) =>
      new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).format(Date.UTC(2026, month, 15));
    for (const zone of ZONES) {
      expect(isTimeZone(zone), zone).toBe(true);
      for (const earlier of earlierNames(zone)) {
        expect(isTimeZone(earlier), earlier).toBe(true);
        expect(presentName(earlier)).toBe(zone);
        for (const month of [0, 6]) expect(offset(earlier, month), earlier).toBe(offset(zone, month));
      }
    }
  });

  it('lie in a country, whichever name they are asked by', () => {
    expect(countryOfZone('Asia/Kolkata')).toBe('IN');
    expect(countryOfZone('Asia/Calcutta')).toBe('IN');
    expect(countryOfZone('Europe/Kiev')).toBe('UA');
    expect(countryOfZone('UTC')).toBeUndefined();
  });
});

describe('the weekend', () => {
  it('is that of the country', () => {
    expect(weekendIn('Europe/Berlin')).toEqual([6, 7]);
    expect(weekendIn('Africa/Cairo')).toEqual([5, 6]);
    expect(weekendIn('Asia/Tehran')).toEqual([5]);
    expect(weekendIn('Asia/Dubai')).toEqual([6, 7]);
    expect(weekendIn('UTC')).toEqual([6, 7]);
  });

  it('is what the runtime has from the CLDR, in every zone', () => {
    for (const zone of ZONES) {
      const region = new Intl.Locale(`und-${countryOfZone(zone)}`) as Intl.Locale & WeekInfo;
      expect(weekendIn(zone), zone).toEqual(region.getWeekInfo().weekend);
    }
  });
});
