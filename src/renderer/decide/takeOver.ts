import type { SimpleCommand } from '#campaign/commands.ts';
import { executeWithOffer } from '../session/offers.ts';

/** Does what a list proposes as one step. The button that was pressed for it cannot be pressed a second time, so it gives the focus to its list. */
export function takeOver(
  commands: SimpleCommand[],
  action: 'optimise' | 'premortem',
  told: string,
  button: Element,
): void {
  const list = button.closest<HTMLElement>('.proposals');
  if (executeWithOffer({ type: 'batch', action, commands }, told)) list?.focus();
}
