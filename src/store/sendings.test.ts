import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Command } from '#campaign/commands.ts';
import { openStore, type Store } from './store.ts';
import { smallCampaign } from './testing/campaign.ts';

let folder: string;
let store: Store;
let id: string;
const open = () => openStore(folder, { now: () => new Date('2027-01-01T00:00:00Z') });
const rename = (name: string): Command => ({ type: 'setDetails', changes: { name } });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-sendings-'));
  store = open();
  id = store.create(smallCampaign());
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

test('what is sent again after a lost answer is done once, also after a restart', () => {
  store.execute(id, 0, rename('One'), 'first');
  store.execute(id, 1, rename('Two'), 'second');
  store.undo(id, 2, undefined, 'back');
  store.close();
  store = open();
  expect(store.undo(id, 2, undefined, 'back')).toMatchObject({
    revision: 3,
    repeated: true,
    campaign: { name: 'One' },
  });
  store.redo(id, 3, undefined, 'forth');
  expect(store.redo(id, 3, undefined, 'forth')).toMatchObject({
    revision: 4,
    repeated: true,
    campaign: { name: 'Two' },
  });
  expect(store.execute(id, 1, rename('Two'), 'second')).toMatchObject({ revision: 4, repeated: true });
});

test('undo and redo do what they name, or nothing', () => {
  const mine = store.execute(id, 0, rename('Mine')).history.undo!.entry;
  const theirs = store.execute(id, 1, rename('Theirs')).history.undo!.entry;
  expect(() => store.undo(id, 2, mine)).toThrow(expect.objectContaining({ code: 'refused' }));
  expect(store.open(id)).toMatchObject({ revision: 2, campaign: { name: 'Theirs' } });
  store.undo(id, 2, theirs);
  store.undo(id, 3, mine);
  expect(() => store.redo(id, 4, theirs)).toThrow(expect.objectContaining({ code: 'refused' }));
  expect(store.redo(id, 4, mine).campaign.name).toBe('Mine');
});

test('a sending of one campaign is none of another', () => {
  const other = store.create(smallCampaign('Other'));
  store.execute(id, 0, rename('Renamed'), 'same');
  expect(store.execute(other, 0, rename('Renamed too'), 'same').repeated).toBeUndefined();
  expect(store.open(other).campaign.name).toBe('Renamed too');
});
