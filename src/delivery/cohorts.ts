import type { Campaign } from '#campaign/document.ts';
import { Refusal } from '#campaign/refusal.ts';
import { forCohort, startsOfCohorts } from '#campaign/rolling.ts';
import { excerptInWords } from './excerpt.ts';
import type { Export, ExportContext, ExportFile, Problem } from './export.ts';
import { campaignFileName } from './names.ts';
import { exportCampaign, TARGETS, type TargetId } from './targets.ts';

/** A rolling plan for everyone who starts in it: for each cohort a file in its own dates. */

/** Means every cohort, where the first day of one could stand. */
export const EVERY_COHORT = 'all';

/** More than this in all would not fit into memory beside its archive. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Throws Refusal where both the dates of a cohort and days without dates are asked for. */
export function requireOneWay({
  cohort,
  ownDays,
}: {
  cohort?: string | undefined;
  ownDays?: boolean | undefined;
}): void {
  if (cohort !== undefined && ownDays)
    throw new Refusal(
      'badInput',
      'Days from everyone’s own start are the same for all cohorts. Choose either them or a cohort.',
    );
}

export interface CohortExport extends Export {
  /** In the order of the files: the first day of whom each is for. */
  starts: string[];
}

/**
 * The file of each cohort, named after its first day. `earlierOf` gives what was exported before for that cohort.
 * Throws Refusal where the plan does not roll, or the target has many files of each.
 */
export async function exportCohorts(
  campaign: Campaign,
  target: TargetId,
  { earlierOf, ...context }: ExportContext & { earlierOf?: (start: string) => string | undefined },
): Promise<CohortExport> {
  if (TARGETS[target].files === 'many')
    throw new Refusal(
      'badInput',
      `${TARGETS[target].name} have many files for each cohort, which would be mixed up. Choose one cohort at a time.`,
    );
  const files: ExportFile[] = [];
  const starts: string[] = [];
  const problems = new Map<string, Problem>();
  let bytes = 0;
  const part = context.excerpt ? excerptInWords(campaign, context.excerpt) : '';
  const name = campaignFileName(campaign, TARGETS[target].extension, part);
  for (const start of cohortsOf(campaign)) {
    const earlier = earlierOf?.(start);
    const made = await exportCampaign(forCohort(campaign, start), target, {
      ...context,
      ...(earlier !== undefined && { earlier }),
    });
    // What is to be said of one is mostly to be said of all.
    for (const problem of made.problems) problems.set(`${problem.touchpointId} ${problem.message}`, problem);
    for (const file of made.files) {
      bytes += file.bytes.length;
      if (bytes > MOST_BYTES)
        throw new Refusal('badInput', 'The files of all cohorts together would be too large. Choose one cohort.');
      files.push({ ...file, name: `${start}-${name}` });
      starts.push(start);
    }
  }
  return { files, starts, problems: [...problems.values()] };
}

/** The first days of all cohorts. Throws Refusal where there are none. */
function cohortsOf(campaign: Campaign): string[] {
  const starts = startsOfCohorts(campaign);
  // Says why.
  if (starts.length === 0) forCohort(campaign, campaign.start);
  return starts;
}
