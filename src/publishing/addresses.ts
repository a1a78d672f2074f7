import { open, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import Papa from 'papaparse';
import { Refusal } from '#campaign/refusal.ts';
import { nameLine } from '#campaign/text.ts';
import type { Recipient } from './target.ts';

/**
 * The audience file: who gets mail, by segment. It stays outside plan and library, and is read at the dry run and again when something is sent.
 * Sentences name its lines, never what stands in them.
 */

export type AddressBook = ReadonlyMap<string, readonly Recipient[]>;

/** Files of more are refused: 50,000 people in 20 segments, with room. */
const MOST_BYTES = 128 * 1024 * 1024;
const LONGEST = 254;
/**
 * One address with nothing that could begin another line, another address or a comment, and with no character at which a sentence is cut when addresses are
 * taken out of it (failure.ts).
 */
const ADDRESS = /^[^\s<>()[\]\\,;:@"“”\p{Cc}]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,251}[\p{L}\p{N}])?$/u;

export const isAddress = (text: string): boolean =>
  text.length <= LONGEST && ADDRESS.test(text) && !/\.\.|\.@|^\./.test(text);

/** Reads a file of the columns segment, address and perhaps name. Throws Refusal. */
export async function readAddresses(path: string): Promise<AddressBook> {
  if (!isAbsolute(path))
    throw new Refusal(
      'badInput',
      'The file of addresses has to be named by its whole path, such as /srv/audience.csv.',
      'addresses',
    );
  return addressesIn(await textOf(path));
}

export function addressesIn(text: string): AddressBook {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { skipEmptyLines: false });
  if (errors.some(({ type }) => type === 'Quotes'))
    throw new Refusal(
      'badInput',
      'The file of addresses has a quotation mark that is never closed. Mend it in a text editor.',
    );
  const [head = [], ...rows] = data;
  const columns = head.map((name) => name.trim().toLowerCase());
  const [segmentAt, addressAt, nameAt] = ['segment', 'address', 'name'].map((name) => columns.indexOf(name)) as [
    number,
    number,
    number,
  ];
  if (segmentAt < 0 || addressAt < 0)
    throw new Refusal('badInput', 'The file of addresses needs a first line that says: segment,address,name. Add it.');
  const book = new Map<string, Recipient[]>();
  const known = new Set<string>();
  rows.forEach((cells, index) => {
    if (cells.every((cell) => cell.trim() === '')) return;
    const line = index + 2;
    const segment = cells[segmentAt]?.trim().toLowerCase() ?? '';
    const address = cells[addressAt]?.trim() ?? '';
    if (!isAddress(address))
      throw new Refusal(
        'badInput',
        `Line ${line} of the file of addresses holds no mail address. Mend it, or take it out.`,
      );
    // Whoever stands there twice gets one message all the same.
    const once = `${segment} ${address.toLowerCase()}`;
    if (known.has(once)) return;
    known.add(once);
    const name = nameAt < 0 ? '' : nameLine(cells[nameAt] ?? '').trim();
    const recipients = book.get(segment) ?? [];
    recipients.push({ address, line, ...(name !== '' && { name }) });
    book.set(segment, recipients);
  });
  return book;
}

/** Those of a segment, which the file names by id or by name; without segments, everybody. */
export function recipientsIn(
  book: AddressBook,
  segment: { id: string; name: string } | undefined,
): readonly Recipient[] {
  if (segment) return book.get(segment.id.toLowerCase()) ?? book.get(segment.name.trim().toLowerCase()) ?? [];
  const all = new Map([...book.values()].flat().map((recipient) => [recipient.address.toLowerCase(), recipient]));
  return [...all.values()];
}

async function textOf(path: string): Promise<string> {
  try {
    const handle = await open(path, 'r');
    try {
      const found = await handle.stat();
      if (!found.isFile())
        throw new Refusal('badInput', 'The file of addresses is no ordinary file. Name another.', 'addresses');
      if (found.size > MOST_BYTES)
        throw new Refusal('badInput', 'The file of addresses has more than 128 MB. Split it into several profiles.');
      return new TextDecoder('utf-8', { fatal: true }).decode(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (error instanceof TypeError)
      throw new Refusal('badInput', 'The file of addresses is no text in UTF-8. Save it as CSV (UTF-8).');
    throw new Refusal(
      'badInput',
      `The file of addresses cannot be read (${(error as NodeJS.ErrnoException).code}). Check the path in the profile.`,
    );
  }
}

/** Reads a file again only where it is another by now: thousands of items share it. */
export function addressReader(): (path: string) => Promise<AddressBook> {
  const read = new Map<string, { stamp: string; book: AddressBook }>();
  return async (path) => {
    const found = await stat(path, { bigint: true }).catch(() => undefined);
    const stamp = found ? `${found.ino} ${found.size} ${found.mtimeNs}` : '';
    const known = read.get(path);
    if (known && found && known.stamp === stamp) return known.book;
    const book = await readAddresses(path);
    read.set(path, { stamp, book });
    return book;
  };
}
