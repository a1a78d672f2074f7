import type { Seen } from '../viewport/useScrolling.ts';
import { GUTTER } from '../viewport/viewport.ts';
import { CARD_HEIGHT, type Card } from './layout.ts';

/** Which cards are drawn: pure. */

/** More kept cards than this are drawn only where they are in view. */
const MOST_KEPT = 100;
/** Cards a little beyond the edge are drawn as well. */
const BEYOND = 40;

interface Drawn {
  seen: Seen;
  /** Where the lanes begin, below the upper edge of the world. */
  top: number;
  /** Selected ones and the stop of the Tab key stay wherever they are, for the focus and the hand on them. */
  kept: ReadonlySet<string>;
  /** A heat map stands for all others. */
  isHeat: boolean;
}

/** The cards in view with their names, and those that are kept. */
export function cardsToDraw(cards: readonly Card[], { seen, top: above, kept, isHeat }: Drawn): Card[] {
  const keeps = kept.size <= MOST_KEPT;
  return cards.filter((card) => {
    if (keeps && kept.has(card.touchpoint.id)) return true;
    if (isHeat) return false;
    const top = above + card.top;
    if (top >= seen.top + seen.height || top + CARD_HEIGHT <= seen.top - BEYOND) return false;
    const before = card.name?.side === 'left' ? card.name.room : 0;
    const after = card.name?.side === 'right' ? card.name.room : 0;
    const left = GUTTER + card.left;
    return left - before < seen.left + seen.width && left + card.width + after > seen.left - BEYOND;
  });
}
