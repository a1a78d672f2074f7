import type { Tray } from '../navigation/tray.ts';
import { t } from '../text/text.ts';

/** How an empty plan is begun, by what stands beside it: null where nothing does. */
export function wayToBegin(tray: Tray | null, ideas: number): string {
  if (tray === null) return t('timeline.empty.hidden');
  if (tray === 'tactics') return t('timeline.empty.text');
  return t(ideas > 0 ? 'timeline.empty.ideas' : 'timeline.empty.shelf');
}
