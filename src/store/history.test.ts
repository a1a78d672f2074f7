import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Command } from '#campaign/commands.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { Refusal } from '#campaign/refusal.ts';
import { openStore } from './store.ts';
import { smallCampaign, touchpoint } from './testing/campaign.ts';
import { Model } from './testing/edits.ts';
import { MEMORY } from './testing/memory.ts';

const now = () => new Date('2027-01-01T00:00:00Z');
const id = fc.constantFrom('a', 'b', 'c', 'first', 'second');
const lane = fc.constantFrom('lane-1', 'lane-2', 'lane-3');
const segment = fc.constantFrom('berlin', 'leeds', 'nowhere');
const name = fc
  .string({ minLength: 1, maxLength: 20, unit: 'binary' })
  .filter((text) => text.trim() === text && text !== '');

const simple = fc.oneof(
  name.map((changed) => ({ type: 'setDetails' as const, changes: { name: changed } })),
  fc.tuple(id, name, lane, fc.subarray(['berlin', 'leeds'])).map(([key, called, laneId, segments]) => ({
    type: 'addTouchpoint' as const,
    item: { ...touchpoint(key, called), laneId, segments },
  })),
  id.map((key) => ({ type: 'removeTouchpoint' as const, id: key })),
  fc
    .tuple(id, lane)
    .map(([key, laneId]) => ({ type: 'moveTouchpoint' as const, id: key, start: '2027-03-01', laneId })),
  fc
    .tuple(id, fc.option(name))
    .map(([key, owner]) => ({ type: 'editTouchpoint' as const, id: key, changes: { owner } })),
  fc.tuple(lane, name).map(([key, called]) => ({ type: 'addLane' as const, item: { id: key, name: called }, at: 0 })),
  lane.map((key) => ({ type: 'removeLane' as const, id: key })),
  fc.tuple(lane, fc.nat(3)).map(([key, at]) => ({ type: 'reorderLane' as const, id: key, at })),
  segment.map((key) => ({ type: 'removeSegment' as const, id: key })),
  fc.tuple(segment, fc.nat(9000)).map(([key, size]) => ({ type: 'editSegment' as const, id: key, changes: { size } })),
);
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: simple },
  {
    weight: 1,
    arbitrary: fc
      .array(simple, { maxLength: 4 })
      .map((commands) => ({ type: 'batch' as const, action: 'several', commands })),
  },
);
const step = fc.oneof(
  { weight: 6, arbitrary: command },
  { weight: 4, arbitrary: fc.constantFrom('undo' as const, 'redo' as const) },
  { weight: 1, arbitrary: fc.constantFrom('reopen' as const, 'other' as const) },
);

test('any sequence of edits, undo, redo and restarts leaves what a plain list of documents would hold', async () => {
  const folder = mkdtempSync(join(MEMORY, 'tandem-history-'));
  let store = await openStore(folder, { now });
  const other = await openStore(folder, { now });
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 140, size: 'max' }), async (steps) => {
        const model = new Model(smallCampaign());
        const key = await store.create(model.campaign);
        let current = store;
        const agrees = async () => {
          const found = await current.open(key);
          expect(found.revision).toBe(model.revision);
          expect(found.history.undo === null).toBe(model.position === 0);
          expect(found.history.redo === null).toBe(model.position === model.states.length - 1);
          expect(serializeCampaign(found.campaign)).toBe(serializeCampaign(model.campaign));
        };
        for (const taken of steps) {
          const revision = model.revision;
          if (taken === 'reopen') {
            await store.close();
            current = store = await openStore(folder, { now });
            await agrees();
          } else if (taken === 'other') {
            current = current === other ? store : other;
            await agrees();
          } else if (taken === 'undo' || taken === 'redo') {
            if (model.travel(taken === 'undo' ? -1 : 1)) await current[taken](key, revision);
            else await expect(current[taken](key, revision)).rejects.toThrow('There is nothing to');
          } else if (accepts(model, taken)) await current.execute(key, revision, taken);
          else
            await expect(current.execute(key, revision, taken)).rejects.toThrow(
              expect.objectContaining({ code: 'refused' }),
            );
        }
        await agrees();
        while (model.travel(-1)) await current.undo(key, model.revision - 1);
        await agrees();
        expect(serializeCampaign((await current.open(key)).campaign)).toBe(serializeCampaign(smallCampaign()));
      }),
      { numRuns: 60 },
    );
  } finally {
    await store.close();
    await other.close();
    rmSync(folder, { recursive: true });
  }
});

function accepts(model: Model, taken: Command): boolean {
  try {
    model.edit(taken);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
