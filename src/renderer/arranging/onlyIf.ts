import { addDays, formatDay } from '#campaign/calendar.ts';
import type { Batch } from '#campaign/commands.ts';
import type { Campaign, Decision } from '#campaign/document.ts';
import { occupiedBy } from '#campaign/occurrences.ts';
import { itemsOf } from './moves.ts';

/** A decision point as it begins. Its threshold is a first guess: the forecast tells which is best. */
export const NEW_DECISION = {
  metric: 'active',
  below: 0.12,
  unit: 'share',
  segments: [],
} as const satisfies Partial<Decision>;

/** Touchpoints that go out only if a new decision point finds its number below, on the day before the first of them: pure. */
export function onlyIfCommand(
  campaign: Campaign,
  touchpointIds: readonly string[],
  { id, name }: { id: string; name: string },
): Batch | null {
  const touchpoints = itemsOf(campaign, 'touchpoint', touchpointIds);
  if (touchpoints.length === 0) return null;
  const first = formatDay(Math.min(...touchpoints.map((touchpoint) => occupiedBy(touchpoint).from)));
  return {
    type: 'batch',
    action: 'onlyIf',
    commands: [
      { type: 'addDecision', item: { ...NEW_DECISION, segments: [], id, name, date: addDays(first, -1) } },
      ...touchpoints.map((touchpoint) => ({
        type: 'editTouchpoint' as const,
        id: touchpoint.id,
        changes: { thenOf: id, otherwiseOf: null },
      })),
    ],
  };
}
