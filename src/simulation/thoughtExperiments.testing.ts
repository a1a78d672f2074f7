import { MAIL_THOUGHTS } from './mailThoughts.testing.ts';
import { PLAN_THOUGHTS } from './planThoughts.testing.ts';
import { TEMPLATE_THOUGHTS } from './templateThoughts.testing.ts';
import { thoughtRows } from './thoughts.testing.ts';

export const THOUGHTS = [...MAIL_THOUGHTS, ...PLAN_THOUGHTS, ...TEMPLATE_THOUGHTS];

/** All thought experiments as rows of a table. */
export const experimentRows = () => thoughtRows(THOUGHTS);
