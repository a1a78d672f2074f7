import { rangeOf } from '#campaign/calendar.ts';
import type { Command } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { touchpointFrom } from '#campaign/tactics/touchpoint.ts';
import { announce } from '../kit/notices.ts';
import { today } from '../locale.ts';
import { execute, select, useSession, type Selection } from '../session/session.ts';
import { itemById, newId } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { inRow } from '../rows/grouping.ts';
import { spokenPlace } from '../items/spoken.ts';
import { NEW_DECISION } from './onlyIf.ts';

/** What the Add menu of the timeline adds, each with a sensible start. */
export const ADDED = ['touchpoint', 'lane', 'phase', 'event', 'goal', 'decision'] as const;
export type Added = (typeof ADDED)[number];

/** The lane that somebody works on, else the first. */
function laneOf(campaign: Campaign, selection: Selection | null): string {
  const [chosen = ''] = selection?.ids ?? [];
  const lane = selection?.kind === 'lane' ? chosen : itemById(campaign, 'touchpoint', chosen)?.laneId;
  return itemById(campaign, 'lane', lane ?? '')?.id ?? campaign.lanes[0]!.id;
}

function commandFor(kind: Added, id: string, date: string, rowId?: string): Command {
  const { campaign, selection } = useSession.getState().open!;
  switch (kind) {
    case 'touchpoint': {
      const item = touchpointFrom(tacticById('custom-push')!, {
        id,
        laneId: laneOf(campaign, selection),
        start: date,
      });
      const named = { ...item, name: t('timeline.newTouchpoint') };
      return { type: 'addTouchpoint', item: rowId === undefined ? named : inRow(campaign, named, rowId) };
    }
    case 'lane':
      return { type: 'addLane', item: { id, name: t('timeline.newLane') } };
    case 'phase':
      return {
        type: 'addPhase',
        item: { id, name: t('timeline.newPhase'), kind: 'custom', start: date, days: 28, pushAim: 0.5 },
      };
    case 'event':
      return {
        type: 'addEvent',
        item: {
          id,
          name: t('timeline.newEvent'),
          kind: 'initiative',
          start: date,
          days: 5,
          pushFactor: 1,
          pullFactor: 1,
          segments: [],
        },
      };
    case 'decision':
      return { type: 'addDecision', item: { ...NEW_DECISION, id, name: t('timeline.newDecision'), date } };
    case 'goal':
      return {
        type: 'addGoal',
        item: {
          id,
          name: t('timeline.newGoal'),
          metric: 'active',
          target: 0.25,
          unit: 'share',
          date,
          segments: [],
        },
      };
  }
}

/** The day on which something is added where no other is in sight: today, or the end of the campaign that is nearer. */
export function dayToAddOn(campaign: Campaign): number {
  const { from, until } = rangeOf(campaign);
  return Math.min(Math.max(today(campaign.timeZone), from), until - 1);
}

/** Adds it and selects it; its id, or undefined where the document refused. */
export function addItem(kind: Added, date: string, rowId?: string): string | undefined {
  const id = newId(kind);
  if (!execute(commandFor(kind, id, date, rowId))) return undefined;
  select({ kind, ids: [id] });
  if (kind !== 'lane') announce(spokenPlace(useSession.getState().open!.campaign, { kind, id }));
  return id;
}
