import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Campaign } from '#campaign/document.ts';
import { CampaignFileError, parseCampaign } from '#campaign/file.ts';
import { INDEX_NAME, indexIn } from '#delivery/fileIndex.ts';
import { isCalendarOf } from '#delivery/ics/updates.ts';
import type { TargetId } from '#delivery/targets.ts';
import { Refusal } from '#campaign/refusal.ts';
import { readInput } from './input.ts';
import { isFolder, STANDARD_OUTPUT } from './output.ts';

/** What was exported before: a calendar or an index that is about to be replaced, or a file that somebody names. */

export interface Place {
  /** As given with -o. */
  output: string;
  /** Of a single file, the name that it gets in a folder. */
  fileName: string;
}

/** Targets whose exports people go on working with, so that a later one has to say what is gone. */
const FOLLOWED: readonly TargetId[] = ['ics', 'slack', 'teams', 'eml'];

/** The text of the export that is at the place now, or undefined where there is none of this plan. */
export async function earlierAt(
  { output, fileName }: Place,
  to: TargetId,
  campaign: Campaign,
): Promise<string | undefined> {
  if (output === STANDARD_OUTPUT || !FOLLOWED.includes(to)) return undefined;
  const text = await textAt(output, to === 'ics' ? fileName : INDEX_NAME);
  return text !== undefined && isOf(text, to, campaign) ? text : undefined;
}

/** The text of the export that `--since` names; of a campaign, what would be exported of it. Throws Refusal. */
export async function earlierIn(
  path: string,
  to: TargetId,
  campaign: Campaign,
  context: { now: string; all?: boolean },
): Promise<string> {
  if (!FOLLOWED.includes(to))
    throw new Refusal(
      'badInput',
      `--since says what is gone, and in ${to} there is nothing that would have to be taken back. Leave --since out.`,
    );
  const text = (await isFolder(path))
    ? await textAt(path, INDEX_NAME)
    : new TextDecoder().decode(await readInput(path));
  if (text === undefined)
    throw new Refusal('badInput', `“${path}” holds no ${INDEX_NAME}. Name the folder of an earlier export.`);
  if (isOf(text, to, campaign)) return text;
  const older = campaignIn(text);
  if (older === undefined)
    throw new Refusal(
      'badInput',
      `“${path}” is no earlier export of this plan to ${to}. Name one, or the campaign file as it was then.`,
    );
  if (older.id !== campaign.id)
    throw new Refusal('badInput', `“${path}” is another campaign, “${older.name}”. Name an earlier state of this one.`);
  const { exportFiles } = await import('#work/tasks/exportCampaign.ts');
  const { files } = await exportFiles({ campaign: older, target: to, ...context });
  const file = files.find(({ name }) => to === 'ics' || name === INDEX_NAME);
  return file === undefined ? '' : new TextDecoder().decode(file.bytes);
}

function campaignIn(text: string): Campaign | undefined {
  try {
    return parseCampaign(text);
  } catch (error) {
    if (error instanceof CampaignFileError) return undefined;
    throw error;
  }
}

function isOf(text: string, to: TargetId, campaign: Campaign): boolean {
  if (to === 'ics') return isCalendarOf(text, campaign.id);
  const index = indexIn(text);
  return index?.campaign === campaign.id && index.target === to;
}

/** The text of a file: itself, or the one of that name in a folder or an archive. */
async function textAt(path: string, name: string): Promise<string | undefined> {
  const folder = await isFolder(path);
  const bytes = await readFile(folder ? join(path, name) : path).catch(() => undefined);
  if (bytes === undefined) return undefined;
  if (folder || !/\.zip$/i.test(path)) return new TextDecoder().decode(bytes);
  const { unzipSync } = await import('fflate');
  try {
    const part = unzipSync(bytes, { filter: (entry) => entry.name === name })[name];
    return part && new TextDecoder().decode(part);
  } catch {
    return undefined;
  }
}

/** Files that an index lists and that are not written again. */
export interface Leftovers {
  names: string[];
  /** Whether they are of this plan and target, so that they mean nothing any more. */
  areOurs: boolean;
}

/** What the index in a folder lists beyond the files that are to be written. To be asked before these are. */
export async function leftoversIn(
  folder: string,
  written: readonly string[],
  to: TargetId,
  campaign: Campaign,
): Promise<Leftovers> {
  const text = await textAt(folder, INDEX_NAME);
  if (text === undefined) return { names: [], areOurs: false };
  const now = new Set(written.map((name) => name.toLowerCase()));
  const names = filesIn(text).filter((name) => name === basename(name) && !now.has(name.toLowerCase()));
  return { names, areOurs: isOf(text, to, campaign) };
}

/** Also of an index as it was before it named its campaign. */
function filesIn(text: string): string[] {
  try {
    const { messages } = JSON.parse(text) as { messages: { file: unknown }[] };
    return messages.flatMap(({ file }) => (typeof file === 'string' ? [file] : []));
  } catch {
    return [];
  }
}

/** Takes files out of a folder and says which were there. */
export async function takeAway(folder: string, names: readonly string[]): Promise<string[]> {
  const gone = await Promise.all(
    names.map(async (name) =>
      rm(join(folder, name)).then(
        () => [name],
        () => [],
      ),
    ),
  );
  return gone.flat();
}
