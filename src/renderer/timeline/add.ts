import type { Command } from '#campaign/commands.ts';
import { announce } from '../kit/notices.ts';
import { execute, select, useSession } from '../session/session.ts';
import { newId } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { spokenPlace } from './items.ts';

/** Adds a lane, phase, event or goal with a sensible start and selects it; its id, or undefined where the document refused. */
export function addItem(kind: 'lane' | 'phase' | 'event' | 'goal', date: string): string | undefined {
  const id = newId(kind);
  const command: Command =
    kind === 'lane'
      ? { type: 'addLane', item: { id, name: t('timeline.newLane') } }
      : kind === 'phase'
        ? {
            type: 'addPhase',
            item: { id, name: t('timeline.newPhase'), kind: 'custom', start: date, days: 28, pushAim: 0.5 },
          }
        : kind === 'event'
          ? {
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
            }
          : {
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
  if (!execute(command)) return undefined;
  select({ kind, ids: [id] });
  if (kind !== 'lane') announce(spokenPlace(useSession.getState().open!.campaign, { kind, id }));
  return id;
}
