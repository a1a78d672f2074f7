import type { Campaign } from '#campaign/document.ts';
import type { Export, ExportContext, Problem } from '#delivery/export.ts';
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

/** The same as one file: an archive where the target may have many. */
export async function exportCampaign(input: ExportInput): Promise<{
  fileName: string;
  mediaType: string;
  bytes: Uint8Array;
  files: number;
  problems: Problem[];
  /** What the next export is to know of this one. */
  toKeep: string | undefined;
}> {
  const { campaign, target } = input;
  const { files, problems } = await exportFiles(input);
  const [only] = files;
  const followed = files.find(({ name }) => tellingOf(target)?.(name));
  const toKeep = followed && new TextDecoder().decode(followed.bytes);
  if (TARGETS[target].files === 'one' && only)
    return { fileName: only.name, mediaType: only.mediaType, bytes: only.bytes, files: 1, problems, toKeep };
  return {
    fileName: campaignFileName(campaign, `${target}.zip`),
    mediaType: MEDIA_ZIP,
    bytes: files.length > 0 ? zipFiles(files) : new Uint8Array(),
    files: files.length,
    problems,
    toKeep,
  };
}
