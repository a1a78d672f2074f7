import type { Command } from 'commander';
import type { Campaign } from '#campaign/document.ts';
import { english } from '#language/formats.ts';
import { inWords, vocabularies } from '#language/vocabulary.ts';
import { oneLine } from '../failure.ts';
import { readCampaign } from '../input.ts';
import { isoDate, positiveNumber, wholeNumber } from '../options.ts';
import { print, printJson } from '../output.ts';
import { MOST_RUNS, MOST_SEED, USUAL_RUNS, type SimulateOptions, type Simulation } from '../simulation.ts';
import { aligned } from '../table.ts';

interface Options extends SimulateOptions {
  json?: boolean;
}

export function addSimulate(program: Command): void {
  program
    .command('simulate')
    .description('Say what the plan is likely to do: active learners with their bands, stages, segments and goals.')
    .argument('<file>', 'campaign file (*.tandem.json)')
    .option('--runs <number>', `runs behind the bands (default: ${USUAL_RUNS})`, wholeNumber(1, MOST_RUNS))
    .option('--seed <number>', "seed of the random numbers (default: the campaign's)", wholeNumber(0, MOST_SEED))
    .option('--scale <factor>', 'multiplies the size of every segment', positiveNumber(1_000_000))
    .option('--until <date>', "last day, as YYYY-MM-DD (default: the campaign's)", isoDate)
    .option('--threads <number>', 'threads to use at most; the figures are the same for any number', wholeNumber(1, 64))
    .option('--sensitivity', 'say which assumption moves the result most')
    .option('--json', 'print the whole forecast, day by day, as JSON')
    .action(simulateFile);
}

async function simulateFile(file: string, { json, ...options }: Options): Promise<void> {
  const campaign = await readCampaign(file);
  const { simulate } = await import('../simulation.ts');
  const simulation = await simulate(campaign, {
    ...options,
    sensitivity: options.sensitivity ?? (json ? 'cheap' : false),
  });
  if (json) await printJson(simulation);
  else await print(await asText(campaign, simulation));
}

async function asText(campaign: Campaign, simulation: Simulation): Promise<string> {
  const [{ at }, { reportText: text }] = await Promise.all([
    import('#delivery/report/figures.ts'),
    import('#delivery/report/text.ts'),
  ]);
  const { dates, series, segments, goals, learners, runs, seed, engine } = simulation;
  const last = dates.length - 1;
  const words = vocabularies[campaign.vocabulary];
  const span = (low: number, high: number) => `${english.number(low)} to ${english.number(high)}`;
  const row = (name: string, quantiles: (typeof series)['active']): string[] => {
    const day = at(quantiles, last);
    return [name, english.number(day.p50), span(day.p25, day.p75), span(day.p05, day.p95)];
  };
  const table = aligned([
    [`On ${english.date(dates[last]!, 'long')}`, 'median', 'half of all runs', 'nine in ten runs'],
    row(words.active, series.active),
    ...(segments.length > 1 ? segments.map(({ name, series: own }) => row(`  ${oneLine(name)}`, own.active)) : []),
    ...Object.entries(words.stage).map(([stage, name]) => row(name, series[stage as keyof typeof words.stage])),
  ]);
  const goalLines = goals.map(({ name, date, target, probability, expected }) => {
    const likely = text.chance(inWords(probability), english.chance(probability));
    return `“${oneLine(name)}” by ${english.date(date, 'long')}: ${likely}. Target ${english.number(target)}, median ${english.number(expected.p50)}, nine in ten runs ${span(expected.p05, expected.p95)}.`;
  });
  const byTeams = text.teams(words);
  const { method, sampledLearners: sampled } = simulation;
  return [
    `“${oneLine(campaign.name)}”: ${english.number(learners)} ${words.people}, ${english.date(dates[0]!, 'long')} to ${english.date(dates[last]!, 'long')}`,
    `${english.number(runs)} runs, seed ${seed}, engine ${engine}. ${text.modelNote}`,
    ...(method !== 'agents'
      ? []
      : [sampled === undefined ? byTeams : `${byTeams} ${text.sampled(english.number(sampled), words)}`]),
    '',
    ...table,
    '',
    ...(goalLines.length > 0 ? [`${text.goals}:`, ...goalLines.map((line) => `  ${line}`)] : [text.goalsNone]),
    '',
    ...(simulation.sensitivity.length > 0 ? sensitivityTable(simulation) : []),
  ].join('\n');
}

const ASSUMPTIONS_SHOWN = 10;

function sensitivityTable({ sensitivity }: Simulation): string[] {
  return [
    ...aligned([
      ['Assumption', 'share of the spread', 'active at its low', 'at its high'],
      ...sensitivity
        .slice(0, ASSUMPTIONS_SHOWN)
        .map(({ name, share, low, high }) => [name, english.share(share), english.number(low), english.number(high)]),
    ]),
    '',
  ];
}
