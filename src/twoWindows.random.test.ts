import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '#campaign/commands.ts';
import type { Touchpoint } from '#campaign/document.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { smallCampaign } from '#store/testing/campaign.ts';
import { windowsOnALibrary, type TestHost, type TestWindow } from './twoWindows.testing.ts';

/**
 * Two windows of one studio and one of another studio on the same library do 500 things in any order, while calls are late, calls and answers
 * get lost, and studios die and come back. `TANDEM_SEEDS=200` tries as many seeds, `TANDEM_SEED=17` that one.
 */

const STEPS = 500;
const seeds = process.env['TANDEM_SEED']
  ? [Number(process.env['TANDEM_SEED'])]
  : Array.from({ length: Number(process.env['TANDEM_SEEDS'] ?? 8) }, (_, index) => index + 1);

const WEIGHTS = {
  write: 30,
  rename: 6,
  move: 14,
  add: 6,
  duplicate: 4,
  remove: 4,
  removeSeveral: 2,
  undo: 16,
  redo: 8,
  hold: 6,
  slow: 6,
  letThrough: 14,
  callLost: 8,
  answerLost: 8,
  die: 2,
  comeBack: 6,
  settle: 30,
};
type Act = keyof typeof WEIGHTS;

const stepArbitrary = fc.record({
  who: fc.nat(2),
  act: fc.oneof(...Object.entries(WEIGHTS).map(([act, weight]) => ({ weight, arbitrary: fc.constant(act as Act) }))),
  /** Chooses among what is there. */
  which: fc.nat(1000),
});

const rig = windowsOnALibrary();

/** Something that a window did, with the words typed in it. */
interface Done {
  who: number;
  entry: string;
  command: Command;
  words: string | undefined;
}

describe('whatever windows and studios do at once', () => {
  it.each(seeds)('nothing typed and nothing acknowledged is lost (seed %i)', { timeout: 60_000 }, async (seed) => {
    const other = rig.startHost();
    const hosts: TestHost[] = [rig.host, rig.host, other];
    const windows = [await rig.openWindow(), await rig.openWindow(), await rig.openWindow(other)];
    const record = watch(windows);
    const steps = fc.sample(stepArbitrary, { numRuns: STEPS, seed });
    for (const [index, step] of steps.entries()) await take(index, step);
    for (const host of hosts) host.comeBack();
    await rig.quiet();

    const end = rig.stored();
    for (const window of windows) {
      expect(serializeCampaign(window.shown()), 'every window shows what is stored').toBe(serializeCampaign(end));
      const { history, saving } = window.session.useSession.getState().open!;
      expect({ history, saving }).toEqual({ history: rig.host.store.open(rig.id).history, saving: 'saved' });
    }
    const applied = appliedEntries();
    for (const done of record.done) {
      if (applied.has(done.entry) || record.undone.has(done.entry)) continue;
      const said = [...windows[done.who]!.told];
      expect(record.acknowledged.has(done.entry), `acknowledged: ${JSON.stringify(done)}`).toBe(false);
      expect(
        said.some((text) =>
          done.words === undefined ? text.includes('could not be kept') : text.includes(done.words),
        ),
        `said: ${JSON.stringify(done)}`,
      ).toBe(true);
    }
    for (const entry of record.acknowledged)
      expect(applied.has(entry) || record.undone.has(entry), `entry ${entry} is there, or was undone`).toBe(true);
    for (const { who, entry } of record.travelled)
      expect(record.seen[who]!.has(entry), `window ${who} saw the entry ${entry} that it undid`).toBe(true);

    // The way back to the beginning is whole.
    let { revision, history } = rig.host.store.open(rig.id);
    while (history.undo) ({ revision, history } = rig.host.store.undo(rig.id, revision));
    expect(serializeCampaign(rig.stored())).toBe(serializeCampaign(smallCampaign()));

    async function take(index: number, { who, act, which }: (typeof steps)[number]): Promise<void> {
      const window = windows[who]!;
      const items = window.shown().touchpoints;
      const item = items[which % Math.max(1, items.length)];
      switch (act) {
        case 'write': {
          const words = `Words ${index} of ${who}.`;
          const field = (['message.subject', 'message.body', 'name', 'notes', 'owner'] as const)[which % 5]!;
          if (item) record.do(who, { type: 'editTouchpoint', id: item.id, changes: { [field]: words } }, words);
          return;
        }
        case 'rename': {
          const words = `Words ${index} of ${who}.`;
          if (which % 2) record.do(who, { type: 'setDetails', changes: { description: words } }, words);
          else record.do(who, { type: 'editBrand', changes: { [which % 4 ? 'promise' : 'voice']: words } }, words);
          return;
        }
        case 'move': {
          const start = `2027-02-${10 + (index % 18)}`;
          if (item) record.do(who, { type: 'moveTouchpoint', id: item.id, start });
          return;
        }
        case 'add':
          return record.do(who, { type: 'addTouchpoint', item: newItem(index, who, items[0]) });
        case 'duplicate': {
          if (!item) return;
          const copies = [1, 2].map((copy) => ({ ...item, id: `copy-${index}-${who}-${copy}` }));
          return record.do(who, {
            type: 'batch',
            action: 'duplicate',
            commands: copies.map((copy) => ({ type: 'addTouchpoint', item: copy })),
          });
        }
        case 'remove':
          if (item && items.length > 3) record.do(who, { type: 'removeTouchpoint', id: item.id });
          return;
        case 'removeSeveral': {
          if (items.length < 6) return;
          const gone = items.slice(-2).map(({ id }) => ({ type: 'removeTouchpoint' as const, id }));
          return record.do(who, { type: 'batch', action: 'remove', commands: gone });
        }
        case 'undo':
        case 'redo':
          record.see(who);
          return window.session[act]();
        case 'hold':
          window.isHeld = true;
          return;
        case 'slow':
          window.isSlow = true;
          return;
        case 'letThrough':
          return window.letThrough();
        case 'callLost':
        case 'answerLost':
          window.fates.push(act);
          return;
        case 'die':
          return hosts[who]!.die();
        case 'comeBack':
          return hosts[who]!.comeBack();
        case 'settle':
          return rig.settle();
      }
    }
  });
});

const newItem = (index: number, who: number, like: Touchpoint | undefined): Touchpoint => ({
  ...(like ?? smallCampaign().touchpoints[0]!),
  id: `added-${index}-${who}`,
});

/** Entries that the campaign rests on now. */
function appliedEntries(): Set<string> {
  const { store } = rig.host;
  const start = store.open(rig.id);
  const entries = new Set<string>();
  let { revision, history } = start;
  while (history.undo) {
    entries.add(history.undo.entry);
    ({ revision, history } = store.undo(rig.id, revision));
  }
  while (entries.size > 0 && history.redo && entries.has(history.redo.entry))
    ({ revision, history } = store.redo(rig.id, revision));
  return entries;
}

/** Keeps what windows do, what the studios answer, and which entries a window has seen on its buttons. */
function watch(windows: TestWindow[]) {
  const record = {
    done: [] as Done[],
    acknowledged: new Set<string>(),
    undone: new Set<string>(),
    travelled: [] as { who: number; entry: string }[],
    seen: windows.map(() => new Set<string>()),
    see(who: number) {
      const { history } = windows[who]!.session.useSession.getState().open!;
      for (const step of [history.undo, history.redo]) if (step) record.seen[who]!.add(step.entry);
    },
    do(who: number, command: Command, words?: string) {
      const { session, told } = windows[who]!;
      if (session.execute(command)) {
        const { entry } = session.useSession.getState().open!.history.undo!;
        record.seen[who]!.add(entry);
        record.done.push({ who, entry, command, words });
      } else expect([...told].some((text) => words === undefined || text.includes(words))).toBe(true);
    },
  };
  rig.heard = ({ window, method, input, reply }) => {
    if (!('value' in reply) || method === 'campaign.open') return;
    const who = windows.indexOf(window);
    const { repeated, history } = reply.value as { repeated?: true; history: { undo: { entry: string } | null } };
    if (repeated) return;
    if (method === 'campaign.execute') record.acknowledged.add(input['sending'] as string);
    else {
      const entry = input['entry'] as string;
      expect(entry).toBeDefined();
      record.travelled.push({ who, entry });
      if (method === 'campaign.undo') record.undone.add(entry);
      // What comes next is what a second press before any answer means.
      if (history.undo) record.seen[who]!.add(history.undo.entry);
      const next = (reply.value as { history: { redo: { entry: string } | null } }).history.redo;
      if (next) record.seen[who]!.add(next.entry);
    }
  };
  return record;
}
