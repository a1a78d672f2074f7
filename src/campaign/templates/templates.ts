import { BLANK } from './blank.ts';
import { CAREER } from './career.ts';
import { DATA_LITERACY } from './dataLiteracy.ts';
import type { Template } from './build.ts';
import { COMPLIANCE } from './compliance.ts';
import { CULTURE } from './culture.ts';
import { LEADERSHIP } from './leadership.ts';
import { ONBOARDING } from './onboarding.ts';
import { REFRESHER } from './refresher.ts';
import { PLATFORM } from './platform.ts';

export type { Template } from './build.ts';

/** Every template, in the order in which they are offered. */
export const TEMPLATES: readonly Template[] = [
  PLATFORM,
  COMPLIANCE,
  LEADERSHIP,
  DATA_LITERACY,
  CULTURE,
  CAREER,
  ONBOARDING,
  REFRESHER,
  BLANK,
];

/** The template of an id, or undefined where there is none. */
export function templateById(id: string): Template | undefined {
  return TEMPLATES.find((template) => template.id === id);
}
