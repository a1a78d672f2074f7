import type { Campaign } from '#campaign/document.ts';
import { launchOf } from '#campaign/moveCampaign.ts';
import type { ColumnChoices } from '../understand/columns.ts';
import type { DateOrder } from '../understand/order.ts';
import type { PlanField } from '../understand/wording.ts';
import type { RowCorrection } from './corrections.ts';

/** What a person may choose about a plan that is brought in, and where it is brought. */

export interface PlanChoices extends ColumnChoices<PlanField> {
  dateOrder?: DateOrder;
  /** Year of dates that name none. */
  year?: number;
  /** Whether a row without a date takes that of the row above, as merged cells leave it, or is rejected. */
  blankDates?: 'above' | 'reject';
  /** Whether rows that name no day are ideas on the shelf, or are rejected. */
  undated?: 'keep' | 'leave-out';
  /** ISO date from which “week 1” and “day 1” count. */
  weekOne?: string;
  /** ISO date of the launch from which days such as “T-14” count; that of the campaign to add to, where absent. */
  launch?: string;
  /** Whether rows that say they are cancelled stay in the plan as cancelled, or are left out. */
  cancelled?: 'keep' | 'leave-out';
  /** ISO date of the last day on which a series without an end is counted; four weeks, where absent. */
  endlessUntil?: string;
  /** What lanes are made from; by default workstreams where there is a column for them. */
  lanes?: 'channel' | 'workstream';
  /** Whether rows that the workbook hides are entries too. By default they are rejected with that reason. */
  hiddenRows?: 'leave-out' | 'keep';
  /** Whether rows that are struck out are entries too. By default they are rejected with that reason. */
  struckRows?: 'leave-out' | 'keep';
  /** Corrections of single rows, by their number: '7', or 'May!7' where several sheets are read. */
  rows?: Record<string, RowCorrection>;
}

export interface PlanContext {
  /** ISO date of today. */
  today: string;
  /** IANA zone of a new campaign and of new segments. */
  timeZone: string;
  /** Name of a new campaign. */
  name: string;
  /** The campaign to add to; without it, a new one is made. */
  into?: Campaign;
}

/** ISO date of the launch from which days are counted, where it is known. */
export const launchFor = ({ launch }: PlanChoices, { into }: Pick<PlanContext, 'into'>): string | undefined =>
  launch ?? (into && launchOf(into)?.start);
