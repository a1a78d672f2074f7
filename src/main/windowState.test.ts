import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readWindowState, writeWindowState } from './windowState.ts';

const folder = mkdtempSync(join(tmpdir(), 'tandem-window-'));
const path = join(folder, 'state.json');
const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];
const first = { width: 1440, height: 900, maximized: false };

afterAll(() => rmSync(folder, { recursive: true }));

it('comes back as it was kept', () => {
  const state = { x: 300, y: 40, width: 1000, height: 700, maximized: true };
  writeWindowState(path, state);
  expect(readWindowState(path, screens)).toEqual(state);
});

it('keeps the size but not a place on a screen that is gone', () => {
  for (const place of [
    { x: 2500, y: 40 },
    { x: -950, y: 40 },
    { x: 0, y: -10 },
    { x: 0, y: 1000 },
  ]) {
    writeWindowState(path, { ...place, width: 1000, height: 700, maximized: false });
    expect(readWindowState(path, screens)).toEqual({ width: 1000, height: 700, maximized: false });
  }
});

it.each(['', '{', 'null', '{"width":1,"height":1,"maximized":false}', '{"width":1e9,"height":700,"maximized":false}'])(
  'begins anew with a file that says %s',
  (text) => {
    writeFileSync(path, text);
    expect(readWindowState(path, screens)).toEqual(first);
  },
);

it('begins anew without a file, and does not mind one that cannot be written', () => {
  const nowhere = join(folder, 'missing', 'state.json');
  writeWindowState(nowhere, first);
  expect(readWindowState(nowhere, screens)).toEqual(first);
});
