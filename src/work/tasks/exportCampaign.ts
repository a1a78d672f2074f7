import type { Campaign } from '#campaign/document.ts';
import { exportCohorts as cohortsExported, type CohortExport } from '#delivery/cohorts.ts';
import { excerptInWords } from '#delivery/excerpt.ts';
import type { Export, ExportContext, ExportFile, Problem } from '#delivery/export.ts';
import { campaignFileName } from '#delivery/names.ts';
import { exportCampaign as exported, TARGETS, tellingOf, type TargetId } from '#delivery/targets.ts';
import { zipFiles } from '#delivery/zip.ts';

export { zipFiles };

interface ExportInput extends ExportContext {
  campaign: Campaign;
  target: TargetId;
}

const MEDIA_ZIP = 'application/zip';

/** The files of an export, each by itself. */
export const exportFiles = ({ campaign, target, ...context }: ExportInput): Promise<Export> =>
  exported(campaign, target, context);

interface CohortsInput extends ExportInput {
  /** What was exported before, by the first day of the cohort. */
  earlierOf?: Record<string, string>;
}

/** The files of all cohorts of a rolling plan. */
export const cohortFiles = ({ campaign, target, earlierOf = {}, ...context }: CohortsInput): Promise<CohortExport> =>
  cohortsExported(campaign, target, { ...context, earlierOf: (start) => earlierOf[start] });

/** The same in one archive, with what the next export is to know of each cohort. */
export async function exportCohorts(input: CohortsInput): Promise<Handed & { toKeep: Record<string, string> }> {
  const { files, starts, problems } = await cohortFiles(input);
  const tells = tellingOf(input.target);
  const told = files.flatMap(({ name, bytes }, index) =>
    tells?.(name) ? [[starts[index]!, new TextDecoder().decode(bytes)] as const] : [],
  );
  return { ...archiveOf(input, files), problems, toKeep: Object.fromEntries(told) };
}

/** What is handed over as one file. */
interface Handed {
  fileName: string;
  mediaType: string;
  bytes: Uint8Array;
  /** How many there are in it. */
  files: number;
  problems: Problem[];
}

const archiveOf = ({ campaign, target, excerpt }: ExportInput, files: ExportFile[]): Omit<Handed, 'problems'> => ({
  fileName: campaignFileName(campaign, `${target}.zip`, excerpt && excerptInWords(campaign, excerpt)),
  mediaType: MEDIA_ZIP,
  bytes: files.length > 0 ? zipFiles(files) : new Uint8Array(),
  files: files.length,
});

/** An export as one file: an archive where the target may have many. */
export async function exportCampaign(input: ExportInput): Promise<
  Handed & {
    /** What the next export is to know of this one. */
    toKeep: string | undefined;
  }
> {
  const { target } = input;
  const { files, problems } = await exportFiles(input);
  const [only] = files;
  const followed = files.find(({ name }) => tellingOf(target)?.(name));
  const toKeep = followed && new TextDecoder().decode(followed.bytes);
  if (TARGETS[target].files === 'one' && only)
    return { fileName: only.name, mediaType: only.mediaType, bytes: only.bytes, files: 1, problems, toKeep };
  return { ...archiveOf(input, files), problems, toKeep };
}
