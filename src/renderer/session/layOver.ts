import type { Command, SimpleCommand } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { apply, describe, type Applied } from '#campaign/reducer.ts';
import type { History } from '#contract/campaign.ts';
import { explain } from '../bridge/studio.ts';
import { notify } from '../kit/notices.ts';
import { t } from '../text/text.ts';
import { entryWords } from './entries.ts';
import { tellNotKept } from './notKept.ts';
import type { Outbox, Sending } from './outbox.ts';

/** What is still to be sent, laid over what others did first: what goes with it, what is told, what is given up. */

type Travel = Extract<Sending, { entry: unknown }>;

/**
 * Undo and redo mean an entry that people saw. Where another window changed the campaign since, another entry stands there: that is never
 * taken back in its place, nor is anything that was to follow; people are told, and press again if they mean it.
 */
export function dropOvertaken(outbox: Outbox, now: History): void {
  const { queue } = outbox;
  const at = queue.findIndex(
    (sending, index) => sending.type !== 'execute' && !isStillMeant(sending, index, queue, now),
  );
  if (at < 0) return;
  const { type } = queue[at] as Travel;
  outbox.queue = queue.filter((sending, index) => sending.type === 'execute' || index < at);
  const words = entryWords(now[type]);
  notify({
    tone: 'problem',
    text: words === null ? t('session.overtaken') : t(`session.overtaken.${type}`, { step: words }),
  });
}

function isStillMeant({ type, entry }: Travel, index: number, queue: Sending[], now: History) {
  // Undoing what waits before it in the queue is as right as ever.
  if (entry !== null && queue.slice(0, index).some(({ sending }) => sending === entry)) return true;
  return index === 0 && entry !== null && now[type]?.entry === entry;
}

/** Where another window changed the very thing that is about to be written here, the last one stands: people are told how to get the other. */
export function tellSameFields({ queue, confirmed, unread }: Outbox, now: Campaign): void {
  let known = unread.reduce((campaign, command) => tryApply(campaign, command)?.campaign ?? campaign, confirmed);
  let found = now;
  for (const sending of queue) {
    if (sending.type !== 'execute') continue;
    const { command } = sending;
    const [wanted, done] = [tryApply(known, command), tryApply(found, command)];
    if (wanted && done && replaced(wanted) !== replaced(done)) {
      const words = entryWords({ entry: sending.sending, ...describe(found, command) });
      notify({ tone: 'problem', text: t('session.sameField', { step: words ?? '' }) });
    }
    known = wanted?.campaign ?? known;
    found = done?.campaign ?? found;
  }
}

/** What a command wrote over, as text. Places in a list say nothing: they shift with whatever else comes and goes. */
const replaced = ({ inverse }: Applied): string =>
  JSON.stringify(simple(inverse), (key, value: unknown) =>
    key === 'at' && typeof value === 'number' ? undefined : value,
  );

/** A command done, or undefined where the document refuses it. */
function tryApply(campaign: Campaign, command: Command | null): Applied | undefined {
  try {
    return command ? apply(campaign, command) : undefined;
  } catch {
    return undefined;
  }
}

/** Lays what is still to be sent over the studio's document. What does not fit any more is given up, with whatever hangs on it, and said once. */
export function layOver(outbox: Outbox): void {
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
