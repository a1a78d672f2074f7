import { describe, expect, it } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { plan, segment, textOf, touchpoint } from '../hostile.testing.ts';
import { exportCampaign } from '../targets.ts';
import { writeCalendar } from './calendar.ts';
import { calendarIn } from './updates.ts';

const MONDAY = '2027-01-04T08:00:00Z';
const TUESDAY = '2027-01-05T08:00:00Z';
const WEDNESDAY = '2027-01-06T08:00:00Z';

const rollout = plan({
  segments: [segment({ id: 'a' }), segment({ id: 'b', timeZone: 'Asia/Tokyo' })],
  phases: [{ id: 'p', name: 'Launch', kind: 'launch', start: '2027-01-11', days: 14, pushAim: 0.9 }],
  touchpoints: [
    touchpoint({ id: 'welcome', name: 'Welcome; all, of you' }),
    touchpoint({
      id: 'reminder',
      name: `Reminder ${'in many words '.repeat(9)}`,
      time: { zone: 'segment', at: '09:00' },
    }),
    touchpoint({ id: 'weekly', days: 28, cadence: 'weekly' }),
  ],
});

async function exported(campaign: Campaign, now: string, earlier?: string) {
  const { files, problems } = await writeCalendar(campaign, { now, ...(earlier !== undefined && { earlier }) });
  const text = textOf(files[0]);
  const events = (text.match(/^BEGIN:VEVENT\r\n[\s\S]*?^END:VEVENT\r\n/gm) ?? []).map((event) => ({
    event,
    uid: /^UID:(.*)\r$/m.exec(event)![1]!,
    sequence: Number(/^SEQUENCE:(\d+)\r$/m.exec(event)![1]),
    isCancelled: event.includes('\r\nSTATUS:CANCELLED\r\n'),
  }));
  return { text, events, problems: problems.map(({ message }) => message) };
}

const without = (id: string): Campaign => ({
  ...rollout,
  touchpoints: rollout.touchpoints.filter((one) => one.id !== id),
});

describe('an export after an earlier one', () => {
  it('is the same where nothing has changed', async () => {
    const { text } = await exported(rollout, MONDAY);
    expect((await exported(rollout, TUESDAY, text)).text).toBe(text);
  });

  it('cancels an event whose words hold what a replacement would read as a pattern', async () => {
    const words = "Save $$ now, $& or $` or $' later";
    const named = { ...rollout, touchpoints: [...rollout.touchpoints, touchpoint({ id: 'money', name: words })] };
    const before = await exported(named, MONDAY);
    const after = await exported(rollout, TUESDAY, before.text);
    expect(after.text.match(/BEGIN:VCALENDAR/g)).toHaveLength(1);
    expect(after.events).toHaveLength(before.events.length);
    const unfolded = after.text.replaceAll(/\r\n[ \t]/g, '').replaceAll('\\,', ',');
    expect(unfolded).toContain(words);
    expect(after.events.filter(({ isCancelled }) => isCancelled)).not.toHaveLength(0);
  });

  it('rewrites only what has moved', async () => {
    const before = await exported(rollout, MONDAY);
    const moved = {
      ...rollout,
      touchpoints: rollout.touchpoints.map((one) =>
        one.id === 'welcome' ? { ...one, start: addDays(one.start, 2) } : one,
      ),
    };
    const after = await exported(moved, TUESDAY, before.text);
    const rewritten = after.events.filter(({ event }) => !before.text.includes(event));
    expect(rewritten).toHaveLength(1);
    expect(rewritten[0]!.event).toContain('Welcome');
    expect(rewritten[0]!.sequence).toBeGreaterThan(
      before.events.find(({ uid }) => uid === rewritten[0]!.uid)!.sequence,
    );
    // Also where the clock of this machine is behind that of the other.
    const behind = await exported(moved, '2020-01-01T00:00:00Z', before.text);
    for (const { uid, sequence } of behind.events)
      expect(sequence).toBeGreaterThanOrEqual(before.events.find((event) => event.uid === uid)!.sequence);
  });

  it.each([
    ['welcome', 1],
    ['reminder', 2],
    ['weekly', 1],
  ])('cancels what is no longer planned: %s', async (id, count) => {
    const before = await exported(rollout, MONDAY);
    const after = await exported(without(id), TUESDAY, before.text);
    const cancelled = after.events.filter(({ isCancelled }) => isCancelled);
    expect(cancelled).toHaveLength(count);
    for (const { uid, sequence, event } of cancelled) {
      expect(sequence).toBeGreaterThan(before.events.find((known) => known.uid === uid)!.sequence);
      expect(event.match(/^(DTSTART|SUMMARY|DTSTAMP|STATUS)/gm)).toHaveLength(4);
      expect(event).toContain('DTSTAMP:20270105T080000Z\r\n');
    }
    expect(after.problems.filter((message) => message.includes('no longer planned'))).toHaveLength(count);
    for (const [, zone] of after.text.matchAll(/;TZID=([^:]+):/g)) expect(after.text).toContain(`\r\nTZID:${zone}\r\n`);
    // Said once, written until it is planned again.
    const third = await exported(without(id), WEDNESDAY, after.text);
    expect(third.text).toBe(after.text);
    expect(third.problems).toEqual([]);
    const back = await exported(rollout, WEDNESDAY, third.text);
    expect(back.events.filter(({ isCancelled }) => isCancelled)).toEqual([]);
    for (const { uid, sequence } of back.events)
      expect(sequence).toBeGreaterThanOrEqual(third.events.find((event) => event.uid === uid)!.sequence);
  });

  it('names a title as people wrote it', async () => {
    const { text } = await exported(rollout, MONDAY);
    expect((await exported(without('welcome'), TUESDAY, text)).problems).toEqual([
      '“Welcome; all, of you: Everyone” is no longer planned; it is cancelled in the calendars that import this file.',
    ]);
  });

  it('marks what is cancelled in the plan', async () => {
    const off = {
      ...rollout,
      touchpoints: rollout.touchpoints.map((one) => ({ ...one, status: 'cancelled' as const })),
    };
    const { events } = await exported(off, MONDAY);
    expect(events.filter(({ isCancelled }) => isCancelled)).toHaveLength(4);
  });

  it.each(['ics', 'csv', 'xlsx'] as const)('of too many messages writes no %s, and cancels nothing', async (target) => {
    const { text } = await exported(rollout, MONDAY);
    const daily = touchpoint({ id: 'd', days: 3660, cadence: 'daily', time: { zone: 'segment', at: '09:00' } });
    const touchpoints = Array.from({ length: 30 }, (_, index) => ({ ...daily, id: `t${index}` }));
    const made = await exportCampaign({ ...rollout, touchpoints }, target, { now: TUESDAY, earlier: text });
    expect(made.files).toEqual([]);
    expect(made.problems.map(({ message }) => message)).toEqual([expect.stringContaining('so nothing was exported')]);
  });

  it('knows whose calendar it is', async () => {
    const { text } = await exported(rollout, MONDAY);
    expect(calendarIn(text)).toEqual({ campaign: rollout.id, excerpt: '' });
    expect(calendarIn('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n')).toBeUndefined();
  });

  it('has no empty line for what is not said', async () => {
    expect((await exported(rollout, MONDAY)).text).not.toMatch(/^DESCRIPTION:\r$/m);
  });
});
