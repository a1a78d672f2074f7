import { readdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { Option, type Command } from 'commander';
import { TARGET_IDS, TARGETS, type TargetId } from '#delivery/targets.ts';
import { EVERY_COHORT, requireOneWay } from '#delivery/cohorts.ts';
import type { Export, ExportContext, ExportFile, Problem } from '#delivery/export.ts';
import { pictureFonts } from '#studio/fonts.ts';
import { english } from '#language/formats.ts';
import { excerptFrom, withExcerptOptions, type ExcerptOptions } from '../excerpt.ts';
import { earlierAt, earlierIn, earlierOfCohorts, takeAway } from '../earlier.ts';
import { FINE, PROBLEMS, type Report } from '../failure.ts';
import type { Campaign } from '#campaign/document.ts';
import { forCohort } from '#campaign/rolling.ts';
import { Refusal } from '#campaign/refusal.ts';
import { oneLine } from '#campaign/text.ts';
import { readCampaign } from '../input.ts';
import {
  ensureFolder,
  firstOf,
  FORCE,
  isFolder,
  note,
  printJson,
  printLine,
  refuseToOverwrite,
  refuseTwoOutputs,
  STANDARD_OUTPUT,
  writeOutput,
  type Overwriting,
} from '../output.ts';
import { cohort, delimiter, instant, mailAddress } from '../options.ts';
import { progressOf } from '../progress.ts';

interface Options extends ExcerptOptions {
  to: TargetId;
  output: string;
  force?: boolean;
  all?: boolean;
  since?: string;
  organizer?: string;
  delimiter?: string;
  plain?: boolean;
  cohort?: string;
  ownDays?: boolean;
  now?: Date;
  json?: boolean;
}

const LISTED = TARGET_IDS.map((id) => `  ${id.padEnd(15)} ${TARGETS[id].description}`).join('\n');

export function addExport(program: Command, report: Report): void {
  const command = program
    .command('export')
    .description('Write the schedule for a calendar, a spreadsheet, Slack, Teams or a mail program.')
    .argument('<file>', 'campaign file (*.tandem.json)')
    .addOption(new Option('--to <target>', 'what to write').choices(TARGET_IDS).makeOptionMandatory())
    .requiredOption(
      '-o, --output <path>',
      'file; for targets of many files a folder or a .zip file; - is standard output',
    )
    .option(...FORCE)
    .option(
      '--all',
      'slack, teams, eml and html: every message of the plan (default: those of that channel, or all where it has none)',
    )
    .option(
      '--since <file>',
      'ics, slack, teams, eml and html: an earlier export, or the campaign as it was; what has gone since is cancelled or named (default: what -o replaces)',
    )
    .option(
      '--organizer <address>',
      'ics: one file an event, as a meeting request from this mail address, for calendars that add events of a file twice',
      mailAddress,
    )
    .option('--delimiter <character>', 'csv: what parts the cells: , or ; or tab (default: ,)', delimiter)
    .option('--plain', 'csv: texts just as they are, for programs that import them; not safe to open in a spreadsheet')
    .option(
      '--cohort <date|all>',
      'of a rolling plan: the dates of those who start on this day, as YYYY-MM-DD, or a file of each cohort (default: the dates of the first day)',
      cohort,
    )
    .option(
      '--own-days',
      'csv, xlsx, json and png of a rolling plan: by days from everyone’s own start, without dates; json is then the schedule as a list',
    )
    .option(
      '--now <instant>',
      'what the files say of when they were made, and what counts as past, such as 2027-01-11T08:00:00Z (default: the clock); the same plan then gives the same bytes on any day',
      instant,
    );
  withExcerptOptions(command)
    .option('--json', 'print the files written and the problems as JSON')
    .addHelpText(
      'after',
      `\nTargets:\n${LISTED}\n\nExit status 1 where there was nothing to write; problems are listed on standard error.`,
    )
    .action(async (file: string, options: Options) => report(await exportFile(file, options)));
}

async function exportFile(
  file: string,
  {
    to,
    output,
    force,
    all,
    since,
    organizer,
    delimiter: parting,
    plain,
    cohort: chosen,
    ownDays,
    now: standing = new Date(),
    json,
    ...parts
  }: Options,
): Promise<number> {
  refuseTwoOutputs(output, json);
  requireOneWay({ cohort: chosen, ownDays });
  const isEach = chosen === EVERY_COHORT;
  if (organizer !== undefined && (to !== 'ics' || isEach))
    throw new Refusal(
      'badInput',
      '--organizer makes meeting requests, which only --to ics writes, for one cohort at a time. Leave it out.',
    );
  const overwriting = { read: [file], force };
  if (!(await isFolder(output))) await refuseToOverwrite(output, overwriting);
  const planned = await readCampaign(file);
  const campaign = chosen === undefined || isEach ? planned : forCohort(planned, chosen);
  const excerpt = excerptFrom(campaign, parts);
  const now = standing.toISOString();
  const how = {
    target: to,
    now,
    fontFiles: pictureFonts(),
    all,
    plain,
    delimiter: parting,
    ownDays,
    excerpt,
    organizer,
  };
  const { made, there } = isEach
    ? await exportEach(planned, output, since, how)
    : await exportOne(campaign, output, since, how);
  const { files, problems } = made;
  const isMany = isEach || organizer !== undefined;
  const written =
    files.length > 0 ? await writeFiles(files, isMany ? 'many' : TARGETS[to].files, output, overwriting) : [];
  const names = new Set(files.map(({ name }) => name.toLowerCase()));
  const isReplaced = written.length > 0 && (await isFolder(output));
  const left = isReplaced ? (there?.files ?? []).filter((name) => !names.has(name.toLowerCase())) : [];
  const removed = force ? await takeAway(output, left) : [];
  if (!force && left.length > 0)
    problems.push({
      message: `“${output}” still holds ${countOf(left.length)} of the export before, such as “${left[0]}”. Take it out, or add --force.`,
    });
  problems.push(...(await besideIn(output, written, there === undefined)));
  if (json)
    await printJson({ target: to, files: written, removed: removed.map((name) => join(output, name)), problems });
  else {
    for (const line of firstOf(problems.map(({ message }) => oneLine(message)))) note(line);
    if (written.length > 0 && output !== STANDARD_OUTPUT) await printLine(`Wrote ${sentenceOf(written, output)}.`);
    if (removed.length > 0) await printLine(`Took away ${countOf(removed.length)} of the export before.`);
  }
  return files.length > 0 ? FINE : PROBLEMS;
}

interface How extends Omit<ExportContext, 'earlier'> {
  target: TargetId;
}

interface Made {
  made: Export;
  /** What was there of an earlier export. */
  there: { files: string[] } | undefined;
}

async function exportOne(campaign: Campaign, output: string, since: string | undefined, how: How): Promise<Made> {
  const { exportFiles } = await import('#work/tasks/exportCampaign.ts');
  const { target, now, all, excerpt } = how;
  const there = await earlierAt(output, target, campaign, excerpt);
  const earlier =
    since === undefined
      ? there?.text
      : await earlierIn(since, target, campaign, { now, excerpt, ...(all ? { all } : {}) });
  return { made: await exportFiles({ ...how, campaign, ...(earlier !== undefined && { earlier }) }), there };
}

/** A file of each cohort, which follows what is there of the same cohort. */
async function exportEach(campaign: Campaign, output: string, since: string | undefined, how: How): Promise<Made> {
  if (since !== undefined)
    throw new Refusal(
      'badInput',
      '--since names one earlier export, and there is a file of each cohort. Leave it out: what -o replaces is followed by itself.',
    );
  const { cohortFiles } = await import('#work/tasks/exportCampaign.ts');
  const there = await earlierOfCohorts(output, how.target, campaign, how.excerpt);
  const earlierOf = Object.fromEntries([...there].map(([start, { text }]) => [start, text]));
  const made = await cohortFiles({ ...how, campaign, earlierOf });
  return { made, there: there.size === 0 ? undefined : { files: [...there.values()].flatMap(({ files }) => files) } };
}

/**
 * Files that tell no one of which plan they are (a table, a picture) may be there twice after a rename: what else of their kind lies in the
 * folder is named, and never taken away, because people edit such files.
 */
async function besideIn(output: string, written: readonly string[], isUntold: boolean): Promise<Problem[]> {
  const [only] = written;
  if (!isUntold || only === undefined || written.length > 1 || !(await isFolder(output))) return [];
  const beside = (await readdir(output)).filter((name) => extname(name) === extname(only) && name !== basename(only));
  return beside.length === 0
    ? []
    : [
        {
          message: `“${output}” also holds ${countOf(beside.length)} of this kind, such as “${beside[0]}”. If that is this plan under an earlier name, take it out.`,
        },
      ];
}

const countOf = (files: number) => (files === 1 ? 'one file' : `${english.number(files)} files`);
const sentenceOf = (written: string[], output: string) =>
  written.length === 1 ? `“${written[0]}”` : `${countOf(written.length)} to “${output}”`;

const isArchive = (name: string) => /\.zip$/i.test(name);

/** Writes the files where they were asked for and returns their paths. */
async function writeFiles(
  files: ExportFile[],
  kind: 'one' | 'many',
  output: string,
  overwriting: Overwriting,
): Promise<string[]> {
  // What is an archive by itself is not put into another.
  if (isArchive(output) && !files.some(({ name }) => isArchive(name))) {
    const { zipFiles } = await import('#work/tasks/exportCampaign.ts');
    await writeOutput(output, zipFiles(files), overwriting);
    return [output];
  }
  if (output === STANDARD_OUTPUT) {
    if (files.length > 1)
      throw new Refusal(
        'badInput',
        `There are ${files.length} files, and standard output takes one. Name a folder or a .zip file with -o.`,
      );
    await writeOutput(output, files[0]!.bytes, overwriting);
    return [output];
  }
  if (kind === 'one' && files.length === 1) {
    const path = (await isFolder(output)) ? join(output, files[0]!.name) : output;
    await writeOutput(path, files[0]!.bytes, overwriting);
    return [path];
  }
  await ensureFolder(output);
  const progress = progressOf('Writing');
  const written: string[] = [];
  // The exporters give plain names; a name with a folder in it must not lead out of the one asked for.
  const placed = files.map(({ name, bytes }) => ({ path: join(output, basename(name)), bytes }));
  // All or none: the first that may not be written is found before anything is.
  for (const { path } of placed) await refuseToOverwrite(path, overwriting);
  for (const { path, bytes } of placed) {
    await writeOutput(path, bytes, overwriting, { sync: false });
    written.push(path);
    progress(written.length, files.length);
  }
  progress.end();
  return written;
}
