import { expect, it } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import type { SimpleCommand } from '#campaign/commands.ts';
import { causeInWords, changeInWords } from './decisions.ts';
import { english } from './formats.ts';

const touchpoint = { ...fullCampaign.touchpoints[0]!, name: 'Nudge', start: '2027-01-11' };
const campaign = { ...fullCampaign, touchpoints: [touchpoint] };
const { id } = touchpoint;

it.each<[SimpleCommand, string]>([
  [{ type: 'addTouchpoint', item: { ...touchpoint, id: 'new', name: 'Poster' } }, 'Add “Poster” on 2027-01-11'],
  [{ type: 'removeTouchpoint', id }, 'Remove “Nudge”'],
  [{ type: 'moveTouchpoint', id, start: '2027-01-18' }, 'Move “Nudge” from 2027-01-11 to 2027-01-18'],
  [{ type: 'editTouchpoint', id, changes: { cadence: 'weekly' } }, 'Send “Nudge” every week'],
  [{ type: 'editTouchpoint', id, changes: { notes: 'x' } }, 'Change “Nudge”'],
])('a command of a proposal is said in words: %o', (command, words) =>
  expect(changeInWords(campaign, command, (iso) => iso)).toBe(words),
);

const lapses = {
  kind: 'parameter' as const,
  id: 'habit.lapse',
  name: 'Lapses from use',
  segments: [],
  side: 'high' as const,
  typical: 0.0871,
  against: 0.0778,
  reference: 'usual' as const,
  share: 0.24,
};
const asExpected = 'With what the plan expects, 24% of them would have reached it.';
const asOthers = 'With what the others have, 24% of them would have reached it.';
const here = '“Lapses from use” is about';
const missing = 'in the runs that miss the goal';

it.each<[string, Partial<Parameters<typeof causeInWords>[0]>, string]>([
  ['higher', {}, `${here} 12% higher ${missing} than the plan expects. ${asExpected}`],
  ['lower', { typical: 0.0389 }, `${here} 50% lower ${missing} than the plan expects. ${asExpected}`],
  ['hardly higher', { typical: 0.0779 }, `${here} 0.13% higher ${missing} than the plan expects. ${asExpected}`],
  ['below nothing', { typical: -3, against: -2 }, `${here} 50% lower ${missing} than the plan expects. ${asExpected}`],
  [
    'among most',
    { reference: 'reaching' },
    `${here} 12% higher ${missing} than in the runs that reach it. ${asOthers}`,
  ],
  [
    'against nothing',
    { against: 0 },
    `${here} 0.0871 ${missing}, and the plan expects 0 (chance a day, as a rate). ${asExpected}`,
  ],
  [
    'with another sign',
    { against: -0.02, reference: 'reaching' },
    `${here} 0.0871 ${missing}, and about −0.02 in the runs that reach it (chance a day, as a rate). ${asOthers}`,
  ],
])('a parameter that is %s where a goal is missed is told in shares where there are any', (_, changes, words) =>
  expect(causeInWords({ ...lapses, ...changes }, english)).toBe(words),
);
