import type { Command } from 'commander';
import { Refusal } from '#campaign/refusal.ts';
import type { Ended } from '#publishing/publisher.ts';
import { oneLine } from '#campaign/text.ts';
import { FINE, PROBLEMS, type Report } from '../failure.ts';
import { instant } from '../options.ts';
import { note, print, printJson, printLine } from '../output.ts';
import { progressOf } from '../progress.ts';
import { DATA, inList, inWords, lineOfTold, NOW, withLibrary } from '../publishing.ts';

/** How often a list tells how far it is, where nobody watches. */
const NOTED_MILLISECONDS = 60_000;

interface Options {
  once?: boolean;
  now?: Date;
  pause?: boolean;
  resume?: boolean;
  data?: string;
  json?: boolean;
}

export function addPublisher(program: Command, report: Report): void {
  program
    .command('publisher')
    .description('Send what was approved, each at its time, until Ctrl+C. No window is needed.')
    .option('--once', 'send what is due by now, then end')
    .option(...NOW, instant)
    .option('--pause', 'have every publisher of this library wait')
    .option('--resume', 'have them go on')
    .option(...DATA)
    .option('--json', 'print a line of JSON for each message')
    .addHelpText(
      'after',
      '\nOf several publishers, one is in charge; the others wait. Exit status 1 where something failed, or where somebody has to look whether it arrived.',
    )
    .action(async (options: Options) => report(await publisher(options)));
}

async function publisher({ once, now, pause, resume, data, json }: Options): Promise<number> {
  if (pause && resume) throw new Refusal('badInput', 'Say one of --pause and --resume.');
  if (pause || resume) return setPause(pause === true, data, json);
  const [{ createPublisher }, { machineHost }] = await Promise.all([
    import('#publishing/publisher.ts'),
    import('#publishing/host.ts'),
  ]);
  const stop = new AbortController();
  // What is just leaving comes to its end, and is written down, before the publisher ends.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
    process.removeAllListeners(signal);
    process.once(signal, () => stop.abort());
  }
  // The same where nobody reads any more what is printed.
  process.stdout.removeAllListeners('error').on('error', () => stop.abort());
  return withLibrary(data, async (library) => {
    await refuseOlder(library);
    let isTroubled = false;
    let printed: Promise<void> = Promise.resolve();
    let words = '';
    const shown = progressOf(() => words);
    let noted = performance.now();
    const host = machineHost(library, {
      now,
      tellProgress: ({ name }, progress) => {
        words = `${oneLine(name)}: ${inList(progress)}`;
        shown(progress.done, progress.of);
        // A log gets a line now and then.
        if (process.stderr.isTTY || performance.now() - noted < NOTED_MILLISECONDS) return;
        noted = performance.now();
        note(words);
      },
      tell: (told) => {
        shown.end();
        const line = lineOfTold(told);
        isTroubled ||= line.state === 'failed' || (line.state === 'unknown' && told.settlement.dueAt === null);
        printed = printed.then(() => (json ? print(`${JSON.stringify(line)}\n`) : printLine(inWords(line))));
        // Heard at the end; meanwhile nothing more leaves that nobody would hear of.
        printed.catch(() => stop.abort());
      },
    });
    const made = createPublisher(host);
    // Where time stands, nothing more becomes due.
    if (once || now) tellEnd(await made.once({ signal: stop.signal }));
    else {
      note('The publisher runs. Ctrl+C stops it.');
      await made.run(stop.signal);
    }
    await printed;
    return isTroubled ? PROBLEMS : FINE;
  });
}

/** A library that has lost what was acknowledged may have lost what was sent: then nothing leaves before a person has looked. */
async function refuseOlder(library: { older(): Promise<unknown> }): Promise<void> {
  if ((await library.older()) !== null)
    throw new Refusal(
      'refused',
      'This library is older than what was last written to it, so that what it still has to send may be out already. Open the studio and say whether to go on from it; nothing was sent.',
    );
}

function tellEnd(ended: Ended): void {
  if (ended === 'another') note('Another publisher is in charge of this library, so this one sent nothing.');
  if (ended === 'paused') note('Publishing is paused, so nothing was sent. “tandem publisher --resume” lets it go on.');
}

async function setPause(isPaused: boolean, data: string | undefined, json: boolean | undefined): Promise<number> {
  await withLibrary(data, (library) => library.pausePublishing(isPaused));
  if (json) await printJson({ isPaused });
  else await printLine(isPaused ? 'Paused: what is due waits.' : 'Publishing goes on.');
  return FINE;
}
