import type { Campaign } from '#campaign/document.ts';
import { check } from '#campaign/checks/check.ts';
import { INDEX_NAME } from '#delivery/fileIndex.ts';
import { exportCampaign, TARGETS, type TargetId } from '#delivery/targets.ts';
import { zipFiles } from '#delivery/zip.ts';
import { sayDayIn } from '#delivery/report/numbers.ts';
import { reportHtml } from '#delivery/report/report.ts';
import { campaignFileName } from '#delivery/names.ts';
import { importAudience, guessAudience, audienceLikeness, type AudienceChoices } from '#intake/people/audience.ts';
import { guessPlan, importPlan, planLikeness, type PlanChoices } from '#intake/plan/plan.ts';
import { readTable, type Table } from '#intake/read/table.ts';
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
import type { Forecast } from '#simulation/forecast/forecast.ts';
import type { Input, Output } from './contract.ts';
import { refusing } from './failure.ts';
import { pictureFonts } from './fonts.ts';

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

type WorthGiven = { campaign: Campaign; goalId: string | null };
type ImproveGiven = { campaign: Campaign; options: OptimiseOptions };

/** Runs that confirm a proposal or compare two plans; both see the same luck, so that few tell much. */
const CONFIRMING_RUNS = 200;
/** The same where learners are followed one by one, which takes longer. */
const CONFIRMING_RUNS_OF_TEAMS = 40;
const confirmingRuns = (plan: Plan) => (methodOf(plan) === 'agents' ? CONFIRMING_RUNS_OF_TEAMS : CONFIRMING_RUNS);
/** Share of the time that a search takes before its proposals are confirmed. */
const SEARCH_SHARE = 0.8;
const PREVIEW_ROWS = 50;
const MEDIA_ZIP = 'application/zip';

const tableOf = (given: Given, sheet: string | undefined, likeness: (rows: Table['rows']) => number) =>
  readTable(given.bytes, given.fileName, { likeness, ...(sheet === undefined ? {} : { sheet }) });

export const tasks = {
  forecastAtOnce: ({ campaign, segmentIds }: { campaign: Campaign; segmentIds?: string[] | undefined }): Forecast =>
    immediateForecast(campaign, segmentIds ? { segmentIds } : {}),

  simulateRuns: ({ campaign, firstRun, runs }: { campaign: Campaign; firstRun: number; runs: number }): Simulation =>
    refusing(() => simulateRuns(compile(campaign), { firstRun, runs })),

  forecastFrom: ({ campaign, blocks }: { campaign: Campaign; blocks: Simulation[] }): Output<'forecast.refine'> => {
    const plan = compile(campaign);
    return { ...forecastFrom(plan, blocks), met: goalsMet(plan, blocks) };
  },

  hinges: ({ campaign, goalId }: { campaign: Campaign; goalId: string | null }): Output<'decision.hinges'> =>
    refusing(() => {
      const plan = compile(campaign);
      requireBearable(SENSITIVITY_EVALUATIONS, plan, campaign);
      const hinges = sensitivityOf(plan, goalId === null ? {} : { goalId });
      return { expected: outcomeOf(plan, goalId ?? undefined).expected(plan), hinges };
    }),

  load: ({ campaign }: { campaign: Campaign }): Output<'decision.load'> => contactLoadOf(campaign),

  worth: ({ campaign, goalId }: WorthGiven, progress: Progress): Output<'decision.worth'> =>
    refusing(() => {
      const goal = goalId === null ? {} : { goalId };
      const { total, items } = throughout(findContributions(campaign, goal), (done) => progress(0.9 * done, 1));
      const marginal = throughout(findMarginalContributions(campaign, goal), (done) => progress(0.9 + 0.1 * done, 1));
      return { total, items, marginal };
    }),

  improve: ({ campaign, options }: ImproveGiven, progress: Progress): Output<'decision.improve'> =>
    refusing(() => {
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
    }),

  compare: ({ campaign, other }: { campaign: Campaign; other: Campaign }): Output<'decision.compare'> =>
    refusing(() => {
      const [comparison] = compare(campaign, [other], { runs: confirmingRuns(compile(campaign)) });
      const { name, active, goals, notes } = comparison!;
      return { name, active, goals, notes };
    }),

  tryPlan: async (given: PlanGiven, progress: Progress): Promise<Output<'intake.tryPlan'>> => {
    const { sheet, choices } = planChoices(given);
    const table = await tableOf(given, sheet, planLikeness);
    const context = {
      today: given.today,
      timeZone: given.timeZone,
      name: given.name,
      ...(given.into ? { into: given.into } : {}),
    };
    const guess = guessPlan(table, context, choices);
    const result = await importPlan(table, choices, context, progress);
    const names = new Map(result.campaign.segments.map((segment) => [segment.id, segment.name]));
    return {
      ...listed(table, guess, result),
      remarks: [...new Set([...guess.remarks, ...result.remarks])],
      dateOrder: guess.dateOrder.order,
      dateOrderMatters: guess.dateOrderMatters,
      launchMissing: guess.launchMissing,
      year: guess.year ?? null,
      preview: result.touchpoints
        .slice(0, PREVIEW_ROWS)
        .map(({ name, start, days, direction, channel, segments, message }) => ({
          name,
          start,
          days,
          direction,
          channel,
          audience: segments.map((id) => names.get(id) ?? id),
          subject: message.subject,
        })),
    };
  },

  importPlan: async (given: PlanGiven, progress: Progress): Promise<{ campaign: Campaign; imported: number }> => {
    const { sheet, choices } = planChoices(given);
    const table = await tableOf(given, sheet, planLikeness);
    const context = {
      today: given.today,
      timeZone: given.timeZone,
      name: given.name,
      ...(given.into ? { into: given.into } : {}),
    };
    const { campaign, imported } = await importPlan(table, choices, context, progress);
    return { campaign, imported };
  },

  tryAudience: async (given: AudienceGiven, progress: Progress): Promise<Output<'intake.tryAudience'>> => {
    const { sheet, ...rest } = given.choices;
    const choices = rest as AudienceChoices;
    const table = await tableOf(given, sheet, audienceLikeness);
    const guess = guessAudience(table, choices);
    const result = await importAudience(table, choices, { today: given.today, timeZone: given.timeZone }, progress);
    return {
      ...listed(table, guess, result),
      by: guess.by,
      groupings: guess.groupings,
      people: result.people,
      segments: result.segments.map(({ id: _, ...segment }) => segment),
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

/** Names of fields that the list knows none of are passed over by the intake. */
function planChoices(given: PlanGiven): { sheet: string | undefined; choices: PlanChoices } {
  const { sheet, ...choices } = given.choices;
  return { sheet, choices: choices as PlanChoices };
}

/** What both kinds of list tell of themselves. */
function listed(
  table: Table,
  guess: {
    headers: string[];
    headerRow: number | null;
    columns: Record<string, number | null>;
    guesses: { field: string; samples: string[] }[];
  },
  result: {
    rows: number;
    imported: number;
    rejected: { row: number; reason: string }[];
    notes: { row: number; note: string }[];
    remarks?: string[];
  },
) {
  return {
    sheets: table.sheets,
    sheet: table.sheet ?? '',
    headers: guess.headers,
    headerRow: guess.headerRow,
    columns: guess.columns,
    samples: Object.fromEntries(guess.guesses.map(({ field, samples }) => [field, samples])),
    rows: result.rows,
    imported: result.imported,
    rejected: result.rejected,
    notes: result.notes,
    remarks: result.remarks ?? [],
  };
}

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
export type TaskInput<T extends TaskName> = Parameters<Tasks[T]>[0];
export type TaskOutput<T extends TaskName> = Awaited<ReturnType<Tasks[T]>>;
