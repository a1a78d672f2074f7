import { basename, extname } from 'node:path';
import { Option, type Command } from 'commander';
import type { Campaign } from '#campaign/document.ts';
import { campaignFrom, serializeCampaign } from '#campaign/file.ts';
import { Refusal } from '#campaign/refusal.ts';
import { oneLine } from '#campaign/text.ts';
import type { Encoding } from '#contract/encodings.ts';
import type { PlanChoices } from '#contract/intake.ts';
import type { NamedColumns } from '#work/tasks/columns.ts';
import type { TaskOutput } from '#work/tasks.ts';
import { parseColumns } from '../columns.ts';
import { rowCorrections } from '../rows.ts';
import { FINE, PROBLEMS, UNUSABLE, type Report } from '../failure.ts';
import { readCampaign, readInput } from '../input.ts';
import {
  DATE_ORDERS,
  isoDate,
  requireTimeZone,
  today,
  wholeNumber,
  commaListed,
  encodingOption,
  listed,
  type DateOrderName,
} from '../options.ts';
import {
  firstOf,
  FORCE,
  note,
  printBeside,
  printJson,
  refuseToOverwrite,
  refuseTwoOutputs,
  STANDARD_OUTPUT,
  writeOutput,
} from '../output.ts';
import { working } from '../working.ts';

interface Options {
  output: string;
  force?: boolean;
  into?: string;
  onto?: string;
  accept?: string[];
  sheet?: string[];
  encoding?: Encoding;
  includeHidden?: boolean;
  includeStruck?: boolean;
  skipRows?: string[];
  setRow?: string[];
  dateOrder?: DateOrderName;
  year?: number;
  launch?: string;
  weekOne?: string;
  undated?: 'keep' | 'leave-out';
  cancelled?: 'keep' | 'leave-out';
  columns?: string;
  headerRow?: number;
  timeZone?: string;
  name?: string;
  json?: boolean;
}

export function addImportPlan(command: Command, report: Report): void {
  command
    .command('plan')
    .description('Make a campaign from a communication plan in spreadsheets: CSV in any common form, or XLSX.')
    .argument('<files...>', 'spreadsheets, read in this order')
    .requiredOption('-o, --output <file>', 'campaign file to write (*.tandem.json); - is standard output')
    .option('--into <file>', 'campaign to add the touchpoints to; it stays as it is unless -o names it too')
    .option(
      '--onto <file>',
      'campaign that a table was exported of: what people changed in the table since is listed and taken over',
    )
    .option(
      '--accept <numbers>',
      'with --onto: which differences are taken over, such as 1,3, or all (default: those that need no answer)',
      commaListed,
    )
    .option(
      '--sheet <name>',
      'sheet of a workbook; may be repeated, all is all (default: those that are plans)',
      listed,
    )
    .addOption(encodingOption())
    .option('--include-hidden', 'read rows that the workbook hides too (default: they are named and left out)')
    .option('--include-struck', 'read rows that are struck out too (default: they are named and left out)')
    .option('--skip-rows <numbers>', 'rows to leave out, such as 4,7 or May!4', commaListed)
    .option('--set-row <row:field=text>', 'set one field of a row, such as 7:date=2027-04-05; may be repeated', listed)
    .addOption(
      new Option('--date-order <order>', 'how 03/04 is meant (default: as the column shows)').choices(
        Object.keys(DATE_ORDERS),
      ),
    )
    .option('--year <year>', 'year of dates that name none', wholeNumber(1970, 2199))
    .option('--launch <date>', 'launch from which days such as T-14 or “2 weeks before go-live” count', isoDate)
    .option('--week-one <date>', 'day on which “week 1” and “day 1” begin', isoDate)
    .addOption(
      new Option(
        '--undated <choice>',
        'rows that name no day; keep makes them ideas on the shelf (default: leave-out)',
      ).choices(['keep', 'leave-out']),
    )
    .addOption(
      new Option('--cancelled <choice>', 'rows that say they are cancelled (default: keep, as cancelled)').choices([
        'keep',
        'leave-out',
      ]),
    )
    .option('--columns <choice>', 'columns by letter or heading, such as date=A,channel="Medium"; owner= is none')
    .option('--header-row <number>', 'row with the headings; 0 is none (default: found)', wholeNumber(0, 1_000_000))
    .option('--time-zone <zone>', 'time zone of a new campaign, such as Europe/Berlin (default: of this machine)')
    .option('--name <name>', 'name of a new campaign (default: of the first file)')
    .option(...FORCE)
    .option('--json', 'print rows, imported, rejected, notes and columns as JSON')
    .addHelpText(
      'after',
      '\nEvery row that is not understood is listed with its number and the reason; then the exit status is 1.',
    )
    .action(async (files: string[], options: Options) => report(await importFiles(files, options)));
}

/** The options that say something of a table that came back. */
const WITH_ONTO = ['output', 'onto', 'accept', 'force', 'json'];

const flagOf = (name: string) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

async function importFiles(files: string[], options: Options): Promise<number> {
  const { onto, into, accept } = options;
  if (onto === undefined && accept !== undefined)
    throw new Refusal(
      'badInput',
      '--accept chooses among the differences of a table that came back. Name its campaign with --onto.',
    );
  if (onto === undefined) return importPlans(files, options);
  if (into !== undefined)
    throw new Refusal(
      'badInput',
      '--into adds what a table lists, and --onto changes what it was exported of. Leave one out.',
    );
  const others = Object.keys(options).filter((name) => !WITH_ONTO.includes(name));
  if (others.length > 0)
    throw new Refusal(
      'badInput',
      `A table that came back is read as it was exported, so that ${others.map(flagOf).join(', ')} would change nothing. Leave ${others.length === 1 ? 'it' : 'them'} out, or read the table without --onto.`,
    );
  const { importReturned } = await import('./importReturned.ts');
  return importReturned(files, { ...options, onto });
}

interface Outcome {
  file: string;
  result: TaskOutput<'importPlan'>;
}

async function importPlans(files: string[], options: Options): Promise<number> {
  const { output, json } = options;
  refuseTwoOutputs(output, json);
  requireTimeZone(options.timeZone);
  const overwriting = { read: files, changes: options.into, force: options.force };
  await refuseToOverwrite(output, overwriting);
  const into = options.into === undefined ? undefined : await readCampaign(options.into);
  const { PLAN_FIELDS } = await import('#work/tasks/columns.ts');
  const named = parseColumns(options.columns ?? '', PLAN_FIELDS);
  const rows = rowCorrections(options.skipRows ?? [], options.setRow ?? [], PLAN_FIELDS);
  const outcomes: Outcome[] = [];
  let campaign: Campaign | undefined = into;
  for (const file of files) {
    const outcome = await importOne(file, options, { named, rows }, campaign);
    outcomes.push(outcome);
    if (outcome.result.imported > 0) campaign = outcome.result.campaign;
  }
  const imported = outcomes.reduce((sum, { result }) => sum + result.imported, 0);
  const rejected = outcomes.reduce((sum, { result }) => sum + result.rejected.length, 0);
  if (imported > 0) await writeOutput(output, serializeCampaign(campaignFrom(campaign)), overwriting);
  if (json) await printJson(asJson(outcomes, imported > 0 ? output : null));
  else await printBeside(output, asText(outcomes, imported > 0 ? output : null));
  if (imported > 0) return rejected > 0 ? PROBLEMS : FINE;
  note(`tandem: ${nothingImported(outcomes)}`);
  return UNUSABLE;
}

async function importOne(
  file: string,
  options: Options,
  { named, rows }: { named: NamedColumns; rows: NonNullable<PlanChoices['rows']> },
  into: Campaign | undefined,
): Promise<Outcome> {
  const all = options.sheet?.some((name) => name.toLowerCase() === 'all');
  const input = {
    fileName: file,
    bytes: await readInput(file),
    today: today(),
    timeZone: options.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    name: options.name ?? basename(file, extname(file)),
    into: into ?? null,
    named,
    choices: {
      sheets: all ? ('all' as const) : options.sheet,
      encoding: options.encoding,
      ...(options.headerRow === undefined ? {} : { headerRow: options.headerRow === 0 ? null : options.headerRow }),
      dateOrder: options.dateOrder && DATE_ORDERS[options.dateOrder],
      year: options.year,
      launch: options.launch,
      weekOne: options.weekOne,
      undated: options.undated,
      cancelled: options.cancelled,
      ...(options.includeHidden ? { hiddenRows: 'keep' as const } : {}),
      ...(options.includeStruck ? { struckRows: 'keep' as const } : {}),
      rows,
    },
  };
  const result = await working(`Importing ${oneLine(basename(file))}`, (hands, told) =>
    hands.run('importPlan', input, told),
  );
  return { file, result };
}

/** Each item of every file's list, with the file's name. */
const together = <T extends object>(outcomes: Outcome[], list: (outcome: Outcome) => T[]): (T & { file: string })[] =>
  outcomes.flatMap((outcome) => list(outcome).map((item) => ({ ...item, file: outcome.file })));

function asJson(outcomes: Outcome[], output: string | null): object {
  return {
    output,
    rows: outcomes.reduce((sum, { result }) => sum + result.rows, 0),
    imported: outcomes.reduce((sum, { result }) => sum + result.imported, 0),
    ideas: outcomes.reduce((sum, { result }) => sum + result.ideas, 0),
    rejected: together(outcomes, ({ result }) => result.rejected),
    notes: together(outcomes, ({ result }) => result.notes),
    remarks: outcomes.flatMap(({ result }) => result.remarks),
    headings: together(outcomes, ({ result }) => result.headings),
    columns: together(outcomes, ({ result }) => result.columns),
  };
}

function asText(outcomes: Outcome[], output: string | null): string {
  const lines = outcomes.flatMap(({ file, result }) => {
    const { rows, imported, ideas, remarks, rejected, notes, columns } = result;
    const named = columns.map(({ field, column, header }) => `${field} ${column}${header ? ` “${header}”` : ''}`);
    const details = [
      `Columns: ${named.join(', ') || 'none'}.`,
      ...remarks,
      ...rejected.map(({ row, reason, sheet }) => `Row ${row}${placed(sheet)} rejected: ${reason}.`),
      ...firstOf(notes.map(({ row, note: doubt, sheet }) => `Row ${row}${placed(sheet)}: ${doubt}.`)),
    ];
    const kept = ideas === 0 ? '' : ` ${ideas === 1 ? '1 idea waits' : `${ideas} ideas wait`} on the shelf for a date.`;
    return [`“${file}”: ${imported} of ${rows} rows imported.${kept}`, ...details.map((line) => `  ${oneLine(line)}`)];
  });
  if (output !== null && output !== STANDARD_OUTPUT) lines.push(`Wrote “${output}”.`);
  return `${lines.join('\n')}\n`;
}

const placed = (sheet: string | undefined) => (sheet === undefined ? '' : ` of “${sheet}”`);

function nothingImported(outcomes: Outcome[]): string {
  const names = outcomes.map(({ file }) => `“${file}”`).join(', ');
  const first = outcomes.flatMap(({ result }) => result.rejected)[0];
  if (!first)
    return `There are no entries in ${names}, so nothing was written. Choose the file or --sheet with the plan in it.`;
  return oneLine(
    `No row of ${names} was understood, so nothing was written (row ${first.row}: ${first.reason}). Name the columns with --columns, such as date=A.`,
  );
}
