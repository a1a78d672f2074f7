import { describe, expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { dayOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { apply } from '#campaign/reducer.ts';
import type { Hand } from '../kit/drag/hand.ts';
import { after, commandOf, grab, offsetOf, pullOf, restingAt, type Gesture, type Grab, type View } from './gesture.ts';
import { spanOf, type Place } from '../items/place.ts';
import { dayOffFor } from './workdays.ts';

// The window's way to the studio, which no gesture takes.
vi.hoisted(() => vi.stubGlobal('window', { studio: {} }));

const FROM = dayOf('2027-01-01');
const view: View = { from: FROM, left: 172, top: 100, pixelsPerDay: 8 };
const PLACE: Place = { kind: 'touchpoint', id: 'a' };
/** The middle of 12 January, the day of every touchpoint. */
const X = 172 + 11.5 * 8;
const Y = 300;
/** Lanes are so high here. */
const LANE = 50;

interface Taken {
  mode?: Grab['mode'];
  place?: Place;
  ids?: string[];
  rowsUp?: number;
  rowsDown?: number;
}

const resting: Hand = { by: 'pointer', x: X, y: Y, shift: false, alt: false };

/** Takes something and drives the machine: where the hand is, and another view where the calendar has moved. */
function drive(taken: Taken, ...moves: (Hand & { view?: View })[]): Gesture {
  const place = taken.place ?? PLACE;
  const { mode = 'move', ids = [place.id], rowsUp = 1, rowsDown = 3 } = taken;
  const { start, days } = spanOf(fullCampaign, place)!;
  const first = dayOf(start);
  const isIn = place.kind === 'touchpoint';
  const order = fullCampaign.lanes.map(({ id }) => id);
  const around = { order, rowsUp: isIn ? rowsUp : 0, rowsDown: isIn ? rowsDown : 0 };
  const [from = resting] = moves;
  const hand = from.by === 'keys' ? { ...from, x: 0, y: 0 } : resting;
  let gesture = grab({ mode, place, ids, first, last: first + days - 1, ...around }, hand, view);
  for (const { view: seen, ...next } of moves)
    gesture = after(gesture, next, {
      view: seen ?? view,
      rowsTo: (y) => Math.round((y - Y) / LANE),
      isDayOff: dayOffFor(fullCampaign, []),
      isAside: ({ x }) => x < X - 290 && x > X - 310,
    });
  return gesture;
}

const to = (x: number, y = 0): Hand => ({ ...resting, x: X + x, y: Y + y });
const keys = (days: number, lanes = 0): Hand => ({ by: 'keys', x: days, y: lanes, shift: false, alt: false });

function dropped(gesture: Gesture, campaign: Campaign = fullCampaign): Campaign {
  const command = commandOf(campaign, gesture);
  return command ? apply(campaign, command).campaign : campaign;
}
const start = (campaign: Campaign, id = 'a') => campaign.touchpoints.find((item) => item.id === id)!.start;
const lane = (campaign: Campaign, id = 'a') => campaign.touchpoints.find((item) => item.id === id)!.laneId;

describe('a drag', () => {
  it('moves by whole days, to the day under the pointer', () => {
    expect(start(dropped(drive({}, to(3 * 8))))).toBe('2027-01-15');
    expect(start(dropped(drive({}, to(-40 * 8))))).toBe('2026-12-03');
    expect(start(dropped(drive({}, to(30), to(1))))).toBe('2027-01-12');
    expect(commandOf(fullCampaign, drive({}, to(3)))).toBe(null);
  });

  it('follows the calendar that scrolls under a resting pointer', () => {
    const scrolled = { ...view, left: view.left - 250 };
    const gesture = drive({}, to(20), { ...to(20), view: scrolled });
    // 270 pixels of 8 each: 33.75 days.
    expect(start(dropped(gesture))).toBe('2027-02-15');
    expect(offsetOf(gesture, scrolled).x).toBe(270);
    // One more pixel of movement changes nothing by itself.
    expect(start(dropped(drive({}, to(20), { ...to(21), view: scrolled })))).toBe('2027-02-15');
  });

  it('keeps its day where the world grows to the left, and at another scale', () => {
    const grown = { ...view, from: FROM - 10, left: view.left - 80 };
    expect(start(dropped(drive({}, to(16), { ...to(16), view: grown })))).toBe('2027-01-14');
    const zoomed = { ...view, pixelsPerDay: 16 };
    expect(drive({}, { ...to(16), view: zoomed }).days).toBe(Math.round((X + 16 - 172) / 16 - 11.5));
  });

  it('goes to the lane under it, and no further than there are lanes', () => {
    expect(lane(dropped(drive({}, to(0, LANE))))).toBe('c');
    expect(lane(dropped(drive({}, to(0, 9 * LANE))))).toBe(fullCampaign.lanes.at(-1)!.id);
    expect(drive({}, to(0, -9 * LANE)).rows).toBe(-1);
    expect(offsetOf(drive({}, to(8, 20)), view)).toEqual({ x: 8, y: 20 });
    expect(offsetOf(drive({ place: { kind: 'goal', id: 'a' } }, to(8, 20)), view)).toEqual({ x: 8, y: 0 });
  });

  it('goes by quarters of an hour where hours are told apart and it stands at one, but by days with Shift and by keys', () => {
    const near: View = { ...view, pixelsPerDay: 960 };
    const taken = { place: { kind: 'touchpoint', id: 'c' } as const };
    const hours = (by: number, shift = false): Gesture => {
      const place = spanOf(fullCampaign, taken.place)!;
      const first = dayOf(place.start);
      const gesture = grab(
        { ...taken, mode: 'move', ids: ['c'], first, last: first, minute: 540, order: [], rowsUp: 0, rowsDown: 0 },
        resting,
        near,
      );
      const surroundings = { view: near, rowsTo: () => 0, isDayOff: dayOffFor(fullCampaign, []) };
      return after(gesture, { ...resting, x: X + by * 40, shift }, surroundings);
    };
    const landed = (gesture: Gesture) => {
      const { start: day, time } = dropped(gesture).touchpoints.find(({ id }) => id === 'c')!;
      return [day, time.at];
    };
    expect(landed(hours(2.3))).toEqual(['2027-01-12', '11:15']);
    expect(landed(hours(-9.25))).toEqual(['2027-01-11', '23:45']);
    expect(landed(hours(39))).toEqual(['2027-01-14', '00:00']);
    expect(landed(hours(26, true))).toEqual(['2027-01-13', '09:00']);
    expect(commandOf(fullCampaign, hours(0.1))).toBe(null);
    expect(offsetOf(hours(2.3), near).x).toBeCloseTo(2.3 * 40);
  });

  it('takes several along, by the same days and lanes', () => {
    const moved = dropped(drive({ ids: ['a', 'b'] }, to(8, LANE)));
    expect([start(moved), start(moved, 'b')]).toEqual(['2027-01-13', '2027-01-13']);
    expect([lane(moved), lane(moved, 'b')]).toEqual(['c', 'c']);
  });

  it('snaps to working days with Shift: the nearest, before or after', () => {
    // 12 January 2027 is a Tuesday.
    const shifted = (days: number) => start(dropped(drive({}, { ...to(days * 8), shift: true })));
    expect(shifted(3)).toBe('2027-01-15');
    expect(shifted(4)).toBe('2027-01-15');
    expect(shifted(5)).toBe('2027-01-18');
    expect(shifted(-2)).toBe('2027-01-11');
    // The last day counts where the end is dragged: 3 February is a Wednesday.
    const end = drive({ mode: 'end', place: { kind: 'event', id: 'a' } }, { ...to(3 * 8), shift: true });
    expect(dropped(end).events[0]).toMatchObject({ start: '2027-02-01', days: 5 });
  });

  it('changes the length by an edge', () => {
    const event: Place = { kind: 'event', id: 'a' };
    const span = (gesture: Gesture) => {
      const { start: first, days } = dropped(gesture).events[0]!;
      return [first, days];
    };
    expect(span(drive({ mode: 'end', place: event }, to(4 * 8)))).toEqual(['2027-02-01', 7]);
    expect(span(drive({ mode: 'start', place: event }, to(8)))).toEqual(['2027-02-02', 2]);
    expect(span(drive({ mode: 'start', place: event }, to(99 * 8)))).toEqual(['2027-02-03', 1]);
    expect(span(drive({ mode: 'end', place: event }, to(-99 * 8)))).toEqual(['2027-02-01', 1]);
    const several = dropped(drive({ mode: 'end', ids: ['a', 'b'] }, to(16, LANE)));
    expect(several.touchpoints.slice(0, 2).map(({ days, laneId }) => [days, laneId])).toEqual(
      fullCampaign.touchpoints.slice(0, 2).map(({ days, laneId }) => [days + 2, laneId]),
    );
  });

  it('copies with Ctrl or Alt, also pressed or let go on the way, and never onto itself', () => {
    const copyTo = (x: number) => ({ ...to(x), alt: true });
    const copied = dropped(drive({}, copyTo(24)));
    expect(start(copied)).toBe('2027-01-12');
    expect(copied.touchpoints.at(-1)).toMatchObject({ name: 'Touchpoint a', start: '2027-01-15' });
    expect(dropped(drive({}, to(24), copyTo(24))).touchpoints).toHaveLength(5);
    expect(dropped(drive({}, copyTo(24), to(24))).touchpoints).toHaveLength(4);
    expect(dropped(drive({}, copyTo(24), copyTo(0)))).toBe(fullCampaign);
    expect(dropped(drive({ place: { kind: 'goal', id: 'a' } }, copyTo(24))).goals).toHaveLength(2);
  });

  it('leaves alone what was deleted under the hand', () => {
    const without = apply(fullCampaign, { type: 'removeTouchpoint', id: 'a' }).campaign;
    expect(dropped(drive({}, to(24)), without)).toBe(without);
    expect(start(dropped(drive({ ids: ['a', 'b'] }, to(24)), without), 'b')).toBe('2027-01-15');
  });

  it('leaves what is locked where it is', () => {
    const { campaign } = apply(fullCampaign, { type: 'editTouchpoint', id: 'a', changes: { locked: true } });
    expect(dropped(drive({}, to(24)), campaign)).toBe(campaign);
    expect(dropped(drive({ mode: 'end' }, to(24)), campaign)).toBe(campaign);
    const moved = dropped(drive({ ids: ['a', 'b'] }, to(24)), campaign);
    expect([start(moved), start(moved, 'b')]).toEqual(['2027-01-12', '2027-01-15']);
    // A copy of it is free.
    const copy = dropped(drive({}, { ...to(24), alt: true }), campaign).touchpoints.at(-1)!;
    expect([copy.start, copy.locked]).toEqual(['2027-01-15', undefined]);
  });
});

describe('arrow keys that carry', () => {
  it('go by days and lanes, wherever the calendar is scrolled', () => {
    const scrolled = { ...view, left: -4000, from: FROM - 10 };
    const gesture = drive({}, keys(1), { ...keys(8), view: scrolled }, { ...keys(8, 1), view: scrolled });
    expect(start(dropped(gesture))).toBe('2027-01-20');
    expect(lane(dropped(gesture))).toBe('c');
  });

  it('save no steps up where the lanes end', () => {
    const down = Array.from({ length: 9 }, (_, step) => keys(0, step + 1));
    expect(drive({ rowsDown: 2 }, ...down).rows).toBe(2);
    expect(drive({ rowsDown: 2 }, ...down, keys(0, 8)).rows).toBe(1);
  });

  it('do not copy', () => {
    expect(dropped(drive({}, { ...keys(1), alt: true })).touchpoints).toHaveLength(4);
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

  it('is not felt by a hand that was pressed near it, until that has moved towards it or been away', () => {
    const path = (pressed: number, ...positions: number[]) =>
      positions.reduce<number | null>((resting, position) => restingAt(resting, position, 0, 1000), pressed);
    expect(path(20, 20)).toBe(20);
    // Straight down, with a tremor; and away from the edge, but still near it.
    expect(path(20, 24, 15, 30)).toBe(20);
    expect(path(20, 8)).toBe(null);
    expect(path(20, 60, 30)).toBe(null);
    expect(path(980, 970, 985)).toBe(980);
    expect(path(980, 995)).toBe(null);
    expect(path(500, 990)).toBe(null);
  });
});

describe('what is carried aside', () => {
  it('changes no date and copies nothing while it is over the shelf, and goes on when it leaves it', () => {
    const over = drive({ ids: ['a', 'b'] }, { ...to(-300, 20), alt: true });
    expect([over.isAside, over.days, over.rows, over.copies]).toEqual([true, 0, 0, false]);
    expect(commandOf(fullCampaign, over)).toBe(null);
    expect(drive({}, to(-300), to(8))).toMatchObject({ isAside: false, days: 1 });
  });

  it('is touchpoints as a whole, by a pointer', () => {
    expect(drive({ mode: 'end' }, to(-300)).isAside).toBe(false);
    expect(drive({ place: { kind: 'goal', id: 'a' } }, to(-300)).isAside).toBe(false);
    expect(drive({}, keys(-300)).isAside).toBe(false);
  });
});
