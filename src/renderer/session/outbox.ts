import type { Command, SimpleCommand } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { apply, describe } from '#campaign/reducer.ts';
import type { History, HistoryEntry, Output, StudioEvent } from '#studio/contract.ts';
import { call, explain, StudioCallError } from '../bridge/studio.ts';
import { notify } from '../kit/notices.ts';
import { t } from '../text/text.ts';
import { saveCampaign } from './saveCampaign.ts';
import { entryWords } from './entries.ts';
import { tellNotKept } from './notKept.ts';

/**
 * The outbox of one campaign: what was done in this window is sent in order, one at a time. What another window did first
 * is taken over, and what is still to be sent is applied on top. An outbox goes on until it is empty, also when the window has left the campaign.
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
  /** What is still to be sent, the oldest first. */
  queue: Sending[];
  /** `confirmed` with the queue's commands done: what people see. */
  shown: Campaign;
  saving: 'saved' | 'saving' | 'failing' | 'unstored' | 'gone';
  /** The newest revision that any event has told of. */
  seenRevision: number;
  /** Settles when everything is stored, or given up. */
  sent: Promise<void>;
  onChange: () => void;
  /** Told when the studio has undone or redone what was asked; `command` did it, where it is known. */
  onTravel: (type: 'undo' | 'redo', entry: HistoryEntry, command: Command | null) => void;
}

const RETRY_MILLISECONDS = 2000;
const pause = () => new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));

export function createOutbox(
  { id, campaign, revision, history }: Output<'campaign.open'>,
  { onChange, onTravel }: Pick<Outbox, 'onChange' | 'onTravel'>,
): Outbox {
  return {
    id,
    confirmed: campaign,
    revision,
    history,
    queue: [],
    shown: campaign,
    saving: 'saved',
    seenRevision: revision,
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
  if (isIdle) outbox.sent = outbox.sent.then(() => drain(outbox));
}

/** Takes in what any window did to the campaign, this one's own echo included. */
export function follow(outbox: Outbox, event: Extract<StudioEvent, { type: 'campaign.changed' }>): void {
  outbox.seenRevision = Math.max(outbox.seenRevision, event.revision);
  // While something is under way the studio's answer says where we stand.
  if (outbox.queue.length > 0 || event.revision <= outbox.revision) return;
  if (event.revision === outbox.revision + 1) {
    confirm(outbox, event.command, event);
    outbox.shown = outbox.confirmed;
    outbox.onChange();
  } else outbox.sent = outbox.sent.then(() => catchUp(outbox));
}

/** Asks for the document again, where nothing is on its way anyhow. */
export function refresh(outbox: Outbox): void {
  if (outbox.queue.length === 0 && outbox.saving !== 'gone') outbox.sent = outbox.sent.then(() => catchUp(outbox));
}

async function drain(outbox: Outbox): Promise<void> {
  while (outbox.queue.length > 0) await sendFirst(outbox);
  if (outbox.saving === 'gone') return;
  if (outbox.seenRevision > outbox.revision) await catchUp(outbox);
  if (outbox.queue.length === 0) outbox.saving = 'saved';
  outbox.onChange();
}

function confirm(
  outbox: Outbox,
  command: Command,
  { revision, history }: { revision: number; history: History },
): void {
  outbox.confirmed = apply(outbox.confirmed, command).campaign;
  outbox.revision = revision;
  outbox.history = history;
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
      if (answer.revision !== revision + 1) return await catchUp(outbox, 1);
      confirm(outbox, first.command, answer);
    } else {
      const entry = first.entry ?? outbox.history[first.type]?.entry;
      if (entry === undefined) {
        queue.shift();
        return;
      }
      const done = outbox.history[first.type];
      const answer = await call(`campaign.${first.type}`, { id, revision, entry, sending });
      queue.shift();
      if (done?.entry === entry) outbox.onTravel(first.type, done, answer.command ?? null);
      if (!answer.command) return await catchUp(outbox, 1);
      confirm(outbox, answer.command, answer);
      replay(outbox);
    }
    outbox.saving = 'saving';
    outbox.onChange();
  } catch (error) {
    const code = error instanceof StudioCallError ? error.code : 'internal';
    if (code === 'conflict') return catchUp(outbox);
    if (code === 'internal') return waitAndTryAgain(outbox);
    if (code === 'gone') return offerToSave(outbox, explain(error));
    if (code === 'notFound') return giveUp(outbox);
    queue.shift();
    if (first.type === 'execute') tellNotKept(explain(error), first.command);
    await catchUp(outbox);
  }
}

async function waitAndTryAgain(outbox: Outbox): Promise<void> {
  outbox.saving = 'failing';
  outbox.onChange();
  await pause();
}

/** The library's file has gone, so nothing can be stored: what was done stays here, is tried again, and can be saved as a file. */
async function offerToSave(outbox: Outbox, reason: string): Promise<void> {
  if (outbox.saving !== 'unstored') {
    const save = () => saveCampaign(outbox.shown);
    notify({ tone: 'problem', text: reason, action: { label: t('session.saveFile'), run: save } });
  }
  outbox.saving = 'unstored';
  outbox.onChange();
  await pause();
}

/** The campaign was deleted in another window: what was done here has nowhere to go. */
function giveUp(outbox: Outbox): void {
  outbox.queue = [];
  outbox.saving = 'gone';
  notify({ tone: 'problem', text: t('session.goneWhy') });
  outbox.onChange();
}

/** Takes the studio's document over and applies what is still to be sent on top of it. `own` changes since then were this window's. */
async function catchUp(outbox: Outbox, own = 0): Promise<void> {
  try {
    const { campaign, revision, history } = await call('campaign.open', { id: outbox.id });
    if (revision === outbox.revision && outbox.queue.length === 0) return;
    if (revision !== outbox.revision + own) {
      dropOvertaken(outbox, history);
      tellSameFields(outbox, campaign);
    }
    Object.assign(outbox, {
      confirmed: campaign,
      revision,
      history,
      seenRevision: Math.max(outbox.seenRevision, revision),
    });
    replay(outbox);
    outbox.onChange();
  } catch (error) {
    if (error instanceof StudioCallError && error.code === 'notFound') giveUp(outbox);
    else await waitAndTryAgain(outbox);
  }
}

/**
 * Undo and redo mean an entry that people saw. Where another window changed the campaign since, another entry stands there: that is never
 * taken back in its place, nor is anything that was to follow; people are told, and press again if they mean it.
 */
function dropOvertaken(outbox: Outbox, now: History): void {
  const { queue } = outbox;
  const at = queue.findIndex(
    (sending, index) => sending.type !== 'execute' && !isStillMeant(sending, index, queue, now),
  );
  if (at < 0) return;
  const { type } = queue[at] as Extract<Sending, { entry: unknown }>;
  outbox.queue = queue.filter((sending, index) => sending.type === 'execute' || index < at);
  const words = entryWords(now[type]);
  notify({
    tone: 'problem',
    text: words === null ? t('session.overtaken') : t(`session.overtaken.${type}`, { step: words }),
  });
}

function isStillMeant(
  { type, entry }: Extract<Sending, { entry: unknown }>,
  index: number,
  queue: Sending[],
  now: History,
) {
  // Undoing what waits before it in the queue is as right as ever.
  if (entry !== null && queue.slice(0, index).some(({ sending }) => sending === entry)) return true;
  return index === 0 && entry !== null && now[type]?.entry === entry;
}

/** Where another window changed the very field that is about to be written here, the last one stands: people are told how to get the other. */
function tellSameFields({ queue, confirmed }: Outbox, now: Campaign): void {
  for (const sending of queue) {
    if (sending.type !== 'execute' || !/^(?:edit|set|move|resize)/.test(sending.command.type)) continue;
    const replaced = replacedBy(sending.command, now);
    if (replaced === undefined || replaced === replacedBy(sending.command, confirmed)) continue;
    const words = entryWords({ entry: sending.sending, ...describe(now, sending.command) });
    notify({ tone: 'problem', text: t('session.sameField', { step: words ?? '' }) });
  }
}

/** What a command would write over, as text; undefined where the document refuses it. */
function replacedBy(command: Command, campaign: Campaign): string | undefined {
  try {
    return JSON.stringify(apply(campaign, command).inverse);
  } catch {
    return undefined;
  }
}

/** Lays what is still to be sent over the studio's document. What does not fit any more is given up, with whatever hangs on it, and said once. */
function replay(outbox: Outbox): void {
  outbox.shown = outbox.confirmed;
  const dropped = new Set<string>();
  outbox.queue = outbox.queue.filter((sending) => {
    // Undo and redo behind something that was given up would mean another entry than people saw.
    if (sending.type !== 'execute') return dropped.size === 0;
    const { command } = sending;
    const hangsOnDropped = idsNamed(command).some((id) => dropped.has(id));
    if (!hangsOnDropped) {
      try {
        outbox.shown = apply(outbox.shown, command).campaign;
        return true;
      } catch (error) {
        tellNotKept(t('session.notKept', { reason: explain(error) }), command);
      }
    }
    dropped.add(sending.sending);
    for (const id of idsAdded(command)) dropped.add(id);
    return false;
  });
}

const simple = (command: Command): SimpleCommand[] => (command.type === 'batch' ? command.commands : [command]);
const idsAdded = (command: Command) => simple(command).flatMap((one) => ('item' in one ? [one.item.id] : []));
const idsNamed = (command: Command) => simple(command).flatMap((one) => ('id' in one ? [one.id] : []));
