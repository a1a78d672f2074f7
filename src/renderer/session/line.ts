import type { Command } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { apply } from '#campaign/reducer.ts';
import type { History, Output, StudioEvent } from '#studio/contract.ts';
import { call, explain, StudioCallError } from '../bridge/studio.ts';
import { notify } from '../kit/notices.ts';
import { t } from '../text/text.ts';

/**
 * The line to the studio for one campaign: what was done in this window is sent in order, one at a time. What another window did first
 * is taken over, and what is still to be sent is applied on top. A line goes on until it is empty, also when the window has left the campaign.
 */

export type Sending = { type: 'execute'; command: Command } | { type: 'undo' } | { type: 'redo' };

export interface Line {
  readonly id: string;
  /** The document as the studio has it. */
  confirmed: Campaign;
  revision: number;
  history: History;
  /** What is still to be sent, the oldest first. */
  queue: Sending[];
  /** `confirmed` with the queue's commands done: what people see. */
  shown: Campaign;
  saving: 'saved' | 'saving' | 'failing' | 'gone';
  /** The newest revision that any event has told of. */
  seenRevision: number;
  /** Whether the studio was lost while the first of the queue was on its way: it may be stored, only the answer is missing. */
  isFirstDoubtful: boolean;
  /** Settles when everything is stored, or given up. */
  sent: Promise<void>;
  onChange: () => void;
}

const RETRY_MILLISECONDS = 2000;
const pause = () => new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));

export function createLine({ id, campaign, revision, history }: Output<'campaign.open'>, onChange: () => void): Line {
  return {
    id,
    confirmed: campaign,
    revision,
    history,
    queue: [],
    shown: campaign,
    saving: 'saved',
    seenRevision: revision,
    isFirstDoubtful: false,
    sent: Promise.resolve(),
    onChange,
  };
}

/** Puts something at the end of the line. The caller has applied a command to `shown`, and shows what changed. */
export function send(line: Line, sending: Sending): void {
  const isIdle = line.queue.length === 0;
  line.queue.push(sending);
  if (line.saving === 'saved') line.saving = 'saving';
  if (isIdle) line.sent = line.sent.then(() => drain(line));
}

/** Takes in what any window did to the campaign, this one's own echo included. */
export function follow(line: Line, event: Extract<StudioEvent, { type: 'campaign.changed' }>): void {
  line.seenRevision = Math.max(line.seenRevision, event.revision);
  // While something is under way the studio's answer says where we stand.
  if (line.queue.length > 0 || event.revision <= line.revision) return;
  if (event.revision === line.revision + 1) {
    confirm(line, event.command, event);
    line.shown = line.confirmed;
    line.onChange();
  } else line.sent = line.sent.then(() => catchUp(line));
}

/** Asks for the document again, where nothing is on its way anyhow. */
export function refresh(line: Line): void {
  if (line.queue.length === 0 && line.saving !== 'gone') line.sent = line.sent.then(() => catchUp(line));
}

async function drain(line: Line): Promise<void> {
  while (line.queue.length > 0) await sendFirst(line);
  if (line.saving === 'gone') return;
  if (line.seenRevision > line.revision) await catchUp(line);
  if (line.queue.length === 0) line.saving = 'saved';
  line.onChange();
}

function confirm(line: Line, command: Command, { revision, history }: { revision: number; history: History }): void {
  line.confirmed = apply(line.confirmed, command).campaign;
  line.revision = revision;
  line.history = history;
}

async function sendFirst(line: Line): Promise<void> {
  const { id, revision, queue } = line;
  const first = queue[0]!;
  try {
    if (first.type === 'execute') {
      const answer = await call('campaign.execute', { id, revision, command: first.command });
      confirm(line, first.command, answer);
      line.queue.shift();
    } else {
      const answer = await call(`campaign.${first.type}`, { id, revision });
      confirm(line, answer.command, answer);
      line.queue.shift();
      replay(line);
    }
    line.isFirstDoubtful = false;
    line.saving = 'saving';
    line.onChange();
  } catch (error) {
    const code = error instanceof StudioCallError ? error.code : 'internal';
    if (code === 'conflict') return catchUp(line);
    if (code === 'internal') {
      line.isFirstDoubtful = true;
      return waitAndTryAgain(line);
    }
    if (code === 'notFound') return giveUp(line);
    line.isFirstDoubtful = false;
    line.queue.shift();
    // There being nothing to undo is no news to anybody.
    if (first.type === 'execute') notify({ tone: 'problem', text: explain(error) });
    await catchUp(line);
  }
}

async function waitAndTryAgain(line: Line): Promise<void> {
  line.saving = 'failing';
  line.onChange();
  await pause();
}

/** The campaign was deleted in another window: what was done here has nowhere to go. */
function giveUp(line: Line): void {
  line.queue = [];
  line.saving = 'gone';
  notify({ tone: 'problem', text: t('session.goneWhy') });
  line.onChange();
}

/** Takes the studio's document over and applies what is still to be sent on top of it. */
async function catchUp(line: Line): Promise<void> {
  try {
    const { campaign, revision, history } = await call('campaign.open', { id: line.id });
    if (revision === line.revision && line.queue.length === 0) return;
    if (line.isFirstDoubtful && revision > line.revision && isDone(campaign, line.queue[0])) line.queue.shift();
    line.isFirstDoubtful = false;
    Object.assign(line, {
      confirmed: campaign,
      revision,
      history,
      seenRevision: Math.max(line.seenRevision, revision),
    });
    replay(line);
    line.onChange();
  } catch (error) {
    if (error instanceof StudioCallError && error.code === 'notFound') giveUp(line);
    else await waitAndTryAgain(line);
  }
}

/** Whether a command has left its mark on the document already: doing it again would change nothing, or is not possible any more. */
function isDone(campaign: Campaign, sending: Sending | undefined): boolean {
  if (sending?.type !== 'execute') return false;
  const { command } = sending;
  try {
    return JSON.stringify(apply(campaign, command).campaign) === JSON.stringify(campaign);
  } catch {
    return command.type.startsWith('add') || command.type.startsWith('remove');
  }
}

function replay(line: Line): void {
  line.shown = line.confirmed;
  line.queue = line.queue.filter((sending) => {
    if (sending.type !== 'execute') return true;
    try {
      line.shown = apply(line.shown, sending.command).campaign;
      return true;
    } catch (error) {
      notify({ tone: 'problem', text: t('session.notKept', { reason: explain(error) }) });
      return false;
    }
  });
}
