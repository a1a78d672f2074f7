import { describe, expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { dayOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { apply } from '#campaign/reducer.ts';
import { after, commandOf, grab, offsetOf, pullOf, type Gesture, type GestureEvent, type View } from './gesture.ts';
import type { Place } from './items.ts';

// The window's way to the studio, which no gesture takes.
vi.hoisted(() => vi.stubGlobal('window', { studio: {} }));

const FROM = dayOf('2027-01-01');
const view: View = { from: FROM, left: 172, top: 100, pixelsPerDay: 8 };
const PLACE: Place = { kind: 'touchpoint', id: 'a' };
/** The middle of 12 January, the day of every touchpoint. */
const X = 172 + 11.5 * 8;
const Y = 300;

interface Hand {
  pointerType?: string;
  mode?: Gesture['mode'];
  place?: Place;
  ids?: string[];
}

/** Drives the machine: what happens, the calendar scrolled by so many pixels before it where a view is given. */
function drive(hand: Hand, ...events: (GestureEvent & { view?: View; lane?: string })[]): Gesture | null {
  const place = hand.place ?? PLACE;
  const { pointerType = 'mouse', mode = 'move', ids = [place.id] } = hand;
  let gesture: Gesture | null = grab({ pointerId: 1, pointerType, x: X, y: Y, mode, place, ids }, view);
  for (const { view: seen, lane, ...event } of events)
    gesture &&= after(gesture, event as GestureEvent, { view: seen ?? view, laneIdAt: () => lane ?? 'b' });
  return gesture;
}

const to = (x: number, y = 0, pointerId = 1) =>
  ({ type: 'move', pointerId, x: X + x, y: Y + y, copies: false }) as const;
const copyTo = (x: number) => ({ ...to(x), copies: true }) as const;
const hold = { type: 'hold' } as const;

function dropped(gesture: Gesture | null, campaign: Campaign = fullCampaign): Campaign {
  const command = gesture && commandOf(campaign, gesture);
  return command ? apply(campaign, command).campaign : campaign;
}
const start = (campaign: Campaign, id = 'a') => campaign.touchpoints.find((item) => item.id === id)!.start;

describe('a drag', () => {
  it('moves by whole days, to the day under the pointer', () => {
    expect(start(dropped(drive({}, to(3 * 8))))).toBe('2027-01-15');
    expect(start(dropped(drive({}, to(-40 * 8))))).toBe('2026-12-03');
    expect(start(dropped(drive({}, to(30), to(1))))).toBe('2027-01-12');
  });

  it('follows the calendar that scrolls under a resting pointer', () => {
    const scrolled = { ...view, left: view.left - 250 };
    const gesture = drive({}, to(20), { type: 'scroll', view: scrolled });
    // 270 pixels of 8 each: 33.75 days.
    expect(start(dropped(gesture))).toBe('2027-02-15');
    expect(offsetOf(gesture!, scrolled).x).toBe(270);
    // One more pixel of movement changes nothing by itself.
    expect(start(dropped(drive({}, to(20), { type: 'scroll', view: scrolled }, { ...to(21), view: scrolled })))).toBe(
      '2027-02-15',
    );
  });

  it('keeps its day where the world grows to the left, and at another scale', () => {
    const grown = { ...view, from: FROM - 10, left: view.left - 80 };
    expect(start(dropped(drive({}, to(16), { type: 'scroll', view: grown })))).toBe('2027-01-14');
    const zoomed = { ...view, pixelsPerDay: 16 };
    expect(drive({}, { ...to(16), view: zoomed })!.days).toBe(Math.round((X + 16 - 172) / 16 - 11.5));
  });

  it('goes to the lane under it, one touchpoint alone', () => {
    const lane = (gesture: Gesture | null) => dropped(gesture).touchpoints[0]!.laneId;
    expect(lane(drive({}, { ...to(0, 60), lane: 'c' }))).toBe('c');
    expect(lane(drive({ ids: ['a', 'b'] }, { ...to(8, 60), lane: 'c' }))).toBe('b');
    expect(start(dropped(drive({ ids: ['a', 'b'] }, to(8))), 'b')).toBe('2027-01-13');
  });

  it('changes the length by an edge', () => {
    const event: Place = { kind: 'event', id: 'a' };
    const span = (gesture: Gesture | null) => {
      const { start: first, days } = dropped(gesture).events[0]!;
      return [first, days];
    };
    expect(span(drive({ mode: 'end', place: event }, to(4 * 8)))).toEqual(['2027-02-01', 7]);
    expect(span(drive({ mode: 'start', place: event }, to(8)))).toEqual(['2027-02-02', 2]);
    expect(span(drive({ mode: 'start', place: event }, to(99 * 8)))).toEqual(['2027-02-03', 1]);
  });

  it('copies with Ctrl, also pressed or let go on the way, and never onto itself', () => {
    const copied = dropped(drive({}, copyTo(24)));
    expect(start(copied)).toBe('2027-01-12');
    expect(copied.touchpoints.at(-1)).toMatchObject({ name: 'Touchpoint a', start: '2027-01-15' });
    expect(dropped(drive({}, to(24), { type: 'copy', copies: true })).touchpoints).toHaveLength(5);
    expect(dropped(drive({}, copyTo(24), { type: 'copy', copies: false })).touchpoints).toHaveLength(4);
    expect(dropped(drive({}, copyTo(24), copyTo(0)))).toBe(fullCampaign);
    expect(dropped(drive({ place: { kind: 'goal', id: 'a' } }, copyTo(24))).goals).toHaveLength(2);
  });

  it('is over where it is taken back', () => {
    expect(drive({}, to(30), { type: 'takeBack' })).toBe(null);
  });
});

describe('a press', () => {
  it('trembles without moving anything: 4 pixels of a mouse, 10 of a pen and a finger', () => {
    expect(drive({}, to(3))!.phase).toBe('pressed');
    expect(drive({}, to(4))!.phase).toBe('dragging');
    expect(drive({ pointerType: 'pen' }, to(9))!.phase).toBe('pressed');
    expect(start(dropped(drive({ pointerType: 'pen' }, to(16))))).toBe('2027-01-14');
    expect(drive({ pointerType: 'touch' }, to(9))!.phase).toBe('pressed');
  });

  it('is no move before it has gone half a day', () => {
    const wide = { ...view, pixelsPerDay: 60 };
    const pressed = grab(
      { pointerId: 1, pointerType: 'mouse', x: X, y: Y, mode: 'move', place: PLACE, ids: ['a'] },
      wide,
    );
    const moved = (x: number) => after(pressed, to(x), { view: wide, laneIdAt: () => 'b' });
    expect(dropped(moved(29))).toBe(fullCampaign);
    expect(start(dropped(moved(31)))).toBe('2027-01-13');
  });

  it('of a finger scrolls, and lifts only after a long press', () => {
    expect(drive({ pointerType: 'touch' }, to(40))).toBe(null);
    const lifted = drive({ pointerType: 'touch' }, hold);
    expect(lifted!.phase).toBe('dragging');
    expect(dropped(lifted)).toBe(fullCampaign);
    expect(start(dropped(drive({ pointerType: 'touch' }, to(5), hold, to(40))))).toBe('2027-01-17');
    expect(drive({}, hold)!.phase).toBe('pressed');
  });

  it('heeds one pointer: a second finger ends it', () => {
    const touch = { pointerType: 'touch' };
    expect(start(dropped(drive(touch, hold, to(16), to(400, 0, 2))))).toBe('2027-01-14');
    expect(drive(touch, hold, to(16), { type: 'press', pointerId: 2 })).toBe(null);
  });
});

describe('the pull of an edge', () => {
  it('grows with nearness, after a moment', () => {
    const at = (position: number, rested = 1000) => pullOf(position, 0, 1000, rested);
    expect(at(500)).toBe(0);
    expect(at(952)).toBe(0);
    expect(at(976)).toBe(0.5);
    expect(at(1000)).toBe(1);
    expect(at(1400)).toBe(1);
    expect(at(12)).toBe(-0.75);
    expect(at(1000, 100)).toBe(0);
  });
});
