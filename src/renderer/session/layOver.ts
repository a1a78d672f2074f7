import type { Command, SimpleCommand } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { apply, describe, type Applied } from '#campaign/reducer.ts';
import { explain } from '../bridge/studio.ts';
import { notify } from '../kit/notices.ts';
import { t } from '../text/text.ts';
import { entryWords } from './entries.ts';
import { tellNotKept, wordsIn } from './notKept.ts';
import type { Outbox } from './outboxEntry.ts';

/** What is still to be sent, laid over what others did first: what goes with it, what is told, what is given up. */

/**
 * Where another window changed the very thing that is about to be written here, the last one stands: people are told how to get the other.
 * `own` is what the studio did for this window already.
 */
export function tellSameFields({ queue, confirmed }: Outbox, own: readonly Command[], now: Campaign): void {
  let known = own.reduce((campaign, command) => tryApply(campaign, command)?.campaign ?? campaign, confirmed);
  let found = now;
  for (const unsent of queue) {
    if (unsent.type !== 'execute') continue;
    const { command } = unsent;
    const [wanted, done] = [tryApply(known, command), tryApply(found, command)];
    if (wanted && done && replaced(wanted) !== replaced(done)) {
      const words = entryWords(describe(found, command));
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
function tryApply(campaign: Campaign, command: Command): Applied | undefined {
  try {
    return apply(campaign, command);
  } catch {
    return undefined;
  }
}

/** Lays what is still to be sent over the studio's document. What does not fit any more is given up, with whatever hangs on it, and said once. */
export function layOver(outbox: Outbox): void {
  outbox.shown = outbox.confirmed;
  const dropped = new Set<string>();
  outbox.queue = outbox.queue.filter((unsent) => {
    // Undo and redo behind something that was given up would mean another entry than people saw.
    if (unsent.type !== 'execute') return dropped.size === 0;
    const { command } = unsent;
    const hangsOnDropped = idsNamed(command).some((id) => dropped.has(id));
    // That what it hangs on is not kept was said; what was typed since is given back all the same.
    if (hangsOnDropped && wordsIn(command).length > 0)
      tellNotKept(t('session.notKept', { reason: '' }).trim(), command);
    if (!hangsOnDropped) {
      try {
        outbox.shown = apply(outbox.shown, command).campaign;
        return true;
      } catch (error) {
        tellNotKept(t('session.notKept', { reason: explain(error) }), command);
      }
    }
    dropped.add(unsent.step);
    for (const id of idsAdded(command)) dropped.add(id);
    return false;
  });
}

const simple = (command: Command): SimpleCommand[] => (command.type === 'batch' ? command.commands : [command]);
const idsAdded = (command: Command) => simple(command).flatMap((one) => ('item' in one ? [one.item.id] : []));
const idsNamed = (command: Command) => simple(command).flatMap((one) => ('id' in one ? [one.id] : []));
