import { z } from 'zod';
import { STANCES } from '#campaign/stance.ts';
import { sensitivitySchema } from '#contract/decision.ts';
import { earlierEngineSchema } from './earlierEngine.ts';
import { forecastSchema, quantilesSchema, SERIES } from '#contract/forecast.ts';

/** What `simulate --json` prints. */
export const simulationSchema = forecastSchema.extend({
  series: z
    .record(z.enum([...SERIES, 'incremental']), quantilesSchema)
    .describe('Everyone, day by day; what the plan brings stands among the curves as well'),
  incremental: quantilesSchema.describe(
    'Because of the plan: learners in active use with it less those without any touchpoint, in the same runs, by day; negative where it does harm',
  ),
  baseline: quantilesSchema.describe(
    'Would have happened anyway: learners in active use without any touchpoint, in the runs of incremental, by day. Means of the two add up, quantiles do not',
  ),
  sensitivity: z
    .array(sensitivitySchema)
    .describe(
      'What single assumptions do to active learners on the last day, the weightiest first; empty where a large plan with few runs would take much longer for it, and where assumptions are let to hang together',
    ),
  as: z.enum(STANCES).optional().describe('Whose word was taken for the assumptions, where it was asked for'),
  correlated: z.literal(true).optional().describe('There where assumptions were let to hang together'),
  earlierEngine: earlierEngineSchema,
  elapsedMs: z.number().describe('How long the simulation took, in milliseconds'),
});
export type Simulation = z.infer<typeof simulationSchema>;
