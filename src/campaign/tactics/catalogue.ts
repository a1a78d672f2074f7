import type { Tactic } from '../tactic.ts';
import { CAREER } from './career.ts';
import { CHAMPIONS } from './champions.ts';
import { CUSTOM } from './custom.ts';
import { EVIDENCE } from './evidence.ts';
import { HABITS } from './habits.ts';
import { LAUNCH } from './launch.ts';
import { ONBOARDING } from './onboarding.ts';
import { PERSONAL } from './personal.ts';
import { REMINDERS } from './reminders.ts';

/** Every tactic that a touchpoint can be made from, in the order in which the library shows them. */
export const TACTICS: readonly Tactic[] = [
  ...LAUNCH,
  ...REMINDERS,
  ...ONBOARDING,
  ...PERSONAL,
  ...HABITS,
  ...CHAMPIONS,
  ...EVIDENCE,
  ...CAREER,
  ...CUSTOM,
];

const byId = new Map(TACTICS.map((tactic) => [tactic.id, tactic]));

/** The tactic of an id, or undefined where the catalogue has none (a file may name a tactic of a newer studio). */
export function tacticById(id: string): Tactic | undefined {
  return byId.get(id);
}
