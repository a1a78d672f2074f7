import { randomUUID } from 'node:crypto';
import { rmSync, writeSync } from 'node:fs';
import { chmod, lstat, mkdir, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '#campaign/refusal.ts';
import { english } from '#language/formats.ts';

/** Writing what a person asked for: a file appears whole or not at all, and what is printed goes where it belongs. */

/** Means standard output where a file is named. */
export const STANDARD_OUTPUT = '-';

/** Temporary files of this process, so that none stays behind when it is stopped. */
const unfinished = new Set<string>();

/** Takes away what is half written. For the moment before the process ends early. */
export function discardUnfinished(): void {
  for (const path of unfinished) rmSync(path, { force: true });
}

/** What may be written over: never what is read, and another file only where that was asked for. */
export interface Overwriting {
  /** Files that the command reads. */
  read: readonly string[];
  /** A file that the command reads in order to change it: naming it as the output too is asking. */
  changes?: string | undefined;
  /** --force: a file that is there already may go. */
  force: boolean | undefined;
}

/** The option of every command that writes a file. */
export const FORCE = ['--force', 'replace a file that is there already'] as const;

/** Throws Refusal where writing would take away a file unasked. Commands that work long ask before they begin. */
export async function refuseToOverwrite(output: string, { read, changes, force }: Overwriting): Promise<void> {
  if (output === STANDARD_OUTPUT) return;
  const there = await identity(output);
  if (there === undefined) return;
  for (const path of read) {
    if ((await identity(path))?.file === there.file)
      throw new Refusal('badInput', `“${path}” would be written over. Name another file with -o.`);
  }
  if (force || !there.isReplaceable) return;
  if (changes !== undefined && (await identity(changes))?.file === there.file) return;
  throw new Refusal(
    'badInput',
    `“${output}” is there already. Name another file with -o, or add --force to replace it.`,
  );
}

/** The file behind a name, by whatever link; of a link that leads nowhere, the link itself. */
async function identity(path: string): Promise<{ file: string; isReplaceable: boolean } | undefined> {
  const found =
    (await stat(path, { bigint: true }).catch(() => undefined)) ??
    (await lstat(path, { bigint: true }).catch(() => undefined));
  return found && { file: `${found.dev} ${found.ino}`, isReplaceable: found.isFile() || found.isSymbolicLink() };
}

/**
 * Writes a file whole or not at all; `-` is standard output. Throws Refusal.
 * `sync` off saves the wait for the disk where there are thousands of files.
 */
export async function writeOutput(
  path: string,
  bytes: Uint8Array | string,
  overwriting: Overwriting,
  { sync = true } = {},
): Promise<void> {
  if (path === STANDARD_OUTPUT) return print(bytes);
  await refuseToOverwrite(path, overwriting);
  try {
    // A link stays a link: what it points at is replaced.
    const target = await realpath(path).catch(() => path);
    const existing = await stat(target).catch(() => undefined);
    if (existing?.isDirectory()) throw new Refusal('badInput', `“${path}” is a folder. Name the file to write in it.`);
    // A device or a pipe is written to; replacing it would take it away.
    if (existing && !existing.isFile()) return await writeFile(target, bytes);
    await replace(target, bytes, existing?.mode, sync);
  } catch (error) {
    throw error instanceof Refusal ? error : unwritable(path, error);
  }
}

async function replace(
  target: string,
  bytes: Uint8Array | string,
  mode: number | undefined,
  sync: boolean,
): Promise<void> {
  const temporary = join(dirname(target), `.${basename(target).slice(0, 100)}.${randomUUID()}.tmp`);
  unfinished.add(temporary);
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(bytes);
      if (sync) await handle.sync();
    } finally {
      await handle.close();
    }
    if (mode !== undefined) await chmod(temporary, mode & 0o777);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    unfinished.delete(temporary);
  }
}

/** Throws Refusal where both a file and the JSON about it would go to standard output. */
export function refuseTwoOutputs(output: string, json: boolean | undefined): void {
  if (output === STANDARD_OUTPUT && json)
    throw new Refusal('badInput', 'Standard output can take the file or the JSON, not both. Name a file with -o.');
}

/** Makes a folder where it is missing. Throws Refusal. */
export async function ensureFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new Refusal(
        'badInput',
        `“${path}” is a file, and several files are to be written. Name a folder, or a .zip file.`,
      );
    throw unwritable(path, error);
  });
}

/** Whether something of that name is there and is a folder. */
export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

function unwritable(path: string, error: unknown): Refusal {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new Refusal(
        'badInput',
        `“${path}” cannot be written: its folder is not there. Make the folder, or choose another.`,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new Refusal(
        'badInput',
        `“${path}” may not be written by you. Choose another folder, or ask for the right to write there.`,
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return new Refusal('badInput', `“${path}” was not written: the disk is full. Free some space and try again.`);
    case 'ENAMETOOLONG':
      return new Refusal('badInput', 'The name of the file to write is too long. Choose a shorter one.');
    default:
      return new Refusal('badInput', `“${path}” was not written (${(error as Error).message}). Choose another place.`);
  }
}

const isFull = (error: NodeJS.ErrnoException) => error.code === 'ENOSPC' || error.code === 'EDQUOT';

/** Prints on standard output, as it is. Throws Refusal where it goes to a full disk. */
export async function print(text: Uint8Array | string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) =>
      error ? reject(isFull(error) ? unwritable('standard output', error) : error) : resolve(),
    );
  });
}

export async function printLine(text: string): Promise<void> {
  await print(`${text}\n`);
}

export async function printJson(value: unknown): Promise<void> {
  await printLine(JSON.stringify(value, null, 2));
}

/** What a command has to say beside its file: on standard error where the file goes to standard output. */
export async function printBeside(output: string | undefined, text: string): Promise<void> {
  if (output === STANDARD_OUTPUT) note(text.trimEnd());
  else await print(text);
}

const LINES_SHOWN = 20;

/** The first of many lines, and how many more there are: a thousand doubts would bury the one that matters. */
export function firstOf(lines: readonly string[]): string[] {
  const more = lines.length - LINES_SHOWN;
  return more <= 0
    ? [...lines]
    : [...lines.slice(0, LINES_SHOWN), `… and ${english.number(more)} more; --json lists all.`];
}

/** A line on standard error: notes beside a result, and the one line of a failure. */
export function note(text: string): void {
  try {
    writeSync(2, `${text}\n`);
  } catch {
    // Nobody listens, or not now: a note is not worth failing for.
  }
}
