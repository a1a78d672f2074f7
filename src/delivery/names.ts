import type { Campaign } from '#campaign/document.ts';

/** File names that every file system takes. */

/** What Windows keeps for devices, whatever the extension. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin|conout|clock)$/i;
const LONGEST_BYTES = 120;
const encoder = new TextEncoder();

/** Letters and digits of any script with hyphens between them; `fallback` where nothing is left. At most 120 bytes. */
export function safeName(text: string, fallback: string): string {
  const words = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-');
  let name = '';
  for (const character of words) {
    if (encoder.encode(name + character).length > LONGEST_BYTES) break;
    name += character;
  }
  const trimmed = name.replace(/^[-\p{M}]+|-+$/gu, '');
  if (trimmed === '') return fallback;
  return RESERVED.test(trimmed) ? `${trimmed}-file` : trimmed;
}

/** The name of a file about the whole campaign. */
export function campaignFileName(campaign: Campaign, extension: string): string {
  return `${safeName(campaign.name, 'campaign')}.${extension}`;
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
