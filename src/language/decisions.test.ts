import { expect, it } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import type { SimpleCommand } from '#campaign/commands.ts';
import { changeInWords } from './decisions.ts';

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
