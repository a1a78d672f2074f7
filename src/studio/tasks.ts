import type { Campaign } from '#campaign/document.ts';
import { check } from '#campaign/checks/check.ts';
import { INDEX_NAME } from '#delivery/fileIndex.ts';
import { exportCampaign, TARGETS, type TargetId } from '#delivery/targets.ts';
import { zipFiles } from '#delivery/zip.ts';
import { sayDayIn } from '#language/formats.ts';
import { reportHtml } from '#delivery/report/report.ts';
import { campaignFileName } from '#delivery/names.ts';
import {
  importAudience,
  guessAudience,
  audienceLikeness,
  type AudienceChoices,
} from '#intake/people/importAudience.ts';
import { guessPlan, importPlan } from '#intake/plan/plan.ts';
import type { PlanChoices } from '#intake/plan/choices.ts';
import { planSheets } from '#intake/plan/sheets.ts';
import { readTable, readTables, type Table } from '#intake/read/table.ts';
import { findContributions } from '#simulation/questions/contribution.ts';
import { contactLoadOf } from '#simulation/questions/contactLoad.ts';
import { findMarginalContributions } from '#simulation/questions/marginalContribution.ts';
import { compare, type Sampled } from '#simulation/questions/compare.ts';
import { compile } from '#simulation/plan/compile.ts';
import { methodOf } from '#simulation/runs/method.ts';
import { confirmed, searchingPlans, type OptimiseOptions } from '#simulation/questions/optimise.ts';
import type { Plan } from '#simulation/plan/plan.ts';
import { outcomeOf, requireBearable } from '#simulation/questions/outcome.ts';
import { SENSITIVITY_EVALUATIONS, sensitivityOf } from '#simulation/questions/sensitivity.ts';
import type { Simulation } from '#simulation/runs/simulation.ts';
import { immediateForecast } from '#simulation/forecast/immediate.ts';
import { forecastFrom, goalsMet } from '#simulation/forecast/fromRuns.ts';
import { simulateRuns } from '#simulation/runs/simulate.ts';
import type { Forecast } from '#contract/forecast.ts';
import type { Input, Output } from '#contract/contract.ts';
import { pictureFonts } from './fonts.ts';
import { countRows, reading, reportOnPeople, reportOnPlan, type RowReport } from './rowReport.ts';

/** The long work, as plain functions from data to data. They run in worker threads; worker.ts hands them their input. */

export type Progress = (done: number, total: number) => void;

interface Given {
  fileName: string;
  bytes: Uint8Array;
}
type PlanGiven = Given &
  Pick<Input<'intake.tryPlan'>, 'choices' | 'today' | 'timeZone'> & { into: Campaign | null; name: string };
type AudienceGiven = Given & Pick<Input<'intake.tryAudience'>, 'choices' | 'today' | 'timeZone'>;
type ExportGiven = {
  campaign: Campaign;
  target: string;
  now: string;
  locale: string;
  /** What the export before held. */
  earlier?: string | undefined;
};
type ExportMade = Omit<Output<'delivery.export'>, 'bytes'> & {
  bytes: Uint8Array;
  /** What the next export is to know of this one. */
  toKeep: string | undefined;
};
type ReportGiven = { campaign: Campaign; forecast: Forecast; now: string; locale: string };

type ContributionGiven = { campaign: Campaign; goalId: string | null };
type OptimiseGiven = { campaign: Campaign; options: OptimiseOptions };

/** Runs that confirm a proposal or compare two plans; both see the same luck, so that few tell much. */
const CONFIRMING_RUNS = 200;
/** The same where learners are followed one by one, which takes longer. */
const CONFIRMING_RUNS_OF_TEAMS = 40;
const confirmingRuns = (plan: Plan) => (methodOf(plan) === 'agents' ? CONFIRMING_RUNS_OF_TEAMS : CONFIRMING_RUNS);
/** Share of the time that a search takes before its proposals are confirmed. */
const SEARCH_SHARE = 0.8;
const PREVIEW_ROWS = 50;
const MEDIA_ZIP = 'application/zip';

export const tasks = {
  immediateForecast: ({ campaign, segmentIds }: { campaign: Campaign; segmentIds?: string[] | undefined }): Forecast =>
    immediateForecast(campaign, segmentIds ? { segmentIds } : {}),

  simulateRuns: ({ campaign, firstRun, runs }: { campaign: Campaign; firstRun: number; runs: number }): Simulation =>
    simulateRuns(compile(campaign), { firstRun, runs }),

  forecastFrom: ({ campaign, blocks }: { campaign: Campaign; blocks: Simulation[] }): Output<'forecast.simulate'> => {
    const plan = compile(campaign);
    return { ...forecastFrom(plan, blocks), met: goalsMet(plan, blocks) };
  },

  sensitivity: ({
    campaign,
    goalId,
  }: {
    campaign: Campaign;
    goalId: string | null;
  }): Output<'decision.sensitivity'> => {
    const plan = compile(campaign);
    requireBearable(SENSITIVITY_EVALUATIONS, plan, campaign);
    const parameters = sensitivityOf(plan, goalId === null ? {} : { goalId });
    return { expected: outcomeOf(plan, goalId ?? undefined).expected(plan), parameters };
  },

  contactLoad: ({ campaign }: { campaign: Campaign }): Output<'decision.contactLoad'> => contactLoadOf(campaign),

  contribution: ({ campaign, goalId }: ContributionGiven, progress: Progress): Output<'decision.contribution'> => {
    const goal = goalId === null ? {} : { goalId };
    const { total, items } = throughout(findContributions(campaign, goal), (done) => progress(0.9 * done, 1));
    const marginal = throughout(findMarginalContributions(campaign, goal), (done) => progress(0.9 + 0.1 * done, 1));
    return { total, items, marginal };
  },

  optimise: ({ campaign, options }: OptimiseGiven, progress: Progress): Output<'decision.optimise'> => {
    const searched = throughout(searchingPlans(campaign, options), ({ evaluations, of }) =>
      progress((SEARCH_SHARE * evaluations) / of, 1),
    );
    let sampledPlans = 0;
    const sampled = (plan: Plan): Sampled => {
      const simulations = [simulateRuns(plan, { firstRun: 0, runs: confirmingRuns(searched.base.plan) })];
      progress(SEARCH_SHARE + ((1 - SEARCH_SHARE) * ++sampledPlans) / (searched.candidates.length + 1), 1);
      return { plan, simulations };
    };
    const { base, proposals, evaluations } = confirmed(searched, sampled(searched.base.plan), ({ plan }) =>
      sampled(plan),
    );
    return { base, proposals, evaluations };
  },

  compare: ({ campaign, other }: { campaign: Campaign; other: Campaign }): Output<'decision.compare'> => {
    const [comparison] = compare(campaign, [other], { runs: confirmingRuns(compile(campaign)) });
    const { name, active, goals, notes } = comparison!;
    return { name, active, goals, notes };
  },

  tryPlan: async (given: PlanGiven, progress: Progress): Promise<Tried<'intake.tryPlan'>> => {
    const { tables, choices, context, remarks } = await planOf(given);
    const guess = guessPlan(tables, context, choices);
    const result = await importPlan(tables, choices, context, progress);
    const report = reportOnPlan(tables, guess.lists, result, choices);
    const flagged = (flag: 'hidden' | 'struck') =>
      tables.reduce((sum, { rows }) => sum + rows.filter((row) => row[flag]).length, 0);
    return {
      answer: {
        ...listed(tables, guess, result, report),
        remarks: [...new Set([...remarks, ...guess.remarks, ...result.remarks])],
        dateOrder: guess.dateOrder.order,
        dateOrderMatters: guess.dateOrderMatters,
        launchMissing: guess.launchMissing,
        year: guess.year ?? null,
        blankDates: guess.blankDates,
        hasBlankDates: hasBlankDates(report),
        lanes: guess.lanes,
        hidden: flagged('hidden'),
        struck: flagged('struck'),
        cancelled: result.touchpoints.filter(({ status }) => status === 'cancelled').length,
        preview: result.touchpoints.slice(0, PREVIEW_ROWS).map(reading(result.campaign)),
      },
      report,
    };
  },

  importPlan: async (given: PlanGiven, progress: Progress): Promise<{ campaign: Campaign; imported: number }> => {
    const { tables, choices, context } = await planOf(given);
    const { campaign, imported } = await importPlan(tables, choices, context, progress);
    return { campaign, imported };
  },

  tryAudience: async (given: AudienceGiven, progress: Progress): Promise<Tried<'intake.tryAudience'>> => {
    const { sheet, encoding, ...rest } = given.choices;
    const choices = rest as AudienceChoices;
    const table = await readTable(given.bytes, given.fileName, {
      likeness: audienceLikeness,
      ...(sheet === undefined ? {} : { sheet }),
      ...(encoding === undefined ? {} : { encoding }),
    });
    const guess = guessAudience(table, choices);
    const result = await importAudience(table, choices, { today: given.today, timeZone: given.timeZone }, progress);
    const report = reportOnPeople(result);
    return {
      answer: {
        ...listed([table], guess, result, report),
        by: guess.by,
        groupings: guess.groupings,
        people: result.people,
        segments: result.segments.map(({ id: _, ...segment }) => segment),
      },
      report,
    };
  },

  exportCampaign: async ({ campaign, target, now, locale, earlier }: ExportGiven): Promise<ExportMade> => {
    const { files, problems } = await exportCampaign(campaign, target as TargetId, {
      now,
      locale,
      fontFiles: pictureFonts(),
      ...(earlier === undefined ? {} : { earlier }),
    });
    const [only] = files;
    const followed = files.find(({ name }) => (target === 'ics' ? name.endsWith('.ics') : name === INDEX_NAME));
    const toKeep = followed && new TextDecoder().decode(followed.bytes);
    if (TARGETS[target as TargetId].files === 'one' && only) {
      return { fileName: only.name, mediaType: only.mediaType, bytes: only.bytes, files: 1, problems, toKeep };
    }
    return {
      fileName: campaignFileName(campaign, `${target}.zip`),
      mediaType: MEDIA_ZIP,
      bytes: files.length > 0 ? zipFiles(files) : new Uint8Array(),
      files: files.length,
      problems,
      toKeep,
    };
  },

  report: ({ campaign, forecast, now, locale }: ReportGiven): { fileName: string; html: string } => ({
    fileName: campaignFileName(campaign, 'html'),
    html: reportHtml({ campaign, forecast, findings: check(campaign, sayDayIn(locale)), generatedAt: now, locale }),
  }),
};

/** Does a long work to its end, and tells of every step. */
function throughout<P, R>(work: Generator<P, R>, tell: (progress: P) => void): R {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    tell(step.value);
  }
}

/** What a list was made of, for the person, and every row of it, which stays in the studio. */
interface Tried<M extends 'intake.tryPlan' | 'intake.tryAudience'> {
  answer: Output<M>;
  report: RowReport;
}

/** The sheets that are read, and how. Without a choice, those that look like plans. */
async function planOf({ bytes, fileName, choices: given, ...about }: PlanGiven) {
  const { sheets = 'all', encoding, ...rest } = given;
  // Names of fields that are none are passed over by the intake.
  const choices = rest as PlanChoices;
  const context = {
    today: about.today,
    timeZone: about.timeZone,
    name: about.name,
    ...(about.into ? { into: about.into } : {}),
  };
  const tables = await readTables(bytes, fileName, { sheets, ...(encoding === undefined ? {} : { encoding }) });
  const chosen = given.sheets === undefined ? await planSheets(tables, context, choices) : { tables, remarks: [] };
  return { ...chosen, choices, context };
}

/** Whether any row of a list with dates has none of its own. */
const hasBlankDates = (report: RowReport) =>
  report.some(({ state, list, cells }) => {
    const column = list?.columns.date ?? null;
    return column !== null && (state === 'imported' || state === 'rejected') && (cells[column] ?? '') === '';
  });

/** What both kinds of list tell of themselves. */
function listed(
  tables: Table[],
  guess: {
    headers: string[];
    headerRow: number | null;
    columns: Record<string, number | null>;
    guesses: { field: string; samples: string[] }[];
  },
  result: { rows: number; imported: number; remarks: string[] },
  report: RowReport,
) {
  const [first] = tables;
  return {
    sheets: first!.sheets,
    sheetsRead: tables.flatMap(({ sheet }) => sheet ?? []),
    encoding: first!.encoding ?? null,
    headers: guess.headers,
    headerRow: guess.headerRow,
    columns: guess.columns,
    samples: Object.fromEntries(guess.guesses.map(({ field, samples }) => [field, samples])),
    rows: result.rows,
    imported: result.imported,
    shown: countRows(report),
    remarks: result.remarks,
  };
}

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
export type TaskInput<T extends TaskName> = Parameters<Tasks[T]>[0];
export type TaskOutput<T extends TaskName> = Awaited<ReturnType<Tasks[T]>>;
