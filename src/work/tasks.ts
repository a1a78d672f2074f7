import type { Progress } from './progress.ts';

/**
 * Every task: a function from data to data that one thread does from beginning to end. Each is loaded when it is first asked for, so that no
 * thread pays for the others. The works beside this file put tasks together, over the hands that are lent to them.
 */
const TASKS = {
  planOf: async () => (await import('./tasks/forecast.ts')).planOf,
  immediateForecast: async () => (await import('./tasks/forecast.ts')).immediateForecast,
  drawRuns: async () => (await import('./tasks/forecast.ts')).drawRuns,
  drawExpected: async () => (await import('./tasks/forecast.ts')).drawExpected,
  forecastFrom: async () => (await import('./tasks/forecast.ts')).forecastFrom,
  why: async () => (await import('./tasks/why.ts')).why,
  sensitivity: async () => (await import('./tasks/sensitivity.ts')).sensitivity,
  contactLoad: async () => (await import('./tasks/contactLoad.ts')).contactLoad,
  contributions: async () => (await import('./tasks/contribution.ts')).contributions,
  marginalContributions: async () => (await import('./tasks/contribution.ts')).marginalContributions,
  comparablePlans: async () => (await import('./tasks/compare.ts')).comparablePlans,
  comparisons: async () => (await import('./tasks/compare.ts')).comparisons,
  searchPlans: async () => (await import('./tasks/optimise.ts')).searchPlans,
  confirmProposals: async () => (await import('./tasks/optimise.ts')).confirmProposals,
  suspects: async () => (await import('./tasks/premortem.ts')).suspects,
  reachedWithout: async () => (await import('./tasks/premortem.ts')).reachedWithout,
  hedges: async () => (await import('./tasks/premortem.ts')).hedges,
  fit: async () => (await import('./tasks/fit.ts')).fit,
  check: async () => (await import('./tasks/check.ts')).check,
  tryPlan: async () => (await import('./tasks/importPlan.ts')).tryPlan,
  importPlan: async () => (await import('./tasks/importPlan.ts')).importPlan,
  returnedSheet: async () => (await import('./tasks/returnedSheet.ts')).returnedSheet,
  readCells: async () => (await import('./tasks/readCells.ts')).readCells,
  tryAudience: async () => (await import('./tasks/importAudience.ts')).tryAudience,
  importAudience: async () => (await import('./tasks/importAudience.ts')).importAudience,
  exportCampaign: async () => (await import('./tasks/exportCampaign.ts')).exportCampaign,
  exportCohorts: async () => (await import('./tasks/exportCampaign.ts')).exportCohorts,
  reportPage: async () => (await import('./tasks/report.ts')).reportPage,
};

export type TaskName = keyof typeof TASKS;
type Task<T extends TaskName> = Awaited<ReturnType<(typeof TASKS)[T]>>;
export type TaskInput<T extends TaskName> = Parameters<Task<T>>[0];
export type TaskOutput<T extends TaskName> = Awaited<ReturnType<Task<T>>>;

export const TASK_NAMES = Object.keys(TASKS) as TaskName[];

/** The task of that name, ready to be done. Throws Refusal where what it is given cannot be worked with. */
export const taskOf = TASKS as { [T in TaskName]: () => Promise<(input: unknown, progress: Progress) => unknown> };
