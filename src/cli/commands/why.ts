import { InvalidArgumentError, type Command } from 'commander';
import { addDays, parseDay } from '#campaign/calendar.ts';
import { EXPECTED_WAY } from '#campaign/decisions.ts';
import type { Campaign } from '#campaign/document.ts';
import { MOST_DAYS } from '#campaign/limits.ts';
import { Refusal } from '#campaign/refusal.ts';
import { oneLine } from '#campaign/text.ts';
import type { Why } from '#contract/why.ts';
import { english } from '#language/formats.ts';
import { capital } from '#language/vocabulary.ts';
import { daysOfWhy, driverText, TEAMS_NOTE, whoChanges, WHY_NOTE, whySentence, type Driver } from '#language/why.ts';
import { aligned } from '../aligned.ts';
import { readCampaign } from '../input.ts';
import { positiveNumber } from '../options.ts';
import { print, printJson } from '../output.ts';
import { working } from '../working.ts';

interface Options {
  day: string;
  since?: string;
  segment?: string;
  ownDays?: boolean;
  scale?: number;
  json?: boolean;
}

export function addWhy(program: Command): void {
  program
    .command('why')
    .description('Say why the expected number of active learners changes up to a day, in parts that add up.')
    .argument('<file>', 'campaign file (*.tandem.json)')
    .requiredOption('--day <day>', 'day of the campaign, from 1, or a date as YYYY-MM-DD', dayOrDate)
    .option('--since <day>', 'day with which it is compared (default: the last bend of the curve)', dayOrDate)
    .option('--segment <id>', 'of these learners alone (default: everyone)')
    .option(
      '--own-days',
      'of a rolling plan: days are counted from everyone’s own start, 0 the first, and numbers are of every 100 who start',
    )
    .option('--scale <factor>', 'multiplies the size of every segment', positiveNumber(1_000_000))
    .option('--json', 'print the changes with all their parts as JSON')
    .action(explainDay);
}

/** A day of the campaign by its number, or a date. */
function dayOrDate(text: string): string {
  const number = Number(text);
  const isNumber = /^\d+$/.test(text) && number <= MOST_DAYS;
  if (isNumber || parseDay(text) !== undefined) return text;
  throw new InvalidArgumentError(asNumberFrom(1));
}

const asNumberFrom = (first: number) =>
  `Write the number of a day, from ${first} to ${english.number(MOST_DAYS)}, or a date as YYYY-MM-DD.`;

/** The date of a day. Own days begin with 0, those of the campaign with 1. */
function dateOf({ start }: Campaign, day: string, first: number): string {
  if (day.includes('-')) return day;
  if (Number(day) < first) throw new Refusal('badInput', asNumberFrom(first));
  return addDays(start, Number(day) - first);
}

async function explainDay(file: string, { day, since, segment, ownDays, scale, json }: Options): Promise<void> {
  const begun = performance.now();
  const campaign = await readCampaign(file);
  const first = ownDays ? 0 : 1;
  const options = {
    date: dateOf(campaign, day, first),
    since: since === undefined ? undefined : dateOf(campaign, since, first),
    segmentId: segment,
    byOwnDay: ownDays,
    scale,
  };
  const why = await working('Looking into it', (hands, { signal }) =>
    hands.run('why', { campaign, options }, { signal }),
  );
  if (json) await printJson({ ...why, elapsedMs: Math.round(performance.now() - begun) });
  else await print(asText(campaign, why));
}

function asText(campaign: Campaign, why: Why): string {
  const { vocabulary } = campaign;
  const days = daysOfWhy(why, english, (iso) => english.date(iso, 'long'));
  const told = { ...days, vocabulary, formats: english, place: oneLine };
  return [
    ...why.changes.flatMap((change) => {
      const seen = change.parts.filter(({ shown }) => shown !== 0);
      const figure = (learners: number) => english.signed(learners, change.digits);
      return [
        whySentence(change, told),
        '',
        ...aligned([
          [whoChanges(change.series, vocabulary), 'change'],
          ...seen.map((part) => [driverText(part, vocabulary, oneLine), figure(part.shown)]),
          ['together', figure(change.shown.change)],
        ]),
        '',
      ];
    }),
    ...namesIn(why).map(
      ([driver, names]) => `${capital(driverText({ driver }, vocabulary, oneLine))}: ${names.map(oneLine).join(', ')}.`,
    ),
    WHY_NOTE,
    ...(campaign.decisions.length > 0 ? [EXPECTED_WAY] : []),
    ...(why.reason === 'teams' ? [TEAMS_NOTE] : []),
    '',
  ].join('\n');
}

/** What is there, and what happens, on these days: by driver, once. */
function namesIn({ changes }: Why): [Driver, string[]][] {
  const parts = changes.flatMap((change) => change.parts.filter(({ shown }) => shown !== 0));
  return [...new Map(parts.flatMap(({ driver, names }): [Driver, string[]][] => (names ? [[driver, names]] : [])))];
}
