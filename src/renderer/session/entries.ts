import type { History } from '#contract/campaign.ts';
import { knows, t } from '../text/text.ts';

/** “move “Launch email””: what undo or redo would do, in words; null where there is nothing, or no word for it. */
export function entryWords(step: History['undo']): string | null {
  const message = step ? `step.${step.action}` : '';
  return step && knows(message) ? t(message, { name: step.name }) : null;
}
