import { Inflate } from 'fflate';
import { IntakeError, WHOLE_FILE } from './error.ts';

/** Reading single parts of a zip archive that may be damaged or hostile: nothing is inflated that was not asked for, and never past a limit. */

/** More than this is not inflated from one archive in all. */
const LARGEST_INFLATED_BYTES = 256 * 1024 * 1024;
const END_RECORD = 0x06054b50;
const DIRECTORY_RECORD = 0x02014b50;
const LOCAL_RECORD = 0x04034b50;
const END_LENGTH = 22;
/** The end record may be followed by a comment of up to 65,535 bytes. */
const LONGEST_TAIL = END_LENGTH + 65_535;
/** Compressed bytes inflated in one go. Deflate grows at most some 1,000 times, so that one step stays below 32 MB. */
const STEP = 32 * 1024;

interface Entry {
  method: number;
  crc: number;
  packed: number;
  size: number;
  offset: number;
  encrypted: boolean;
}

export interface Archive {
  names: string[];
  /** The bytes of one part, or undefined where the archive has no such part. Throws IntakeError where it is damaged or too large. */
  read(part: string): Uint8Array | undefined;
}

/** Opens an archive by its directory. Throws IntakeError where it has none, which is what a file that was cut short looks like. */
export function openArchive(bytes: Uint8Array, file: string): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(view, bytes, file);
  let inflated = 0;
  return {
    names: [...entries.keys()],
    read(part) {
      const entry = entries.get(part.toLowerCase());
      if (!entry) return undefined;
      inflated += entry.size;
      if (inflated > LARGEST_INFLATED_BYTES) throw tooLarge(file, part);
      return unpack(entry, view, bytes, file, part);
    },
  };
}

function readDirectory(view: DataView, bytes: Uint8Array, file: string): Map<string, Entry> {
  let end = bytes.length - END_LENGTH;
  const first = Math.max(0, bytes.length - LONGEST_TAIL);
  while (end >= first && view.getUint32(end, true) !== END_RECORD) end--;
  if (end < first) throw cutShort(file);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries = new Map<string, Entry>();
  const decoder = new TextDecoder();
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_RECORD) throw cutShort(file);
    const nameLength = view.getUint16(at + 28, true);
    const name = decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength));
    // Parts of an Office file are named without regard to case, and some writers use backslashes.
    entries.set(name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase(), {
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function unpack(entry: Entry, view: DataView, bytes: Uint8Array, file: string, part: string): Uint8Array {
  const { offset, packed, size, method } = entry;
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL_RECORD) throw damaged(file, part);
  if (entry.encrypted) {
    throw new IntakeError(file, part, 'it is locked with a password', 'save a copy without one and import that');
  }
  const from = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (from + packed > bytes.length) throw damaged(file, part);
  const source = bytes.subarray(from, from + packed);
  const content = method === 0 ? source : method === 8 ? inflate(source, size, file, part) : undefined;
  // A wrong checksum means that text may have changed unseen: better no plan than a wrong one.
  if (!content || content.length !== size || checksum(content) !== entry.crc) throw damaged(file, part);
  return content;
}

/** Inflates in steps, so that an archive which lies about its size is stopped early. */
function inflate(source: Uint8Array, size: number, file: string, part: string): Uint8Array {
  const target = new Uint8Array(size);
  let length = 0;
  const stream = new Inflate((chunk) => {
    if (length + chunk.length > size) throw damaged(file, part);
    target.set(chunk, length);
    length += chunk.length;
  });
  try {
    for (let at = 0; at < source.length; at += STEP) {
      stream.push(source.subarray(at, at + STEP), at + STEP >= source.length);
    }
  } catch (error) {
    throw error instanceof IntakeError ? error : damaged(file, part);
  }
  return target.subarray(0, length);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function checksum(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = CRC_TABLE[(value ^ byte) & 0xff]! ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

const cutShort = (file: string) =>
  new IntakeError(
    file,
    'its end',
    'the workbook was cut short or damaged on its way',
    'copy or download it again, or open it in the spreadsheet program and save it anew',
  );
const damaged = (file: string, part: string) =>
  new IntakeError(
    file,
    `part ${part.slice(0, 60).replace(/[^\w./-]/g, '_') || 'without a name'}`,
    'the workbook is damaged there',
    'copy or download it again, or open it in the spreadsheet program and save it anew',
  );
const tooLarge = (file: string, part: string) =>
  new IntakeError(
    file,
    `part ${part.slice(0, 60).replace(/[^\w./-]/g, '_')}`,
    `unpacked it has more than ${LARGEST_INFLATED_BYTES / 1024 / 1024} MB`,
    'copy the rows you need into a new workbook and import that',
  );

export const notAWorkbook = (file: string) =>
  new IntakeError(
    file,
    WHOLE_FILE,
    'it is a zip archive without a spreadsheet inside',
    'unpack it and import the .xlsx or .csv file, or save the list as .xlsx or .csv',
  );
