import { DAY_MINUTES } from './calendar.ts';

/** How much there may be of what people write and count in a campaign. Schemas, fields and imports read it here. */

/** Characters of a name, and of whatever else is written on one line. */
export const LONGEST_NAME = 200;
export const MOST_LANES = 200;
/** How much there may be of what else people write and count: characters of texts, learners, clicks, messages. */
export const MOST = {
  subject: 300,
  text: 20_000,
  buttonLabel: 80,
  url: 2000,
  sentences: 500,
  brandName: 120,
  promise: 300,
  events: 1000,
  learners: 10_000_000_000,
  teamSize: 1000,
  frictionSteps: 50,
  capPerWeek: 100,
  inflow: 1_000_000,
} as const;
/** Ten years. */
export const MOST_DAYS = 3660;
/** Of a meeting, a call or a slot, in minutes. */
export const LEAST_MINUTES = 5;
export const MOST_MINUTES = DAY_MINUTES;
export const MOST_SEED = 4_294_967_295;
/** Days off a calendar may list, and days worked that would be off. */
export const MOST_DAYS_OFF = 3660;
/** Each doubles the ways that a plan can go. */
export const MOST_DECISIONS = 3;
/** Two years. */
export const MOST_ROLLING_WEEKS = 104;
