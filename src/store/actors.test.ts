import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { arbitraryCommand, fullCampaign } from '#campaign/arbitrary.testing.ts';
import type { Command } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { COLLECTIONS } from '#campaign/collections.ts';
import { apply } from '#campaign/reducer.ts';
import { Refusal } from '#campaign/refusal.ts';
import type { Actor } from '#contract/history.ts';
import type { Changed } from './campaigns.ts';
import { MOST_STEPS_SENT } from './history.ts';
import { openStore, type Store } from './store.ts';
import { smallCampaign, touchpoint } from './testing/campaign.ts';
import { MEMORY } from './testing/memory.ts';

/** Who did what, and who may take what back. */

let folder: string;
let store: Store;
let id: string;
let time: number;
const ada: Actor = { person: 'ada', window: 'left' };
const adaRight: Actor = { person: 'ada', window: 'right' };
const grace: Actor = { person: 'grace', window: 'hers' };
const subject = (text: string): Command => ({
  type: 'editTouchpoint',
  id: 'first',
  changes: { 'message.subject': text },
});
const body = (text: string): Command => ({ type: 'editTouchpoint', id: 'first', changes: { 'message.body': text } });

beforeEach(async () => {
  folder = mkdtempSync(join(MEMORY, 'tandem-actors-'));
  time = Date.parse('2027-01-01T00:00:00Z');
  store = await openStore(folder, { now: () => new Date(time) });
  id = await store.create(smallCampaign());
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const revision = async () => (await store.open(id)).revision;
const message = async () => (await store.open(id)).campaign.touchpoints[0]!.message;
const execute = async (actor: Actor, command: Command, opened = 0): Promise<Changed> =>
  store.execute(id, await revision(), command, { actor, opened });
const undo = async (actor: Actor, opened = 0): Promise<Changed> => store.undo(id, await revision(), { actor, opened });
const redo = async (actor: Actor, opened = 0): Promise<Changed> => store.redo(id, await revision(), { actor, opened });

describe('an actor', () => {
  test('stands in each step with the instant at which it was accepted', async () => {
    const { did, history } = await execute(ada, body('Mine'));
    expect(did).toMatchObject({ revision: 1, kind: 'do', actor: ada, at: '2027-01-01T00:00:00.000Z' });
    expect(history.undo).toMatchObject({ actor: ada, at: '2027-01-01T00:00:00.000Z' });
    time += 1000;
    const undone = await undo(ada);
    expect(undone.did).toMatchObject({ revision: 2, kind: 'undo', entry: did!.entry, at: '2027-01-01T00:00:01.000Z' });
    await store.close();
    store = await openStore(folder, { now: () => new Date(time) });
    expect((await store.since(id, { revision: 0, step: '' })).steps).toEqual([did, undone.did]);
  });

  test('takes back its own last step, whoever did something else since', async () => {
    await execute(ada, body('Mine'));
    await execute(grace, subject('Hers'));
    await execute(adaRight, { type: 'setDetails', changes: { description: 'In the other window' } });
    await undo(ada);
    expect(await message()).toEqual({ subject: 'Hers', body: 'It starts on Monday.' });
    await expect(undo(ada)).rejects.toThrow(
      'There is nothing to undo in “New platform”: what could be was done elsewhere.',
    );
    await redo(ada);
    expect(await message()).toEqual({ subject: 'Hers', body: 'Mine' });
    expect((await store.open(id)).campaign.description).toBe('In the other window');
  });

  test.each([
    ['somebody else', grace, 'grace'],
    ['another window', adaRight, 'another window'],
    ['another program', { person: 'ada', window: '' }, 'another program'],
  ])('is told what %s changed that was its own, until that is undone', async (_, other, who) => {
    await execute(ada, body('Mine'));
    await execute(other, body('Theirs'));
    await expect(undo(ada)).rejects.toThrow(
      `Nothing was undone: ${who} has changed the text of the touchpoint “Message first” since. Undo that first, where it was done, or go back by the history.`,
    );
    expect(await message()).toMatchObject({ body: 'Theirs' });
    await undo(other);
    expect(await message()).toMatchObject({ body: 'Mine' });
    await undo(ada);
    expect(await message()).toMatchObject({ body: 'It starts on Monday.' });
    await execute(other, body('Theirs'));
    await expect(redo(ada)).rejects.toThrow(`Nothing was done again: ${who} has changed`);
  });

  test('never takes away what others built on', async () => {
    await execute(ada, { type: 'addLane', item: { id: 'lane-3', name: 'Posters' } });
    await execute(grace, { type: 'addTouchpoint', item: { ...touchpoint('hers'), laneId: 'lane-3' } });
    await expect(undo(ada)).rejects.toThrow('grace has changed the lane “Posters” since');
    await undo(grace);
    await undo(ada);
    expect((await store.open(id)).campaign).toEqual(smallCampaign());
  });

  test('new to a campaign has what its person left there, after its own and never what came since', async () => {
    await execute(ada, body('Before'));
    await execute(grace, subject('Hers'));
    const opened = await revision();
    await execute(ada, { type: 'setDetails', changes: { description: 'After' } });
    await execute(adaRight, { type: 'setDetails', changes: { days: 90 } }, opened);
    expect((await undo(adaRight, opened)).campaign.days).toBe(84);
    expect((await undo(adaRight, opened)).campaign.touchpoints[0]!.message).toEqual({
      subject: 'Hers',
      body: smallCampaign().touchpoints[0]!.message.body,
    });
    await expect(undo(adaRight, opened)).rejects.toThrow('There is nothing to undo');
    // What the other window took back is no longer the first one's.
    expect((await undo(ada)).campaign.description).toBe('');
    await expect(undo(ada)).rejects.toThrow('There is nothing to undo');
  });

  test('that does something new can no longer redo, and leaves others their redo', async () => {
    await execute(ada, body('Mine'));
    await execute(grace, subject('Hers'));
    await undo(ada);
    await undo(grace);
    expect((await execute(ada, { type: 'setDetails', changes: { days: 90 } })).history.redo).toBeNull();
    await redo(grace);
    expect(await message()).toMatchObject({ subject: 'Hers' });
    await expect(redo(ada)).rejects.toThrow('There is nothing to redo');
  });
});

test('two changes at once to one campaign are done one after the other: one of them, and the other is told', async () => {
  const both = await Promise.allSettled([
    store.execute(id, 0, body('One'), { actor: ada }),
    store.execute(id, 0, body('Other'), { actor: grace }),
  ]);
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(await store.open(id)).toMatchObject({ revision: 1 });
});

describe('what was missed', () => {
  test('is told step by step, as long as that is shorter than the document', async () => {
    for (let done = 0; done <= MOST_STEPS_SENT; done++) await execute(ada, body(`Text ${done}`));
    const first = (await store.since(id, { revision: 1, step: '' })).steps;
    expect(first, 'another step led to revision 1').toBeNull();
    expect((await store.since(id, { revision: 0, step: '' })).steps, 'too many').toBeNull();
    const last = await revision();
    const { step } = (await store.open(id))!;
    expect(await store.since(id, { revision: last, step })).toMatchObject({ revision: last, steps: [] });
    expect((await store.since(id, { revision: last + 1, step })).steps, 'from a library that was put back').toBeNull();
    await execute(grace, subject('Hers'));
    const told = await store.since(id, { revision: last, step }, { actor: ada });
    expect(told).toMatchObject({ revision: last + 1, history: { undo: { actor: ada } } });
    expect(told.steps).toMatchObject([{ revision: last + 1, actor: grace, command: subject('Hers') }]);
  });
});

/** Three actors do, undo and redo anything; each time only what is theirs goes, and what is left is as if it had never been. */
test('whatever several actors do and undo, the rest stays as if the undone had never been done', async () => {
  const actors = [ada, adaRight, grace];
  const act = fc.oneof(
    { weight: 4, arbitrary: arbitraryCommand },
    { weight: 2, arbitrary: fc.constant('undo' as const) },
    { weight: 1, arbitrary: fc.constant('redo' as const) },
  );
  let undone = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(2), act), { maxLength: 30, size: 'max' }), async (acts) => {
      id = await store.create(fullCampaign);
      const entries: { entry: string; command: Command; who: number; stands: boolean }[] = [];
      for (const [who, taken] of acts) {
        const actor = actors[who]!;
        try {
          if (taken === 'undo' || taken === 'redo') {
            const { did } = await (taken === 'undo' ? undo(actor) : redo(actor));
            const entry = entries.find((one) => one.entry === did!.entry)!;
            expect(entry.who).toBe(who);
            entry.stands = taken === 'redo';
            undone++;
          } else {
            const { did } = await execute(actor, taken);
            entries.push({ entry: did!.entry, command: taken, who, stands: true });
          }
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          expect(error.message).toMatch(/\.$/);
          if (taken === 'undo' || taken === 'redo') refused++;
        }
      }
      const { campaign } = await store.open(id);
      const left = entries
        .filter(({ stands }) => stands)
        .reduce((found, { command }) => apply(found, command).campaign, fullCampaign);
      expect(unordered(campaign)).toEqual(unordered(left));
    }),
    { numRuns: 150 },
  );
  expect(undone).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(100);
}, 120_000);

/** Places in lists shift with what others add and remove. */
function unordered(campaign: Campaign): Campaign {
  const lists = Object.values(COLLECTIONS).map((list) => [
    list,
    (campaign[list] as { id: string }[]).toSorted((one, other) => (one.id < other.id ? -1 : 1)),
  ]);
  return { ...campaign, ...Object.fromEntries(lists) };
}
