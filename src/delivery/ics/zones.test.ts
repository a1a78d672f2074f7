import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { earlierNames, ZONES } from '#campaign/timeZones.ts';
import { agrees, offsetByRules, zoneComponent } from './zones.ts';

describe('offsetByRules', () => {
  const zones = [
    'Europe/Berlin',
    'America/New_York',
    'Australia/Sydney',
    'America/Santiago',
    'Asia/Jerusalem',
    'Asia/Kolkata',
  ];

  it.each(zones)('reads the rules of %s as a second parser does', (zone) => {
    const { text } = zoneComponent(zone)!;
    const second = new ICAL.Timezone(new ICAL.Component(ICAL.parse(text) as unknown[]));
    const differing: string[] = [];
    for (let day = Temporal.PlainDate.from('2026-12-01'); day.year < 2028; day = day.add({ days: 1 })) {
      for (const time of ['00:00', '02:00', '03:00', '12:00']) {
        const wall = ICAL.Time.fromString(`${day.toString()}T${time}:00`, undefined as never);
        if (second.utcOffset(wall) / 60 !== offsetByRules(text, day.toString(), time))
          differing.push(`${day.toString()} ${time}`);
      }
    }
    // The second parser gives the hour of a change to the time before it; everything else has to be the same.
    expect(differing.filter((moment) => !/ 0[0-4]:00$/.test(moment))).toEqual([]);
    expect(differing.length).toBeLessThanOrEqual(2);
  });
});

describe('zoneComponent', () => {
  it('goes by the present name of a zone', () => {
    expect(zoneComponent('Asia/Calcutta')!.id).toBe('Asia/Kolkata');
  });

  it('is there for every zone that can be chosen, by its present and its earlier names', () => {
    for (const zone of ZONES)
      for (const name of [zone, ...earlierNames(zone)])
        expect(zoneComponent(name)?.text, name).toMatch(/^BEGIN:VTIMEZONE/);
  });

  it.each(['UTC', 'Etc/UTC', 'GMT', 'Mars/Olympus'])('has none for %s', (zone) => {
    expect(zoneComponent(zone)).toBeUndefined();
  });
});

describe('the names of summer and winter', () => {
  it('are the usual ones in Ireland too', () => {
    const { text } = zoneComponent('Europe/Dublin')!;
    const daylight = /BEGIN:DAYLIGHT\r\n([\s\S]*?)END:DAYLIGHT/.exec(text)![1]!;
    expect(daylight).toContain('TZNAME:IST');
    expect(daylight).toContain('TZOFFSETTO:+0100');
    expect(daylight).toContain('RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU');
  });

  it('give DAYLIGHT the later time in every zone', () => {
    for (const zone of ZONES) {
      const { text } = zoneComponent(zone)!;
      const offset = (kind: string) =>
        Number(new RegExp(String.raw`BEGIN:${kind}\r\n[\s\S]*?TZOFFSETTO:(.\d{4})[\s\S]*?END:${kind}`).exec(text)?.[1]);
      expect(offset('DAYLIGHT') < offset('STANDARD'), zone).toBe(false);
    }
  });
});

describe('agrees', () => {
  it('trusts the yearly rules where they hold, and not before they did', () => {
    const newYork = zoneComponent('America/New_York')!;
    expect(agrees(newYork, '2027-03-20T13:00:00Z', 'America/New_York')).toBe(true);
    // Until 2006 summer time began in April there.
    expect(agrees(newYork, '2005-03-20T14:00:00Z', 'America/New_York')).toBe(false);
  });
});
