import { t } from '../text/text.ts';

/** Files between the person's disk and the studio's calls, which carry bytes as base64. */

/** Larger spreadsheets are refused before they are read: the studio would refuse them too. */
const LARGEST_BYTES = 64 * 1024 * 1024;
const CHUNK = 0x8000;

/** The file's bytes as base64. Throws an Error with a sentence where it is too large or cannot be read. */
export async function readFile(file: File): Promise<string> {
  if (file.size > LARGEST_BYTES)
    throw new Error(t('intake.tooLarge', { name: file.name, megabytes: Math.ceil(file.size / 1024 / 1024) }));
  let buffer: ArrayBuffer;
  try {
    buffer = await file.arrayBuffer();
  } catch {
    throw new Error(t('intake.unreadable', { name: file.name }));
  }
  const bytes = new Uint8Array(buffer);
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary);
}

/** Workbooks say how their letters are written; texts do not. */
export const isText = (file: File) => !/\.xls[xm]$/i.test(file.name);

/** Gives a file to the person: the browser saves it, the desktop asks where. */
export function saveFile(fileName: string, mediaType: string, base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  saveBlob(fileName, new Blob([bytes], { type: mediaType }));
}

export function saveBlob(fileName: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  // The download has its own hold on the bytes once it has begun.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
