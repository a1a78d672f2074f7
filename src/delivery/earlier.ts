import { RECIPE_NAME } from './teams/recipe.ts';
import { LARGEST_FILE_BYTES } from '#campaign/file.ts';
import type { Excerpt } from '#contract/delivery.ts';
import { excerptKey } from './excerpt.ts';
import { indexIn } from './fileIndex.ts';
import { calendarIn } from './ics/updates.ts';
import { tellingOf, type TargetId } from './targets.ts';

/** What an export leaves behind, known by what it holds, as names change: a later one follows it and takes back what is gone. */

/** A text that may tell of an export: a calendar, or the index of the others. */
export interface ExportText {
  name: string;
  text: string;
}

/** Whether a file of that name tells of an export to the target. */
export const tellsOf = (name: string, to: TargetId): boolean => tellingOf(to)?.(name) ?? false;

/** What tells exports apart: of which plan they are, and of which part of it. What an excerpt leaves out is not withdrawn. */
export const exportKeyOf = (campaignId: string, excerpt?: Excerpt): string => `${campaignId} ${excerptKey(excerpt)}`;

/** The same of a text; undefined where it is of no export to the target. */
export function exportKeyIn(text: string, to: TargetId): string | undefined {
  const index = to === 'ics' ? undefined : indexIn(text);
  const found = to === 'ics' ? calendarIn(text) : index?.target === to ? index : undefined;
  return found && `${found.campaign} ${found.excerpt ?? ''}`;
}

/** What several texts of one export say together, the newest first: of a calendar in one file an event all of them, else the newest. */
export function textOfExport(texts: readonly ExportText[]): string {
  const isSeparate = ({ text }: ExportText) => /^METHOD:/m.test(text);
  const [newest] = texts;
  if (!newest || !isSeparate(newest)) return newest?.text ?? '';
  // What was written last counts.
  return texts
    .filter(isSeparate)
    .toReversed()
    .map(({ text }) => text)
    .join('');
}

/** Names of the files that an index lists, also of one as it was before it named its campaign, and of what lies beside cards. */
export function filesListedIn(text: string): string[] {
  try {
    const { messages, target } = JSON.parse(text) as { messages: { file: unknown }[]; target?: unknown };
    const listed = messages.flatMap(({ file }) => (typeof file === 'string' && file === nameOf(file) ? [file] : []));
    return target === 'teams' && listed.length > 0 ? [...listed, RECIPE_NAME] : listed;
  } catch {
    return [];
  }
}

/** The texts in a file that may tell of an export: itself, or those of its archive. */
export async function exportTextsIn(name: string, bytes: Uint8Array, to: TargetId): Promise<ExportText[]> {
  const decode = (part: Uint8Array) => new TextDecoder().decode(part);
  if (!isArchive(bytes)) return [{ name, text: decode(bytes) }];
  const { unzipSync } = await import('fflate');
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name: part, originalSize }) => tellsOf(nameOf(part), to) && originalSize <= LARGEST_FILE_BYTES,
    });
    return Object.entries(parts).map(([part, content]) => ({ name: part, text: decode(content) }));
  } catch {
    return [];
  }
}

const isArchive = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/** The last part of a path, however it is written. */
const nameOf = (path: string) => path.replace(/^.*[/\\]/, '');
