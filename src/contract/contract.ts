import type { z } from 'zod';
import { calendarCalls } from './calendar.ts';
import { campaignCalls } from './campaign.ts';
import { decisionCalls } from './decision.ts';
import { deliveryCalls } from './delivery.ts';
import { forecastCalls } from './forecast.ts';
import { holidayCalls } from './holidays.ts';
import { intakeCalls } from './intake.ts';
import { libraryCalls } from './library.ts';
import { publishCalls } from './publish.ts';
import { studioCalls } from './studio.ts';

/**
 * Every call that a window can make, with the schemas of what goes in and what comes out.
 * The same table drives Electron's IPC, the browser host's HTTP and the tests.
 */
export const contract = {
  ...libraryCalls,
  ...calendarCalls,
  ...campaignCalls,
  ...holidayCalls,
  ...forecastCalls,
  ...decisionCalls,
  ...intakeCalls,
  ...deliveryCalls,
  ...publishCalls,
  ...studioCalls,
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type Method = keyof typeof contract;
export type Input<M extends Method> = z.input<(typeof contract)[M]['input']>;
export type Output<M extends Method> = z.output<(typeof contract)[M]['output']>;
