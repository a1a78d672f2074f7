import type { Campaign } from '#campaign/document.ts';
import { Refusal } from '#campaign/refusal.ts';
import { COLUMNS, HEADINGS } from '#campaign/sheet.ts';
import { excerptIn } from '#delivery/excerpt.ts';
import { scheduleOf } from '#delivery/occurrences.ts';
import { tableOf } from '#delivery/scheduleRows.ts';
import { readTables } from '#intake/read/table.ts';
import { returned, type Returned } from '#intake/returning/returning.ts';
import { returnedTable, type Cells } from '#intake/returning/rows.ts';

/** The studio's own table after people have worked in it, against the plan as it is now. */

interface ReturnedInput {
  campaign: Campaign;
  fileName: string;
  bytes: Uint8Array;
  /** ISO date. */
  today: string;
}

/** Throws Refusal where the file is no table that the studio exported of this plan. */
export async function returnedSheet({ campaign, fileName, bytes, today }: ReturnedInput): Promise<Returned> {
  const tables = await readTables(bytes, fileName, { sheets: 'all' });
  const table = tables.map((one) => returnedTable(one, today)).find((one) => one !== undefined);
  if (!table)
    throw new Refusal(
      'badInput',
      `“${fileName}” is no table that the studio exported: it lacks the columns “${HEADINGS.date}”, “${HEADINGS.name}” or “${HEADINGS.touchpointId}”. Import it as a new plan, or put these columns back.`,
    );
  const { campaign: of, excerpt } = table.carried;
  if (of !== undefined && of !== campaign.id)
    throw new Refusal(
      'badInput',
      `“${fileName}” was exported of another plan than “${campaign.name}”. Choose the plan that it belongs to, or import it as a new one.`,
    );
  return returned(campaign, cellsNow(campaign, excerpt), table);
}

/** The rows that would be exported today. */
export function cellsNow(campaign: Campaign, excerpt?: string): Cells[] {
  const asked = excerptIn(excerpt);
  const schedule = scheduleOf(campaign, asked ? { excerpt: asked } : {});
  const { rows } = tableOf(campaign, schedule, { excerpt: asked });
  return rows.map((row) => Object.fromEntries(COLUMNS.map((column) => [column, String(row[column] ?? '')])) as Cells);
}
