import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { Refusal } from '#campaign/refusal.ts';
import { oneLine } from '#campaign/text.ts';
import { addAssumptions } from './commands/assumptions.ts';
import { addAttribute } from './commands/attribute.ts';
import { addCheck } from './commands/check.ts';
import { addCompletion } from './commands/completion.ts';
import { addCompare } from './commands/compare.ts';
import { addExport } from './commands/export.ts';
import { addImport } from './commands/import.ts';
import { addLibrary } from './commands/library.ts';
import { addModel } from './commands/model.ts';
import { addNew } from './commands/new.ts';
import { addOptimise } from './commands/optimise.ts';
import { addPremortem } from './commands/premortem.ts';
import { addJournal } from './commands/journal.ts';
import { addProfiles } from './commands/profiles.ts';
import { addPublish } from './commands/publish.ts';
import { addPublisher } from './commands/publisher.ts';
import { addReport } from './commands/report.ts';
import { addSchema } from './commands/schema.ts';
import { addServe } from './commands/serve.ts';
import { addSimulate } from './commands/simulate.ts';
import { addTemplates } from './commands/templates.ts';
import { addWhy } from './commands/why.ts';
import { addWithdraw } from './commands/withdraw.ts';
import { FINE, type Report } from './failure.ts';

/** Every command. Each loads the rooms it needs when it runs, so that none pays for the others. */

/** Runs a command and returns the exit status. Throws what index.ts turns into one line. */
export async function runProgram(given: readonly string[]): Promise<number> {
  let status: number = FINE;
  const program = programOf((outcome) => (status = outcome));
  try {
    await program.parseAsync(given[0] === '-V' ? ['--version'] : given, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return FINE;
    throw usageError(error, given);
  }
  return status;
}

export function programOf(report: Report): Command {
  const program = new Command('tandem')
    .description(
      'Lay out push and pull learning campaigns, see the engagement they are likely to bring, and export the schedule.',
    )
    .version(version(), '-v, --version', 'print the version')
    .helpOption('-h, --help', 'explain a command')
    .helpCommand(false)
    .showSuggestionAfterError(true)
    .exitOverride()
    // Usage errors are thrown and become one line in index.ts.
    .configureOutput({ writeErr: () => undefined })
    .addHelpText(
      'after',
      `
Exit status: 0 fine, 1 problems found in the plan or the data, 2 bad input or usage.
“tandem COMMAND --help” explains a command. With --json, results are printed as JSON.`,
    );
  for (const add of [
    addTemplates,
    addNew,
    addCheck,
    addSimulate,
    addWhy,
    addCompare,
    addAttribute,
    addOptimise,
    addPremortem,
    addAssumptions,
    addModel,
    addImport,
    addExport,
    addReport,
    addProfiles,
    addPublish,
    addPublisher,
    addWithdraw,
    addJournal,
    addServe,
    addLibrary,
    addSchema,
    addCompletion,
  ]) {
    add(program, report);
  }
  program
    .command('help')
    .description('Explain a command.')
    .argument('[command...]', 'as it is given, such as: import plan')
    .action((named: string[]) => explain(program, named));
  return program;
}

/** Prints the help of a command, however deep it lies. */
function explain(program: Command, named: readonly string[]): void {
  let command = program;
  for (const name of named) {
    const next = command.commands.find((one) => one.name() === name);
    if (!next)
      throw new Refusal(
        'badInput',
        `There is no command “${named.join(' ')}”. “${[command.name() === 'tandem' ? '' : 'tandem', command.name(), '--help'].filter(Boolean).join(' ')}” lists the commands.`,
      );
    command = next;
  }
  command.outputHelp();
}

/** Commands that have commands of their own, and what to say where none of those was named. */
const NESTED = {
  import:
    'Say what to import: “tandem import plan …” or “tandem import audience …”. “tandem import --help” explains both.',
  profiles:
    'Say what to do: “tandem profiles add …”, “list”, “test …” or “remove …”. “tandem profiles --help” explains them.',
  library:
    'Say what to do: “tandem library backup …” or “tandem library restore …”. “tandem library --help” explains both.',
};

function usageError(error: CommanderError, given: readonly string[]): Refusal {
  const named = given.slice(0, given[0]! in NESTED ? 2 : 1).filter((word) => !word.startsWith('-'));
  if (error.code === 'commander.help') {
    return new Refusal(
      'badInput',
      NESTED[named[0] as keyof typeof NESTED] ??
        'Say what to do, for example “tandem templates”. “tandem --help” lists the commands.',
    );
  }
  const said = oneLine(error.message.replace(/^error: /, '')).replace(/(?<![.?!)])$/, '.');
  const sentence = said[0]!.toUpperCase() + said.slice(1);
  const command = error.code === 'commander.unknownCommand' ? '' : [...named, ''].join(' ');
  return new Refusal('badInput', `${sentence} “tandem ${command}--help” explains.`);
}

/** Both src/cli/ and the built out/main/ lie two folders below package.json. */
export function version(): string {
  const text = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
