import type { Batch } from './commands.ts';
import type { Campaign, Idea, Touchpoint } from './document.ts';

/**
 * To the shelf and from it. An idea is a touchpoint without a date; both are one thing with one id, so that what was planned, put back and
 * planned again is still the same to calendars and sheets.
 */

/** What waits on the shelf when a touchpoint loses its date: its length and cadence stay with it, not what the date hung from. */
export function ideaFrom({ start: _, tie: _tie, exceptions: _exceptions, ...idea }: Touchpoint): Idea {
  return idea;
}

/** Where an idea goes when it is planned; on its own lane where none is named. */
export interface Plannable {
  start: string;
  laneId?: string;
}

/** The touchpoint that an idea becomes on a date: planned, where nobody has said how far it is. */
export function touchpointOf(idea: Idea, { start, laneId = idea.laneId }: Plannable): Touchpoint {
  return { ...idea, laneId, start, status: idea.status ?? 'planned' };
}

/** Plans ideas on a date and lane, each with its own length and cadence: one command, undone as one. */
export const planIdeas = (ideas: readonly Idea[], at: Plannable): Batch =>
  takeFromShelf(ideas.map((idea) => touchpointOf(idea, at)));

/** Takes ideas from the shelf as the touchpoints that they become. */
export function takeFromShelf(touchpoints: readonly Touchpoint[]): Batch {
  return {
    type: 'batch',
    action: touchpoints.length === 1 ? 'planIdea' : 'planIdeas',
    commands: touchpoints.flatMap((item) => [
      { type: 'removeIdea', id: item.id },
      { type: 'addTouchpoint', item },
    ]),
  };
}

/** Puts touchpoints on the shelf, in front of what is there: one command, undone as one, which brings back their days too. */
export function shelve(touchpoints: readonly Touchpoint[]): Batch {
  return {
    type: 'batch',
    action: touchpoints.length === 1 ? 'shelve' : 'shelveSeveral',
    commands: touchpoints.flatMap((touchpoint, at) => [
      { type: 'removeTouchpoint', id: touchpoint.id },
      { type: 'addIdea', item: ideaFrom(touchpoint), at },
    ]),
  };
}

/** What whoever checks, exports or simulates a plan is told of its ideas; nothing where there are none. */
export function sayLeftOut({ ideas }: Pick<Campaign, 'ideas'>): string | undefined {
  if (ideas.length === 0) return undefined;
  return ideas.length === 1
    ? '1 idea on the shelf has no date and is left out.'
    : `${ideas.length} ideas on the shelf have no date and are left out.`;
}
