import type { SimpleCommand } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { within } from '#language/vocabulary.ts';
import { formatDate } from '../locale.ts';
import { t } from '../text/text.ts';

/** A change of the plan as people say it. */
export function changeSentence(campaign: Campaign, command: SimpleCommand): string {
  if (command.type === 'addTouchpoint')
    return t('decide.add', { name: command.item.name, date: formatDate(command.item.start, 'medium') });
  const touchpoint = 'id' in command ? campaign.touchpoints.find(({ id }) => id === command.id) : undefined;
  const name = touchpoint?.name ?? '';
  if (command.type === 'removeTouchpoint') return t('decide.remove', { name });
  if (command.type === 'moveTouchpoint')
    return t('decide.move', {
      name,
      from: formatDate(touchpoint?.start ?? command.start, 'medium'),
      to: formatDate(command.start, 'medium'),
    });
  if (command.type === 'editTouchpoint' && command.changes.cadence !== undefined)
    return t('decide.cadence', { name, cadence: within(t(`cadence.${command.changes.cadence}`)) });
  return t('decide.change', { name });
}

/** “15 messages”, “14.6 messages”, “1 message”: of an average learner. */
export const messagesText = (messages: number) => t('decide.messages', { count: Math.round(messages * 10) / 10 });
