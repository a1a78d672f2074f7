import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Campaign } from '#campaign/document.ts';
import { CampaignFileError, LARGEST_FILE_BYTES, parseCampaign } from '#campaign/file.ts';
import { Refusal } from '#campaign/refusal.ts';
import { oneLine } from '#campaign/text.ts';
import { english } from '#language/formats.ts';

/** Reading what a person named on the command line: only regular files of a bearable size are read. */

/** Means standard input where a file is named. */
export const STANDARD_INPUT = '-';

/** The bytes of a file, or of standard input. Throws Refusal with a sentence that names the file and the cure. */
export async function readInput(path: string): Promise<Uint8Array> {
  if (path === STANDARD_INPUT) return readPipe(process.stdin);
  // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  try {
    const found = await handle.stat();
    if (found.isDirectory()) throw new Refusal('badInput', `“${path}” is a folder. Name a file in it.`);
    if (!found.isFile())
      throw new Refusal('badInput', `“${path}” is not an ordinary file. Save what it gives as a file, then name that.`);
    if (found.size > LARGEST_FILE_BYTES) {
      const megabytes = english.number(Math.ceil(found.size / 1024 / 1024));
      throw new Refusal(
        'badInput',
        `“${path}” has ${megabytes} MB, and files up to ${MOST_MEGABYTES} MB are read. Split it into smaller files, or check that it is the right one.`,
      );
    }
    return await handle.readFile();
  } catch (error) {
    throw error instanceof Refusal ? error : unreadable(path, error);
  } finally {
    await handle.close();
  }
}

const MOST_MEGABYTES = LARGEST_FILE_BYTES / 1024 / 1024;

async function readPipe(stream: NodeJS.ReadStream): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > LARGEST_FILE_BYTES)
        throw new Refusal(
          'badInput',
          `Standard input gave more than the ${MOST_MEGABYTES} MB that are read. Split it into smaller files.`,
        );
    }
  } catch (error) {
    throw error instanceof Refusal
      ? error
      : new Refusal('badInput', 'Standard input cannot be read. Name a file instead.');
  }
  return Buffer.concat(chunks);
}

/** The campaign in a file. Throws Refusal that names the file, the place in it and the cure. */
export async function readCampaign(path: string): Promise<Campaign> {
  const bytes = await readInput(path);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(
      'badInput',
      `“${path}”: This is no text in UTF-8, so it is no campaign. Choose a *.tandem.json file; a spreadsheet is brought in by “tandem import plan”.`,
    );
  }
  try {
    return parseCampaign(text);
  } catch (error) {
    throw error instanceof CampaignFileError ? new Refusal('badInput', `“${path}”: ${oneLine(error.message)}`) : error;
  }
}

function unreadable(path: string, error: unknown): Refusal {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new Refusal('badInput', `“${path}” is not there. Check the name and the folder.`);
    case 'EACCES':
    case 'EPERM':
      return new Refusal(
        'badInput',
        `“${path}” may not be read by you. Ask for the right to read it, or choose another file.`,
      );
    case 'EISDIR':
      return new Refusal('badInput', `“${path}” is a folder. Name a file in it.`);
    default:
      return new Refusal(
        'badInput',
        `“${path}” cannot be read (${(error as Error).message}). Check the disk, or choose another file.`,
      );
  }
}
