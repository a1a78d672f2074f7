import { formatDay } from '#campaign/calendar.ts';
import { select } from '../session/session.ts';
import type { Address } from './address.ts';
import { showDetails } from './panes.ts';
import { go } from './useAddress.ts';

/** The day that is open beside the plan, in place of the details. */

/** Whether it was opened by keys, which then go on there: it may still have to be loaded. */
let wantsFocus = false;

/** Opens a day; whatever is selected next takes its place again. */
export function openDay(day: number, by: 'pointer' | 'keys' = 'pointer'): void {
  wantsFocus = by === 'keys';
  select(null);
  showDetails();
  go({ screen: 'plan', day: formatDay(day), selection: null });
}

/** A day that the address names is shown, whatever had its place. */
export function showDayOf({ day }: Pick<Address, 'day'>): void {
  if (day !== null) showDetails();
}

export const closeDay = (): void => go({ day: null });

/** Whether the panel is to take the focus; once for each opening. */
export function takeFocus(): boolean {
  const wanted = wantsFocus;
  wantsFocus = false;
  return wanted;
}
