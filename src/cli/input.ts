import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Campaign } from '#campaign/document.ts';
import { CampaignFileError, LARGEST_FILE_BYTES, parseCampaign } from '#campaign/file.ts';
import { CliError, oneLine } from './failure.ts';

/** Reading what a person named on the command line: only regular files of a bearable size are read. */

/** The bytes of a file. Throws CliError with a sentence that names the file and the cure. */
export async function readInput(path: string): Promise<Uint8Array> {
  // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  try {
    const found = await handle.stat();
    if (found.isDirectory()) throw new CliError(`“${path}” is a folder. Name a file in it.`);
    if (!found.isFile())
      throw new CliError(`“${path}” is not an ordinary file. Save what it gives as a file, then name that.`);
    if (found.size > LARGEST_FILE_BYTES) {
      const megabytes = Math.ceil(found.size / 1024 / 1024).toLocaleString('en-GB');
      throw new CliError(
        `“${path}” has ${megabytes} MB, and files up to ${LARGEST_FILE_BYTES / 1024 / 1024} MB are read. Split it into smaller files, or check that it is the right one.`,
      );
    }
    return await handle.readFile();
  } catch (error) {
    throw error instanceof CliError ? error : unreadable(path, error);
  } finally {
    await handle.close();
  }
}

/** The campaign in a file. Throws CliError that names the file, the place in it and the cure. */
export async function readCampaign(path: string): Promise<Campaign> {
  const bytes = await readInput(path);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CliError(
      `“${path}”: This is no text in UTF-8, so it is no campaign. Choose a *.tandem.json file; a spreadsheet is brought in by “tandem import plan”.`,
    );
  }
  try {
    return parseCampaign(text);
  } catch (error) {
    throw error instanceof CampaignFileError ? new CliError(`“${path}”: ${oneLine(error.message)}`) : error;
  }
}

function unreadable(path: string, error: unknown): CliError {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new CliError(`“${path}” is not there. Check the name and the folder.`);
    case 'EACCES':
    case 'EPERM':
      return new CliError(`“${path}” may not be read by you. Ask for the right to read it, or choose another file.`);
    case 'EISDIR':
      return new CliError(`“${path}” is a folder. Name a file in it.`);
    default:
      return new CliError(
        `“${path}” cannot be read (${(error as Error).message}). Check the disk, or choose another file.`,
      );
  }
}
