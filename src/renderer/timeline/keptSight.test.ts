import { expect, it } from 'vitest';
import { keepSight, keptSight, readSights } from './keptSight.ts';

const sight = { pixelsPerDay: 12, day: 20_000.5, top: 40 };

it('is read back as it was stored', () => {
  expect(readSights(JSON.stringify([['one', sight]]))).toEqual(new Map([['one', sight]]));
});

it.each([null, '', '{', '{}', 'null', '[1]', '[["one",null]]', '[["one",{"pixelsPerDay":null,"day":1,"top":0}]]'])(
  'is nothing where %s is stored',
  (text) => {
    expect(readSights(text).size).toBe(0);
  },
);

it('holds the campaigns seen last, also where there is no storage', () => {
  for (let count = 0; count <= 60; count++) keepSight(`campaign-${count}`, sight);
  keepSight('campaign-20', { ...sight, top: 1 });
  expect(keptSight('campaign-1')).toBe(undefined);
  expect(keptSight('campaign-20')).toEqual({ ...sight, top: 1 });
  expect(keptSight('campaign-60')).toEqual(sight);
});
