import { addDays, dayOf } from './calendar.ts';
import type { Batch, SimpleCommand } from './commands.ts';
import type { Campaign, ContextEvent } from './document.ts';
import { staysOnDate } from './ties.ts';

/** Events that belong to the plan and move with it, whoever asks. */
export const movesAlong = ({ kind }: Pick<ContextEvent, 'kind'>): boolean => kind === 'milestone';

export const LAUNCH_ID = 'launch-day';

/** The milestone from which dates hang that count from the launch. */
export const launchOn = (start: string): ContextEvent => ({
  id: LAUNCH_ID,
  name: 'Launch',
  kind: 'milestone',
  start,
  days: 1,
  pushFactor: 1,
  pullFactor: 1,
  segments: [],
});

/** The launch of a campaign, where it has one. */
export const launchOf = ({ events }: Pick<Campaign, 'events'>): ContextEvent | undefined =>
  events.find(({ id }) => id === LAUNCH_ID);

export interface Along {
  /** Ids of events that move although they happen whatever is planned. */
  events?: readonly string[];
  /** Whether every touchpoint moves: also away from what it hangs from, and where it is locked or was sent. */
  everything?: boolean;
}

/**
 * The campaign on another first day as one command: phases, goals, decision points, milestones and touchpoints move along; other events stay, and
 * what hangs from them with them, and so does what is locked or was sent.
 */
export function moveCampaign(
  campaign: Campaign,
  start: string,
  { events = [], everything = false }: Along = {},
): Batch {
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
    ...campaign.events
      .filter((event) => movesAlong(event) || events.includes(event.id))
      .map(({ id, start: from }): SimpleCommand => ({
        type: 'editEvent',
        id,
        changes: { start: addDays(from, days) },
      })),
    ...campaign.decisions.map(({ id, date }): SimpleCommand => ({
      type: 'editDecision',
      id,
      changes: { date: addDays(date, days) },
    })),
    ...campaign.touchpoints
      .filter((touchpoint) => everything || (touchpoint.tie === undefined && !staysOnDate(touchpoint)))
      .map(({ id, start: from }): SimpleCommand => ({
        type: 'moveTouchpoint',
        id,
        start: addDays(from, days),
      })),
  ];
  return { type: 'batch', action: 'moveCampaign', commands };
}
