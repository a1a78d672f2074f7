import { Refusal } from '#campaign/refusal.ts';
import { LARGEST_SPREADSHEET_BYTES } from '#contract/intake.ts';
import { t } from '../text/text.ts';

/** Spreadsheets from the person's disk for the studio's calls, which carry bytes as base64. */

const CHUNK = 0x8000;

/** The file's bytes as base64. Throws Refusal where it is too large or cannot be read. */
export async function readFile(file: File): Promise<string> {
  if (file.size > LARGEST_SPREADSHEET_BYTES)
    throw new Refusal(
      'badInput',
      t('intake.tooLarge', { name: file.name, megabytes: Math.ceil(file.size / 1024 / 1024) }),
    );
  let buffer: ArrayBuffer;
  try {
    buffer = await file.arrayBuffer();
  } catch {
    throw new Refusal('badInput', t('intake.unreadable', { name: file.name }));
  }
  const bytes = new Uint8Array(buffer);
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary);
}

/** Workbooks say how their letters are written; texts do not. */
export const isText = (file: File) => !/\.xls[xm]$/i.test(file.name);
