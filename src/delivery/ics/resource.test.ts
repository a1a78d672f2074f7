import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { plan, segment, touchpoint } from '../hostile.testing.ts';
import { scheduleOf } from '../occurrences.ts';
import { calendarResource, propertyIn, resourceAfter } from './resource.ts';

const campaign = plan({
  segments: [segment({ id: 'a', name: 'Berlin' }), segment({ id: 'b', name: 'Tokyo' })],
  touchpoints: [touchpoint({ id: 't', name: 'Mail; and, more' })],
});
const [delivery] = scheduleOf(campaign).deliveries;
const resourceFor = (index: number) =>
  calendarResource(campaign, delivery!, campaign.segments[index], { key: `key-${index}`, isShared: true });

describe('calendarResource', () => {
  it('is one event for one segment, under an identifier of its own', async () => {
    const [first, second] = [await resourceFor(0), await resourceFor(1)];
    expect(first.uid).not.toBe(second.uid);
    expect([first, second].map(({ text }) => propertyIn(text, 'SUMMARY'))).toEqual([
      String.raw`Mail\; and\, more: Berlin`,
      String.raw`Mail\; and\, more: Tokyo`,
    ]);
    expect(propertyIn(second.text, 'UID')).toBe(second.uid);
    expect(propertyIn(second.text, 'X-TANDEM-KEY')).toBe('key-1');
    expect(propertyIn(second.text, 'NOTHING')).toBeUndefined();
  });
});

describe('resourceAfter', () => {
  it('keeps the identifier that is there, however long, and rises above its number', async () => {
    const { text } = await resourceFor(0);
    const uid = `someone-${'x'.repeat(200)}@example.com`;
    const before = text
      .replace(/^UID:.*$/m, `UID:${uid.slice(0, 60)}\r\n ${uid.slice(60)}`)
      .replace('SEQUENCE:0', 'SEQUENCE:41')
      .replaceAll('\r\n', '\n');
    const next = resourceAfter(before, text, '2027-01-05T10:20:30.456Z');
    expect(propertyIn(next, 'UID')).toBe(uid);
    expect(propertyIn(next, 'SEQUENCE')).toBe('42');
    expect(propertyIn(next, 'DTSTAMP')).toBe('20270105T102030Z');
    expect(propertyIn(next, 'STATUS')).toBeUndefined();
    expect(Math.max(...next.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(75);
    expect(() => ICAL.parse(next)).not.toThrow();
  });

  it('marks an event as cancelled once, whatever it was before', async () => {
    const { text } = await resourceFor(0);
    const once = resourceAfter(text, text, '2027-01-05T10:00:00Z', { isCancelled: true });
    const twice = resourceAfter(once, once, '2027-01-06T10:00:00Z', { isCancelled: true });
    expect(twice.match(/^STATUS:/gm)).toEqual(['STATUS:']);
    expect(propertyIn(twice, 'STATUS')).toBe('CANCELLED');
    expect(propertyIn(twice, 'SEQUENCE')).toBe('2');
  });
});
