import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullCampaign } from './arbitrary.testing.ts';
import type { Command, SimpleCommand } from './commands.ts';
import type { Touchpoint } from './document.ts';
import { countIn, insertIn, isIn, itemIn, itemsIn, partedList, replaceIn, takeFrom } from './partedList.ts';
import { apply } from './reducer.ts';
import { ideaFrom, shelve, takeFromShelf } from './shelf.ts';

describe('a list in parts', () => {
  it('is what a plain list would be, whatever is done to it', () => {
    const step = fc.record({ what: fc.constantFrom('insert', 'take', 'replace', 'find'), at: fc.nat(2000) });
    fc.assert(
      fc.property(
        fc.constantFrom(0, 3, 512, 1300),
        fc.array(step, { maxLength: 900, size: 'max' }),
        (length, steps) => {
          const plain = Array.from({ length }, (_, place) => ({ id: `old ${place}`, turn: -1 }));
          const parted = partedList(plain);
          for (const [turn, { what, at }] of steps.entries()) {
            const known = plain[at % Math.max(1, plain.length)];
            if (what === 'insert' || !known) {
              insertIn(parted, { id: `new ${turn}`, turn }, at);
              plain.splice(at, 0, { id: `new ${turn}`, turn });
            } else if (what === 'take') {
              expect(takeFrom(parted, known.id)).toEqual({ item: known, at: plain.indexOf(known) });
              plain.splice(plain.indexOf(known), 1);
              expect(isIn(parted, known.id)).toBe(false);
            } else if (what === 'replace') {
              plain[plain.indexOf(known)] = { ...known, turn };
              replaceIn(parted, { ...known, turn });
            } else expect(itemIn(parted, known.id)).toEqual(known);
          }
          expect(itemsIn(parted)).toEqual(plain);
          expect(countIn(parted)).toBe(plain.length);
        },
      ),
      { numRuns: 40 },
    );
  });
});

/** How often the id of any item is looked at, for each of `count`, while a command and its inverse are applied: what grows where lists are searched. */
function looksPerItem(count: number, commandsOf: (items: Touchpoint[]) => { before?: Command; command: Command }) {
  let looks = 0;
  const counted = <T extends { id: string }>(item: T): T => {
    const { id } = item;
    return Object.defineProperty({ ...item }, 'id', { enumerable: true, get: () => (looks++, id) });
  };
  const countedIn = (command: Command): Command =>
    command.type === 'batch'
      ? { ...command, commands: command.commands.map((one) => countedIn(one) as SimpleCommand) }
      : 'item' in command
        ? ({ ...command, item: counted(command.item) } as SimpleCommand)
        : command;
  const [like] = fullCampaign.touchpoints;
  const items = Array.from({ length: count }, (_, place): Touchpoint => ({ ...like!, id: `item-${place}` }));
  const { before, command } = commandsOf(items);
  const campaign = before ? apply(fullCampaign, countedIn(before)).campaign : fullCampaign;
  const [wanted, from] = [countedIn(command), looks];
  const done = apply(campaign, wanted);
  apply(done.campaign, done.inverse);
  return (looks - from) / count;
}

const batch = (commands: SimpleCommand[]): Command => ({ type: 'batch', action: 'several', commands });
/** An order that has nothing to do with that of the list. */
const shuffled = (items: Touchpoint[]) => items.map((_, place) => items[(place * 7919) % items.length]!);

const addAll = (items: Touchpoint[]) => batch(items.map((item) => ({ type: 'addTouchpoint', item })));
const addIdeas = (items: Touchpoint[], at?: number) =>
  batch(items.map((item) => ({ type: 'addIdea', item: ideaFrom(item), ...(at === undefined ? {} : { at }) })));

describe('a batch of many', () => {
  it.each<[string, Parameters<typeof looksPerItem>[1]]>([
    ['ideas added at the end', (items) => ({ command: addIdeas(items) })],
    ['ideas added at the front', (items) => ({ command: addIdeas(items, 0) })],
    [
      'touchpoints added in the middle',
      (items) => ({ command: batch(items.map((item, place) => ({ type: 'addTouchpoint', item, at: place >> 1 }))) }),
    ],
    [
      'touchpoints removed',
      (items) => ({
        before: addAll(items),
        command: batch(shuffled(items).map(({ id }) => ({ type: 'removeTouchpoint', id }))),
      }),
    ],
    [
      'touchpoints edited',
      (items) => ({
        before: addAll(items),
        command: batch(shuffled(items).map(({ id }) => ({ type: 'editTouchpoint', id, changes: { owner: 'Ada' } }))),
      }),
    ],
    ['touchpoints put on the shelf', (items) => ({ before: addAll(items), command: shelve(shuffled(items)) })],
    ['ideas planned', (items) => ({ before: addIdeas(items), command: takeFromShelf(shuffled(items)) })],
  ])('%s and taken back does not look through the lists for each', (_, commandsOf) => {
    // Parts of a list for each, where the whole of it would be thousands.
    expect(looksPerItem(6000, commandsOf)).toBeLessThan(1500);
  });
});
