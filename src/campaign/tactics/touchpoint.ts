import type { Touchpoint } from '../document.ts';
import type { Tactic } from '../tactic.ts';

/**
 * A touchpoint with everything a tactic suggests, for everyone unless `segments` says otherwise.
 * It reaches people at each segment's preferred time. A call to action has its label but no address yet: only the designer knows it.
 */
export function touchpointFrom(
  tactic: Tactic,
  at: { id: string; laneId: string; start: string; segments?: string[] },
): Touchpoint {
  const { subject, body, callToAction } = tactic.message;
  return {
    id: at.id,
    name: tactic.name,
    tactic: tactic.id,
    direction: tactic.direction,
    channel: tactic.channel,
    laneId: at.laneId,
    segments: at.segments ?? [],
    start: at.start,
    days: tactic.days,
    cadence: tactic.cadence,
    time: { zone: 'segment' },
    message: {
      subject,
      body,
      ...(callToAction === undefined ? {} : { callToAction: { label: callToAction, url: '' } }),
    },
  };
}
