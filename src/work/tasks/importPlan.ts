import type { Campaign } from '#campaign/document.ts';
import type * as given from '#contract/intake.ts';
import type { PlanChoices } from '#intake/plan/choices.ts';
import { guessPlan, importPlan as imported, type PlanImport } from '#intake/plan/plan.ts';
import { planSheets } from '#intake/plan/sheets.ts';
import { readTables } from '#intake/read/table.ts';
import type { PlanField } from '#intake/understand/wording.ts';
import type { Progress } from '../progress.ts';
import { columnsNamed, describeColumns, widthOf, type DescribedColumn, type NamedColumns } from './columns.ts';
import { understoodOf, type Source, type Tried } from './listed.ts';
import { reading, reportOnPlan, type RowReport } from './rowReport.ts';

/** Plans in: a spreadsheet is tried with what a person chose, as often as wanted, then brought in. */

interface PlanInput extends Source {
  choices: given.PlanChoices;
  /** Columns by letter or heading, which go before those of the choices. */
  named?: NamedColumns;
  /** The campaign that gets the touchpoints; null for a new one. */
  into: Campaign | null;
  /** Name of a new one. */
  name: string;
}

const PREVIEW_ROWS = 50;

/** The sheets that are read, and how. Without a choice, those that look like plans. */
async function planOf({ bytes, fileName, named, ...about }: PlanInput) {
  const { sheets = 'all', encoding, ...rest } = about.choices;
  // Names of fields that are none are passed over by the intake.
  const choices = rest as PlanChoices;
  const { today, timeZone, name } = about;
  const context = { today, timeZone, name, ...(about.into ? { into: about.into } : {}) };
  const read = await readTables(bytes, fileName, { sheets, encoding });
  const chosen =
    about.choices.sheets === undefined
      ? await planSheets(read, context, choices)
      : { tables: read, remarks: [] as string[] };
  const { tables } = chosen;
  const guess = guessPlan(tables, context, choices);
  if (!named) return { ...chosen, choices, context, guess };
  const columns = columnsNamed<PlanField>(named, {
    file: fileName,
    headers: guess.headers,
    width: widthOf(tables[0]!),
  });
  return { ...chosen, choices: { ...choices, columns: { ...choices.columns, ...columns } }, context, guess };
}

/** Whether any row of a list with dates has none of its own. */
const hasBlankDates = (report: RowReport) =>
  report.some(({ state, list, cells }) => {
    const column = list?.columns.date ?? null;
    return column !== null && (state === 'imported' || state === 'rejected') && (cells[column] ?? '') === '';
  });

/** What would come of it, for a person to set right. */
export async function tryPlan(input: PlanInput, progress: Progress): Promise<Tried<given.PlanTrial>> {
  const { tables, choices, context, remarks, guess } = await planOf(input);
  const result = await imported(tables, choices, context, progress);
  const report = reportOnPlan(tables, guess.lists, result, choices);
  const flagged = (flag: 'hidden' | 'struck') =>
    tables.reduce((sum, { rows }) => sum + rows.filter((row) => row[flag]).length, 0);
  return {
    answer: {
      ...understoodOf(tables, guess, result, report),
      remarks: [...new Set([...remarks, ...guess.remarks, ...result.remarks])],
      dateOrder: guess.dateOrder.order,
      dateOrderMatters: guess.dateOrderMatters,
      launchMissing: guess.launchMissing,
      year: guess.year ?? null,
      blankDates: guess.blankDates,
      hasBlankDates: hasBlankDates(report),
      undated: guess.undated,
      ideas: result.ideas.length,
      lanes: guess.lanes,
      hidden: flagged('hidden'),
      struck: flagged('struck'),
      cancelled: result.touchpoints.filter(({ status }) => status === 'cancelled').length,
      preview: [...result.touchpoints, ...result.ideas].slice(0, PREVIEW_ROWS).map(reading(result.campaign)),
    },
    report,
  };
}

type ImportedPlan = Pick<
  PlanImport,
  'campaign' | 'rows' | 'imported' | 'rejected' | 'notes' | 'remarks' | 'headings'
> & {
  /** How many of what was imported are ideas on the shelf. */
  ideas: number;
  /** What its columns were taken for. */
  columns: DescribedColumn[];
};

/** The campaign with the touchpoints of the list, and a word on every row. */
export async function importPlan(input: PlanInput, progress: Progress): Promise<ImportedPlan> {
  const { tables, choices, context, remarks, guess } = await planOf(input);
  const result = await imported(tables, choices, context, progress);
  const { campaign, rows, rejected, notes, headings } = result;
  return {
    campaign,
    rows,
    imported: result.imported,
    ideas: result.ideas.length,
    rejected,
    notes,
    remarks: [...remarks, ...result.remarks],
    headings,
    columns: describeColumns(result.columns, guess.headers),
  };
}
