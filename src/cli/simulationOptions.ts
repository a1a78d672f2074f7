import type { Command } from 'commander';
import { english } from '#language/formats.ts';
import { MOST_RUNS, MOST_SEED, type UsualRuns } from '#work/runs.ts';
import { isoDate, positiveNumber, wholeNumber } from './options.ts';

/** What the commands that simulate have in common. */

export interface SimulationOptions {
  runs?: number;
  seed?: number;
  scale?: number;
  until?: string;
  threads?: number;
  json?: boolean;
}

/** What each option means to a command; those without words it does not have. */
interface Words {
  runs?: { what: string; usual: UsualRuns };
  seed: string;
  scale?: true;
  until?: string;
  threads?: true;
  json: string;
}

/** Adds `--runs --seed --scale --until --threads --json` as far as a command has them. */
export function simulationOptions(command: Command, { runs, seed, scale, until, threads, json }: Words): Command {
  if (runs) {
    const { counts, teams } = runs.usual;
    const usual = `(default: ${english.number(counts)}, or ${teams} where there are teams)`;
    command.option('--runs <number>', `${runs.what} ${usual}`, wholeNumber(1, MOST_RUNS));
  }
  command.option('--seed <number>', seed, wholeNumber(0, MOST_SEED));
  if (scale) command.option('--scale <factor>', 'multiplies the size of every segment', positiveNumber(1_000_000));
  if (until) command.option('--until <date>', until, isoDate);
  if (threads) {
    const about = 'threads to use at most; the figures are the same for any number';
    command.option('--threads <number>', about, wholeNumber(1, 64));
  }
  return command.option('--json', json);
}
