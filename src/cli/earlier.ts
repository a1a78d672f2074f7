import type { Stats } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Campaign } from '#campaign/document.ts';
import { CampaignFileError, LARGEST_FILE_BYTES, parseCampaign } from '#campaign/file.ts';
import type { Excerpt } from '#contract/delivery.ts';
import { cohortIdOf, startsOfCohorts } from '#campaign/rolling.ts';
import {
  exportKeyIn,
  exportKeyOf,
  exportTextsIn,
  filesListedIn,
  tellsOf,
  textOfExport,
  type ExportText,
} from '#delivery/earlier.ts';
import { TARGETS, tellingOf, type TargetId } from '#delivery/targets.ts';
import { Refusal } from '#campaign/refusal.ts';
import { readInput } from './input.ts';
import { isFolder, STANDARD_OUTPUT } from './output.ts';

/** What was exported before, on the disk: what is about to be replaced, or what somebody names. */

export interface Earlier {
  /** The calendar, or the index of the others. */
  text: string;
  /** In a folder, the files that the export is made of. */
  files: string[];
}

/** The export of this plan that is at a place now, if any. Throws Refusal where the files of another one would be mixed with it. */
export async function earlierAt(
  output: string,
  to: TargetId,
  campaign: Campaign,
  excerpt?: Excerpt,
): Promise<Earlier | undefined> {
  if (output === STANDARD_OUTPUT || !tellingOf(to)) return undefined;
  return earlierAmong(keyed(await textsAt(output, to), to), output, to, exportKeyOf(campaign.id, excerpt));
}

/** The same for each cohort of a rolling plan, by its first day. */
export async function earlierOfCohorts(
  output: string,
  to: TargetId,
  campaign: Campaign,
  excerpt?: Excerpt,
): Promise<Map<string, Earlier>> {
  if (output === STANDARD_OUTPUT || !tellingOf(to)) return new Map();
  const there = keyed(await textsAt(output, to), to);
  const found = startsOfCohorts(campaign).map(async (start) => {
    const key = exportKeyOf(cohortIdOf(campaign, start), excerpt);
    return [start, await earlierAmong(there, output, to, key)] as const;
  });
  return new Map((await Promise.all(found)).flatMap(([start, earlier]) => (earlier ? [[start, earlier]] : [])));
}

/** The texts by the exports that they are of, each read once however many cohorts there are. */
const keyed = (texts: readonly ExportText[], to: TargetId) =>
  Map.groupBy(texts, ({ text }) => exportKeyIn(text, to) ?? '');

async function earlierAmong(
  there: ReadonlyMap<string, readonly ExportText[]>,
  output: string,
  to: TargetId,
  key: string,
): Promise<Earlier | undefined> {
  const found = there.get(key) ?? [];
  const [newest] = found;
  const isShared = TARGETS[to].files === 'many' && (await isFolder(output));
  const [foreign] = isShared && !newest ? [...there.values()].flat().flatMap(({ text }) => filesListedIn(text)) : [];
  if (foreign !== undefined)
    throw new Refusal(
      'badInput',
      `“${output}” holds another export, with files such as “${foreign}”, and the two would be mixed up. Name another folder with -o.`,
    );
  if (!newest) return undefined;
  const files = to === 'ics' ? found.map(({ name }) => name) : filesListedIn(newest.text);
  return { text: textOfExport(found), files };
}

/** The text of the export that `--since` names; of a campaign, what would be exported of it. Throws Refusal. */
export async function earlierIn(
  path: string,
  to: TargetId,
  campaign: Campaign,
  context: { now: string; all?: boolean; excerpt?: Excerpt | undefined },
): Promise<string> {
  if (!tellingOf(to))
    throw new Refusal(
      'badInput',
      `--since says what is gone, and in ${to} there is nothing that would have to be taken back. Leave --since out.`,
    );
  const isMany = await isFolder(path);
  // Says why a file cannot be read.
  const bytes = isMany ? undefined : await readInput(path);
  const there = bytes === undefined ? await textsAt(path, to) : await exportTextsIn(basename(path), bytes, to);
  const found = keyed(there, to).get(exportKeyOf(campaign.id, context.excerpt)) ?? [];
  if (found.length > 0) return textOfExport(found);
  const older = bytes && campaignIn(new TextDecoder().decode(bytes));
  if (older === undefined)
    throw new Refusal(
      'badInput',
      `“${path}” ${isMany ? 'holds' : 'is'} no earlier export of this plan to ${to}. Name one, or the campaign file as it was then.`,
    );
  if (older.id !== campaign.id)
    throw new Refusal('badInput', `“${path}” is another campaign, “${older.name}”. Name an earlier state of this one.`);
  const { exportFiles } = await import('#work/tasks/exportCampaign.ts');
  const { files } = await exportFiles({ campaign: older, target: to, ...context });
  const file = files.find(({ name }) => tellsOf(name, to));
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

/** The texts that may tell of an export: of a file or an archive, or of those in a folder, the newest first. */
async function textsAt(path: string, to: TargetId): Promise<ExportText[]> {
  if (!(await isFolder(path))) {
    const bytes = (await readable(path)) ? await readFile(path).catch(() => undefined) : undefined;
    return bytes === undefined ? [] : exportTextsIn(basename(path), bytes, to);
  }
  const names = (await readdir(path)).filter((name) => tellsOf(name, to));
  const texts = await Promise.all(
    names.map(async (name) => {
      const file = await readable(join(path, name));
      if (!file) return [];
      return [{ name, age: -file.mtimeMs, text: await readFile(join(path, name), 'utf8').catch(() => '') }];
    }),
  );
  return texts.flat().toSorted((a, b) => a.age - b.age);
}

/** What is known of an ordinary file that is not too large; undefined for others: devices and pipes may never end. */
async function readable(path: string): Promise<Stats | undefined> {
  const file = await stat(path).catch(() => undefined);
  return file?.isFile() && file.size <= LARGEST_FILE_BYTES ? file : undefined;
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
