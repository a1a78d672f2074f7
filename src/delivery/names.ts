import type { Campaign } from '#campaign/document.ts';
import { markOf } from '#campaign/sheet.ts';

/** File names that every file system takes. */

/** What Windows keeps for devices, whatever the extension. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin|conout|clock)$/i;
const LONGEST_BYTES = 120;
const encoder = new TextEncoder();

/** Letters and digits of any script with hyphens between them; `fallback` where nothing is left. At most 120 bytes, or as many as are given. */
export function safeName(text: string, fallback: string, longest = LONGEST_BYTES): string {
  const words = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-');
  let name = '';
  for (const character of words) {
    if (encoder.encode(name + character).length > longest) break;
    name += character;
  }
  const trimmed = name.replace(/^[-\p{M}]+|-+$/gu, '');
  if (trimmed === '') return fallback;
  return RESERVED.test(trimmed) ? `${trimmed}-file` : trimmed;
}

/** The name of a file about the campaign; one about a part of it, which is given in words, says so. */
export const campaignFileName = (campaign: Campaign, extension: string, part = ''): string =>
  `${part === '' ? wholeName(campaign) : partName(campaign, part)}.${extension}`;

/** The name of a file of the whole plan as that of a part of it. */
export const fileNameOfPart = (name: string, campaign: Campaign, part: string): string =>
  `${partName(campaign, part)}${name.slice(wholeName(campaign).length)}`;

const wholeName = ({ name }: Campaign) => safeName(name, 'campaign');

function partName({ name }: Campaign, part: string): string {
  const [start, words] = [safeName(name, 'campaign', LONGEST_BYTES / 2), safeName(part, 'part', LONGEST_BYTES / 2)];
  // Parts that begin alike have names of their own too.
  return words === safeName(part, 'part') ? `${start}-${words}` : `${start}-${words}-${markOf(part)}`;
}

/** The name of a table of the schedule: one that counts days from everyone's own start says so. */
export const scheduleFileName = (campaign: Campaign, extension: string, ownDays = false): string =>
  campaignFileName(campaign, ownDays ? `schedule.${extension}` : extension);

/** Gives each wanted name once; another file of that name gets a number. Names that differ only in case count as the same. */
export function uniqueNames(): (wanted: string) => string {
  const taken = new Map<string, number>();
  return (wanted) => {
    let name = wanted;
    for (let number = taken.get(wanted.toLowerCase()) ?? 1; taken.has(name.toLowerCase());) {
      name = `${wanted}-${++number}`;
      taken.set(wanted.toLowerCase(), number);
    }
    taken.set(name.toLowerCase(), 1);
    return name;
  };
}
