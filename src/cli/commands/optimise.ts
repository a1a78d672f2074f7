import type { Command } from 'commander';
import type { SimpleCommand } from '#campaign/commands.ts';
import { EXPECTED_WAY } from '#campaign/decisions.ts';
import type { Campaign } from '#campaign/document.ts';
import { changeInWords } from '#language/decisions.ts';
import { english } from '#language/formats.ts';
import { vocabularies } from '#language/vocabulary.ts';
import { Refusal } from '#campaign/refusal.ts';
import { oneLine } from '#campaign/text.ts';
import type { Optimised, OptimiseOptions } from '#work/optimise.ts';
import { CONFIRM_RUNS, USUAL } from '#work/runs.ts';
import { readCampaign } from '../input.ts';
import { numberFrom, wholeNumber } from '../options.ts';
import {
  FORCE,
  printBeside,
  printJson,
  refuseToOverwrite,
  refuseTwoOutputs,
  STANDARD_OUTPUT,
  writeOutput,
} from '../output.ts';
import { simulationOptions, type SimulationOptions } from '../simulationOptions.ts';
import { assumedIn, stanceLines } from '../stance.ts';
import { working } from '../working.ts';

interface Options extends Omit<SimulationOptions, 'scale' | 'until' | 'correlated'> {
  goal: string;
  probability?: number;
  maxMessages?: number;
  cap?: number;
  budget?: number;
  maxChanges?: number;
  evaluations?: number;
  onlyThisGoal?: boolean;
  keep?: string[];
  proposals?: number;
  apply?: number;
  output?: string;
  force?: boolean;
}

export function addOptimise(program: Command): void {
  const command = program
    .command('optimise')
    .description('Search for better plans: touchpoints added, moved, sent less often or left out, within your limits.')
    .argument('<file>', 'campaign file (*.tandem.json)')
    .requiredOption('--goal <id>', 'goal to reach')
    .option(
      '--probability <chance>',
      'chance that is enough, such as 0.8: then the fewest messages come first (default: the highest chance comes first)',
      numberFrom(0.001, 0.999),
    )
    .option('--max-messages <number>', 'messages an average learner may get in all', numberFrom(0, 1_000_000))
    .option('--cap <number>', "personal messages a learner and week (default: the campaign's cap)", wholeNumber(0, 100))
    .option(
      '--budget <hours>',
      `hours of work that all touchpoints may take (default: ${USUAL.moreHours} more than now)`,
      numberFrom(0, 1e9),
    )
    .option('--max-changes <number>', `touchpoints changed at most (default: ${USUAL.maxChanges})`, wholeNumber(1, 100))
    .option(
      '--evaluations <number>',
      `plans tried at most (default: ${english.number(USUAL.maxEvaluations)})`,
      wholeNumber(1, 1_000_000),
    )
    .option('--only-this-goal', 'let other goals suffer')
    .option('--keep <id...>', 'touchpoints that stay as they are')
    .option('--proposals <number>', `proposals at most (default: ${USUAL.proposals})`, wholeNumber(1, 50))
    .option('--apply <number>', 'write the plan with this proposal; 1 is the best', wholeNumber(1, 50))
    .option('-o, --output <file>', 'campaign file to write with --apply (*.tandem.json); - is standard output')
    .option(...FORCE)
    .action(optimiseFile);
  simulationOptions(command, {
    runs: { what: 'runs that confirm each proposal', usual: CONFIRM_RUNS },
    seed: "seed of these runs (default: the one after the campaign's, so that they are new)",
    as: true,
    threads: true,
    json: 'print the proposals, with their commands, as JSON',
  });
}

async function optimiseFile(file: string, options: Options): Promise<void> {
  const { apply: number, output, force, json } = options;
  const overwriting = { read: [file], force };
  if ((number === undefined) !== (output === undefined))
    throw new Refusal(
      'badInput',
      number === undefined
        ? 'Say which proposal to write with --apply; 1 is the best.'
        : 'Name the file to write with -o.',
    );
  if (output !== undefined) {
    refuseTwoOutputs(output, json);
    await refuseToOverwrite(output, overwriting);
  }
  const begun = performance.now();
  const campaign = await readCampaign(file);
  const { optimise } = await import('#work/optimise.ts');
  let firstBetterMs: number | null = null;
  const optimised = await working(
    'Searching',
    (hands, { progress }) =>
      optimise(hands, campaign, optionsFor(options), {
        progress: (done, total, better) => {
          if (better) firstBetterMs ??= Math.round(performance.now() - begun);
          return progress?.(done, total);
        },
      }),
    options,
  );
  const elapsedMs = Math.round(performance.now() - begun);
  const written = number === undefined ? undefined : await planWith(campaign, optimised, number);
  if (written !== undefined) await writeOutput(output!, written, overwriting);
  if (json) {
    const { engine, seed, runs, proposals, ...rest } = optimised;
    await printJson({
      engine,
      seed,
      runs,
      ...assumedIn(options),
      elapsedMs,
      firstBetterMs,
      ...rest,
      output: output ?? null,
      proposals,
    });
    return;
  }
  const text = await asText(campaign, optimised, options);
  const isFile = written !== undefined && output !== STANDARD_OUTPUT;
  await printBeside(output, isFile ? `${text}Wrote “${output}” with proposal ${number}.\n` : text);
}

function optionsFor(options: Options): OptimiseOptions {
  return {
    search: {
      goalId: options.goal,
      probability: options.probability,
      limits: {
        maxMessages: options.maxMessages,
        capPerWeek: options.cap,
        effortHours: options.budget,
        maxChanges: options.maxChanges,
        maxEvaluations: options.evaluations,
      },
      alone: options.onlyThisGoal,
      keep: options.keep,
      proposals: options.proposals,
      stance: options.as,
    },
    runs: options.runs,
    seed: options.seed,
  };
}

/** The plan with a proposal, as its file. */
async function planWith(campaign: Campaign, { proposals }: Optimised, number: number): Promise<string> {
  const proposal = proposals[number - 1];
  if (!proposal)
    throw new Refusal(
      'badInput',
      proposals.length === 0
        ? 'Nothing better was found within these limits, so nothing was written. Allow more changes, hours or messages.'
        : `There is no proposal ${number}; choose from 1 to ${proposals.length}.`,
    );
  const [{ apply }, { serializeCampaign }] = await Promise.all([
    import('#campaign/reducer.ts'),
    import('#campaign/file.ts'),
  ]);
  const changed = apply(campaign, { type: 'batch', action: 'optimise', commands: proposal.commands });
  return serializeCampaign(changed.campaign);
}

async function asText(campaign: Campaign, optimised: Optimised, options: Options): Promise<string> {
  const { goal, probability } = options;
  const { people, person } = vocabularies[campaign.vocabulary];
  const { reportText: words } = await import('#delivery/report/text.ts');
  const { base, proposals, evaluations } = optimised;
  const file = campaign.goals.find(({ id }) => id === goal)!;
  const hours = (value: number) => `${english.plain(value)} hours`;
  const head = [
    `“${oneLine(file.name)}” by ${english.date(file.date, 'long')}: ${english.chance(base.probability)} with ${english.plain(base.messages)} messages a ${person} and ${hours(base.effortHours)} of work.`,
    `${english.number(evaluations)} plans tried. ${words.modelNote}`,
    ...stanceLines(options, campaign),
    ...(campaign.decisions.length > 0 ? [EXPECTED_WAY] : []),
    '',
  ];
  if (proposals.length === 0)
    return [
      ...head,
      'Nothing better was found within these limits. Allow more changes, hours or messages; what is locked or meant for named segments is never left out.',
      '',
    ].join('\n');
  if (probability !== undefined && proposals[0]!.probability < probability)
    head.push(`No plan was found that reaches it with ${english.share(probability)}; these come nearest.`, '');
  const blocks = proposals.flatMap(({ probability: reached, messages, effortHours, effect, commands }, place) => [
    `${place + 1}. ${english.chance(reached)} with ${english.plain(messages)} messages and ${hours(effortHours)}: ${english.signed(effect.mean)} ${people} (${english.signed(effect.p05)} to ${english.signed(effect.p95)})`,
    ...commands.map((command) => `     ${oneLine(said(campaign, command))}`),
    '',
  ]);
  return [...head, ...blocks, ...frontAsText(optimised.front, person)].join('\n');
}

/** What more chance costs in messages, the most first; nothing where there is no choice. */
function frontAsText(front: Optimised['front'], person: string): string[] {
  if (front.length < 2) return [];
  const lines = front.map(({ probability, messages, proposal, commands }) => {
    const changes = `${commands.length} change${commands.length === 1 ? '' : 's'}, not proposed`;
    const which =
      proposal !== undefined ? `proposal ${proposal}` : commands.length === 0 ? 'the plan as it is' : changes;
    return `  ${english.chance(probability)} with ${english.plain(messages)} messages: ${which}`;
  });
  return [`What the chance costs in messages a ${person}; every step up is more than luck:`, ...lines, ''];
}

/** What a command of a proposal does, in words; of what is new, also what kind of thing it is. */
function said(campaign: Campaign, command: SimpleCommand): string {
  const change = changeInWords(campaign, command, english.date);
  if (command.type !== 'addTouchpoint') return change;
  const { direction, channel } = command.item;
  const words = vocabularies[campaign.vocabulary];
  return `${change} (${words.direction[direction]}, ${words.channel[channel]})`;
}
