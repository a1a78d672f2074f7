import { STATUSES, type Status, type Touchpoint } from './document.ts';
import { occurrenceDays, type AtWork } from './occurrences.ts';

/** How far a touchpoint is, as it is shown: what somebody said, and what the calendar adds to it. */

/** Said of a touchpoint that should have been sent by now; nobody sets it and no file holds it. */
export const OVERDUE = 'overdue';
export const SHOWN_STATUSES = [...STATUSES, OVERDUE] as const;
export type ShownStatus = (typeof SHOWN_STATUSES)[number];

/** Statuses that still wait for something to be done. */
const WAITING: readonly Status[] = ['planned', 'draft', 'approved'];

/** The status to show of a touchpoint at work on a day of the campaign's clock: overdue where its last send was before it and nobody has said that it was sent or cancelled. */
export function statusOf(
  touchpoint: Pick<Touchpoint, 'start' | 'days' | 'cadence' | 'exceptions' | 'status'> & AtWork,
  today: number,
): ShownStatus | undefined {
  const { status } = touchpoint;
  if (status === undefined || !WAITING.includes(status)) return status;
  const last = occurrenceDays(touchpoint).at(-1);
  return last !== undefined && last < today ? OVERDUE : status;
}
