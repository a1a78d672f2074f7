import type { Command } from 'commander';
import type { Contributions, Contribution } from '#simulation/questions/contribution.ts';
import type { MarginalContribution } from '#simulation/questions/marginalContribution.ts';
import type { Campaign } from '#campaign/document.ts';
import { effectOf } from '#campaign/telling.ts';
import { english } from '#language/formats.ts';
import { vocabularies } from '#language/vocabulary.ts';
import { oneLine } from '../failure.ts';
import { readCampaign } from '../input.ts';
import { isoDate, positiveNumber, wholeNumber } from '../options.ts';
import { print, printJson } from '../output.ts';
import { MOST_SEED } from '../simulation.ts';
import { aligned } from '../table.ts';
import { workThrough } from '../work.ts';

interface Options {
  goal?: string;
  seed?: number;
  scale?: number;
  until?: string;
  pairs?: number;
  json?: boolean;
}

export function addAttribute(program: Command): void {
  program
    .command('attribute')
    .description('Say what each touchpoint, tactic, channel and direction brings; the shares add up to the whole.')
    .argument('<file>', 'campaign file (*.tandem.json)')
    .option('--goal <id>', 'goal whose learners are shared out (default: learners in active use on the last day)')
    .option('--seed <number>', "seed of the orders that are tried (default: the campaign's)", wholeNumber(0, MOST_SEED))
    .option('--scale <factor>', 'multiplies the size of every segment', positiveNumber(1_000_000))
    .option('--until <date>', "last day, as YYYY-MM-DD (default: the campaign's)", isoDate)
    .option('--pairs <number>', 'pairs of orders; more lessen the error (default: 8)', wholeNumber(2, 1000))
    .option('--json', 'print the total and all shares as JSON')
    .addHelpText(
      'after',
      '\nA share is the mean of what a touchpoint adds over the orders in which the plan could be put together (Shapley).',
    )
    .action(attributeFile);
}

async function attributeFile(file: string, { json, goal, ...options }: Options): Promise<void> {
  const begun = performance.now();
  const campaign = await readCampaign(file);
  const { findContributions } = await import('#simulation/questions/contribution.ts');
  const work = findContributions(campaign, { ...options, ...(goal === undefined ? {} : { goalId: goal }) });
  const attribution = await workThrough('Attributing', work, (share) => share);
  const { findMarginalContributions } = await import('#simulation/questions/marginalContribution.ts');
  const { seed: _, pairs: __, ...about } = options;
  const without = findMarginalContributions(campaign, { ...about, ...(goal === undefined ? {} : { goalId: goal }) });
  const marginal = await workThrough('Leaving out one at a time', without, (share) => share);
  if (!json) return print(await asText(campaign, attribution, marginal));
  const { ENGINE_VERSION } = await import('#simulation/plan/compile.ts');
  await printJson({
    engine: ENGINE_VERSION,
    seed: options.seed ?? campaign.seed,
    elapsedMs: Math.round(performance.now() - begun),
    ...attribution,
    marginal,
  });
}

const TITLES = { direction: 'Direction', channel: 'Channel', tactic: 'Tactic', touchpoint: 'Touchpoint' } as const;

/** What may be said of a touchpoint, beyond its figures. */
const WORDS = { helps: '', little: 'may add little beside the others', harms: 'it does harm' } as const;

async function asText(
  campaign: Campaign,
  { outcome, goalId, total, items }: Contributions,
  marginal: MarginalContribution[],
): Promise<string> {
  const { reportText: text } = await import('#delivery/report/text.ts');
  const whole = (value: number) => english.number(value);
  const row = ({ name, value, p05, p95 }: Contribution) => [
    oneLine(name),
    whole(value),
    `${whole(p05)} to ${whole(p95)}`,
    total > 0 ? english.share(value / total) : '',
  ];
  const tables = Object.entries(TITLES).flatMap(([kind, title]) => [
    ...aligned([[title, 'learners', 'nine in ten', 'of all'], ...items.filter((item) => item.kind === kind).map(row)]),
    '',
  ]);
  const leftOut = marginal
    .toReversed()
    .map((one) => [
      oneLine(one.name),
      whole(-one.value),
      `${whole(-one.p95)} to ${whole(-one.p05)}`,
      WORDS[effectOf(one)],
    ]);
  const words = vocabularies[campaign.vocabulary];
  const what = goalId === null ? words.toBe : `“${oneLine(outcome)}”`;
  return [
    `“${oneLine(campaign.name)}”: ${english.number(total)} ${words.people} expected, ${what}. ${text.modelNote}`,
    '',
    ...tables,
    ...aligned([['If taken out alone', 'learners', 'nine in ten', ''], ...leftOut]),
    '',
  ].join('\n');
}
