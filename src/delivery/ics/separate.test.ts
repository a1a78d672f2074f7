import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { NOW, plan, segment, textOf, touchpoint } from '../hostile.testing.ts';
import { writeCalendar } from './calendar.ts';
import { calendarIn } from './updates.ts';

const campaign = plan({
  segments: [segment({ id: 'a', name: 'Ops, "north"' }), segment({ id: 'b', name: 'Tokyo', timeZone: 'Asia/Tokyo' })],
  touchpoints: [
    touchpoint({ id: 'weekly', name: 'Tip; 1', cadence: 'weekly', days: 22, time: { zone: 'segment', at: '09:00' } }),
    touchpoint({ id: 'mail', name: 'Überraschung 🎯'.repeat(12), start: '2027-01-14' }),
  ],
});
const organizer = `${'a'.repeat(60)}@learning.example`;
const parse = (text: string) => new ICAL.Component(ICAL.parse(text) as unknown[]);

describe('a calendar of one file an event', () => {
  it('says the same as the one file, as requests that each stand by themselves', async () => {
    const whole = parse(textOf((await writeCalendar(campaign, { now: NOW })).files[0]));
    const { files } = await writeCalendar(campaign, { now: NOW, organizer });
    const uidOf = (event: ICAL.Component) => String(event.getFirstPropertyValue('uid'));
    const found = files.map((file) => {
      const text = textOf(file);
      expect(calendarIn(text)).toEqual({ campaign: campaign.id, excerpt: '' });
      for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
      const calendar = parse(text);
      expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
      const events = calendar.getAllSubcomponents('vevent');
      expect(events).toHaveLength(1);
      expect(events[0]!.getFirstPropertyValue('organizer')).toBe(`mailto:${organizer}`);
      expect(events[0]!.getAllProperties('attendee')).toHaveLength(1);
      const zones = calendar.getAllSubcomponents('vtimezone').map((zone) => zone.getFirstPropertyValue('tzid'));
      const named = events[0]!.getFirstProperty('dtstart')!.getFirstParameter('tzid');
      expect(zones).toEqual(named === undefined ? [] : [named]);
      return uidOf(events[0]!);
    });
    expect(found.toSorted()).toEqual(whole.getAllSubcomponents('vevent').map(uidOf).toSorted());
    expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
  });

  it('cancels what is gone since, one file for each', async () => {
    const before = await writeCalendar(campaign, { now: NOW, organizer });
    const earlier = before.files.map(textOf).join('');
    const fewer = { ...campaign, touchpoints: campaign.touchpoints.slice(0, 1) };
    const { files } = await writeCalendar(fewer, { now: '2027-01-05T08:00:00Z', organizer, earlier });
    const methods = files.map((file) => parse(textOf(file)).getFirstPropertyValue('method'));
    expect(methods.filter((method) => method === 'CANCEL')).toHaveLength(1);
    expect(files).toHaveLength(before.files.length);
    // What did not change is not sent as something new.
    const stamps = (text: string) => /^SEQUENCE:.*$/m.exec(text)![0];
    const kept = files.find(({ name }) => before.files.some((file) => file.name === name))!;
    expect(stamps(textOf(kept))).toBe(stamps(textOf(before.files.find(({ name }) => name === kept.name))));
    const gone = files.find((file) => textOf(file).includes('METHOD:CANCEL'))!;
    expect(textOf(gone)).toContain('STATUS:CANCELLED');
    expect(textOf(gone).match(/^ORGANIZER/gm)).toHaveLength(1);
  });
});
