import { readdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { Option, type Command } from 'commander';
import { TARGET_IDS, TARGETS, type TargetId } from '#delivery/targets.ts';
import type { ExportFile, Problem } from '#delivery/export.ts';
import { pictureFonts } from '#studio/fonts.ts';
import { english } from '#language/formats.ts';
import { excerptFrom, withExcerptOptions, type ExcerptOptions } from '../excerpt.ts';
import { earlierAt, earlierIn, takeAway } from '../earlier.ts';
import { FINE, oneLine, PROBLEMS, type Report } from '../failure.ts';
import { forCohort } from '#campaign/rolling.ts';
import { Refusal } from '#campaign/refusal.ts';
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
import { delimiter, isoDate, mailAddress } from '../options.ts';
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
      'slack, teams and eml: every message of the plan (default: those of that channel, or all where it has none)',
    )
    .option(
      '--since <file>',
      'ics, slack, teams and eml: an earlier export, or the campaign as it was; what has gone since is cancelled or named (default: what -o replaces)',
    )
    .option(
      '--organizer <address>',
      'ics: one file an event, as a meeting request from this mail address, for calendars that add events of a file twice',
      mailAddress,
    )
    .option('--delimiter <character>', 'csv: what parts the cells: , or ; or tab (default: ,)', delimiter)
    .option('--plain', 'csv: texts just as they are, for programs that import them; not safe to open in a spreadsheet')
    .option(
      '--cohort <date>',
      'of a rolling plan: the dates of those who start on this day, as YYYY-MM-DD (default: those of the first day)',
      isoDate,
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
  { to, output, force, all, since, organizer, delimiter: parting, plain, cohort, json, ...chosen }: Options,
): Promise<number> {
  refuseTwoOutputs(output, json);
  if (organizer !== undefined && to !== 'ics')
    throw new Refusal('badInput', '--organizer makes meeting requests, which only --to ics writes. Leave it out.');
  const overwriting = { read: [file], force };
  if (!(await isFolder(output))) await refuseToOverwrite(output, overwriting);
  const planned = await readCampaign(file);
  const campaign = cohort === undefined ? planned : forCohort(planned, cohort);
  const excerpt = excerptFrom(campaign, chosen);
  const { exportFiles } = await import('#work/tasks/exportCampaign.ts');
  const now = new Date().toISOString();
  const there = await earlierAt(output, to, campaign, { excerpt, isSeparate: organizer !== undefined });
  const earlier =
    since === undefined ? there?.text : await earlierIn(since, to, campaign, { now, excerpt, ...(all ? { all } : {}) });
  const { files, problems } = await exportFiles({
    campaign,
    target: to,
    now,
    fontFiles: pictureFonts(),
    all,
    excerpt,
    organizer,
    plain,
    delimiter: parting,
    earlier,
  });
  const written =
    files.length > 0
      ? await writeFiles(files, organizer === undefined ? TARGETS[to].files : 'many', output, overwriting)
      : [];
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

/** Writes the files where they were asked for and returns their paths. */
async function writeFiles(
  files: ExportFile[],
  kind: 'one' | 'many',
  output: string,
  overwriting: Overwriting,
): Promise<string[]> {
  if (/\.zip$/i.test(output)) {
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
