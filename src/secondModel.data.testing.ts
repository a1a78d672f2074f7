/** What the second model reads: of the JSON of `tandem model`, and of a campaign file. */

export interface Parameter {
  id: string;
  value: number;
  low: number;
  high: number;
  least: number;
  most: number;
  scale: 'plain' | 'log' | 'logit';
  forEveryone: boolean;
}

export interface Tactic {
  id: string;
  form: 'message' | 'presence';
  effect: Record<string, number>;
  strength: { low: number; high: number };
}

export interface Model {
  parameters: Parameter[];
  tactics: Tactic[];
  channels: { id: string; personal: boolean }[];
  stages: string[];
  series: Record<string, string[]>;
  metrics: Record<string, string[]>;
  classes: { point: number; weight: number }[];
  weekdays: number[];
  daysOff: {
    weekend: number[];
    elsewhere: { weekend: number[]; zones: string[] }[];
    holidays: string[];
    whereSundayIsFree: string[];
  };
  fixed: {
    standardNormal95: number;
    fatigueLevels: number;
    backgroundMessages: number;
    contactMemoryDays: number;
    faded: number;
    offHours: number;
    mostEventFactor: number;
    presences: { most: Record<string, number>; leastFactor: number };
  };
}

export interface Campaign {
  start: string;
  days: number;
  timeZone: string;
  contact: { capPerWeek: number; quietFrom: string; quietUntil: string; atCap?: string };
  segments: Segment[];
  touchpoints: Touchpoint[];
  events: { start: string; days: number; pushFactor: number; pullFactor: number; segments: string[] }[];
  goals: { id: string; metric: string; target: number; unit: string; date: string; segments: string[] }[];
  assumptions: Assumption[];
  calendars: {
    id: string;
    weekend: number[];
    daysOff: { date: string }[];
    workingDays?: string[];
  }[];
}

export interface Segment {
  id: string;
  size: number;
  timeZone: string;
  calendarId?: string;
  language: string;
  channels: string[];
  frictionSteps: number;
  preferredTime: string;
}

/** How and when a send reaches people. */
interface Sending {
  time: { zone: string; at?: string };
  message: { language?: string };
}

export interface Touchpoint extends Sending {
  tactic: string;
  channel: string;
  segments: string[];
  start: string;
  days: number;
  cadence: string;
  alsoAfter?: number[];
  monthlyBy?: string;
  exceptions?: (Partial<Sending> & { on: string; to?: string; skipped?: true })[];
  status?: string;
  priority?: string;
  goalId?: string;
  eventId?: string;
}

export interface Assumption {
  parameter: string;
  value: number;
  low?: number;
  high?: number;
  segmentId?: string;
}

/** A parameter's value by its id. */
export type Values = (id: string) => number;

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
