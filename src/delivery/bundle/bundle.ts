import type { Campaign } from '#campaign/document.ts';
import { contentHash, sha256 } from '#campaign/file.ts';
import { jsonFile, type Export, type ExportContext, type ExportFile } from '../export.ts';
import { excerptInWords } from '../excerpt.ts';
import { campaignFileName } from '../names.ts';
import { zipFiles } from '../zip.ts';

/** Every export of a plan in one archive, with a manifest that says what each file is. */

export const MANIFEST_NAME = 'manifest.json';

export interface Manifest {
  /** What this is, for whoever finds it. */
  note: string;
  campaign: { id: string; name: string; contentHash: string; revision?: number };
  /** When it was made, as an ISO instant. */
  made: string;
  /** What of the plan it is, in words, where it is not the whole. */
  excerpt?: string;
  files: { name: string; target: string; mediaType: string; bytes: number; sha256: string }[];
  /** What a person should know of each target. */
  problems: { target: string; message: string }[];
}

export interface Part {
  target: string;
  /** Whether its files get a folder of their own. */
  isFolder: boolean;
  made: Export;
}

/** The archive: the same plan at the same moment gives the same bytes. */
export async function bundleOf(campaign: Campaign, parts: readonly Part[], context: ExportContext): Promise<Export> {
  const files = parts.flatMap(({ target, isFolder, made }) =>
    made.files.map((file) => ({ target, file, name: isFolder ? `${target}/${file.name}` : file.name })),
  );
  const manifest: Manifest = {
    note: 'Everything that the plan was exported to. Files of one target with many files lie in a folder of its name.',
    campaign: {
      id: campaign.id,
      name: campaign.name,
      contentHash: await contentHash(campaign),
      ...(context.revision !== undefined && { revision: context.revision }),
    },
    made: context.now,
    ...(context.excerpt && { excerpt: excerptInWords(campaign, context.excerpt) }),
    files: await Promise.all(
      files.map(async ({ target, name, file: { bytes, mediaType } }) => ({
        name,
        target,
        mediaType,
        bytes: bytes.length,
        sha256: await sha256(bytes),
      })),
    ),
    problems: parts.flatMap(({ target, made }) => made.problems.map(({ message }) => ({ target, message }))),
  };
  const all: Pick<ExportFile, 'name' | 'bytes'>[] = [
    jsonFile(MANIFEST_NAME, manifest),
    ...files.map(({ name, file }) => ({ name, bytes: file.bytes })),
  ];
  // Said once: most is the same for every target.
  const said = new Map(parts.flatMap(({ made }) => made.problems).map((problem) => [problem.message, problem]));
  return {
    files: [{ name: campaignFileName(campaign, 'all.zip'), bytes: zipFiles(all), mediaType: 'application/zip' }],
    problems: [...said.values()],
  };
}
