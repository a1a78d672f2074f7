import { Option, type Command } from 'commander';
import { STANCES, USUAL_STANCE, type Stance } from '#campaign/stance.ts';
import { english } from '#language/formats.ts';
import { MOST_RUNS, MOST_SEED, type UsualRuns } from '#work/runs.ts';
import type { SimulateOptions } from '#work/simulate.ts';
import { isoDate, positiveNumber, wholeNumber } from './options.ts';

/** What the commands that simulate have in common. */

export interface SimulationOptions {
  runs?: number;
  seed?: number;
  scale?: number;
  until?: string;
  as?: Stance;
  correlated?: boolean;
  threads?: number;
  json?: boolean;
}

/** The same as works take it: without what is about the answer, and with whose word is taken by its name. */
export function aboutRuns({ as: stance, runs, seed, scale, until, correlated }: SimulationOptions): SimulateOptions {
  return { stance, runs, seed, scale, until, correlated };
}

/** What each option means to a command; those without words it does not have. */
interface Words {
  runs?: { what: string; usual: UsualRuns };
  seed: string;
  scale?: true;
  until?: string;
  /** Whose word is taken for the assumptions. */
  as?: true;
  /** Whether these hang together. */
  correlated?: true;
  threads?: true;
  json: string;
}

/** Adds `--runs --seed --scale --until --as --correlated --threads --json` as far as a command has them. */
export function simulationOptions(
  command: Command,
  { runs, seed, scale, until, as, correlated, threads, json }: Words,
): Command {
  if (runs) {
    const { counts, teams } = runs.usual;
    const usual = `(default: ${english.number(counts)}, or ${teams} where there are teams)`;
    command.option('--runs <number>', `${runs.what} ${usual}`, wholeNumber(1, MOST_RUNS));
  }
  command.option('--seed <number>', seed, wholeNumber(0, MOST_SEED));
  if (scale) command.option('--scale <factor>', 'multiplies the size of every segment', positiveNumber(1_000_000));
  if (until) command.option('--until <date>', until, isoDate);
  if (as) {
    const about = `whose word to take: the model's numbers, those with half of what pull is said to do, or the campaign's own assumptions (default: ${USUAL_STANCE})`;
    command.addOption(new Option('--as <whom>', about).choices(STANCES));
  }
  if (correlated)
    command.option('--correlated', 'let assumptions hang together: if one turns out well, others tend to as well');
  if (threads) {
    const about = 'threads to use at most; the figures are the same for any number';
    command.option('--threads <number>', about, wholeNumber(1, 64));
  }
  return command.option('--json', json);
}
