import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { arbitraryCommand, fullCampaign } from '#campaign/arbitrary.testing.ts';
import type { Command, SimpleCommand } from '#campaign/commands.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { Refusal } from '#campaign/refusal.ts';
import type { Actor } from '#contract/history.ts';
import { STEPS_LISTED } from './history.ts';
import { openStore, type Store } from './store.ts';
import { MEMORY } from './testing/memory.ts';

/** What was done is listed, any state of it can be gone back to, and those with a name are kept whole. */

let folder: string;
let store: Store;
let id: string;
const ada: Actor = { person: 'ada', window: 'left' };
const grace: Actor = { person: 'grace', window: 'hers' };
const rename = (name: string): Command => ({ type: 'setDetails', changes: { name } });
const open = () => openStore(folder, { now: () => new Date('2027-01-01T00:00:00Z') });

beforeEach(async () => {
  folder = mkdtempSync(join(MEMORY, 'tandem-past-'));
  store = await open();
  id = await store.create(fullCampaign);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** The campaign's file as it would be written now. */
const textNow = async () => serializeCampaign((await store.open(id)).campaign);

/** Goes back as a window does: with one batch. */
async function goBack(to: number, actor: Actor): Promise<number> {
  const { revision } = await store.open(id);
  const commands = await store.wayBack(id, revision, to);
  return (await store.execute(id, revision, { type: 'batch', action: 'goBack', commands }, { actor })).revision;
}

test('going back to any state gives the document as it then was, byte for byte, and forward again too', async () => {
  const act = fc.oneof(
    { weight: 6, arbitrary: arbitraryCommand },
    { weight: 1, arbitrary: fc.constantFrom('undo' as const, 'redo' as const) },
  );
  const plans = fc.tuple(
    fc.array(fc.tuple(act, fc.constantFrom(ada, grace)), { maxLength: 12 }),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom(ada, grace)), { minLength: 1, maxLength: 4 }),
  );
  await fc.assert(
    fc.asyncProperty(plans, async ([acts, ways]) => {
      id = await store.create(fullCampaign);
      const states = [await textNow()];
      for (const [what, actor] of acts) {
        const revision = states.length - 1;
        try {
          const { did } =
            typeof what === 'string'
              ? await store[what](id, revision, { actor })
              : await store.execute(id, revision, what, { actor });
          if (did) states.push(await textNow());
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      }
      for (const [wanted, actor] of ways) {
        const to = wanted % states.length;
        const now = await goBack(to, actor);
        // Where nothing has to be done for it, no step is made.
        expect([states.length - 1, states.length]).toContain(now);
        if (now === states.length) states.push(await textNow());
        expect(states.at(-1)).toBe(states[to]);
      }
      const { steps } = await store.past(id);
      expect(steps).toHaveLength(states.length - 1);
    }),
    { numRuns: 60 },
  );
});

test('the step back is one that undo takes back, and what others did is theirs', async () => {
  await store.execute(id, 0, rename('One'), { actor: ada });
  await store.execute(id, 1, rename('Two'), { actor: grace });
  await goBack(0, ada);
  const { revision, steps, isMore } = await store.past(id);
  expect([revision, isMore]).toEqual([3, false]);
  expect(steps.map(({ revision: at, action, actor }) => [at, action, actor.person])).toEqual([
    [3, 'goBack', 'ada'],
    [2, 'setDetails', 'grace'],
    [1, 'setDetails', 'ada'],
  ]);
  expect(steps.every((step) => !('command' in step) && step.at !== '')).toBe(true);
  await store.undo(id, 3, { actor: ada });
  expect((await store.open(id)).campaign.name).toBe('Two');
});

test('a batch that holds nothing is no revision, and nothing to undo', async () => {
  await store.execute(id, 0, rename('One'), { actor: ada });
  const empty = await store.execute(
    id,
    1,
    { type: 'batch', action: 'several', commands: [] },
    { actor: ada, step: 'mine' },
  );
  expect(empty).toMatchObject({ revision: 1, history: { undo: { action: 'setDetails' } } });
  expect(empty.did).toBeUndefined();
  expect((await store.past(id)).steps).toHaveLength(1);
});

test('another window that changed something meanwhile is not overwritten', async () => {
  await store.execute(id, 0, rename('One'), { actor: ada });
  await expect(store.wayBack(id, 0, 0)).rejects.toMatchObject({ code: 'conflict' });
  const commands = await store.wayBack(id, 1, 0);
  await store.execute(id, 1, rename('Theirs'), { actor: grace });
  await expect(store.execute(id, 1, { type: 'batch', action: 'goBack', commands })).rejects.toMatchObject({
    code: 'conflict',
  });
  expect((await store.open(id)).campaign.name).toBe('Theirs');
});

test('the list comes in parts, the newest first', async () => {
  for (let step = 0; step < STEPS_LISTED + 5; step++) await store.execute(id, step, rename(`Name ${step}`));
  const newest = await store.past(id);
  expect([newest.steps.length, newest.isMore, newest.steps[0]!.revision]).toEqual([
    STEPS_LISTED,
    true,
    STEPS_LISTED + 5,
  ]);
  const older = await store.past(id, newest.steps.at(-1)!.revision);
  expect([older.steps.length, older.isMore, older.steps.at(-1)!.revision]).toEqual([5, false, 1]);
});

describe('a version with a name', () => {
  test('is kept whole, also over a restart, and opens as a campaign of its own', async () => {
    await store.execute(id, 0, rename('Before'), { actor: ada });
    const then = (await store.open(id)).campaign;
    const version = await store.nameVersion(id, 1, 'Before the town hall review', ada);
    await store.execute(id, 1, rename('After'), { actor: ada });
    await store.close();
    store = await open();
    expect((await store.past(id)).versions).toEqual([version]);
    expect(version).toMatchObject({ name: 'Before the town hall review', revision: 1, actor: ada });
    const copy = await store.openVersion(id, version.id, 'Then');
    const opened = (await store.open(copy)).campaign;
    expect({ ...opened, id: then.id, name: then.name }).toEqual(then);
    expect(opened.id).not.toBe(then.id);
    await goBack(version.revision, grace);
    expect((await store.open(id)).campaign).toEqual(then);
    await store.removeVersion(id, version.id);
    expect((await store.past(id)).versions).toEqual([]);
    await expect(store.openVersion(id, version.id, 'Then')).rejects.toMatchObject({ code: 'notFound' });
  });

  test('is of the state that its window saw, or none', async () => {
    await store.execute(id, 0, rename('Newer'), { actor: grace });
    await expect(store.nameVersion(id, 0, 'Old', ada)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('goes with its campaign', async () => {
    const version = await store.nameVersion(id, 0, 'Start', ada);
    await store.remove(id);
    await expect(store.openVersion(id, version.id, 'Then')).rejects.toMatchObject({ code: 'notFound' });
    await store.purge(id);
  });
});

test('a step is listed with the fields that it changed, a batch with those of all its commands', async () => {
  const { id: touchpoint } = fullCampaign.touchpoints[0]!;
  const edit = (changes: object) => ({ type: 'editTouchpoint', id: touchpoint, changes }) as SimpleCommand;
  const commands: Command[] = [
    rename('New'),
    edit({ owner: 'Ada', 'message.subject': 'Hello' }),
    { type: 'batch', action: 'editSeveral', commands: [edit({ owner: 'Grace' }), edit({ owner: 'Ada', notes: 'x' })] },
    { type: 'removeTouchpoint', id: touchpoint },
    edit({ notes: 'x'.repeat(20_000) }),
  ];
  for (const [revision, command] of commands.slice(0, 4).entries())
    await store.execute(id, revision, command, { actor: ada });
  await store.undo(id, 4, { actor: ada });
  await store.execute(id, 5, commands[4]!, { actor: ada });
  const { steps } = await store.past(id);
  expect(steps.map(({ fields }) => fields)).toEqual([
    [],
    [],
    [],
    ['owner', 'notes'],
    ['owner', 'message.subject'],
    ['name'],
  ]);
});
