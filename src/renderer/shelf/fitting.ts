import type { Campaign, Idea } from '#campaign/document.ts';
import { holdsAll } from '../text/plain.ts';
import { facts, t } from '../text/text.ts';

/** What is seen of the ideas on the shelf. Pure but for the words. */

/** What stands under an idea's name. */
export const ideaAbout = ({ channel, owner, days }: Idea): string =>
  facts(t(`channel.${channel}`), owner ?? '', days > 1 ? t('timeline.days', { count: days }) : '');

/** The ideas in which every word that was typed is found: in the name, the message, the notes, or what stands under the name. */
export function fittingIdeas({ ideas }: Pick<Campaign, 'ideas'>, typed: string): Idea[] {
  if (typed.trim() === '') return ideas;
  return ideas.filter((idea) => {
    const { name, message, notes, direction } = idea;
    return holdsAll(typed, [name, message.subject, message.body, notes, t(`direction.${direction}`), ideaAbout(idea)]);
  });
}
