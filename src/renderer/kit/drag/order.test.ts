import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inKeptOrder, movedOrder, placeAfterKey, rowAt, wayAside } from './order.ts';

describe('an order', () => {
  it('has one of the list at another place and the others as they were', () => {
    expect(movedOrder(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd']);
    expect(movedOrder(['a', 'b', 'c', 'd'], 3, 0)).toEqual(['d', 'a', 'b', 'c']);
    expect(movedOrder(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
  });

  it('is what rows look like that step aside', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), fc.nat(), (count, first, second) => {
        const [from, to] = [first % count, second % count];
        const places = Array.from({ length: count }, (_, place) => place);
        const seen = places.map((place) => (place === from ? to : place + wayAside(place, from, to)));
        movedOrder(places, from, to).forEach((place, at) => expect(seen[place]).toBe(at));
      }),
    );
  });

  it('is kept when more or fewer are chosen', () => {
    expect(inKeptOrder(['slack', 'email'], ['email', 'poster', 'slack'])).toEqual(['slack', 'email', 'poster']);
    expect(inKeptOrder(['slack', 'email'], ['email'])).toEqual(['email']);
    expect(inKeptOrder([], ['email', 'slack'])).toEqual(['email', 'slack']);
  });
});

describe('a row that is carried', () => {
  const rows = [
    { top: 0, bottom: 30 },
    { top: 36, bottom: 400 },
    { top: 406, bottom: 436 },
  ];

  it('stands on the row at its height, however tall, and at the ends beyond them', () => {
    expect([-50, 10, 37, 390, 410, 900].map((y) => rowAt(y, rows))).toEqual([0, 0, 1, 1, 2, 2]);
    expect(rowAt(5, [])).toBeUndefined();
  });

  it('goes a place with an arrow and to an end with Home and End', () => {
    expect(placeAfterKey('ArrowDown', 0, 3)).toBe(1);
    expect(placeAfterKey('ArrowUp', 2, 3)).toBe(1);
    expect(placeAfterKey('End', 0, 3)).toBe(2);
    expect(placeAfterKey('Home', 2, 3)).toBe(0);
  });

  it('stays where the list ends, and with keys that mean something else', () => {
    expect(placeAfterKey('ArrowUp', 0, 3)).toBeUndefined();
    expect(placeAfterKey('ArrowDown', 2, 3)).toBeUndefined();
    expect(placeAfterKey('ArrowLeft', 1, 3)).toBeUndefined();
    expect(placeAfterKey('Home', 0, 3)).toBeUndefined();
  });
});
