import { z } from 'zod';
import { CADENCES, channelSchema } from '#campaign/document.ts';

/** The engagement model as data: what docs/model.md and docs/model-rules.md need beside their formulas so that somebody else can compute the same. */

const parameterSchema = z.object({
  id: z.string().describe('As an assumption of a campaign names it'),
  name: z.string(),
  about: z.string(),
  unit: z.string(),
  value: z.number().describe('The default, and the median of what is thought possible'),
  low: z.number().describe('5 % point; where low, value and high are equal, it is not drawn'),
  high: z.number().describe('95 % point'),
  least: z.number().describe('Values below are brought to it'),
  most: z.number().describe('Values above are brought to it'),
  scale: z.enum(['plain', 'log', 'logit']).describe('On which it is normal'),
  forEveryone: z.boolean().describe('Whether an assumption for a single segment changes nothing'),
  source: z.string(),
});

const tacticSchema = z.object({
  id: z.string(),
  name: z.string(),
  form: z.enum(['message', 'presence']),
  channel: channelSchema.describe('Where it usually stands; a touchpoint has its own'),
  effect: z.record(z.string(), z.number()).describe('A field that is not named changes nothing'),
  strength: z
    .object({ low: z.number(), high: z.number() })
    .describe('5 % and 95 % points of how strong it is, with median 1, on a plain scale'),
  source: z.string(),
});

export const modelSchema = z.object({
  engine: z.string().describe('Version of the engine whose model this is'),
  document: z.string().describe('Where the formulas stand'),
  parameters: z.array(parameterSchema),
  tactics: z.array(tacticSchema),
  channels: z.array(
    z.object({
      id: channelSchema,
      personal: z.boolean().describe('Whether its messages come to people by themselves'),
    }),
  ),
  stages: z.array(z.string()).describe('In their order; whoever opts out leaves them'),
  series: z.record(z.string(), z.array(z.string())).describe('What each series of a forecast adds up'),
  metrics: z.record(z.string(), z.array(z.string())).describe('Whom each metric of a goal counts'),
  classes: z
    .array(z.object({ point: z.number(), weight: z.number() }))
    .describe('Of responsiveness and speed of habit, by their standard normal point'),
  day: z.array(z.object({ step: z.string(), what: z.string() })).describe('What happens on a day, in this order'),
  cadences: z.array(
    z.object({
      id: z.enum(CADENCES),
      everyDays: z.number().nullable().describe('Null where it is not counted in days'),
      when: z.string(),
    }),
  ),
  weekdays: z
    .array(z.number())
    .describe('The pace of the first working day after the weekend and those that follow; of later ones the last'),
  daysOff: z.object({
    weekend: z.array(z.number()).describe('ISO weekdays; 1 is Monday'),
    elsewhere: z.array(z.object({ weekend: z.array(z.number()), zones: z.array(z.string()) })),
    holidays: z.array(z.string()).describe('MM-DD, everywhere'),
    whereSundayIsFree: z.array(z.string()).describe('MM-DD, where the weekend holds Sunday'),
  }),
  fixed: z.object({
    standardNormal95: z.number().describe('The 95 % point of the standard normal distribution'),
    fatigueLevels: z.number(),
    backgroundMessages: z.number().describe('Other messages a month under which fatigue.rise holds as it is'),
    contactMemoryDays: z.number().describe('A contact counts as recent by exp(−days / this)'),
    faded: z.number().describe('What is at work of a channel’s messages counts for nothing below this'),
    offHours: z.number().describe('Hours from the preferred time at which all of reach.offHours is lost'),
    mostEventFactor: z.number().describe('Events that meet multiply by this at most'),
    presences: z.object({
      most: z.record(z.string(), z.number()).describe('What sums and factors of presences together come near to'),
      leastFactor: z.number().describe('Of a single presence'),
    }),
  }),
});
export type Model = z.infer<typeof modelSchema>;
