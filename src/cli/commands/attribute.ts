import type { Command } from 'commander';
import { EXPECTED_WAY } from '#campaign/decisions.ts';
import type { Campaign } from '#campaign/document.ts';
import { effectOf, becauseOf } from '#campaign/telling.ts';
import { oneLine } from '#campaign/text.ts';
import { ANYWAY, BASELINE, BECAUSE, EFFECT_WORDS, TAKEN_OUT } from '#language/decisions.ts';
import { english } from '#language/formats.ts';
import { vocabularies } from '#language/vocabulary.ts';
import type { Attributed } from '#work/contribution.ts';
import { MOST_EXACT, USUAL } from '#work/runs.ts';
import { readCampaign } from '../input.ts';
import { wholeNumber } from '../options.ts';
import { print, printJson } from '../output.ts';
import { aboutRuns, simulationOptions, type SimulationOptions } from '../simulationOptions.ts';
import { aligned } from '../aligned.ts';
import { assumedIn, stanceLines } from '../stance.ts';
import { working } from '../working.ts';

interface Options extends Omit<SimulationOptions, 'runs' | 'threads' | 'correlated'> {
  goal?: string;
  pairs?: number;
}

export function addAttribute(program: Command): void {
  const command = program
    .command('attribute')
    .description('Say what each touchpoint, tactic, channel and direction brings; the shares add up to the whole.')
    .argument('<file>', 'campaign file (*.tandem.json)')
    .option('--goal <id>', 'goal whose learners are shared out (default: learners in active use on the last day)')
    .option(
      '--pairs <number>',
      `pairs of orders for more than ${MOST_EXACT} touchpoints; more lessen the error (default: ${USUAL.pairs} to ${USUAL.mostPairs}, fewer for more touchpoints)`,
      wholeNumber(2, 1000),
    )
    .addHelpText(
      'after',
      `\nA share is the mean of what a touchpoint adds over all orders in which the plan could be put together (Shapley): exact for up to ${MOST_EXACT} touchpoints, from orders that are drawn for more.`,
    )
    .action(attributeFile);
  simulationOptions(command, {
    seed: "seed of the orders that are tried (default: the campaign's)",
    scale: true,
    until: "last day, as YYYY-MM-DD (default: the campaign's)",
    as: true,
    json: 'print the total and all shares as JSON',
  });
}

async function attributeFile(file: string, options: Options): Promise<void> {
  const { json, goal: goalId, pairs } = options;
  const begun = performance.now();
  const campaign = await readCampaign(file);
  const { attribute } = await import('#work/contribution.ts');
  const attributed = await working('Attributing', (hands, told) =>
    attribute(hands, campaign, { ...aboutRuns(options), pairs, goalId }, told),
  );
  if (!json) return print(await asText(campaign, attributed, options));
  const { engine, seed, ...rest } = attributed;
  await printJson({ engine, seed, ...assumedIn(options), elapsedMs: Math.round(performance.now() - begun), ...rest });
}

const TITLES = { direction: 'Direction', channel: 'Channel', tactic: 'Tactic', touchpoint: 'Touchpoint' } as const;

async function asText(
  campaign: Campaign,
  { outcome, goalId, total, exact, items, marginal }: Attributed,
  options: Options,
): Promise<string> {
  const { reportText: text } = await import('#delivery/report/text.ts');
  const words = vocabularies[campaign.vocabulary];
  const whole = (value: number) => english.number(value);
  const row = ({ name, value, p05, p95 }: Attributed['items'][number]) => [
    oneLine(name),
    whole(value),
    `${whole(p05)} to ${whole(p95)}`,
    total > 0 ? english.share(value / total) : '',
  ];
  const tables = Object.entries(TITLES).flatMap(([kind, title]) => [
    ...aligned([
      [title, words.people, 'nine in ten', 'of all'],
      ...items.filter((item) => item.kind === kind).map(row),
    ]),
    '',
  ]);
  const leftOut = marginal
    .toReversed()
    .map((one) => [
      oneLine(one.name),
      whole(-one.value),
      `${whole(-one.p95)} to ${whole(-one.p05)}`,
      EFFECT_WORDS[effectOf(one)],
    ]);
  const what = goalId === null ? words.toBe : `“${oneLine(outcome)}”`;
  const anyway = items.find(({ kind, id }) => kind === 'direction' && id === BASELINE)?.value ?? 0;
  const parts = becauseOf(total, anyway);
  return [
    `“${oneLine(campaign.name)}”: ${english.number(total)} ${words.people} expected, ${what}. ${text.modelNote}`,
    ...stanceLines(options, campaign),
    `${BECAUSE}: ${whole(parts.because)}. ${ANYWAY}: ${whole(parts.anyway)}.`,
    exact
      ? 'Every combination of touchpoints was followed.'
      : 'Shares are estimated from random orders of the touchpoints.',
    ...(campaign.decisions.length > 0 ? [EXPECTED_WAY] : []),
    '',
    ...tables,
    ...aligned([[TAKEN_OUT, words.people, 'nine in ten', ''], ...leftOut]),
    '',
  ].join('\n');
}
