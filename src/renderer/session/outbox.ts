import type { Command } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { apply } from '#campaign/reducer.ts';
import type { Step } from '#contract/history.ts';
import type { Output } from '#contract/contract.ts';
import type { StudioEvent } from '#contract/events.ts';
import { call, explain, StudioCallError } from '../bridge/studio.ts';
import { notify, withdraw } from '../kit/notices.ts';
import { t } from '../text/text.ts';
import { saveCampaign } from './saveCampaign.ts';
import { layOver, tellSameFields } from './layOver.ts';
import { tellGone, tellNotKept } from './notKept.ts';
import { windowId } from './windowId.ts';
import type { Outbox, OutboxEntry } from './outboxEntry.ts';

/**
 * The outbox of one campaign: what was done in this window is sent in order, one at a time. What another window did first
 * is taken over, and what is still to be sent is applied on top (layOver.ts). An outbox goes on until it is empty, also when the window has
 * left the campaign.
 */

const RETRY_MILLISECONDS = 2000;
const pause = () => new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));

export function createOutbox(
  { id, campaign, revision, step, history }: Output<'campaign.open'>,
  { onChange, onTravel }: Pick<Outbox, 'onChange' | 'onTravel'>,
): Outbox {
  return {
    id,
    confirmed: campaign,
    revision,
    step,
    history,
    opened: revision,
    unread: [],
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
export function send(outbox: Outbox, unsent: OutboxEntry): void {
  const isIdle = outbox.queue.length === 0;
  outbox.queue.push(unsent);
  if (outbox.saving === 'saved') outbox.saving = 'saving';
  if (isIdle) goOn(outbox);
}

/** Takes in what any window did to the campaign, this one's own echo included. */
export function follow(outbox: Outbox, event: Extract<StudioEvent, { type: 'campaign.changed' }>): void {
  outbox.heardRevision = Math.max(outbox.heardRevision, event.revision);
  // While something is under way the studio's answer says where we stand.
  if (outbox.queue.length > 0 || event.revision <= outbox.revision) return;
  const isNext = event.revision === outbox.revision + 1 && canApply(outbox, event.command);
  if (!isNext) return goOn(outbox);
  const { undo, redo } = outbox.history;
  const isOwn = event.actor.window === windowId;
  confirm(outbox, event.command, isOwn ? event : { ...event, history: outbox.history });
  outbox.shown = outbox.confirmed;
  outbox.onChange();
  // Another window took back what this one could have: only the studio knows what comes next.
  if (!isOwn && (event.entry === undo?.entry || event.entry === redo?.entry)) refresh(outbox);
}

/** Asks for what was done since: something may have been missed. */
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

/** Takes over what the studio did. */
function confirm(
  outbox: Outbox,
  command: Command,
  { revision, step, history }: Pick<Outbox, 'revision' | 'step' | 'history'>,
) {
  const { campaign } = apply(outbox.confirmed, command);
  Object.assign(outbox, { confirmed: campaign, revision, step, history });
}

function canApply({ confirmed }: Outbox, command: Command): boolean {
  try {
    apply(confirmed, command);
    return true;
  } catch {
    return false;
  }
}

const actorOf = ({ opened }: Outbox) => ({ window: windowId, opened });

async function sendFirst(outbox: Outbox): Promise<void> {
  const { id, revision, queue } = outbox;
  const first = queue[0]!;
  const { step } = first;
  const actor = actorOf(outbox);
  try {
    if (first.type === 'execute') {
      const { command } = first;
      const answer = await call('campaign.execute', { id, revision, command, actor, step });
      queue.shift();
      // Done before, and perhaps by others since.
      if (answer.revision !== revision + 1) return void (await catchUp(outbox, step));
      confirm(outbox, command, answer);
    } else {
      const meant = outbox.history[first.type];
      const entry = first.entry ?? meant?.entry;
      if (entry === undefined) {
        queue.shift();
        return;
      }
      const answer = await call(`campaign.${first.type}`, { id, revision, entry, actor, step });
      queue.shift();
      const steps = answer.command ? [] : await catchUp(outbox, step);
      const command = answer.command ?? steps.find((one) => one.step === step)?.command ?? null;
      if (meant?.entry === entry) outbox.onTravel(first.type, meant, command);
      if (!answer.command) return;
      confirm(outbox, answer.command, answer);
      layOver(outbox);
    }
    outbox.saving = 'saving';
    storable(outbox);
    outbox.onChange();
  } catch (error) {
    const code = codeOf(error);
    if (code === 'conflict') return void (await catchUp(outbox));
    if (code === 'notFound') return giveUp(outbox);
    if (code === 'internal' || code === 'unavailable' || code === 'gone') return waitAndTryAgain(outbox, error);
    queue.shift();
    if (first.type === 'execute') tellNotKept(explain(error), first.command);
    else tellNotTaken(outbox, explain(error));
    await catchUp(outbox);
  }
}

/** Says why nothing was undone or redone. What was pressed along with it would mean something else now, and goes too. */
function tellNotTaken({ queue }: Outbox, reason: string): void {
  while (queue.length > 0 && queue[0]!.type !== 'execute') queue.shift();
  notify({ tone: 'problem', text: reason });
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

/** Takes over what was done since, and applies what is still to be sent on top of it. `own` is a step that is among it. Gives the steps, where they are known. */
async function catchUp(outbox: Outbox, own?: string): Promise<Step[]> {
  if (own !== undefined) outbox.unread.push(own);
  outbox.heardRevision = 0;
  try {
    const { campaign, steps, ...found } = await missed(outbox);
    // What was heard of meanwhile is not in this answer.
    if (outbox.heardRevision > found.revision) return [];
    if (outbox.saving === 'gone') outbox.saving = 'saving';
    const mine = (steps ?? []).filter(({ step }) => outbox.unread.includes(step));
    const isAnothers = steps === null || mine.length < steps.length;
    if (isAnothers)
      tellSameFields(
        outbox,
        mine.map(({ command }) => command),
        campaign,
      );
    Object.assign(outbox, { confirmed: campaign, ...found, unread: [] });
    layOver(outbox);
    outbox.onChange();
    return steps ?? [];
  } catch (error) {
    outbox.heardRevision = Infinity;
    if (codeOf(error) === 'notFound') giveUp(outbox);
    else await waitAndTryAgain(outbox, error);
    return [];
  }
}

/** What the studio has by now: the steps since, done on what is here; the whole document where they are not kept, are too many, or do not fit. */
async function missed(
  outbox: Outbox,
): Promise<Pick<Outbox, 'revision' | 'step' | 'history'> & { campaign: Campaign; steps: Step[] | null }> {
  const { id, revision: from, step } = outbox;
  const actor = actorOf(outbox);
  const { steps, ...found } = await call('campaign.since', { id, revision: from, step, actor });
  try {
    if (steps !== null) {
      // Some may have been heard of while the answer was on its way.
      const unheard = steps.filter(({ revision }) => revision > outbox.revision);
      return {
        ...found,
        steps,
        campaign: unheard.reduce((campaign, { command }) => apply(campaign, command).campaign, outbox.confirmed),
      };
    }
  } catch {
    // This window and the studio went different ways.
  }
  const { campaign, revision, step: at, history } = await call('campaign.open', { id, actor });
  return { campaign, revision, step: at, history, steps: null };
}
