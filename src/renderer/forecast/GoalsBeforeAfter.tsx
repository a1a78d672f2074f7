import { useEffect } from 'react';
import type { Command } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { tryOut } from '../session/session.ts';
import { t } from '../text/text.ts';
import { compareWith } from './forecastState.ts';
import { GoalStrip } from './GoalStrip.tsx';

/** The goals of a dialog that proposes something, before and after. Nothing where the plan has none. */
export function GoalsBeforeAfter({ campaign }: { campaign: Campaign }) {
  if (campaign.goals.length === 0) return null;
  return (
    <section aria-label={t('moved.goals')}>
      <h3>{t('moved.goals')}</h3>
      <GoalStrip campaign={campaign} />
    </section>
  );
}

/** Shows the goals as a command would have them, against the plan as it is, for as long as a dialog is open. */
export function useTriedOut(campaign: Campaign, command: Command | null): void {
  useEffect(() => compareWith(campaign), [campaign]);
  useEffect(() => tryOut(command), [command]);
  useEffect(() => () => tryOut(null), []);
}
