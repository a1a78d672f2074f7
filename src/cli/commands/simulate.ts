import type { Command } from 'commander';
import { inOrderOfTime } from '#campaign/decisions.ts';
import type { Campaign } from '#campaign/document.ts';
import { endsOfCalendarWeeks, endsOfWeeks } from '#campaign/rolling.ts';
import { sayLeftOut } from '#campaign/shelf.ts';
import { oneLine } from '#campaign/text.ts';
import { ownDayInWords } from '#language/ownDays.ts';
import { ANYWAY, BECAUSE, SHARES_OF_DOUBT } from '#language/decisions.ts';
import { conditionInWords, messagesInWords, valueInWords } from '#language/decisionPoints.ts';
import { english } from '#language/formats.ts';
import { spreadInWords } from '#language/spread.ts';
import { capital, inWords, vocabularies, within } from '#language/vocabulary.ts';
import { FORECAST_RUNS } from '#work/runs.ts';
import { readCampaign } from '../input.ts';
import { print, printJson } from '../output.ts';
import type { Simulation } from '../simulation.ts';
import { aboutRuns, simulationOptions, type SimulationOptions } from '../simulationOptions.ts';
import { aligned } from '../aligned.ts';
import { earlierIn, earlierLines } from '../earlierEngine.ts';
import { assumedIn, stanceLines } from '../stance.ts';
import { working } from '../working.ts';

interface Options extends SimulationOptions {
  sensitivity?: boolean;
}

export function addSimulate(program: Command): void {
  const command = program
    .command('simulate')
    .description('Say what the plan is likely to do: active learners with their bands, stages, segments and goals.')
    .argument('<file>', 'campaign file (*.tandem.json)')
    .option('--sensitivity', 'say which assumption moves the result most')
    .action(simulateFile);
  simulationOptions(command, {
    runs: { what: 'runs behind the bands', usual: FORECAST_RUNS },
    seed: "seed of the random numbers (default: the campaign's)",
    scale: true,
    until: "last day, as YYYY-MM-DD (default: the campaign's)",
    as: true,
    correlated: true,
    threads: true,
    json: 'print the whole forecast, day by day, as JSON',
  });
}

async function simulateFile(file: string, options: Options): Promise<void> {
  const { json, threads, sensitivity = json ? ('cheap' as const) : false } = options;
  const about = aboutRuns(options);
  const campaign = await readCampaign(file);
  const begun = performance.now();
  const { simulateWithSensitivity } = await import('#work/simulate.ts');
  const { met: _, ...forecast } = await working(
    'Simulating',
    (hands, told) => simulateWithSensitivity(hands, campaign, { ...about, sensitivity }, told),
    { threads },
  );
  const simulation: Simulation = {
    ...forecast,
    series: { ...forecast.series, incremental: forecast.incremental },
    ...assumedIn(options),
    ...earlierIn(campaign),
    elapsedMs: Math.round(performance.now() - begun),
  };
  if (json) await printJson(simulation);
  else await print(await asText(campaign, simulation));
}

async function asText(campaign: Campaign, simulation: Simulation): Promise<string> {
  const [{ at }, { reportText: text }] = await Promise.all([
    import('#delivery/report/figures.ts'),
    import('#delivery/report/text.ts'),
  ]);
  const {
    dates,
    series,
    bandsWholePath: paths,
    incremental,
    baseline,
    segments,
    goals,
    learners,
    runs,
    seed,
    engine,
  } = simulation;
  const last = dates.length - 1;
  const words = vocabularies[campaign.vocabulary];
  const row = (name: string, quantiles: (typeof series)['active']): string[] => {
    const day = at(quantiles, last);
    return [name, english.number(day.p50), span(day.p25, day.p75), span(day.p05, day.p95)];
  };
  const table = aligned([
    [`On ${english.date(dates[last]!, 'long')}`, 'median', 'half of all runs', 'nine in ten runs'],
    row(words.active, series.active),
    row(`  ${BECAUSE}`, incremental),
    row(`  ${ANYWAY}`, baseline),
    ...(segments.length > 1 ? segments.map(({ name, series: own }) => row(`  ${oneLine(name)}`, own.active)) : []),
    ...Object.entries(words.stage).map(([stage, name]) => row(name, series[stage as keyof typeof words.stage])),
  ]);
  const partsOf = ({
    incremental: because,
    baseline: anyway,
  }: Partial<Pick<(typeof goals)[number], 'incremental' | 'baseline'>>) =>
    because && anyway
      ? ` ${BECAUSE}: about ${english.number(because.p50)}. ${ANYWAY}: about ${english.number(anyway.p50)}.`
      : '';
  const goalLines = goals.map(({ name, date, target, probability, expected, ...goal }) => {
    const likely = text.chance(inWords(probability), english.chance(probability));
    const by = ownDayInWords(campaign, date, english) ?? english.date(date, 'long');
    return `“${oneLine(name)}” by ${by}: ${likely}. Target ${english.number(target)}, median ${english.number(expected.p50)}, nine in ten runs ${span(expected.p05, expected.p95)}.${partsOf(goal)}`;
  });
  const onLast = ({ low, high }: { low: number[]; high: number[] }) => span(low[last]!, high[last]!);
  const wholePaths = paths && [
    `${capital(words.activePeople)}, the whole curve: it stays inside bands that end at ${onLast(paths.band90)} in nine of ten runs, at ${onLast(paths.band50)} in half of them.`,
    '',
  ];
  const spread = spreadInWords(simulation.uncertainty, english);
  const byTeams = text.teams(words);
  const leftOut = sayLeftOut(campaign);
  const { method, sampledLearners: sampled } = simulation;
  return [
    `“${oneLine(campaign.name)}”: ${english.number(learners)} ${words.people}, ${english.date(dates[0]!, 'long')} to ${english.date(dates[last]!, 'long')}`,
    `${english.number(runs)} runs, seed ${seed}, engine ${engine}. ${text.modelNote}`,
    ...stanceLines(simulation, campaign),
    ...earlierLines(simulation),
    ...(leftOut === undefined ? [] : [leftOut]),
    ...(method !== 'agents'
      ? []
      : [sampled === undefined ? byTeams : `${byTeams} ${text.sampled(english.number(sampled), words)}`]),
    '',
    ...table,
    '',
    ...ownDayLines(campaign, simulation),
    ...(wholePaths ?? []),
    ...(spread === undefined ? [] : [spread, '']),
    ...(goalLines.length > 0 ? [`${text.goals}:`, ...goalLines.map((line) => `  ${line}`)] : [text.goalsNone]),
    '',
    ...decisionLines(campaign, simulation),
    ...(simulation.sensitivity.length > 0 ? sensitivityTable(simulation) : []),
  ].join('\n');
}

const span = (low: number, high: number): string => `${english.number(low)} to ${english.number(high)}`;

/** Of a rolling plan: how many have started and are active when each calendar week is over, and of these how many once a week of their own is. */
function ownDayLines({ vocabulary }: Campaign, { cohort, dates, series }: Simulation): string[] {
  if (!cohort) return [];
  const words = vocabularies[vocabulary];
  const last = dates.length - 1;
  const on = (series: typeof cohort.active, day: number) => ({
    p05: series.p05[day]!,
    p25: series.p25[day]!,
    p50: series.p50[day]!,
    p75: series.p75[day]!,
    p95: series.p95[day]!,
  });
  const started = on(cohort.started, last);
  const percent = (share: number) => english.share(share);
  return [
    `Everyone starts on a day of their own: ${english.number(started.p50)} by ${english.date(dates[last]!, 'long')}, in nine of ten runs ${english.number(started.p05)} to ${english.number(started.p95)}.`,
    ...(cohort.weeks > 1
      ? [`So many starts are followed together, ${cohort.weeks} weeks at a time, from the middle one.`]
      : []),
    '',
    ...aligned([
      ['Week until', 'started', 'nine in ten runs', within(words.active), 'nine in ten runs'],
      ...endsOfCalendarWeeks(dates).map((place) => [
        `  ${english.date(dates[place]!)}`,
        ...[cohort.started, series.active].flatMap((counted) => {
          const { p05, p50, p95 } = on(counted, place);
          return [english.number(p50), span(p05, p95)];
        }),
      ]),
    ]),
    '',
    ...aligned([
      [`${words.active}, by own day`, 'median', 'half of all runs', 'nine in ten runs'],
      ...endsOfWeeks(cohort.days).map((day) => {
        const { p05, p25, p50, p75, p95 } = on(cohort.active, day);
        return [
          `  day ${day}`,
          percent(p50),
          `${percent(p25)} to ${percent(p75)}`,
          `${percent(p05)} to ${percent(p95)}`,
        ];
      }),
    ]),
    '',
  ];
}

/** What each decision point decides, how often, and what it is worth for each goal; of one that is not simulated, just that. */
function decisionLines(campaign: Campaign, { decisions = [] }: Simulation): string[] {
  return inOrderOfTime(campaign.decisions).flatMap((decision) => {
    const name = oneLine(decision.name);
    const found = decisions.find(({ id }) => id === decision.id);
    if (!found)
      return [`“${name}” is decided at the end of ${english.date(decision.date)}, which is not simulated.`, ''];
    const { shareThen, messages, goals } = found;
    return [
      `“${name}”: if ${oneLine(conditionInWords(campaign, decision, english))}, as in ${english.chance(shareThen)} of all runs.`,
      ...goals.map((goal) => `  “${oneLine(goal.name)}”: ${valueInWords(goal, decision.unit, english)}`),
      `  ${messagesInWords(messages, vocabularies[campaign.vocabulary].person, english)}`,
      '',
    ];
  });
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
    SHARES_OF_DOUBT,
    '',
  ];
}
