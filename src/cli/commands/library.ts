import type { Command } from 'commander';
import { Refusal } from '#campaign/refusal.ts';
import { english } from '#language/formats.ts';
import { FORCE, printJson, printLine, refuseToOverwrite, STANDARD_OUTPUT } from '../output.ts';

/** The library of campaigns as a whole: a copy of it, and a copy put back. */

const DATA = ['--data <folder>', 'folder of the library (default: the one of the application)'] as const;

export function addLibrary(program: Command): void {
  const command = program
    .command('library')
    .description('Back the library of campaigns up, or put a backup in its place.');
  command
    .command('backup')
    .description('Copy the whole library into one file, also while a studio has it open.')
    .option('-o, --output <file>', 'file to write (default: named by the moment, among the backups of the library)')
    .option(...FORCE)
    .option(...DATA)
    .option('--json', 'print what was written as JSON')
    .action(backUpLibrary);
  command
    .command('restore')
    .description('Put a backup in the place of the library. What was there is kept beside it under another name.')
    .argument('<file>', 'backup (*.sqlite)')
    .option(...DATA)
    .option('--json', 'print what was done as JSON')
    .addHelpText('after', '\nClose every studio first: a library that is open is not replaced.')
    .action(restore);
}

interface Options {
  output?: string;
  force?: boolean;
  data?: string;
  json?: boolean;
}

async function backUpLibrary({ output, force, data, json }: Options): Promise<void> {
  if (output === STANDARD_OUTPUT)
    throw new Refusal('badInput', 'A backup is a file. Name one with -o, or leave -o out.');
  const [{ dataFolder }, { backUp }, { libraryFile }] = await Promise.all([
    import('#studio/dataFolder.ts'),
    import('#store/backups.ts'),
    import('#store/files.ts'),
  ]);
  const folder = dataFolder(data);
  const library = libraryFile(folder);
  if (output !== undefined) await refuseToOverwrite(output, { read: [library], force });
  const backup = await backUp(folder, { target: output, now: new Date() });
  if (json) await printJson({ library, backup });
  else await printLine(`Wrote “${backup}”, a copy of “${library}”.`);
}

async function restore(file: string, { data, json }: Options): Promise<void> {
  const [{ dataFolder }, { restoreLibrary }] = await Promise.all([
    import('#studio/dataFolder.ts'),
    import('#store/backups.ts'),
  ]);
  const restored = restoreLibrary(dataFolder(data), file, new Date());
  if (json) return printJson(restored);
  const { library, campaigns, setAside } = restored;
  await printLine(
    `“${file}” is the library “${library}” now: ${english.number(campaigns)} ${campaigns === 1 ? 'campaign' : 'campaigns'}.`,
  );
  if (setAside !== null) await printLine(`What was there before is kept as “${setAside}”.`);
}
