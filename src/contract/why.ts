import { z } from 'zod';

/** Why the forecast changes between two days: the flows of the expectation, which add up. */

/** What brings learners or takes them away, beside touchpoints. */
export const DRIVERS = [
  'itself',
  'presences',
  'events',
  'days',
  'peers',
  'seniors',
  'fatigue',
  'earlier',
  'lapses',
  'optOuts',
  'forgetting',
  'tries',
] as const;
export type Driver = (typeof DRIVERS)[number];

const partSchema = z.object({
  driver: z
    .enum(['touchpoint', ...DRIVERS])
    .describe(
      'A touchpoint: by its messages, at full attention on an average day, and by being there; what people do by themselves; what is there for them and no single touchpoint’s; events; weekends, holidays and weekdays; peers; seniors; what fatigue takes from messages; who was trying it long before; who stopped using it, opted out, lost sight of it, or went on to try it',
    ),
  id: z.string().optional().describe('Of the touchpoint'),
  name: z.string().optional(),
  names: z.array(z.string()).optional().describe('Events on these days'),
  learners: z.number().describe('By how many learners this changes the number'),
  shown: z.number().describe('The same rounded, so that all parts add up to the change as shown'),
});
export type WhyPart = z.infer<typeof partSchema>;

const changeSchema = z.object({
  series: z.enum(['active', 'aware']),
  before: z.number(),
  after: z.number(),
  change: z.number(),
  shown: z.object({ before: z.number(), after: z.number(), change: z.number() }),
  digits: z.number().describe('Decimals of what is shown'),
  parts: z.array(partSchema).describe('The largest first; together they are the change'),
});
export type WhyChange = z.infer<typeof changeSchema>;

export const whySchema = z.object({
  engine: z.string(),
  reason: z
    .enum(['teams'])
    .optional()
    .describe(
      'Why runs of this plan may differ: “teams” where only colleagues of the same team count as peers. Here everyone does',
    ),
  planHash: z.string(),
  learners: z.number(),
  segmentId: z.string().nullable(),
  since: z
    .string()
    .nullable()
    .describe('The day with which it is compared, at its end; null before the campaign begins'),
  date: z.string(),
  own: z
    .object({ since: z.number().nullable(), day: z.number() })
    .optional()
    .describe(
      'Where days of everyone’s own are asked about: their numbers, from 0. All changes are then of every 100 who start',
    ),
  isBend: z.boolean().describe('Whether that is the last bend of the curve, and not a day that was asked for'),
  changes: z
    .array(changeSchema)
    .describe(
      'Of learners in active use; and of those who know of it and have not tried it. Expected, with all parameters at their medians',
    ),
});
export type Why = z.infer<typeof whySchema>;
