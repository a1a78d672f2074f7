import type { Command } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { apply } from '#campaign/reducer.ts';
import type { History, HistoryEntry } from '#contract/campaign.ts';
import type { Output } from '#contract/contract.ts';
import type { StudioEvent } from '#contract/events.ts';
import { call, explain, StudioCallError } from '../bridge/studio.ts';
import { notify, withdraw } from '../kit/notices.ts';
import { t } from '../text/text.ts';
import { saveCampaign } from './saveCampaign.ts';
import { dropOvertaken, layOver, tellSameFields } from './layOver.ts';
import { tellGone, tellNotKept } from './notKept.ts';

/**
 * The outbox of one campaign: what was done in this window is sent in order, one at a time. What another window did first
 * is taken over, and what is still to be sent is applied on top (layOver.ts). An outbox goes on until it is empty, also when the window has
 * left the campaign.
 */

/**
 * What is sent has an id, so that the studio does it once, however often it is sent. Undo and redo name the entry of the history that is meant;
 * where that takes an answer to know, `entry` is null and means the one after what stands before it in the queue.
 */
export type Sending =
  | { type: 'execute'; sending: string; command: Command }
  | { type: 'undo' | 'redo'; sending: string; entry: string | null };

export interface Outbox {
  readonly id: string;
  /** The document as the studio has it. */
  confirmed: Campaign;
  revision: number;
  history: History;
  /** What the studio did for this window and `confirmed` does not hold yet, because an answer was lost; null where only the studio knows it. */
  unread: (Command | null)[];
  /** What undo and redo of this window's own entries do, the newest last. */
  steps: Map<string, { undo: Command; redo: Command }>;
  /** What is still to be sent, the oldest first. */
  queue: Sending[];
  /** `confirmed` with the queue's commands done: what people see. */
  shown: Campaign;
  saving: 'saved' | 'saving' | 'failing' | 'waiting' | 'unstored' | 'gone';
  /** Why the library takes nothing now, as it was told; null where it does. */
  why: string | null;
  /** The newest revision that was heard of since the document was last asked for; Infinity where something may have been missed. */
  heardRevision: number;
  /** Settles when everything is stored, or given up. */
  sent: Promise<void>;
  onChange: () => void;
  /** Told when the studio has undone or redone what was asked; `command` did it, where it is known. */
  onTravel: (type: 'undo' | 'redo', entry: HistoryEntry, command: Command | null) => void;
}

const RETRY_MILLISECONDS = 2000;
const pause = () => new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
/** Own entries whose steps are kept: undo seldom goes further back while answers get lost. */
const MOST_STEPS = 100;

export function createOutbox(
  { id, campaign, revision, history }: Output<'campaign.open'>,
  { onChange, onTravel }: Pick<Outbox, 'onChange' | 'onTravel'>,
): Outbox {
  return {
    id,
    confirmed: campaign,
    revision,
    history,
    unread: [],
    steps: new Map(),
    queue: [],
    shown: campaign,
    saving: 'saved',
    why: null,
    heardRevision: revision,
    sent: Promise.resolve(),
    onChange,
    onTravel,
  };
}

/** Puts something at the end of the outbox. The caller has applied a command to `shown`, and shows what changed. */
export function send(outbox: Outbox, sending: Sending): void {
  const isIdle = outbox.queue.length === 0;
  outbox.queue.push(sending);
  if (outbox.saving === 'saved') outbox.saving = 'saving';
  if (isIdle) goOn(outbox);
}

/** Takes in what any window did to the campaign, this one's own echo included. */
export function follow(outbox: Outbox, event: Extract<StudioEvent, { type: 'campaign.changed' }>): void {
  outbox.heardRevision = Math.max(outbox.heardRevision, event.revision);
  // While something is under way the studio's answer says where we stand.
  if (outbox.queue.length > 0 || event.revision <= outbox.revision) return;
  if (event.revision === outbox.revision + 1) {
    confirm(outbox, event.command, event);
    outbox.shown = outbox.confirmed;
    outbox.onChange();
  } else goOn(outbox);
}

/** Asks for the document again: something may have been missed. */
export function refresh(outbox: Outbox): void {
  const isIdle = outbox.queue.length === 0;
  outbox.heardRevision = Infinity;
  if (isIdle) goOn(outbox);
}

function goOn(outbox: Outbox): void {
  outbox.sent = outbox.sent.then(() => drain(outbox));
}

async function drain(outbox: Outbox): Promise<void> {
  while (outbox.queue.length > 0 || outbox.heardRevision > outbox.revision)
    await (outbox.queue.length > 0 && outbox.saving !== 'gone' ? sendFirst(outbox) : catchUp(outbox));
  if (outbox.saving !== 'gone') outbox.saving = 'saved';
  storable(outbox);
  outbox.onChange();
}

/** Takes over what the studio did; gives what takes it back. */
function confirm(
  outbox: Outbox,
  command: Command,
  { revision, history }: { revision: number; history: History },
): Command {
  const { campaign, inverse } = apply(outbox.confirmed, command);
  Object.assign(outbox, { confirmed: campaign, revision, history });
  return inverse;
}

function keepSteps({ steps }: Outbox, entry: string, undo: Command, redo: Command): void {
  steps.set(entry, { undo, redo });
  if (steps.size > MOST_STEPS) steps.delete(steps.keys().next().value!);
}

async function sendFirst(outbox: Outbox): Promise<void> {
  const { id, revision, queue } = outbox;
  const first = queue[0]!;
  const { sending } = first;
  try {
    if (first.type === 'execute') {
      const answer = await call('campaign.execute', { id, revision, command: first.command, sending });
      queue.shift();
      // Done before, and perhaps by others since: then only the document says how things stand.
      if (answer.revision !== revision + 1) return await catchUp(outbox, first.command);
      keepSteps(outbox, sending, confirm(outbox, first.command, answer), first.command);
    } else {
      const entry = first.entry ?? outbox.history[first.type]?.entry;
      if (entry === undefined) {
        queue.shift();
        return;
      }
      const done = outbox.history[first.type];
      const answer = await call(`campaign.${first.type}`, { id, revision, entry, sending });
      queue.shift();
      const own = outbox.steps.get(entry)?.[first.type] ?? null;
      if (done?.entry === entry) outbox.onTravel(first.type, done, answer.command ?? own);
      if (!answer.command) return await catchUp(outbox, own);
      confirm(outbox, answer.command, answer);
      layOver(outbox);
    }
    outbox.saving = 'saving';
    storable(outbox);
    outbox.onChange();
  } catch (error) {
    const code = codeOf(error);
    if (code === 'conflict') return catchUp(outbox);
    if (code === 'notFound') return giveUp(outbox);
    if (code === 'internal' || code === 'unavailable' || code === 'gone') return waitAndTryAgain(outbox, error);
    queue.shift();
    if (first.type === 'execute') tellNotKept(explain(error), first.command);
    await catchUp(outbox);
  }
}

const codeOf = (error: unknown) => (error instanceof StudioCallError ? error.code : 'internal');

/** The studio does not answer, or its library takes nothing now: what was done stays here, and is tried again. */
async function waitAndTryAgain(outbox: Outbox, error: unknown): Promise<void> {
  // Where nothing is to be stored, it is enough to ask again.
  if (outbox.queue.length > 0) {
    const code = codeOf(error);
    const wasFailing = outbox.saving === 'failing';
    outbox.saving = code === 'gone' ? 'unstored' : code === 'unavailable' ? 'waiting' : 'failing';
    // One answer that is missing says little; a studio that stays away may come back at another address only.
    if (outbox.saving !== 'failing' || wasFailing) tellWhy(outbox, explain(error));
  }
  outbox.onChange();
  await pause();
}

/** Says once why nothing is stored, and offers what was done as a file, for as long as that is so. */
function tellWhy(outbox: Outbox, reason: string): void {
  if (outbox.why === reason) return;
  outbox.why = reason;
  withdraw('library');
  const text = outbox.saving === 'waiting' ? t('session.waitingWhy', { reason }) : reason;
  const save = () => saveCampaign(outbox.shown);
  notify({ tone: 'problem', text, action: { label: t('session.saveFile'), run: save }, about: 'library' });
}

function storable(outbox: Outbox): void {
  if (outbox.why !== null) withdraw('library');
  outbox.why = null;
}

/** The campaign was deleted in another window: what was done here has nowhere to go, and is given back. */
function giveUp(outbox: Outbox): void {
  const { shown, queue, saving } = outbox;
  if (saving !== 'gone' || queue.length > 0) tellGone(shown, queue);
  Object.assign(outbox, { queue: [], saving: 'gone', heardRevision: 0 });
  outbox.onChange();
}

/** Takes the studio's document over and applies what is still to be sent on top of it. `own` is what it holds that was this window's doing. */
async function catchUp(outbox: Outbox, ...own: (Command | null)[]): Promise<void> {
  outbox.unread.push(...own);
  outbox.heardRevision = 0;
  try {
    const { campaign, revision, history } = await call('campaign.open', { id: outbox.id });
    // What was heard of meanwhile is not in this answer.
    if (outbox.heardRevision > revision) return;
    const wasGone = outbox.saving === 'gone';
    if (wasGone) outbox.saving = 'saving';
    else if (revision === outbox.revision && outbox.queue.length === 0) return;
    if (revision !== outbox.revision + outbox.unread.length) {
      dropOvertaken(outbox, history);
      tellSameFields(outbox, campaign);
    }
    Object.assign(outbox, { confirmed: campaign, revision, history, unread: [] });
    layOver(outbox);
    outbox.onChange();
  } catch (error) {
    outbox.heardRevision = Infinity;
    if (codeOf(error) === 'notFound') giveUp(outbox);
    else await waitAndTryAgain(outbox, error);
  }
}
