import { refuseOwnDays } from './ownDays.ts';
import { ownColumns } from './ownSheet.ts';
import type { Table } from '../read/table.ts';
import { isDate } from '../layout/axis.ts';
import { shorten } from '../understand/times.ts';
import { importPlan } from './plan.ts';
import type { PlanChoices, PlanContext } from './choices.ts';

/** Which sheets of a workbook are plans. */

const SET_ASIDE =
  /\b(archiv\w*|old|alt|backup|copy|kopie|template|vorlage|example|beispiel|sample|instructions?|read ?me|history|previous|superseded)\b/i;

export interface ChosenSheets {
  tables: Table[];
  /** What was left aside and why, in sentences. */
  remarks: string[];
}

/**
 * Those of all sheets (as of `readTables` with `sheets: 'all'`) that hold a plan: their rows have dates. Sheets by the name of an archive
 * or a template, and those that repeat an earlier one, are left aside and named. Throws IntakeError for the studio's own schedule by own days.
 */
export async function planSheets(
  tables: Table[],
  context: PlanContext,
  choices: PlanChoices = {},
): Promise<ChosenSheets> {
  refuseOwnDays(tables);
  if (tables.length < 2) return { tables, remarks: [] };
  // Of the studio's own workbook the schedule is the plan; phases and goals have sheets of their own.
  const own = tables.filter(({ rows }) => ownColumns(rows[0]?.cells ?? []));
  if (own.length > 0) return { tables: own, remarks: [] };
  const plans: { table: Table; dated: number; share: number; channels: boolean; headings: string }[] = [];
  for (const table of tables) {
    const sample = { ...table, rows: table.rows.slice(0, SAMPLE) };
    const { imported, rows, columns, headerRow } = await importPlan(sample, choices, context);
    const headings =
      sample.rows
        .find(({ row }) => row === headerRow)
        ?.cells.join(' ')
        .toLowerCase() ?? '';
    plans.push({
      table,
      dated: imported,
      share: rows === 0 ? 0 : imported / rows,
      channels: columns.channel !== null,
      headings,
    });
  }
  const best = plans.reduce((a, b) => (b.dated * b.share > a.dated * a.share ? b : a));
  const chosen: Table[] = [];
  const aside: string[] = [];
  const other: string[] = [];
  const isDated = ({ dated, share }: (typeof plans)[number]) => dated > 0 && share >= 0.3;
  // Goals, holidays and milestones have dates too: beside the best sheet, a plan names channels or has the same headings.
  const isPlan = (plan: (typeof plans)[number]) =>
    isDated(plan) && (plan.channels || plan.headings === best.headings || !best.channels);
  const usual = plans.some((plan) => isPlan(plan) && !SET_ASIDE.test(plan.table.sheet ?? ''));
  const seen = new Set<string>();
  for (const plan of plans) {
    const { table } = plan;
    const lines = table.rows.filter(({ cells }) => cells.some(isDate)).map(({ cells }) => cells.join('\u0000'));
    const repeats = lines.length > 0 && lines.filter((line) => seen.has(line)).length >= lines.length * 0.5;
    if (!isPlan(plan) && plan !== best) other.push(table.sheet ?? '');
    else if ((usual && SET_ASIDE.test(table.sheet ?? '')) || repeats) aside.push(table.sheet ?? '');
    else {
      chosen.push(table);
      lines.forEach((line) => seen.add(line));
    }
  }
  const hidden = tables[0]!.hiddenSheets;
  return {
    tables: chosen,
    remarks: [
      ...(chosen.length > 1 ? [`These sheets were read: ${named(chosen.map(({ sheet = '' }) => sheet))}.`] : []),
      ...(aside.length > 0
        ? [
            `${named(aside)} ${aside.length === 1 ? 'holds' : 'hold'} a plan too, as an older one or the same again, and was not read: choose it by its name if it counts.`,
          ]
        : []),
      ...(chosen.length > 1 && other.length + hidden.length > 0
        ? [`Not read, as no plan or hidden: ${named([...other, ...hidden])}.`]
        : []),
    ],
  };
}

/** Rows of a sheet that are tried. */
const SAMPLE = 60;

const named = (names: string[]) =>
  names
    .slice(0, 12)
    .map((name) => `“${shorten(name)}”`)
    .join(', ') + (names.length > 12 ? ', …' : '');
