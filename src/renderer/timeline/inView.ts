import { GUTTER, type Seen } from '../viewport/viewport.ts';
import { CARD_HEIGHT, LONGEST_NAME, type Card } from './layout.ts';

/** Which cards are drawn: pure. */

/** More kept cards than this are drawn only where they are in view. */
const MOST_KEPT = 100;

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
    if (top >= seen.top + seen.height || top + CARD_HEIGHT <= seen.top) return false;
    const left = GUTTER + card.left;
    const right = left + card.width;
    const [from, until] = [seen.left, seen.left + seen.width];
    if (left < until && right > from) return true;
    // Only a name may reach into view.
    if (left - LONGEST_NAME >= until || right + LONGEST_NAME <= from) return false;
    const name = card.name();
    return name?.side === (left >= until ? 'left' : 'right') && left - name.room < until && right + name.room > from;
  });
}
