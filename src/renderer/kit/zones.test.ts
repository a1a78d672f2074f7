import { describe, expect, it } from 'vitest';
import { isTimeZone } from '#campaign/document.ts';
import { CITIES_OF, ZONES_OF } from './places.ts';
import { clockWords, findZones, offsetLabel, zoneLabel, zoneNamed, zonesAt } from './zones.ts';

const WINTER = Date.UTC(2027, 0, 15);
const zones = zonesAt(WINTER, 'Europe/Berlin');
const first = (text: string) => findZones(zones, text)[0];

describe('findZones', () => {
  it.each([
    ['Kolkata', 'Asia/Kolkata'],
    ['Calcutta', 'Asia/Kolkata'],
    ['Kyiv', 'Europe/Kyiv'],
    ['Kiev', 'Europe/Kyiv'],
    ['Ho Chi Minh', 'Asia/Ho_Chi_Minh'],
    ['Saigon', 'Asia/Ho_Chi_Minh'],
    ['Kathmandu', 'Asia/Kathmandu'],
    ['katmandu', 'Asia/Kathmandu'],
    ['Yangon', 'Asia/Yangon'],
    ['Rangoon', 'Asia/Yangon'],
    ['Nuuk', 'America/Nuuk'],
    ['Godthab', 'America/Nuuk'],
    ['Mumbai', 'Asia/Kolkata'],
    ['Bangalore', 'Asia/Kolkata'],
    ['Beijing', 'Asia/Shanghai'],
    ['Shenzhen', 'Asia/Shanghai'],
    ['San Francisco', 'America/Los_Angeles'],
    ['Munich', 'Europe/Berlin'],
    ['münchen', 'Europe/Berlin'],
    ['Barcelona', 'Europe/Madrid'],
    ['Rio de', 'America/Sao_Paulo'],
    ['Germany', 'Europe/Berlin'],
    ['United States', 'America/New_York'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['Washington', 'America/New_York'],
    ['India', 'Asia/Kolkata'],
    ['Ukraine', 'Europe/Kyiv'],
    ['nepal', 'Asia/Kathmandu'],
    ['Vietnam', 'Asia/Ho_Chi_Minh'],
    ['CET', 'Europe/Berlin'],
    ['gmt', 'UTC'],
    ['EST', 'America/New_York'],
    ['IST', 'Asia/Kolkata'],
    ['JST', 'Asia/Tokyo'],
    ['PST', 'America/Los_Angeles'],
    ['+5:30', 'Asia/Kolkata'],
    ['UTC+5:45', 'Asia/Kathmandu'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['Berlin, Germany', 'Europe/Berlin'],
    ['new york', 'America/New_York'],
    ['Asia/Tokyo', 'Asia/Tokyo'],
  ])('finds %s', (text, zone) => {
    const found = first(text);
    expect(found?.id).toBe(zone);
  });

  it('finds by the offset of the day that is asked about', () => {
    const at = (text: string, instant: number) => findZones(zonesAt(instant, 'UTC'), text).map(({ id }) => id);
    expect(at('UTC+1', WINTER)).toContain('Europe/Berlin');
    expect(at('GMT +01:00', WINTER)).toContain('Europe/Berlin');
    expect(at('+0100', WINTER)).toContain('Europe/Berlin');
    expect(at('UTC+1', Date.UTC(2027, 6, 15))).not.toContain('Europe/Berlin');
    expect(at('−5', WINTER)).toContain('America/New_York');
  });

  it('offers every place that begins so', () => {
    const found = findZones(zones, 'Rio').map(({ place, foundBy }) => foundBy ?? place);
    expect(found.slice(0, 3).toSorted()).toEqual(['Rio Branco', 'Rio Gallegos', 'Rio de Janeiro'].toSorted());
  });

  it('says by which name it was found, and nothing of what is not there', () => {
    expect(first('Mumbai')?.foundBy).toBe('Mumbai');
    expect(first('Kiev')?.foundBy).toBe('Kiev');
    expect(first('Kolkata')?.foundBy).toBeUndefined();
    expect(findZones(zones, 'Atlantis')).toEqual([]);
    expect(findZones(zones, '!!')).toEqual([]);
    expect(findZones(zones, '')).toHaveLength(zones.length);
  });

  it('finds every zone by its label, by its place and by its name', () => {
    for (const zone of zones) {
      expect(findZones(zones, zoneLabel(zone.id))[0]?.id).toBe(zone.id);
      expect(findZones(zones, zone.place).map(({ id }) => id)).toContain(zone.id);
      expect(findZones(zones, zone.id)[0]?.id).toBe(zone.id);
    }
  });
});

describe('zoneNamed', () => {
  it.each([
    ['kolkata', 'Asia/Kolkata'],
    ['Mumbai', 'Asia/Kolkata'],
    ['Kiev', 'Europe/Kyiv'],
    ['India', 'Asia/Kolkata'],
    ['Kyiv, Ukraine', 'Europe/Kyiv'],
    ['asia/calcutta', 'Asia/Kolkata'],
    ['UTC', 'UTC'],
  ])('takes %s', (text, zone) => {
    expect(zoneNamed(zones, text)?.id).toBe(zone);
  });

  it.each(['Rio', 'Kolk', 'United States', 'CET', '+5:30', 'Atlantis', '', '  '])(
    'leaves “%s” to the person',
    (text) => {
      expect(zoneNamed(zones, text)).toBeUndefined();
    },
  );

  it('takes every zone by its label', () => {
    for (const zone of zones) expect(zoneNamed(zones, zoneLabel(zone.id))?.id).toBe(zone.id);
  });
});

describe('zones', () => {
  it('have their present name and the country, whatever they are stored as', () => {
    expect(zoneLabel('Asia/Calcutta')).toBe('Kolkata, India');
    expect(zoneLabel('America/Argentina/Buenos_Aires')).toBe('Buenos Aires, Argentina');
    expect(zoneLabel('UTC')).toBe('UTC');
    expect(zonesAt(WINTER, 'Etc/GMT+5').map(({ id }) => id)).toContain('Etc/GMT+5');
    expect(new Set(zones.map(({ id }) => id)).size).toBe(zones.length);
  });

  it('write their offset', () => {
    expect([0, 60, -210, 345].map(offsetLabel)).toEqual(['UTC', 'UTC+1', 'UTC−3:30', 'UTC+5:45']);
  });

  it('tell their clock in the window’s language', () => {
    expect(clockWords('Asia/Kolkata', WINTER)).toBe('India Standard Time, UTC+5:30');
    expect(clockWords('Europe/Berlin', WINTER)).toBe('Central European Standard Time, UTC+1');
    expect(clockWords('America/Sao_Paulo', WINTER)).toBe('Brasilia Standard Time, UTC−3');
    expect(clockWords('Etc/GMT+5', WINTER)).toBe('UTC−5');
  });

  it('of cities and letters are there', () => {
    const ids = new Set(zones.map(({ id }) => id));
    for (const zone of [...CITIES_OF.keys(), ...[...ZONES_OF.values()].flat()]) {
      expect(ids.has(zone), zone).toBe(true);
      expect(isTimeZone(zone), zone).toBe(true);
    }
  });
});
