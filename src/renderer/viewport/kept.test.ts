import { expect, it } from 'vitest';
import { readKept } from './kept.ts';
import { isViewport, keepViewport, keptViewport } from './keptViewport.ts';

const readViewports = (text: string | null) => readKept(text, isViewport);
const view = { pixelsPerDay: 12, day: 20_000.5, top: 40 };

it('is read back as it was stored', () => {
  expect(readViewports(JSON.stringify([['one', view]]))).toEqual(new Map([['one', view]]));
});

it.each([null, '', '{', '{}', 'null', '[1]', '[["one",null]]', '[["one",{"pixelsPerDay":null,"day":1,"top":0}]]'])(
  'is nothing where %s is stored',
  (text) => {
    expect(readViewports(text).size).toBe(0);
  },
);

it('holds the campaigns seen last, also where there is no storage', () => {
  for (let count = 0; count <= 60; count++) keepViewport(`campaign-${count}`, view);
  keepViewport('campaign-20', { ...view, top: 1 });
  expect(keptViewport('campaign-1')).toBe(undefined);
  expect(keptViewport('campaign-20')).toEqual({ ...view, top: 1 });
  expect(keptViewport('campaign-60')).toEqual(view);
});
