import { z } from 'zod';
import { commandSchema } from '#campaign/commands.ts';
import { campaignSchema } from '#campaign/document.ts';
import { campaignId, job, MOST_RUNS, revision } from './values.ts';
import { whySchema } from './why.ts';

/** What a simulation says, in learners per day. The same shape from every method, for every door. */

/** `active` counts everyone in active use: `using`, `habitual` and `champion` together. The others are stages and add up to the learners. */
export const SERIES = [
  'active',
  'unaware',
  'aware',
  'tried',
  'using',
  'habitual',
  'champion',
  'lapsed',
  'optedOut',
] as const;
export type SeriesName = (typeof SERIES)[number];

const numbers = z.array(z.number());
export const quantilesSchema = z.object({
  mean: numbers,
  p05: numbers,
  p25: numbers,
  p50: numbers,
  p75: numbers,
  p95: numbers,
});
export type Quantiles = z.infer<typeof quantilesSchema>;

const seriesSchema = z.record(z.enum(SERIES), quantilesSchema);

const wholePathSchema = z.object({ low: numbers, high: numbers });
export const bandsWholePathSchema = z
  .object({ band50: wholePathSchema, band90: wholePathSchema })
  .describe(
    'Active learners: between these the whole curve of 50 % and 90 % of runs stays on all days, where the quantiles of series are of each day alone. Absent without runs, and where there are too few of them to tell',
  );
export type BandsWholePath = z.infer<typeof bandsWholePathSchema>;

const cohortSchema = z
  .object({
    days: numbers.describe('Days since learners started, from 0'),
    weeks: z
      .number()
      .describe('Weeks whose starters are taken to start together, with the middle one of them: 1, 3 or 5'),
    started: quantilesSchema.describe('By date: learners who have started by then'),
    ...(Object.fromEntries(SERIES.map((name) => [name, quantilesSchema])) as Record<
      SeriesName,
      typeof quantilesSchema
    >),
  })
  .describe(
    'Of a rolling plan: shares, 0 to 1, of the learners who have got to each day of their own by the last date; series are by date',
  );
export type Cohort = z.infer<typeof cohortSchema>;

const contactsSchema = z
  .object({ perLearnerWeek: numbers })
  .describe(
    'Personal messages (not posters, meetings and the like) an average learner gets in the 7 days that end on each date',
  );

const quantities = {
  mean: z.number(),
  p05: z.number(),
  p25: z.number(),
  p50: z.number(),
  p75: z.number(),
  p95: z.number(),
};

/** What a decision point is worth for a goal. Chances are shares of the same runs. */
const decidedGoalSchema = z.object({
  id: z.string(),
  name: z.string(),
  probability: z.number().describe('Chance of the goal as each run decides for itself'),
  alwaysThen: z
    .number()
    .describe('The same were it always decided for “then”, the other decision points deciding for themselves'),
  alwaysOtherwise: z.number().describe('The same were it always decided for “otherwise”'),
  gain: z.number().describe('probability less the better of alwaysThen and alwaysOtherwise'),
  error: z.number().describe('Standard error of the gain, run by run'),
  best: z
    .object({
      branch: z
        .enum(['then', 'otherwise'])
        .nullable()
        .describe('Null where deciding by a threshold does better than any one branch, by more than the runs’ error'),
      below: z
        .number()
        .nullable()
        .describe('The best threshold found, in the unit of the decision point; null where a branch is as good'),
      probability: z.number().describe('Chance of the goal so; of a threshold, in runs from which it was not chosen'),
      error: z.number().describe('Standard error of that chance'),
    })
    .describe('What does most for this goal'),
});

const decidedSchema = z.object({
  id: z.string(),
  name: z.string(),
  date: z.string(),
  shareThen: z.number().describe('Share of the runs that go the way of “then”'),
  measured: z.object(quantities).describe('What is counted on the date, in learners'),
  messages: z
    .object({ asDecided: z.number(), alwaysThen: z.number(), alwaysOtherwise: z.number() })
    .describe('Personal messages an average learner gets in the whole campaign'),
  goals: z.array(decidedGoalSchema),
});
export type ForecastDecision = z.infer<typeof decidedSchema>;

export const forecastSchema = z.object({
  engine: z.string().describe('Version of the engine'),
  method: z
    .enum(['meanField', 'counts', 'agents'])
    .describe('Expectations without runs; runs by exact counts; or runs learner by learner'),
  reason: z
    .enum(['teams'])
    .optional()
    .describe(
      'Why the runs of this plan follow learners one by one: “teams” where only colleagues of the same team count as peers. Expectations take everyone for a peer all the same',
    ),
  sampledLearners: z
    .number()
    .optional()
    .describe(
      'Learners who were followed one by one, where these stand for all in teams: chance then looks larger than it is',
    ),
  seed: z.number(),
  runs: z.number().describe('Runs behind the bands'),
  planHash: z.string().describe('Hash of what the engine reads of the plan'),
  learners: z.number(),
  dates: z.array(z.string()),
  series: seriesSchema,
  cohort: cohortSchema.optional(),
  incremental: quantilesSchema
    .optional()
    .describe(
      'Because of the plan: learners in active use with it less those without any touchpoint, in the same runs; negative where it does harm. Left out without runs',
    ),
  baseline: quantilesSchema
    .optional()
    .describe(
      'Would have happened anyway: learners in active use without any touchpoint, in the runs of incremental. Means of the two add up, quantiles do not. Left out without runs',
    ),
  bandsWholePath: bandsWholePathSchema.optional(),
  segments: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      learners: z.number(),
      series: seriesSchema,
      bandsWholePath: bandsWholePathSchema.optional(),
      contacts: contactsSchema,
    }),
  ),
  goals: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      date: z.string(),
      target: z.number().describe('In learners'),
      probability: z.number(),
      expected: z.object(quantities),
      incremental: z
        .object(quantities)
        .optional()
        .describe('Because of the plan: expected less what would be without any touchpoint, in the same runs'),
      baseline: z
        .object(quantities)
        .optional()
        .describe('Would have happened anyway: the same without any touchpoint. Both are left out without runs'),
    }),
  ),
  contacts: contactsSchema,
  uncertainty: z
    .object({ chance: z.number(), parameters: z.number(), campaign: z.number() })
    .describe(
      'Variance of the last day’s active learners, split: what chance does to single learners, what nobody knows about the parameters, and what makes one campaign unlike another',
    ),
  decisions: z
    .array(decidedSchema)
    .optional()
    .describe(
      'Decision points whose date is simulated, in the order of time; absent where the plan has none, and in a forecast without runs',
    ),
});
export type Forecast = z.infer<typeof forecastSchema>;

/** The plan that a forecast is about, where it is not the stored one. */
const instead = campaignSchema.optional().describe('A plan in place of the stored one: as it was before an edit');

export const forecastCalls = {
  'forecast.immediate': {
    input: z.strictObject({
      id: campaignId,
      revision,
      campaign: instead,
      command: commandSchema.optional().describe('A change that is being tried out and not kept'),
      segmentIds: z.array(z.string().max(64)).max(1000).optional().describe('Segments looked at; all by default'),
      job: job.optional(),
    }),
    output: forecastSchema,
  },
  'forecast.why': {
    input: z.strictObject({
      id: campaignId,
      revision,
      date: z.iso.date(),
      since: z.iso
        .date()
        .optional()
        .describe('The day with which it is compared; the last bend of the curve by default'),
      segmentId: z.string().max(64).optional().describe('Of these learners alone; of everyone by default'),
      byOwnDay: z
        .boolean()
        .optional()
        .describe('Of a rolling plan: the days are everyone’s own, told by the dates of who starts on the first day'),
      job: job.optional(),
    }),
    output: whySchema,
  },
  'forecast.simulate': {
    input: z.strictObject({
      id: campaignId,
      revision,
      job,
      campaign: instead,
      runs: z.int().min(1).max(MOST_RUNS).optional().describe('As many as every plan of its kind gets by default'),
    }),
    output: forecastSchema.extend({
      incremental: quantilesSchema,
      baseline: quantilesSchema,
      met: z
        .record(z.string(), z.string())
        .describe('For each goal, whether the runs in their order reach it, as 1 or 0'),
    }),
  },
} as const;
