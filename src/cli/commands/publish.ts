import type { Command } from 'commander';
import { Refusal } from '#campaign/refusal.ts';
import { oneLine } from '#campaign/text.ts';
import type { Difference, TakenBack } from '#contract/publish.ts';
import type { Rehearsal } from '#publishing/rehearsal.ts';
import { FATE_WORDS } from '#language/fates.ts';
import { english } from '#language/formats.ts';
import { FINE, PROBLEMS, type Report } from '../failure.ts';
import { withOption } from '../fields.ts';
import { readCampaign } from '../input.ts';
import { instant, languageTag } from '../options.ts';
import { firstOf, note, printJson, printLine } from '../output.ts';
import { DATA, NOW, withLibrary } from '../publishing.ts';

interface Options {
  to: string;
  dryRun?: boolean;
  approve?: string;
  now?: Date;
  locale?: string;
  data?: string;
  json?: boolean;
}

export function addPublish(program: Command, report: Report): void {
  program
    .command('publish')
    .description('Show exactly what a profile would send, or approve that, so that the publisher sends it.')
    .argument('<file>', 'campaign file (*.tandem.json)')
    .requiredOption('--to <profile>', 'profile to publish through')
    .option(
      '--dry-run',
      'show what would be sent: bytes, recipients, times, problems, and what is different from what is out',
    )
    .option('--approve <hash>', 'put into the queue what the dry run of this hash showed')
    .option(...NOW, instant)
    .option('--locale <tag>', 'how dates are written, such as de-DE (default: English)', languageTag)
    .option(...DATA)
    .option('--json', 'print what would be sent, or was approved, as JSON')
    .addHelpText(
      'after',
      '\nNothing leaves before it is approved, and then “tandem publisher” sends it. Exit status 1 where a problem keeps it from being approved.',
    )
    .action(async (file: string, options: Options) => report(await publish(file, options)));
}

async function publish(
  file: string,
  { to, dryRun, approve: hash, now: standing, locale, data, json }: Options,
): Promise<number> {
  if (!dryRun === (hash === undefined))
    throw new Refusal(
      'badInput',
      'Say one of --dry-run, to see what would be sent, and --approve HASH, to have it sent.',
    );
  const campaign = await readCampaign(file);
  const { aboutOf, approved, dryRun: rehearsed } = await import('#publishing/doors.ts');
  const now = standing ?? new Date();
  return withLibrary(data, async (library) => {
    const about = await aboutOf(library, { campaign, to, now, locale });
    const rehearsal = hash === undefined ? await rehearsed(about) : await approved(about, hash);
    const isStopped = rehearsal.problems.some(({ stops }) => stops);
    if (json) await printJson(hash === undefined ? shown(rehearsal) : { approved: true, ...shown(rehearsal) });
    else await tell(rehearsal, hash !== undefined);
    return isStopped ? PROBLEMS : FINE;
  });
}

/** What of a message is printed as it is. */
const SHOWN = ['key', 'touchpoint', 'segment', 'occurrence', 'name', 'at', 'local', 'timeZone'] as const;

const shown = ({ hash, items, problems, takenBack }: Rehearsal) => ({
  hash,
  items: items.map((item) => ({
    ...Object.fromEntries(SHOWN.map((field) => [field, item[field]])),
    recipients: item.recipients.map(({ address }) => address),
    bytes: new TextDecoder().decode(item.bytes),
    ...(item.destination !== undefined && { destination: item.destination }),
    fate: item.fate,
    ...(item.differences && { differences: item.differences }),
  })),
  takenBack,
  problems,
});

async function tell({ hash, items, problems, takenBack }: Rehearsal, isApproved: boolean): Promise<void> {
  for (const line of firstOf(
    problems.map(({ message, stops, field }) => `${stops ? 'Stops: ' : ''}${oneLine(withOption(message, field))}`),
  ))
    note(line);
  const lines = items.map(({ recipients, destination, fate, bytes, differences = [], ...item }) => {
    const facts = [
      destination,
      recipients.length > 0 ? `${english.number(recipients.length)} addresses` : '',
      `${english.number(bytes.byteLength)} bytes`,
      FATE_WORDS[fate],
    ];
    return [`${messageLine(item)}  ${facts.filter(Boolean).join(', ')}`, ...differences.map(differenceLine)].join('\n');
  });
  for (const line of firstOf(lines)) await printLine(line);
  for (const line of firstOf(takenBack.map((item) => `${messageLine(item)}  ${FATE_WORDS.back}`)))
    await printLine(line);
  if (isApproved) return printLine('Approved. “tandem publisher” sends it.');
  if (!problems.some(({ stops }) => stops)) await printLine(`Approve this with: --approve ${hash}`);
}

const messageLine = ({ local, timeZone, name, segment }: TakenBack) =>
  `${local.replace('T', ' ')} ${timeZone}  ${oneLine(name)}${segment === '' ? '' : ` · ${oneLine(segment)}`}`;

/** Of a text as much as fits a line; all of it stands in the JSON. */
const MOST_OF_A_TEXT = 60;
const inLine = (text: string) => {
  const line = oneLine(text);
  return line.length > MOST_OF_A_TEXT ? `“${line.slice(0, MOST_OF_A_TEXT)}…”` : `“${line}”`;
};
const differenceLine = ({ of, before, after }: Difference) => `    ${of}: ${inLine(before)} → ${inLine(after)}`;
