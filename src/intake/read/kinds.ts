import { IntakeError, WHOLE_FILE } from './error.ts';

/** Files that are no spreadsheets, and what they are called. */

/** Other kinds of file by their first bytes, and what they are called. Checked before anything is decoded. */
const SIGNATURES: { bytes: number[]; name: string }[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46], name: 'a PDF' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], name: 'a picture' },
  { bytes: [0xff, 0xd8, 0xff], name: 'a picture' },
  { bytes: [0x47, 0x49, 0x46, 0x38], name: 'a picture' },
  { bytes: [0x1f, 0x8b], name: 'a gzip archive' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], name: 'a 7-Zip archive' },
  { bytes: [0x52, 0x61, 0x72, 0x21], name: 'a RAR archive' },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], name: 'a program' },
  { bytes: [0x4d, 0x5a, 0x90], name: 'a program' },
  { bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], name: 'a rich text document' },
];

const startsWith = (bytes: Uint8Array, start: readonly number[]) => start.every((byte, index) => bytes[index] === byte);

/** Whether it is a zip archive: a list may begin with the letters PK too. */
export const isZip = (bytes: Uint8Array) =>
  [
    [3, 4],
    [5, 6],
    [7, 8],
  ].some((kind) => startsWith(bytes, [0x50, 0x4b, ...kind]));

/** Throws IntakeError where the file is plainly something else than a spreadsheet. */
export function refuseOtherKinds(bytes: Uint8Array, file: string): void {
  const known = SIGNATURES.find((signature) => startsWith(bytes, signature.bytes));
  if (known) throw otherKind(file, known.name);
  if (!startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return;
  // The old container of Office: a workbook from before 2007, or one that a password locks.
  const directory = new TextDecoder('utf-16le').decode(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  if (directory.includes('EncryptedPackage') || directory.includes('EncryptionInfo')) {
    throw new IntakeError(
      file,
      WHOLE_FILE,
      'the workbook is locked with a password',
      'open it, take the password away (File, Info, Protect Workbook) and save a copy to import',
    );
  }
  throw otherKind(file, 'an Excel workbook of the kind used before 2007 (.xls)');
}

/** Throws IntakeError for texts that are no lists: web pages, XML, JSON. */
export function refuseOtherTexts(text: string, file: string): void {
  const start = text.slice(0, 2000).trimStart().toLowerCase();
  if (/^(<!doctype html|<html|<table|<meta|<style)/.test(start))
    throw otherKind(file, 'a web page, whatever its name says');
  if (start.startsWith('<?xml') || start.startsWith('<workbook')) throw otherKind(file, 'an XML file');
  if (/^\{\s*"/.test(start) && start.includes('tandem-campaign')) {
    throw new IntakeError(
      file,
      WHOLE_FILE,
      'it is a Tandem campaign, not a spreadsheet',
      'open it instead of importing it',
    );
  }
  if (/^[[{]\s*["{[]/.test(start)) throw otherKind(file, 'a JSON file');
}

const otherKind = (file: string, name: string) =>
  new IntakeError(
    file,
    WHOLE_FILE,
    `it is ${name}`,
    'open it in a spreadsheet program and save the list as .xlsx or .csv',
  );
