import type { Campaign } from '../document.ts';
import { findInAssumptions } from './assumptions.ts';
import { findInAudience } from './audience.ts';
import { findInBalance } from './balance.ts';
import { findInCalendars } from './calendars.ts';
import { findInContact } from './contact.ts';
import { findInDates } from './dates.ts';
import { findInDecisions } from './decisions.ts';
import { findDuplicates } from './duplicates.ts';
import { findInEvents } from './events.ts';
import { inOrder, withId, type Finding, type Found } from './finding.ts';
import { findInGoals } from './goals.ts';
import { findForLaterStarters } from './laterStarters.ts';
import { findInLaunch } from './launch.ts';
import { findInMessages } from './messages.ts';
import { planOf, type Plan, type SayDay, type SayShare } from './plan.ts';
import { findOnShelf } from './shelf.ts';

export type { Finding, Severity } from './finding.ts';

const RULES: readonly ((plan: Plan) => Found[])[] = [
  findInDates,
  findInAudience,
  findInCalendars,
  findInContact,
  findForLaterStarters,
  findInMessages,
  findInLaunch,
  findInBalance,
  findInGoals,
  findInEvents,
  findInDecisions,
  findDuplicates,
  findInAssumptions,
  findOnShelf,
];

/**
 * Where a plan breaks the rules of the craft, in a fixed order: errors, warnings, advice; each by date, then by id.
 * Linear in the number of touchpoints. Days and shares are written in English unless the caller writes them otherwise.
 */
export function check(campaign: Campaign, dayInWords?: SayDay, shareInWords?: SayShare): Finding[] {
  const plan = planOf(campaign, dayInWords, shareInWords);
  return RULES.flatMap((rule) => rule(plan))
    .map(withId)
    .toSorted(inOrder);
}
