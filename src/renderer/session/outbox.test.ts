import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { arbitraryCommand, fullCampaign } from '#campaign/arbitrary.testing.ts';
import type { Command } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { randomId } from '#campaign/identity.ts';
import { apply } from '#campaign/reducer.ts';
import type { StudioEvent } from '#contract/events.ts';
import type { Reply } from '#contract/reply.ts';
import { useNotices } from '../kit/notices.ts';
import { wordsIn } from './notKept.ts';
import { createOutbox, follow, refresh, send } from './outbox.ts';
import type { Outbox } from './outboxEntry.ts';
import { PlainStudio } from './studio.testing.ts';
import { windowId } from './windowId.ts';

/** The outbox against a plain studio: whatever is done here and elsewhere, and whatever happens to calls, answers and events on their way. */

const wire = vi.hoisted(() => {
  const state = { call: async (_method: string, _input: unknown): Promise<unknown> => undefined };
  vi.stubGlobal('window', { studio: { call: (method: string, input: unknown) => state.call(method, input) } });
  return state;
});

const lost: Reply = { error: { code: 'internal', message: 'The studio does not answer.' } };
const busy: Reply = { error: { code: 'unavailable', message: 'Another program is using the library.' } };
type Fate = 'callLost' | 'answerLost' | 'busy' | 'late';

/** What is confirmed was once so in the studio, and what is shown is that with the rest of the queue. */
function expectTrue({ outbox: { confirmed, revision, queue, shown, unread }, studio }: Rig): void {
  // What the studio did and this window has not read yet is in neither of the two; it is read next.
  if (unread.length > 0) return;
  const done = queue.reduce<Campaign>(
    (campaign, unsent) => (unsent.type === 'execute' ? apply(campaign, unsent.command).campaign : campaign),
    confirmed,
  );
  expect([confirmed, shown].map(serializeCampaign)).toEqual([studio.states[revision]!, done].map(serializeCampaign));
}

/** A window's outbox and the studio it talks to. */
class Rig {
  readonly studio: PlainStudio;
  readonly outbox: Outbox;
  fates: Fate[] = [];
  /** Answers that are held back, the oldest first. */
  late: (() => void)[] = [];
  hears = true;
  missed: Extract<StudioEvent, { type: 'campaign.changed' }>[] = [];
  sent: { step: string; command: Command | null }[] = [];
  told: string[] = [];

  constructor() {
    this.studio = new PlainStudio(fullCampaign, (event) => {
      const heard = JSON.parse(JSON.stringify(event)) as typeof event;
      if (this.hears) follow(this.outbox, heard);
      else this.missed.push(heard);
    });
    wire.call = async (method, input) => {
      const fate = this.fates.shift();
      if (fate === 'callLost') return lost;
      if (fate === 'busy') return busy;
      const reply = JSON.parse(JSON.stringify(this.studio.answer(method, input))) as Reply;
      if (fate === 'late') await new Promise<void>((resolve) => this.late.push(resolve));
      return fate === 'answerLost' ? lost : reply;
    };
    const opened = this.studio.answer('campaign.open', { actor: { window: windowId } }) as { value: never };
    this.outbox = createOutbox(opened.value, { onChange: () => undefined, onTravel: () => undefined });
  }

  /** Lets what needs no more answers happen; pauses are over at once. */
  async settle(): Promise<void> {
    for (let times = 0; times < 20; times++) await Promise.resolve();
    await vi.advanceTimersByTimeAsync(2000);
    for (const { text } of useNotices.getState().notices) if (!this.told.includes(text)) this.told.push(text);
  }
}

type Model = Record<string, never>;
class Act implements fc.AsyncCommand<Model, Rig> {
  readonly name: string;
  readonly work: (rig: Rig) => void | Promise<void>;
  constructor(name: string, work: (rig: Rig) => void | Promise<void>) {
    this.name = name;
    this.work = work;
  }
  check = () => true;
  async run(_: Model, rig: Rig): Promise<void> {
    await this.work(rig);
    expectTrue(rig);
  }
  toString = () => this.name;
}

const execute = (command: Command) =>
  new Act(`execute ${JSON.stringify(command)}`, ({ outbox, sent }) => {
    try {
      outbox.shown = apply(outbox.shown, command).campaign;
    } catch {
      return;
    }
    const step = randomId();
    sent.push({ step, command });
    send(outbox, { type: 'execute', step, command });
  });
const travel = (type: 'undo' | 'redo') =>
  new Act(type, ({ outbox, sent }) => {
    const isNextKnown = outbox.queue.length === 0;
    const meant = outbox.history[type];
    if (isNextKnown && !meant) return;
    const step = randomId();
    sent.push({ step, command: null });
    send(outbox, { type, step, entry: isNextKnown ? meant!.entry : null });
  });
const another = (window: string, method: string, command?: Command) =>
  new Act(`${window} ${method} ${JSON.stringify(command)}`, ({ studio }) => {
    try {
      const kind = method === 'campaign.undo' ? 'undo' : 'redo';
      const entry = studio.historyOf(window)[kind]?.entry;
      studio.answer(method, { revision: studio.revision, actor: { window }, command, entry });
    } catch {
      // The document refuses it.
    }
  });
const fate = (one: Fate) => new Act(`next: ${one}`, ({ fates }) => void fates.push(one));

/** Mostly what the document takes, about few things, so that windows meet. */
const touchpointId = fc.constantFrom('a', 'b', 'c', 'd');
const words = fc.nat(1_000_000).map((number) => `Words ${number}.`);
const editing: fc.Arbitrary<Command> = fc.oneof(
  fc
    .tuple(touchpointId, fc.constantFrom('name', 'notes', 'message.subject', 'message.body'), words)
    .map(([id, field, text]) => ({ type: 'editTouchpoint' as const, id, changes: { [field]: text } })),
  fc
    .tuple(touchpointId, fc.constantFrom('a', 'b', 'c'))
    .map(([id, laneId]) => ({ type: 'moveTouchpoint' as const, id, start: '2027-02-01', laneId })),
  touchpointId.map((id) => ({ type: 'removeTouchpoint' as const, id })),
  touchpointId.map((id) => ({ type: 'addTouchpoint' as const, item: { ...fullCampaign.touchpoints[3]!, id } })),
  arbitraryCommand,
);
const theirs = fc.oneof(
  editing.map((command) => another('other', 'campaign.execute', command)),
  fc.constantFrom('campaign.undo', 'campaign.redo').map((method) => another('other', method)),
);
const own = fc.oneof(
  { weight: 3, arbitrary: editing.map(execute) },
  { weight: 1, arbitrary: fc.constantFrom('undo' as const, 'redo' as const, 'undo' as const).map(travel) },
);
const settle = fc.constant(
  new Act('settle', (rig) => {
    for (const give of rig.late.splice(0)) give();
    return rig.settle();
  }),
);
const hearAgain = new Act('hear again', (rig) => {
  rig.hears = true;
  rig.missed = [];
  refresh(rig.outbox);
});
const hearLate = new Act('hear late', ({ missed, outbox }) => {
  for (const event of missed.splice(0)) follow(outbox, event);
});
const wires = fc.oneof(
  fc.constantFrom<Fate>('callLost', 'answerLost', 'busy', 'late').map(fate),
  fc.constantFrom(new Act('hear nothing', (rig) => void (rig.hears = false)), hearAgain, hearLate),
  fc.boolean().map((keeps) => new Act(`steps kept: ${keeps}`, ({ studio }) => void (studio.keepsSteps = keeps))),
);

const acts = fc.commands<Model, Rig, false>([own, own, own, theirs, settle, wires], {
  maxCommands: 100,
  size: 'max',
});

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

describe('the outbox', () => {
  it(
    'ends where the studio stands; what was done is there once and in order, or was told',
    { timeout: 120_000 },
    async () => {
      let conflicts = 0;
      await fc.assert(
        fc.asyncProperty(acts, async (taken) => {
          useNotices.setState({ notices: [] });
          const rig = new Rig();
          await fc.asyncModelRun(() => ({ model: {}, real: rig }), taken);
          const { outbox, studio } = rig;
          Object.assign(rig, { fates: [], hears: true });
          refresh(outbox);
          for (let quiet = 0, rounds = 0; quiet < 3 && rounds < 300; rounds++) {
            for (const give of rig.late.splice(0)) give();
            await rig.settle();
            quiet = outbox.queue.length + rig.late.length === 0 ? quiet + 1 : 0;
          }
          expectTrue(rig);
          expect(outbox.queue).toEqual([]);
          expect(outbox.unread, 'all that was done is read').toEqual([]);
          expect(outbox.saving).toBe('saved');
          expect(outbox.revision).toBe(studio.revision);
          expect(outbox.shown).toEqual(studio.states.at(-1));
          expect(outbox.history).toEqual(studio.historyOf(windowId));

          const done = studio.steps.filter(({ actor }) => actor.window === windowId).map(({ step }) => step);
          const order = rig.sent.map(({ step }) => step);
          expect(done, 'once, and in order').toEqual(order.filter((step) => done.includes(step)));
          const refused = rig.sent.filter(({ step, command }) => command && !done.includes(step));
          conflicts += refused.length;
          if (refused.length > 0) expect(rig.told.some((text) => text.includes('could not be kept'))).toBe(true);
          for (const { command } of refused)
            for (const text of wordsIn(command!).filter((typed) => typed.startsWith('Words ')))
              expect(
                rig.told.some((told) => told.includes(text)),
                text,
              ).toBe(true);
        }),
        { numRuns: 60 },
      );
      expect(conflicts, 'some met what was done elsewhere').toBeGreaterThan(0);
    },
  );
});
