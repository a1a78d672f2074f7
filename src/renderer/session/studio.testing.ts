import type { Command } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { randomId } from '#campaign/identity.ts';
import { apply, describe } from '#campaign/reducer.ts';
import { Refusal } from '#campaign/refusal.ts';
import { meeting, touchedBy } from '#campaign/touch.ts';
import type { StudioEvent } from '#contract/events.ts';
import type { History, HistoryEntry, Step } from '#contract/history.ts';
import type { Reply } from '#contract/reply.ts';

/** A studio with one campaign as plain lists in memory: what the outbox has to get along with, written to be read. */

type KeptStep = Step & { inverse: Command; action: string; name: string };
type Asked = {
  revision: number;
  actor?: { window: string };
  step?: string;
  entry?: string;
  command?: Command;
};
type Changed = Extract<StudioEvent, { type: 'campaign.changed' }>;

export class PlainStudio {
  readonly steps: KeptStep[] = [];
  /** The document at each revision. */
  readonly states: Campaign[];
  /** Where a window that missed anything gets the whole document. */
  keepsSteps = true;

  readonly emit: (event: Changed) => void;

  constructor(campaign: Campaign, emit: (event: Changed) => void) {
    this.emit = emit;
    this.states = [campaign];
  }

  get revision(): number {
    return this.steps.length;
  }

  answer(method: string, input: unknown): Reply {
    const asked = input as Asked;
    const window = asked.actor?.window ?? '';
    try {
      switch (method) {
        case 'campaign.open':
          return { value: { ...this.#state(window), id: 'one', campaign: this.states.at(-1) } };
        case 'campaign.since': {
          const steps = this.keepsSteps ? this.steps.slice(asked.revision) : null;
          return { value: { ...this.#state(window), steps } };
        }
        case 'campaign.execute':
        case 'campaign.undo':
        case 'campaign.redo':
          return { value: this.#change(method, asked, window) };
        default:
          throw new Error(method);
      }
    } catch (error) {
      if (error instanceof Refusal) return { error: { code: error.code as 'refused', message: error.message } };
      throw error;
    }
  }

  #state(window: string) {
    return { revision: this.revision, step: this.steps.at(-1)?.step ?? '', history: this.historyOf(window) };
  }

  #change(method: string, { revision, step = randomId(), entry, command }: Asked, window: string) {
    if (this.steps.some((one) => one.step === step)) return { ...this.#state(window), repeated: true };
    if (revision !== this.revision)
      throw new Refusal('conflict', 'The campaign was changed elsewhere in the meantime.');
    const now = this.states.at(-1)!;
    if (command) return this.#take('do', { command, entry: step, ...describe(now, command) }, step, window);
    const kind = method === 'campaign.undo' ? 'undo' : 'redo';
    const meant = this.#lastOf(window, kind);
    if (!meant || meant.entry !== entry) throw new Refusal('refused', `There is nothing to ${kind}.`);
    const mine = touchedBy(meant.command, meant.inverse);
    const later = this.steps.slice(meant.revision).filter((step) => step.entry !== entry);
    if (
      later.some(
        (step) => this.#isLast(step) && step.kind !== 'undo' && meeting(mine, touchedBy(step.command, step.inverse)),
      )
    )
      throw new Refusal('refused', `Nothing was ${kind}ne: the same has changed since.`);
    return this.#take(kind, { ...meant, command: meant.inverse }, step, window);
  }

  #take(
    kind: Step['kind'],
    { command, entry, action, name }: Pick<KeptStep, 'command' | 'entry' | 'action' | 'name'>,
    step: string,
    window: string,
  ) {
    const { campaign, inverse } = apply(this.states.at(-1)!, command);
    const actor = { person: 'ada', window };
    const at = '2027-01-01T00:00:00.000Z';
    const revision = this.revision + 1;
    const did = { revision, step, entry, kind, command, actor, at };
    this.steps.push({ ...did, inverse, action, name });
    this.states.push(campaign);
    this.emit({ ...did, type: 'campaign.changed', id: 'one', history: this.historyOf(window) });
    return { ...this.#state(window), command };
  }

  #isLast = ({ entry, revision }: Step) => !this.steps.some((step) => step.entry === entry && step.revision > revision);

  /** The step that undo or redo of a window would take back. */
  #lastOf(window: string, kind: 'undo' | 'redo'): KeptStep | undefined {
    const own = this.steps.filter((step) => step.actor.window === window);
    const newest = own.findLast((step) => step.kind === 'do')?.revision ?? 0;
    return own.findLast((step) =>
      kind === 'undo'
        ? step.kind !== 'undo' && this.#isLast(step)
        : step.kind === 'undo' && this.#isLast(step) && step.revision > newest,
    );
  }

  historyOf(window: string): History {
    const entryOf = (step: KeptStep | undefined): HistoryEntry | null =>
      step ? { entry: step.entry, action: step.action, name: step.name, actor: step.actor, at: step.at } : null;
    return { undo: entryOf(this.#lastOf(window, 'undo')), redo: entryOf(this.#lastOf(window, 'redo')) };
  }
}
