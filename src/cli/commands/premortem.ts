import type { Command } from 'commander';
import type { Campaign } from '#campaign/document.ts';
import { oneLine } from '#campaign/text.ts';
import { causeInWords, changeInWords } from '#language/decisions.ts';
import { english } from '#language/formats.ts';
import type { Examined } from '#work/premortem.ts';
import { FORECAST_RUNS } from '#work/runs.ts';
import { readCampaign } from '../input.ts';
import { print, printJson } from '../output.ts';
import { simulationOptions, type SimulationOptions } from '../simulationOptions.ts';
import { assumedIn, stanceLines } from '../stance.ts';
import { working } from '../working.ts';

interface Options extends Omit<SimulationOptions, 'scale' | 'until' | 'correlated'> {
  goal: string;
}

export function addPremortem(program: Command): void {
  const command = program
    .command('premortem')
    .description('Say what the runs that miss a goal have in common, and the cheapest hedge against each cause.')
    .argument('<file>', 'campaign file (*.tandem.json)')
    .requiredOption('--goal <id>', 'goal that is missed')
    .addHelpText(
      'after',
      '\nThe share of a cause is that of the failing runs which reach the goal when they are followed once more with the cause as usual (or, where most runs miss it, as in those that reach it) and all else as it was. Shares overlap.',
    )
    .action(examineFile);
  simulationOptions(command, {
    runs: { what: 'runs to look for causes in; those of a forecast', usual: FORECAST_RUNS },
    seed: "seed of these runs (default: the campaign's)",
    as: true,
    threads: true,
    json: 'print the causes, with the commands of their hedges, as JSON',
  });
}

async function examineFile(file: string, options: Options): Promise<void> {
  const { goal: goalId, runs, seed, as: stance, threads, json } = options;
  const begun = performance.now();
  const campaign = await readCampaign(file);
  const { premortem } = await import('#work/premortem.ts');
  const found = await working(
    'Looking for causes',
    (hands, told) => premortem(hands, campaign, { goalId, runs, seed, stance }, told),
    { threads },
  );
  if (!json) return print(await asText(campaign, found, options));
  const { causes, ...rest } = found;
  await printJson({
    ...rest,
    goal: goalId,
    ...assumedIn(options),
    elapsedMs: Math.round(performance.now() - begun),
    causes: causes.map((cause) => ({ ...cause, sentence: causeInWords(cause, english) })),
  });
}

async function asText(campaign: Campaign, { runs, failing, causes }: Examined, options: Options): Promise<string> {
  const { reportText: words } = await import('#delivery/report/text.ts');
  const goal = campaign.goals.find(({ id }) => id === options.goal)!;
  const told = `“${oneLine(goal.name)}” by ${english.date(goal.date, 'long')}: missed in ${english.chance(failing)} of ${english.number(runs)} runs. ${words.modelNote}`;
  const head = [told, ...stanceLines(options, campaign)].join('\n');
  if (causes.length === 0)
    return [head, '', 'The runs that miss it have nothing in common that would save one in ten of them.', ''].join(
      '\n',
    );
  const points = (share: number) => english.signed(100 * share, 1);
  const blocks = causes.flatMap((cause, place) => [
    `${place + 1}. ${oneLine(causeInWords(cause, english))}`,
    ...(cause.hedge.length === 0
      ? ['     No single change of the plan that helps was found.']
      : [
          ...cause.hedge.map((command) => `     ${oneLine(changeInWords(campaign, command, english.date))}`),
          `     Chance of the goal: ${points(cause.effect)} points, give or take ${english.number(100 * cause.error, 1)}`,
        ]),
    '',
  ]);
  return [head, '', ...blocks].join('\n');
}
