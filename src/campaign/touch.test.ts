import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryCommand, fullCampaign } from './arbitrary.testing.ts';
import type { Command } from './commands.ts';
import type { Campaign } from './document.ts';
import { COLLECTIONS, type Kind } from './collections.ts';
import { apply, type Applied } from './reducer.ts';
import { meeting, touchedBy, touchInWords } from './touch.ts';
import { Refusal } from './refusal.ts';

const edit = (id: string, changes: object): Command => ({ type: 'editTouchpoint', id, changes }) as Command;
const added = (id: string): Command => ({ type: 'addTouchpoint', item: { ...fullCampaign.touchpoints[0]!, id } });
const skip = (on: string): Command => ({ type: 'setSend', id: 'a', on, send: { skipped: true } });
const meet = (one: Command, other: Command) => meeting(touchedBy(one), touchedBy(other)) !== undefined;

describe('two commands', () => {
  it.each<[string, Command, Command, boolean]>([
    ['one field', edit('a', { name: 'x' }), edit('a', { name: 'y' }), true],
    ['two fields of one item', edit('a', { name: 'x' }), edit('a', { notes: 'y' }), false],
    ['one field of two items', edit('a', { name: 'x' }), edit('b', { name: 'y' }), false],
    ['two fields of one message', edit('a', { 'message.subject': 'x' }), edit('a', { 'message.body': 'y' }), false],
    ['a message and a field of it', edit('a', { message: {} }), edit('a', { 'message.body': 'y' }), true],
    ['fields whose names begin alike', edit('a', { 'time.at': 'x' }), edit('a', { timeAtAll: 'y' }), false],
    ['an item that goes', { type: 'removeTouchpoint', id: 'a' }, edit('a', { name: 'y' }), true],
    ['an idea that goes, and a touchpoint of its name', { type: 'removeIdea', id: 'e' }, added('e'), true],
    ['a lane that goes', { type: 'removeLane', id: 'c' }, edit('a', { laneId: 'c' }), true],
    [
      'a lane that is renamed',
      { type: 'editLane', id: 'c', changes: { name: 'x' } },
      edit('a', { laneId: 'c' }),
      false,
    ],
    ['two that name one lane', edit('a', { laneId: 'c' }), edit('b', { laneId: 'c' }), false],
    ['one lane put elsewhere', { type: 'reorderLane', id: 'a', at: 1 }, { type: 'reorderLane', id: 'a', at: 2 }, true],
    [
      'two lanes put elsewhere',
      { type: 'reorderLane', id: 'a', at: 1 },
      { type: 'reorderLane', id: 'b', at: 2 },
      false,
    ],
    ['two sends of a series', skip('2027-01-19'), skip('2027-01-26'), false],
    ['one send of a series', skip('2027-01-19'), skip('2027-01-19'), true],
    ['a send, and the day on which its series begins', skip('2027-01-19'), edit('a', { start: '2027-01-13' }), true],
    ['a send, and the words of its series', skip('2027-01-19'), edit('a', { 'message.body': 'x' }), false],
  ])('that write %s', (_, one, other, expected) => {
    expect([meet(one, other), meet(other, one)]).toEqual([expected, expected]);
  });

  it('that do not meet can be taken back in either order', () => {
    let tried = 0;
    fc.assert(
      fc.property(
        fc.array(arbitraryCommand, { maxLength: 6 }),
        arbitraryCommand,
        arbitraryCommand,
        (before, one, other) => {
          const start = before.reduce(
            (campaign, command) => tryApply(campaign, command)?.campaign ?? campaign,
            fullCampaign,
          );
          const first = tryApply(start, one);
          const second = first && tryApply(first.campaign, other);
          if (!second) return;
          if (meeting(touchedBy(one, first.inverse), touchedBy(other, second.inverse))) return;
          tried++;
          const without = apply(start, other).campaign;
          expect(unordered(apply(second.campaign, first.inverse).campaign)).toEqual(unordered(without));
        },
      ),
      {
        numRuns: 3000,
        // What went along with its anchor was then put where it stood already.
        examples: [
          [
            [],
            { type: 'editEvent', id: 'b', changes: { start: '2028-06-28' } },
            { type: 'resizeTouchpoint', id: 'd', start: '2028-07-01', days: 71 },
          ],
        ],
      },
    );
    expect(tried, 'enough of them do not meet').toBeGreaterThan(300);
  });
});

it('says what is touched as people call it', () => {
  const words = (command: Command) =>
    touchInWords(
      fullCampaign,
      touchedBy(command).findLast(({ of }) => of !== 'idea')!,
      'What is gone',
    );
  expect(words(edit('a', { 'message.body': 'x' }))).toBe('the text of the touchpoint “Touchpoint a”');
  expect(words(skip('2027-01-19'))).toBe('the sends of the touchpoint “Touchpoint a”');
  expect(words({ type: 'removeTouchpoint', id: 'zzz' })).toBe('the touchpoint “What is gone”');
  expect(words({ type: 'reorderLane', id: 'a', at: 1 })).toBe('the lane “Lane a”');
  expect(words({ type: 'setDetails', changes: { days: 3 } })).toBe('the length in days of the campaign');
});

function tryApply(campaign: Campaign, command: Command): Applied | undefined {
  try {
    return apply(campaign, command);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** Places in lists shift with what else comes and goes. */
function unordered(campaign: Campaign): Campaign {
  const lists = Object.keys(COLLECTIONS).map((kind) => COLLECTIONS[kind as Kind]);
  return {
    ...campaign,
    ...Object.fromEntries(
      lists.map((list) => [list, (campaign[list] as { id: string }[]).toSorted((a, b) => (a.id < b.id ? -1 : 1))]),
    ),
  };
}
