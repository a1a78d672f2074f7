import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command, SimpleCommand } from '#campaign/commands.ts';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { COLLECTIONS } from '#campaign/collections.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { apply } from '#campaign/reducer.ts';
import { Refusal } from '#campaign/refusal.ts';
import { meeting, touchedBy } from '#campaign/touch.ts';
import { smallCampaign } from '#store/testing/campaign.ts';
import { windowsOnALibrary, type TestHost, type TestWindow } from './twoWindows.testing.ts';

/**
 * Two windows of one studio and one of another studio on the same library give at least 500 commands each in any order, while calls are late, calls
 * and answers get lost, and studios die and come back. `TANDEM_SEEDS=200` tries as many seeds, `TANDEM_SEED=17` that one.
 */

const COMMANDS_OF_EACH = 500;
/** Of acts, more than two of five give a command; the others delay, lose and stop. */
const ACTS_OF_EACH = 1400;
const seeds = process.env['TANDEM_SEED']
  ? [Number(process.env['TANDEM_SEED'])]
  : Array.from({ length: Number(process.env['TANDEM_SEEDS'] ?? 3) }, (_, index) => index + 1);

const WEIGHTS = {
  write: 30,
  rename: 6,
  move: 14,
  add: 6,
  duplicate: 4,
  remove: 4,
  removeSeveral: 2,
  undo: 18,
  redo: 10,
  hold: 4,
  slow: 4,
  letThrough: 14,
  callLost: 6,
  answerLost: 6,
  die: 1,
  comeBack: 6,
  settle: 20,
};
type Act = keyof typeof WEIGHTS;

const stepArbitrary = fc.record({
  act: fc.oneof(...Object.entries(WEIGHTS).map(([act, weight]) => ({ weight, arbitrary: fc.constant(act as Act) }))),
  /** Chooses among what is there. */
  which: fc.nat(1000),
});
/** As many for each window, dealt by chance. */
const stepsArbitrary = fc
  .shuffledSubarray(
    Array.from({ length: 3 * ACTS_OF_EACH }, (_, index) => index % 3),
    { minLength: 3 * ACTS_OF_EACH },
  )
  .chain((order) =>
    fc
      .array(stepArbitrary, { minLength: order.length, maxLength: order.length })
      .map((steps) => steps.map((step, index) => ({ ...step, who: order[index]! }))),
  );

const rig = windowsOnALibrary();

/** Something that a window did, with the words typed in it. */
interface Done {
  who: number;
  entry: string;
  command: Command;
  words: string | undefined;
}

/** A step as the studio accepted it. */
interface Accepted {
  revision: number;
  who: number;
  kind: 'do' | 'undo' | 'redo';
  entry: string;
  command: Command;
}

describe('whatever windows and studios do at once', () => {
  it.each(seeds)('nothing typed and nothing acknowledged is lost (seed %i)', { timeout: 300_000 }, async (seed) => {
    const other = await rig.startHost();
    const hosts: TestHost[] = [rig.host, rig.host, other];
    const windows = [await rig.openWindow(), await rig.openWindow(), await rig.openWindow(other)];
    const record = watch(windows);
    const [steps] = fc.sample(stepsArbitrary, { numRuns: 1, seed });
    for (const [index, step] of steps!.entries()) await take(index, step);
    for (const host of hosts) await host.comeBack();
    await rig.quiet();

    const end = await rig.stored();
    for (const [who, window] of windows.entries()) {
      expect(serializeCampaign(window.shown()), `window ${who} shows what is stored`).toBe(serializeCampaign(end));
      const { history, saving } = window.session.useSession.getState().open!;
      const stored = await rig.host.store.open(rig.id, { actor: window.actor, opened: 0 });
      expect({ history, saving }).toEqual({ history: stored.history, saving: 'saved' });
    }
    expect(record.whole, 'nobody needed the whole document').toBe(0);
    for (const given of record.given) expect(given).toBeGreaterThanOrEqual(COMMANDS_OF_EACH);

    const log = record.accepted.toSorted((one, another) => one.revision - another.revision);
    expect(log.map(({ revision }) => revision)).toEqual(log.map((_, index) => index + 1));
    const replayed = log.reduce((campaign, { command }) => apply(campaign, command).campaign, smallCampaign());
    expect(serializeCampaign(replayed)).toBe(serializeCampaign(end));

    const standing = new Map<string, Accepted>();
    const everDone = new Map(log.filter(({ kind }) => kind === 'do').map((step) => [step.entry, step]));
    for (const step of log) {
      expect(everDone.get(step.entry)!.who, 'everybody undoes and redoes their own').toBe(step.who);
      if (step.kind === 'undo') standing.delete(step.entry);
      else standing.set(step.entry, step);
    }
    for (const done of record.done) {
      if (everDone.has(done.entry)) continue;
      const said = [...windows[done.who]!.told];
      expect(
        said.some((text) =>
          done.words === undefined ? text.includes('could not be kept') : text.includes(done.words),
        ),
        `said: ${JSON.stringify(done)}`,
      ).toBe(true);
    }
    for (const { who, message } of record.refused) expect([...windows[who]!.told]).toContain(message);
    expectTheLastToStand([...standing.values()], end);

    // The way back to the beginning is whole, the newest first.
    for (let left = standing.size; left > 0; left--) await undoAny(windows);
    expect(unordered(await rig.stored())).toEqual(unordered(smallCampaign()));

    async function take(index: number, { who, act, which }: { who: number; act: Act; which: number }): Promise<void> {
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
          if (window.session.useSession.getState().open!.history[act]) record.given[who]!++;
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

/** What nobody has written over since is in the document, whatever was undone and redone around it. */
function expectTheLastToStand(standing: Accepted[], end: Campaign): void {
  const touched = standing.map((step) => ({ step, touches: touchedBy(step.command) }));
  let checked = 0;
  for (const { step, touches } of touched) {
    const isLast = touched.every((other) => other.step.revision <= step.revision || !meeting(touches, other.touches));
    if (!isLast || step.command.type === 'batch') continue;
    const value = valuesOf(step.command, end);
    if (value === undefined) continue;
    checked++;
    expect(value.found, JSON.stringify(step)).toEqual(value.wanted);
  }
  expect(checked).toBeGreaterThan(0);
}

/** The fields that a command wrote, as it wrote them and as they are. */
function valuesOf(command: SimpleCommand, end: Campaign): { wanted: unknown[]; found: unknown[] } | undefined {
  const holder =
    command.type === 'setDetails'
      ? end
      : command.type === 'editBrand'
        ? end.brand
        : command.type === 'editTouchpoint' || command.type === 'moveTouchpoint'
          ? end.touchpoints.find(({ id }) => id === command.id)
          : undefined;
  const changes =
    command.type === 'moveTouchpoint' ? { start: command.start } : 'changes' in command ? command.changes : {};
  if (holder === undefined && Object.keys(changes).length === 0) return undefined;
  const at = (path: string) =>
    path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], holder);
  return { wanted: Object.values(changes), found: Object.keys(changes).map(at) };
}

/** Undoes what some window can undo: the newest step of all always can be. */
async function undoAny(windows: TestWindow[]): Promise<void> {
  const { store } = rig.host;
  for (const { actor } of windows) {
    const asking = { actor, opened: 0 };
    const { revision, history } = await store.open(rig.id, asking);
    if (history.undo === null) continue;
    try {
      await store.undo(rig.id, revision, asking);
      return;
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'refused')) throw error;
    }
  }
  throw new Error('Nobody can undo anything.');
}

/** Places in lists shift with what others add and remove. */
function unordered(campaign: Campaign): Campaign {
  const lists = Object.values(COLLECTIONS).map((list) => [
    list,
    (campaign[list] as { id: string }[]).toSorted((one, other) => (one.id < other.id ? -1 : 1)),
  ]);
  return { ...campaign, ...Object.fromEntries(lists) };
}

/** Keeps what windows do, and what the studios accept and refuse. */
function watch(windows: TestWindow[]) {
  const record = {
    done: [] as Done[],
    /** How many commands each window gave: edits, and undo and redo where there was something to. */
    given: windows.map(() => 0),
    accepted: [] as Accepted[],
    /** Refusals of undo and redo that came to their window. */
    refused: [] as { who: number; message: string }[],
    /** How often a window asked for the whole document. */
    whole: 0,
    do(who: number, command: Command, words?: string) {
      const { session, told } = windows[who]!;
      if (session.execute(command)) {
        const { entry } = session.useSession.getState().open!.history.undo!;
        record.given[who]!++;
        record.done.push({ who, entry, command, words });
      } else expect([...told].some((text) => words === undefined || text.includes(words))).toBe(true);
    },
  };
  rig.heard = ({ window, method, input, reply, fate }) => {
    const who = windows.indexOf(window);
    const kind = ({ 'campaign.execute': 'do', 'campaign.undo': 'undo', 'campaign.redo': 'redo' } as const)[method];
    if (method === 'campaign.open') record.whole++;
    if (kind === undefined) return;
    if ('error' in reply) {
      const { code, message } = reply.error;
      if (kind !== 'do' && code === 'refused' && fate === 'kept') record.refused.push({ who, message });
      return;
    }
    const answer = reply.value as { revision: number; step: string; command?: Command; repeated?: true };
    if (answer.repeated) return;
    const { revision } = answer;
    const entry = input[kind === 'do' ? 'step' : 'entry'] as string;
    const command = kind === 'do' ? (input['command'] as Command) : answer.command!;
    record.accepted.push({ revision, who, kind, entry, command });
  };
  return record;
}
