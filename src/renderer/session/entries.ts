import type { HistoryEntry } from '#contract/history.ts';
import { knows, t } from '../text/text.ts';

/** What undo or redo would do, as far as a window knows before the studio has answered. */
export type NamedEntry = Pick<HistoryEntry, 'entry' | 'action' | 'name'>;

/** “move “Launch email””: what undo or redo would do, in words; null where there is nothing, or no word for it. */
export function entryWords(step: Pick<NamedEntry, 'action' | 'name'> | null): string | null {
  const message = step ? `step.${step.action}` : '';
  return step && knows(message) ? t(message, { name: step.name }) : null;
}
