import { describe, expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { dayOf } from '#campaign/calendar.ts';
import type { Touchpoint } from '#campaign/document.ts';
import { byQuarters, coveredBy, later, minuteAfter, minuteIn } from './hours.ts';
import { layOut, LEAST_CARD } from '../timeline/layout.ts';
import { copyCommand, moveCommand } from '../arranging/moves.ts';

// The window's way to the studio, which no geometry takes.
vi.hoisted(() => vi.stubGlobal('window', { studio: {} }));

const START = '2027-01-12';
const from = dayOf('2027-01-01');
const call: Touchpoint = {
  ...fullCampaign.touchpoints[2]!,
  id: 'call',
  laneId: 'a',
  channel: 'phone',
  start: START,
  days: 1,
  cadence: 'once',
  time: { zone: 'campaign', at: '14:30' },
  minutes: 90,
};
const scale = (pixelsPerDay: number) => ({ from, until: from + 60, pixelsPerDay });
const plan = { ...fullCampaign, touchpoints: [call, { ...call, id: 'allDay', time: { zone: 'segment' as const } }] };

describe('what stands at its hour', () => {
  it('is what comes once, on one day, at a time', () => {
    expect(minuteIn(call)).toBe(14 * 60 + 30);
    const others: Partial<Touchpoint>[] = [
      { days: 2 },
      { time: { zone: 'segment' } },
      { tactic: 'poster', channel: 'poster' },
    ];
    for (const other of others) expect(minuteIn({ ...call, ...other })).toBeUndefined();
  });

  it('covers its minutes where hours are told apart, and its day where they are not', () => {
    const day = dayOf(START);
    const { from: first, until } = coveredBy(call, scale(240));
    expect([(first - day) * 24, (until - first) * 24]).toEqual([expect.closeTo(14.5), expect.closeTo(1.5)]);
    expect(coveredBy(call, scale(239))).toEqual({ from: day, until: day + 1, isHourly: false });
  });

  it('is laid out there: as wide as it lasts, but never too narrow to be hit, and rows are shared by hours of one day', () => {
    const at = (id: string, time: string, minutes = 60) => ({ ...call, id, minutes, time: { ...call.time, at: time } });
    const row = {
      id: 'a',
      name: 'A',
      touchpoints: [at('early', '09:00'), at('late', '14:00'), at('meets', '14:30'), at('short', '18:00', 5)],
    };
    const names = { widthOf: () => 0, start: 0, end: 60 * 480 };
    const { cards } = layOut([row], scale(480), names);
    const [early, late, meets, short] = cards.map((card) => ({ ...card, left: card.left - 11 * 480 }));
    const places = [early!.left, early!.width, late!.left, meets!.left, short!.width];
    expect(places).toEqual([180, 19, 280, 290, LEAST_CARD].map((pixels) => expect.closeTo(pixels)));
    expect([late!.top, short!.top]).toEqual([early!.top, early!.top]);
    expect(meets!.top).toBeGreaterThan(late!.top);
  });
});

describe('carrying by the hour', () => {
  it('snaps to quarters, from wherever it stood, and leaves what hardly moved', () => {
    expect(byQuarters(14 * 60 + 30, 2 / 24)).toEqual({ days: 0, minutes: 120 });
    expect(byQuarters(9 * 60 + 10, 4 / 1440)).toEqual({ days: 0, minutes: 0 });
    expect(byQuarters(9 * 60 + 10, 9 / 1440)).toEqual({ days: 0, minutes: 5 });
    // Half past two in the afternoon, ten hours later and fifteen hours before.
    expect(byQuarters(14 * 60 + 30, 10 / 24)).toEqual({ days: 1, minutes: -14 * 60 });
    expect(byQuarters(14 * 60 + 30, -15 / 24)).toEqual({ days: -1, minutes: 9 * 60 });
  });

  it('goes over midnight into the next day, each by its own time', () => {
    expect(later(call, 0, 600)).toEqual({ days: 1, time: { zone: 'campaign', at: '00:30' } });
    expect(later(call, 1, -900)).toEqual({ days: 0, time: { zone: 'campaign', at: '23:30' } });
    expect(later({ ...call, days: 3 }, 1, 600)).toEqual({ days: 1, time: call.time });
  });

  it('is one command: the day, and the time of what has one', () => {
    expect(moveCommand(plan, 'touchpoint', ['call'], { days: 0, minutes: 45 })).toEqual({
      type: 'editTouchpoint',
      id: 'call',
      changes: { 'time.at': '15:15' },
    });
    const both = moveCommand(plan, 'touchpoint', ['call', 'allDay'], { days: 1, minutes: 45 });
    expect(both).toMatchObject({ type: 'batch', commands: { length: 3 } });
    expect(minuteAfter(call, both)).toBe(15 * 60 + 15);
    expect(minuteAfter(call, null)).toBe(14 * 60 + 30);
    expect(copyCommand(plan, ['call'], { days: 0, minutes: 45 })!.command).toMatchObject({
      commands: [{ item: { start: START, time: { zone: 'campaign', at: '15:15' } } }],
    });
  });
});
