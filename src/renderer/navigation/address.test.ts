import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay, LAST_DAY } from '#campaign/calendar.ts';
import { COLLECTIONS, type Kind } from '#campaign/collections.ts';
import {
  CALENDAR,
  FILTERED,
  LIBRARY,
  MOST_SELECTED,
  parseAddress,
  SCREENS,
  VIEWS,
  writeAddress,
  type Address,
} from './address.ts';

const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/);
const address: fc.Arbitrary<Address> = fc.record({
  campaign: id,
  calendar: fc.constant(false),
  screen: fc.constantFrom(...SCREENS),
  view: fc.constantFrom(...VIEWS),
  day: fc.option(fc.integer({ min: 0, max: LAST_DAY }).map(formatDay)),
  selection: fc.option(
    fc.record({
      kind: fc.constantFrom(...(Object.keys(COLLECTIONS) as Kind[])),
      ids: fc.uniqueArray(id, { minLength: 1, maxLength: 5 }),
    }),
  ),
  filter: fc.dictionary(
    fc.constantFrom(...FILTERED),
    fc.uniqueArray(fc.oneof(id, fc.string({ unit: 'grapheme' })), { minLength: 1, maxLength: 4 }),
    { noNullPrototype: true },
  ),
});

describe('an address', () => {
  it('leads where it was written', () => {
    fc.assert(
      fc.property(address, (place) => {
        expect(parseAddress(writeAddress(place))).toEqual(place);
        expect(parseAddress(`#${writeAddress(place)}`)).toEqual(place);
      }),
    );
    for (const place of [LIBRARY, CALENDAR]) expect(parseAddress(writeAddress(place))).toEqual(place);
  });

  it('leads there with the token in front as well', () => {
    fc.assert(
      fc.property(address, fc.string(), (place, token) => {
        const key = new URLSearchParams({ token }).toString();
        expect(parseAddress(`#${key}&${writeAddress(place)}`)).toEqual(place);
      }),
    );
  });

  it('never throws, and what it makes of any text can be written again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.webFragments()), (text) => {
        const place = parseAddress(text);
        expect(parseAddress(writeAddress(place))).toEqual(place);
      }),
    );
  });

  it.each<[string, Partial<Address>]>([
    ['', LIBRARY],
    ['#', LIBRARY],
    ['#token=abc', LIBRARY],
    ['#screen=goals', LIBRARY],
    ['#campaign=', LIBRARY],
    ['#campaign=a/../b', LIBRARY],
    ['#campaign=one', { campaign: 'one', screen: 'plan', selection: null }],
    ['#campaign=one&screen=nowhere', { campaign: 'one', screen: 'plan' }],
    ['#campaign=one&view=table&day=2027-02-09', { screen: 'plan', view: 'table', day: '2027-02-09' }],
    ['#campaign=one&view=globe&day=2027-02-30', { screen: 'plan', view: 'timeline', day: null }],
    ['#campaign=one&screen=goals&goal=g-1', { screen: 'goals', selection: { kind: 'goal', ids: ['g-1'] } }],
    ['#campaign=one&touchpoint=a&touchpoint=b&touchpoint=a', { selection: { kind: 'touchpoint', ids: ['a', 'b'] } }],
    [
      '#campaign=one&channels=email&owners=&text=a%20b',
      { filter: { channels: ['email'], owners: [''], text: ['a b'] } },
    ],
    ['#campaign=one&touchpoint=%22%3E', { selection: null }],
  ])('reads %s', (text, expected) => {
    expect(parseAddress(text)).toMatchObject(expected);
  });

  it('says nothing of a selection that is too large to be passed on', () => {
    const ids = Array.from({ length: MOST_SELECTED + 1 }, (_, index) => `t${index}`);
    const text = writeAddress({ ...LIBRARY, campaign: 'one', selection: { kind: 'touchpoint', ids } });
    expect(text).toBe('campaign=one');
  });
});
