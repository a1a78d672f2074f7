import { z } from 'zod';
import { simpleCommandSchema } from '#campaign/commands.ts';
import type { ContactLoad } from '#campaign/contactLoad.ts';
import { campaignId, goalId, job, revision } from './values.ts';

/** The questions of Decide, and what answers them. */

export const sensitivitySchema = z.object({
  kind: z
    .enum(['parameter', 'tactic', 'campaign'])
    .describe('A parameter, the strength of a tactic of the plan, or how the campaign turns out'),
  parameter: z.string().describe('Its id; of a tactic the tactic’s, of the campaign “campaign”'),
  name: z.string(),
  low: z.number().describe('Learners expected with it at its 5 % point'),
  high: z.number().describe('Learners expected with it at its 95 % point'),
  effect: z.number().describe('high less low'),
  share: z
    .number()
    .describe(
      'Share of the variance that all of these explain one by one, 0 to 1; the shares add up to 1. The luck of days and of single learners is not in it',
    ),
});
export type Sensitivity = z.infer<typeof sensitivitySchema>;

const bandSchema = z.object({ mean: z.number(), p05: z.number(), p50: z.number(), p95: z.number() });

/** How often each segment is contacted, and push against pull by phase. */
export const contactLoadSchema = z.object({
  dates: z.array(z.string()),
  loads: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      contacts: z.array(z.number()).describe('Personal messages to one learner, by day'),
      window: z.array(z.number()).describe('The same over the 28 days that end on each'),
      label: z
        .array(z.enum(['under', 'onTarget', 'saturated']))
        .describe(
          'The window against four weeks of the campaign’s cap: under a quarter of it, up to it, or over it. Shorter windows at the start count by their days',
        ),
    }),
  ),
  phases: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      push: z.number().describe('Touchpoints that happen in it'),
      pull: z.number(),
      pushShare: z.number().nullable().describe('Null where nothing happens'),
      pushAim: z.number().describe('The share of push it should have'),
    }),
  ),
}) satisfies z.ZodType<ContactLoad>;

/** What the plan would lose without a touchpoint: learners in use on the last day, or for the goal. */
const marginalContributionSchema = z.object({
  id: z.string(),
  name: z.string(),
  value: z.number(),
  p05: z.number(),
  p95: z.number(),
});
export type MarginalContribution = z.infer<typeof marginalContributionSchema>;

/** What touchpoints bring: shares of the expected outcome, and what the plan would lose without each. */
export const contributionsSchema = z.object({
  total: z.number(),
  exact: z.boolean().describe('Whether every subset of the touchpoints was followed, so that no share has an error'),
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['touchpoint', 'tactic', 'channel', 'direction']),
      name: z.string(),
      value: z.number(),
      p05: z.number(),
      p95: z.number(),
      error: z.number().describe('Value plus or minus 1.645 times this holds in nine of ten; 0 where exact'),
    }),
  ),
  marginal: z.array(marginalContributionSchema),
});
export type Contributions = z.infer<typeof contributionsSchema>;

export const optimisationSchema = z.object({
  base: z.object({ messages: z.number(), effortHours: z.number(), probability: z.number() }),
  proposals: z.array(
    z.object({
      commands: z.array(simpleCommandSchema),
      messages: z.number(),
      effortHours: z.number(),
      probability: z.number(),
      probabilityBetter: z.number(),
      effect: bandSchema,
    }),
  ),
  front: z
    .array(
      z.object({
        messages: z.number(),
        expected: z.number().describe('Learners who count for the goal, as the mean of all runs'),
        probability: z.number(),
        proposal: z.int().optional().describe('Its place among the proposals, from 1, where it is proposed'),
        commands: z.array(simpleCommandSchema).describe('What makes it of the plan as it is; none for that itself'),
      }),
    )
    .describe('Plans than which no other has a higher chance, as far as runs can tell, for fewer messages'),
  evaluations: z.number(),
});
export type Optimisation = z.infer<typeof optimisationSchema>;

/** How one number of learners differs from the base's. A tie counts half. */
const contrast = {
  probabilityBetter: z
    .number()
    .describe('On average: the share of parameters, campaigns and days that may come under which more is expected'),
  probabilitySeen: z
    .number()
    .describe(
      'You would see it: the chance of more where each plan is run once, among the same people but with luck of its own',
    ),
  difference: bandSchema.describe('With the same luck for both: what the plans themselves make'),
  differenceIndependent: bandSchema.describe('With luck of its own for each: what two campaigns would show'),
};
/** What the runs that miss a goal have in common. Shares of several causes overlap: a run may be saved without either. */
export const premortemSchema = z.object({
  runs: z.number(),
  failing: z.number().describe('Share of the runs that miss the goal, 0 to 1'),
  causes: z.array(
    z.object({
      kind: z
        .enum(['parameter', 'tactic', 'campaign', 'start'])
        .describe('What lies otherwise where the goal is missed'),
      id: z.string().describe('Of the parameter or the tactic; else the kind'),
      name: z.string(),
      segments: z.array(z.string()).describe('Names of the segments that it is about; none where it is about everyone'),
      side: z.enum(['low', 'high']),
      typical: z.number().describe('About its value in failing runs: in the parameter’s unit, else a factor'),
      against: z.number().describe('What that is held against'),
      reference: z
        .enum(['usual', 'reaching'])
        .describe('Which is its median, or, where most runs miss the goal, about its value in those that reach it'),
      share: z
        .number()
        .describe('Share of the failing runs that would have reached the goal with it so, all else as it was'),
      hedge: z
        .array(simpleCommandSchema)
        .describe('The cheapest edit that helps against it; empty where runs tell of none'),
      effect: z.number().describe('Chance of the goal with the hedge less the chance without, from fresh runs'),
      error: z.number().describe('Standard error of the effect'),
    }),
  ),
});
export type Premortem = z.infer<typeof premortemSchema>;

export const comparisonSchema = z.object({
  name: z.string(),
  active: z.object({ ...contrast, date: z.string() }),
  goals: z.array(
    z.object({
      ...contrast,
      id: z.string(),
      name: z.string(),
      date: z.string(),
      probability: z.object({ base: z.number(), other: z.number() }),
    }),
  ),
  notes: z.array(z.string()),
});
export type Comparison = z.infer<typeof comparisonSchema>;

const survivalSchema = z
  .enum(['holds', 'fails', 'depends', 'open'])
  .describe('More likely than not under every stance, under none, or under some; or the runs cannot tell');
export type Survival = z.infer<typeof survivalSchema>;

const underStances = {
  chance: z.object({ published: z.number(), sceptic: z.number(), measured: z.number() }),
  survival: survivalSchema,
};

/** What becomes of goals, and of the choice between two plans, whoever's word is taken for the assumptions. */
export const stancesSchema = z.object({
  ownAssumptions: z
    .number()
    .describe('Of the plan and of the one beside it; where there are none, as measured is as published'),
  goals: z.array(z.object({ ...underStances, id: z.string(), name: z.string(), date: z.string() })),
  better: z
    .object({
      name: z.string(),
      contrasts: z
        .array(z.object({ ...underStances, id: z.string(), name: z.string() }))
        .describe(
          'Chance that the other plan brings more: active on the last day (no id, the date for a name), then goals',
        ),
    })
    .nullable(),
});
export type Stances = z.infer<typeof stancesSchema>;

export const decisionCalls = {
  'decision.sensitivity': {
    input: z.strictObject({ id: campaignId, revision, goalId, job: job.optional() }),
    output: z.object({
      expected: z.number().describe('Learners with all assumptions at their medians'),
      parameters: z.array(sensitivitySchema),
    }),
  },
  'decision.contactLoad': {
    input: z.strictObject({ id: campaignId, revision, job: job.optional() }),
    output: contactLoadSchema,
  },
  'decision.contribution': {
    input: z.strictObject({ id: campaignId, revision, goalId, job }),
    output: contributionsSchema,
  },
  'decision.marginalContribution': {
    input: z.strictObject({ id: campaignId, revision, job }),
    output: z.array(marginalContributionSchema),
  },
  'decision.optimise': {
    input: z.strictObject({
      id: campaignId,
      revision,
      job,
      goalId: z.string().max(64),
      probability: z.number().gt(0).lt(1).nullable().describe('The chance that is enough; null asks for the most'),
      maxChanges: z.int().min(1).max(100),
      maxMessages: z.number().min(0).nullable().describe('Messages an average learner may get; null for no limit'),
      effortHours: z.number().min(0).nullable().describe('Hours for all touchpoints; null for a week more than now'),
    }),
    output: optimisationSchema,
  },
  'decision.premortem': {
    input: z.strictObject({ id: campaignId, revision, job, goalId: z.string().max(64) }),
    output: premortemSchema,
  },
  'decision.stances': {
    input: z.strictObject({ id: campaignId, revision, otherId: campaignId.nullable(), job }),
    output: stancesSchema,
  },
  'decision.compare': {
    input: z.strictObject({ id: campaignId, revision, otherId: campaignId, job }),
    output: comparisonSchema,
  },
} as const;
