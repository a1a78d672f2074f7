import { strToU8 } from 'fflate';
import { readTable } from '../read/table.ts';
import { isDate } from '../layout/axis.ts';
import type { TableRow } from '../read/table.ts';
import { likeness } from '../understand/columns.ts';
import { PLAN_WORDS } from '../understand/wording.ts';
import { importPlan } from './plan.ts';
import type { PlanChoices } from './choices.ts';

/** A list as people keep it, and what the studio makes of it, in words that are easy to compare. */

/** A list as CSV; each cell in quotation marks. */
export const csv = (rows: string[][]) =>
  rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');

export interface Told {
  /** One line a touchpoint: start, days, time, channel, name, audience. */
  lines: string[];
  rejected: number[];
  /** People by the name of their segment. */
  sizes: Record<string, number>;
  /** Every sentence: reasons, notes and remarks. */
  said: string;
}

/** How much the first rows of a sheet look like a communication plan; pass it to `readTable` as `likeness`. */
export function planLikeness(rows: TableRow[]): number {
  const words = likeness(rows, PLAN_WORDS);
  // A sheet of words for drop-down lists has many headings and no dates.
  return rows.some(({ cells }) => cells.some((cell) => /\D/.test(cell) && isDate(cell))) ? words : words * 0.3;
}

/** Imports a list in London on 29 November 2026. */
export async function tell(rows: string[][], choices: PlanChoices = {}, name = 'plan.csv'): Promise<Told> {
  const table = await readTable(strToU8(csv(rows)), name, { likeness: planLikeness });
  const context = { today: '2026-11-29', timeZone: 'Europe/London', name: 'Academy' };
  const { campaign, touchpoints, rejected, notes, remarks } = await importPlan(table, choices, context);
  const names = new Map(campaign.segments.map((segment) => [segment.id, segment.name]));
  return {
    lines: touchpoints.map(({ start, days, time, minutes, channel, name: title, segments }) =>
      [
        `${start}+${days}`,
        `${time.at ?? '-'}${time.at !== undefined && time.zone === 'segment' ? ' local' : ''}${minutes === undefined ? '' : ` ${minutes}m`}`,
        channel,
        title,
        segments.map((id) => names.get(id)).join('+') || 'all',
      ].join(' | '),
    ),
    rejected: rejected.map(({ row }) => row),
    sizes: Object.fromEntries(campaign.segments.map(({ name: segment, size }) => [segment, size])),
    said: [...rejected.map(({ reason }) => reason), ...notes.map(({ note }) => note), ...remarks].join('\n'),
  };
}

/** What a column of dates becomes: start and days, or why there is none. */
export async function tellDates(dates: string[], choices: PlanChoices = {}): Promise<string[]> {
  const told = await Promise.all(
    dates.map((date) =>
      tell(
        [
          ['Date', 'Channel', 'Title'],
          [date, 'Email', 'News'],
        ],
        { year: 2027, ...choices },
      ),
    ),
  );
  return told.map(({ lines, said }) => lines[0]?.split(' | ')[0]!.replace(/\+1$/, '') ?? said.split('\n')[0]!);
}
