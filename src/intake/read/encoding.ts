import { IntakeError, WHOLE_FILE } from './error.ts';

/** Text from bytes whose encoding nobody wrote down. */

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1250', 'macintosh'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** The words people know an encoding by. */
export const ENCODING_NAMES: Record<Encoding, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 (little-endian)',
  'utf-16be': 'UTF-16 (big-endian)',
  'windows-1252': 'Western European (Windows-1252)',
  'windows-1250': 'Central European (Windows-1250)',
  macintosh: 'Mac Roman',
};

/** So many bytes are looked at to guess an encoding that does not give itself away. */
const SAMPLE = 256 * 1024;

/** The text of a file and the encoding it was read in. Throws IntakeError where it is no text at all. */
export function decodeText(bytes: Uint8Array, file: string, chosen?: Encoding): { text: string; encoding: Encoding } {
  const encoding = chosen ?? guessEncoding(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  refuseBinary(text, file);
  return { text, encoding };
}

function guessEncoding(bytes: Uint8Array): Encoding {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, SAMPLE);
  return wideEncoding(sample) ?? (isUtf8(bytes) ? 'utf-8' : bestSingleByte(sample));
}

/** UTF-16 without a mark: in European text nearly every other byte is zero. */
function wideEncoding(sample: Uint8Array): Encoding | undefined {
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2]!++;
  });
  const half = sample.length / 2;
  if (half < 2) return undefined;
  if (zeros[1]! > half * 0.4 && zeros[0]! < half * 0.1) return 'utf-16le';
  return zeros[0]! > half * 0.4 && zeros[1]! < half * 0.1 ? 'utf-16be' : undefined;
}

/** UTF-8 shows itself; a few broken characters among many sound ones, or one cut off at the end, do not change what it is. */
function isUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes, { stream: true });
  let broken = 0;
  let sound = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0xfffd) broken++;
    else if (code > 127) sound++;
  }
  return broken === 0 || sound > 10 * broken;
}

/** Where the bytes have no other sign, the encoding in which they read most like words. In doubt, Windows-1252. */
function bestSingleByte(sample: Uint8Array): Encoding {
  let best: Encoding = 'windows-1252';
  let bestScore = -Infinity;
  for (const encoding of ['windows-1252', 'macintosh', 'windows-1250'] as const) {
    const score = wordiness(new TextDecoder(encoding).decode(sample));
    if (score > bestScore) [best, bestScore] = [encoding, score];
  }
  return best;
}

const COMMON = /[éèêàâçùûîôëïöüäßñáíóúãõåæøœ’“”‘–—…€£°·ąćęłńśźżěščřžýůőűčďťşţâîăÖÜÄÉ«»•©®™½¡¿]/;

/** How much the letters beyond ASCII look as if they belonged where they stand. */
function wordiness(text: string): number {
  let score = 0;
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) < 128) continue;
    const letter = text[index]!;
    const before = text[index - 1] ?? ' ';
    const after = text[index + 1] ?? ' ';
    const inWord = /\p{L}/u.test(before) && /\p{L}/u.test(after);
    if (/\p{Cc}/u.test(letter)) score -= 5;
    else if (/\p{Ll}/u.test(letter))
      score += /\p{L}/u.test(before) || /\p{L}/u.test(after) ? (COMMON.test(letter) ? 3 : 1) : -1;
    else if (/\p{Lu}/u.test(letter)) score += /\p{Ll}/u.test(before) ? -3 : COMMON.test(letter) ? 1 : 0;
    else if (letter === '’') score += inWord || /\p{L}/u.test(before) ? 3 : 0;
    else if (inWord) score -= 3;
    else score += COMMON.test(letter) ? 2 : -1;
  }
  return score;
}

/** Control characters are what text never has and pictures, programs and archives are full of. */
function refuseBinary(text: string, file: string): void {
  const sample = text.slice(0, 64 * 1024);
  // eslint-disable-next-line no-control-regex
  const controls = sample.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f\ufffd]/g)?.length ?? 0;
  if (controls > 2 && controls > sample.length * 0.01) throw notText(file);
}

const notText = (file: string) =>
  new IntakeError(
    file,
    WHOLE_FILE,
    'it is not a spreadsheet or a text',
    'open it in the program it came from and save the list as .xlsx or .csv',
  );

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

export const startsWith = (bytes: Uint8Array, start: readonly number[]) =>
  start.every((byte, index) => bytes[index] === byte);

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
