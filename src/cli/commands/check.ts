import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Campaign } from '#campaign/document.ts';
import type { Finding, Severity } from '#campaign/checks/check.ts';
import { inOrder, withId } from '#campaign/checks/finding.ts';
import { Refusal } from '#campaign/refusal.ts';
import { oneLine } from '#campaign/text.ts';
import { FINE, PROBLEMS, type Report } from '../failure.ts';
import { earlierIn, earlierLines } from '../earlierEngine.ts';
import { readCampaign } from '../input.ts';
import { languageTag } from '../options.ts';
import { printJson, printLine } from '../output.ts';
import { withLibrary } from '../publishing.ts';

interface Options {
  json?: boolean;
  locale?: string;
  data?: string;
}

export function addCheck(program: Command, report: Report): void {
  program
    .command('check')
    .description("Check a campaign against the craft's rules: findings with severity, place and what to do.")
    .argument('<file>', 'campaign file (*.tandem.json)')
    .option('--locale <tag>', 'how dates are written, such as de-DE (default: English)', languageTag)
    .option('--data <folder>', 'folder of the library whose publisher sends it (default: the one of the application)')
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', '\nExit status 1 where there are errors or warnings; advice alone is fine.')
    .action(async (file: string, options: Options) => report(await checkFile(file, options)));
}

async function checkFile(file: string, { json, locale, data }: Options): Promise<number> {
  const campaign = await readCampaign(file);
  const { check } = await import('#work/tasks/check.ts');
  const findings = [...check({ campaign, locale }), ...(await nobodyAwake(campaign, data))].toSorted(inOrder);
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings, advice] = [count('error'), count('warning'), count('advice')];
  if (json) await printJson({ file, name: campaign.name, errors, warnings, advice, findings, ...earlierIn(campaign) });
  else {
    for (const finding of findings) await printLine(described(finding, campaign));
    const counted = [`${errors} errors`, `${warnings} warnings`, `${advice} pieces of advice`].map(singular).join(', ');
    await printLine(
      findings.length === 0
        ? `“${oneLine(campaign.name)}” follows every rule.`
        : `“${oneLine(campaign.name)}”: ${counted}.`,
    );
    for (const line of earlierLines(earlierIn(campaign))) await printLine(line);
  }
  return errors + warnings > 0 ? PROBLEMS : FINE;
}

/** What is in the queue while no publisher runs. A library that is not there is not made, and one that cannot be read says nothing about the plan. */
async function nobodyAwake(campaign: Campaign, data: string | undefined): Promise<Finding[]> {
  const [{ dataFolder }, { libraryFile }] = await Promise.all([
    import('#studio/dataFolder.ts'),
    import('#store/files.ts'),
  ]);
  if (!existsSync(libraryFile(dataFolder(data)))) return [];
  const { sleepingFor } = await import('#publishing/awake.ts');
  const found = await withLibrary(data, (library) => sleepingFor(library, campaign.id)).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    return undefined;
  });
  if (!found) return [];
  const { row, sentence, cure } = found;
  const place = { touchpointId: row.touchpoint, date: row.local.slice(0, 10) };
  return [withId({ rule: 'nobody-awake', severity: 'warning', message: sentence, cure, ...place })];
}

const singular = (text: string) => text.replace(/^1 (error|warning|piece)s/, '1 $1');

function described(finding: Finding, campaign: Campaign): string {
  const where = whereOf(finding, campaign);
  return [
    `${finding.severity.padEnd(8)} ${oneLine(finding.message)}`,
    `         ${oneLine(finding.cure)}`,
    `         ${[finding.id, ...where].join(' · ')}\n`,
  ].join('\n');
}

/** The things that a finding is about, as their places in the file. */
function whereOf(finding: Finding, campaign: Campaign): string[] {
  const places = [
    ['touchpoints', finding.touchpointId],
    ['phases', finding.phaseId],
    ['segments', finding.segmentId],
    ...(finding.segmentIds ?? []).map((id) => ['segments', id] as const),
    ['goals', finding.goalId],
    ['lanes', finding.laneId],
    ['decisions', finding.decisionId],
    ['calendars', finding.calendarId],
  ] as const;
  return places.flatMap(([list, id]) => {
    const index = id === undefined ? -1 : campaign[list].findIndex((item) => item.id === id);
    return index < 0 ? [] : [`${list}.${index} “${oneLine(campaign[list][index]!.name)}”`];
  });
}
