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

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-steps-'));
  store = await open();
  id = await store.create(smallCampaign());
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

test('what is sent again after a lost answer is done once, also after a restart', async () => {
  await store.execute(id, 0, rename('One'), { step: 'first' });
  await store.execute(id, 1, rename('Two'), { step: 'second' });
  await store.undo(id, 2, { step: 'back' });
  await store.close();
  store = await open();
  expect(await store.undo(id, 2, { step: 'back' })).toMatchObject({
    revision: 3,
    campaign: { name: 'One' },
  });
  await store.redo(id, 3, { step: 'forth' });
  expect(await store.redo(id, 3, { step: 'forth' })).toMatchObject({
    revision: 4,
    campaign: { name: 'Two' },
  });
  expect(await store.execute(id, 1, rename('Two'), { step: 'second' })).toMatchObject({ revision: 4 });
});

test('undo and redo do what they name, or nothing', async () => {
  const mine = (await store.execute(id, 0, rename('Mine'))).history.undo!.entry;
  const theirs = (await store.execute(id, 1, rename('Theirs'))).history.undo!.entry;
  await expect(store.undo(id, 2, { entry: mine })).rejects.toThrow(expect.objectContaining({ code: 'refused' }));
  expect(await store.open(id)).toMatchObject({ revision: 2, campaign: { name: 'Theirs' } });
  await store.undo(id, 2, { entry: theirs });
  await store.undo(id, 3, { entry: mine });
  await expect(store.redo(id, 4, { entry: theirs })).rejects.toThrow(expect.objectContaining({ code: 'refused' }));
  expect((await store.redo(id, 4, { entry: mine })).campaign.name).toBe('Mine');
});

test('a step of one campaign is none of another', async () => {
  const other = await store.create(smallCampaign('Other'));
  await store.execute(id, 0, rename('Renamed'), { step: 'same' });
  expect((await store.execute(other, 0, rename('Renamed too'), { step: 'same' })).did).toBeDefined();
  expect((await store.open(other)).campaign.name).toBe('Renamed too');
});
