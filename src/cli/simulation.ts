import { z } from 'zod';
import { STANCES } from '#campaign/stance.ts';
import { sensitivitySchema } from '#contract/decision.ts';
import { forecastSchema } from '#contract/forecast.ts';

/** What `simulate --json` prints. */
export const simulationSchema = forecastSchema.extend({
  sensitivity: z
    .array(sensitivitySchema)
    .describe(
      'What single assumptions do to active learners on the last day, the weightiest first; empty where a large plan with few runs would take much longer for it',
    ),
  as: z.enum(STANCES).optional().describe('Whose word was taken for the assumptions, where it was asked for'),
  correlated: z.literal(true).optional().describe('There where assumptions were let to hang together'),
  elapsedMs: z.number().describe('How long the simulation took, in milliseconds'),
});
export type Simulation = z.infer<typeof simulationSchema>;
