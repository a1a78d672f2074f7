import type { SimpleCommand } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { changeOf } from '#language/decisions.ts';
import { formatDate } from '../locale.ts';
import { t } from '../text/text.ts';

/** A change of the plan as people say it. */
export function changeSentence(campaign: Campaign, command: SimpleCommand): string {
  const { words, values } = changeOf(campaign, command, (iso) => formatDate(iso, 'medium'));
  return t(`decide.change.${words}`, values);
}

/** “15 messages”, “14.6 messages”, “1 message”: of an average learner. */
export const messagesText = (messages: number) => t('decide.messages', { count: Math.round(messages * 10) / 10 });
