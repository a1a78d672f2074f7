import { basename, extname } from 'node:path';
import { Option, type Command } from 'commander';
import type { Campaign } from '#campaign/document.ts';
import { LONGEST_NAME } from '#campaign/limits.ts';
import { campaignFrom, serializeCampaign } from '#campaign/file.ts';
import { templateById } from '#campaign/templates/templates.ts';
import { GROUPINGS, type Grouping } from '#contract/intake.ts';
import type { Encoding } from '#contract/encodings.ts';
import { Refusal } from '#campaign/refusal.ts';
import { oneLine } from '#campaign/text.ts';
import { english } from '#language/formats.ts';
import type { TaskOutput } from '#work/tasks.ts';
import { parseColumns } from '../columns.ts';
import { FINE, PROBLEMS, UNUSABLE, type Report } from '../failure.ts';
import { readCampaign, readInput } from '../input.ts';
import { DATE_ORDERS, encodingOption, requireTimeZone, today, wholeNumber, type DateOrderName } from '../options.ts';
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
  by?: string;
  into?: string;
  sheet?: string;
  encoding?: Encoding;
  includeHidden?: boolean;
  includeStruck?: boolean;
  includeLeavers?: boolean;
  most?: number;
  columns?: string;
  headerRow?: number;
  dateOrder?: DateOrderName;
  timeZone?: string;
  name?: string;
  json?: boolean;
}

export function addImportAudience(command: Command, report: Report): void {
  command
    .command('audience')
    .description('Make segments from a list of people. No names, addresses or numbers of people are kept.')
    .argument('<file>', 'list of people, as CSV or XLSX')
    .requiredOption('-o, --output <file>', 'campaign file to write (*.tandem.json); - is standard output')
    .option('--by <columns>', `what people are grouped by: ${GROUPINGS.join(', ')} (default: department and country)`)
    .option('--into <file>', 'campaign that gets the segments; it stays as it is unless -o names it too')
    .option('--sheet <name>', 'sheet of a workbook (default: the one that looks most like a list of people)')
    .addOption(encodingOption())
    .option('--include-leavers', 'count people who have left too (default: they are named and left out)')
    .option('--include-hidden', 'read rows that the workbook hides too (default: they are named and left out)')
    .option('--include-struck', 'read rows that are struck out too (default: they are named and left out)')
    .option('--most <number>', 'segments at most; smaller groups become “Other” (default: 40)', wholeNumber(1, 1000))
    .option('--columns <choice>', 'columns by letter or heading, such as department=C,country="Work country"')
    .option('--header-row <number>', 'row with the headings; 0 is none (default: found)', wholeNumber(0, 1_000_000))
    .addOption(
      new Option('--date-order <order>', 'how 03/04 is meant (default: as the column shows)').choices(
        Object.keys(DATE_ORDERS),
      ),
    )
    .option(
      '--time-zone <zone>',
      'time zone of people whose own is not known (default: of the campaign or this machine)',
    )
    .option('--name <name>', 'name of a new campaign (default: of the file)')
    .option(...FORCE)
    .option('--json', 'print rows, imported, rejected, segments, notes and columns as JSON')
    .addHelpText(
      'after',
      '\nEvery row that is not understood is listed with its number and the reason; then the exit status is 1.',
    )
    .action(async (file: string, options: Options) => report(await importFile(file, options)));
}

async function importFile(file: string, options: Options): Promise<number> {
  const { output, json } = options;
  refuseTwoOutputs(output, json);
  requireTimeZone(options.timeZone);
  const overwriting = { read: [file], changes: options.into, force: options.force };
  await refuseToOverwrite(output, overwriting);
  const by = options.by === undefined ? undefined : groupingsIn(options.by);
  const into = options.into === undefined ? undefined : await readCampaign(options.into);
  const result = await readAudience(file, options, by, into);
  const written = result.imported > 0 && result.segments.length > 0;
  if (written) {
    const { withSegments } = await import('#work/tasks/importAudience.ts');
    const { segments } = result;
    const { campaign, kept } = into
      ? withSegments(into, segments)
      : { campaign: { ...blankCampaign(file, options), segments }, kept: [] };
    if (kept.length > 0) {
      result.remarks.push(
        `The list does not have these segments of the campaign, which were kept: ${kept.slice(0, 20).join(', ')}${kept.length > 20 ? ', …' : ''}.`,
      );
    }
    await writeOutput(output, serializeCampaign(campaignFrom(campaign)), overwriting);
  }
  if (json) {
    const { rows, imported, rejected, people, segments, notes, remarks, columns } = result;
    await printJson({
      output: written ? output : null,
      rows,
      imported,
      rejected,
      people,
      by: result.by,
      segments,
      notes,
      remarks,
      columns,
    });
  } else await printBeside(output, asText(file, result, written ? output : null));
  if (written) return result.rejected.length > 0 ? PROBLEMS : FINE;
  note(
    `tandem: No row of “${oneLine(file)}” was understood as a person, so nothing was written. Name the columns with --columns, such as department=A.`,
  );
  return UNUSABLE;
}

function groupingsIn(text: string): Grouping[] {
  return text.split(',').map((part) => {
    const wanted = part.replace(/[\s-]/g, '').toLowerCase();
    const found = GROUPINGS.find((grouping) => grouping.toLowerCase() === wanted);
    if (!found)
      throw new Refusal(
        'badInput',
        `People cannot be grouped by “${part.trim()}”. Choose among ${GROUPINGS.join(', ')}.`,
      );
    return found;
  });
}

type Imported = TaskOutput<'importAudience'>;

async function readAudience(
  file: string,
  options: Options,
  by: Grouping[] | undefined,
  into: Campaign | undefined,
): Promise<Imported> {
  const { AUDIENCE_FIELDS } = await import('#work/tasks/columns.ts');
  const input = {
    fileName: file,
    bytes: await readInput(file),
    today: today(),
    timeZone: options.timeZone ?? into?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    named: parseColumns(options.columns ?? '', AUDIENCE_FIELDS),
    choices: {
      sheet: options.sheet,
      encoding: options.encoding,
      ...(options.headerRow === undefined ? {} : { headerRow: options.headerRow === 0 ? null : options.headerRow }),
      dateOrder: options.dateOrder && DATE_ORDERS[options.dateOrder],
      most: options.most,
      ...(options.includeHidden ? { hiddenRows: 'keep' as const } : {}),
      ...(options.includeStruck ? { struckRows: 'keep' as const } : {}),
      ...(options.includeLeavers ? { leavers: 'keep' as const } : {}),
      by,
    },
  };
  const result = await working(`Importing ${oneLine(basename(file))}`, (hands, told) =>
    hands.run('importAudience', input, told),
  );
  const { groupings } = result;
  const missing = by?.find((grouping) => !groupings.includes(grouping));
  if (missing === undefined) return result;
  throw new Refusal(
    'badInput',
    `“${file}” has no column for ${missing}. ${groupings.length > 0 ? `It can be grouped by ${groupings.join(', ')}; or name the column` : 'Name the column'} with --columns ${missing}=A.`,
  );
}

function blankCampaign(file: string, { name, timeZone }: Options): Campaign {
  const campaign = templateById('blank')!.build({ start: today() });
  const called = (name ?? basename(file, extname(file))).trim().slice(0, LONGEST_NAME).toWellFormed().trim();
  return {
    ...campaign,
    name: called || campaign.name,
    timeZone: timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

function asText(
  file: string,
  { rows, imported, people, by, segments, rejected, notes, remarks }: Imported,
  output: string | null,
): string {
  const whole = (number: number) => english.number(number);
  const details = [
    ...segments.map(({ name, size, timeZone, language }) => `${name}: ${whole(size)}, ${timeZone}, ${language}`),
    ...rejected.map(({ row, reason }) => `Row ${row} rejected: ${reason}.`),
    ...firstOf(notes.map(({ row, note: doubt }) => `Row ${row}: ${doubt}.`)),
    ...remarks,
  ];
  const lines = [
    `“${file}”: ${whole(imported)} of ${whole(rows)} rows imported, ${whole(people)} people in ${whole(segments.length)} ${segments.length === 1 ? 'segment' : 'segments'}${by.length === 0 ? '' : ` by ${by.join(' and ')}`}.`,
    ...details.map((line) => `  ${oneLine(line)}`),
    ...(output === null || output === STANDARD_OUTPUT ? [] : [`Wrote “${output}”.`]),
  ];
  return `${lines.join('\n')}\n`;
}
