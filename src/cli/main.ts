import { lineFor, UNUSABLE } from './failure.ts';
import { discardUnfinished, note } from './output.ts';
import { runProgram } from './program.ts';

const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

/** Runs the command that was given to this process and sets its exit status. Never throws. */
export async function main(): Promise<void> {
  for (const [signal, status] of SIGNALS) {
    process.on(signal, () => {
      discardUnfinished();
      process.exit(status);
    });
  }
  // Whoever started it over a channel (bin/tandem.cjs) was killed. The channel alone keeps nothing running.
  process.on('disconnect', () => {
    discardUnfinished();
    process.exit(129);
  });
  process.channel?.unref();
  // Whoever reads the output may stop before its end (`tandem … | head`); that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
  });
  try {
    process.exitCode = await runProgram(process.argv.slice(2));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return;
    note(`tandem: ${lineFor(error)}`);
    process.exitCode = UNUSABLE;
  }
}
