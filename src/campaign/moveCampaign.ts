import { addDays, dayOf } from './calendar.ts';
import type { Batch, SimpleCommand } from './commands.ts';
import type { Campaign } from './document.ts';

/** The campaign on another first day as one command: phases, goals, decision points and touchpoints move along; context events stay. */
export function moveCampaign(campaign: Campaign, start: string): Batch {
  const days = dayOf(start) - dayOf(campaign.start);
  const commands: SimpleCommand[] = [
    { type: 'setDetails', changes: { start } },
    ...campaign.phases.map(({ id, start: from }): SimpleCommand => ({
      type: 'editPhase',
      id,
      changes: { start: addDays(from, days) },
    })),
    ...campaign.goals.map(({ id, date }): SimpleCommand => ({
      type: 'editGoal',
      id,
      changes: { date: addDays(date, days) },
    })),
    ...campaign.decisions.map(({ id, date }): SimpleCommand => ({
      type: 'editDecision',
      id,
      changes: { date: addDays(date, days) },
    })),
    ...campaign.touchpoints.map(({ id, start: from }): SimpleCommand => ({
      type: 'moveTouchpoint',
      id,
      start: addDays(from, days),
    })),
  ];
  return { type: 'batch', action: 'moveCampaign', commands };
}
