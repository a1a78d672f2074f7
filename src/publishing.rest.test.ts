import { beforeEach, describe, expect, test } from 'vitest';
import { withdrawalOf } from '#publishing/changes.ts';
import { addressBookOf, rehearse } from '#publishing/rehearsal.ts';
import { sendRest } from '#publishing/rest.ts';
import { smtp } from '#publishing/targets/smtp.ts';
import {
  about,
  after,
  approved,
  everybody,
  fullAt,
  host,
  list,
  NOW,
  once,
  PEOPLE,
  REFUSED,
  row,
  write,
} from './publishing.lists.testing.ts';

/** A list that ended without some of it: it is sent to those alone who did not get it, and only where that can be told. */

const rest = async () =>
  sendRest({ ledger: list.store, targetOf: async () => smtp, addressBookOf }, (await row()).key, NOW);

describe('a list that ended without some of it', () => {
  /** The list with other addresses in some places. */
  const mended = (changes: Record<number, string>) => PEOPLE.map((address, place) => changes[place] ?? address);
  beforeEach(async () => {
    await approved();
    await once();
  });

  test('says how many of how many got it', async () => {
    expect(await row()).toMatchObject({ state: 'sent', progress: { done: 12, refused: 1, of: 12 } });
  });

  test('is sent to the rest once their lines are mended, and to nobody twice', async () => {
    write(mended({ 2: 'carol@example.org' }));
    expect(await rest()).toMatchObject({ state: 'planned', sentence: 'To be sent to the one who did not get it.' });
    await once();
    expect(list.got).toEqual([...everybody, 'carol@example.org']);
    expect(await row()).toMatchObject({ state: 'sent', progress: { done: 12, refused: 0, of: 12 } });
    expect(await list.store.missedOf(await row())).toEqual([]);
    await expect(rest()).rejects.toThrow('There is nobody');
    expect((await rehearse(about())).items.map(({ fate }) => fate)).toEqual(['out']);
  });

  test('is tried with the same address again, which may be refused again', async () => {
    await rest();
    await once();
    expect(list.got).toEqual(everybody);
    expect(await row()).toMatchObject({ state: 'sent', progress: { done: 12, refused: 1, of: 12 } });
    write(mended({ 2: 'carol@example.org' }));
    await rest();
    await once();
    expect(list.got).toEqual([...everybody, 'carol@example.org']);
  });

  test.each([
    ['another is changed too', mended({ 2: 'carol@example.org', 5: 'new@example.org' })],
    ['somebody stands there who has it', mended({ 2: 'p4@example.org' })],
    ['the line is taken out', PEOPLE.filter((address) => address !== REFUSED)],
    ['somebody is added', [...PEOPLE, 'new@example.org']],
    ['the order is another', PEOPLE.toReversed()],
  ])('is not sent on where %s', async (_, people) => {
    write(people);
    await expect(rest()).rejects.toThrow('did not get “Touchpoint mail” (line 4), so nobody can tell who has it');
    expect((await row()).state).toBe('sent');
  });
});

describe('who got a list is still known', () => {
  test('where it could not be written down at once that the last was refused', async () => {
    list.refuses = (address) => address === PEOPLE.at(-1);
    await approved();
    await once(host({ ledger: fullAt(12) }));
    expect(await row()).toMatchObject({ state: 'sent', progress: { done: 12, refused: 1 } });
    write(PEOPLE.with(-1, 'carol@example.org'));
    await rest();
    await once();
    expect(list.got).toEqual([...PEOPLE.slice(0, -1), 'carol@example.org']);
  });

  test.each([
    ['the last', () => false, 'p11@example.org'],
    ['one who was not taken for now', (address: string) => address === 'p4@example.org', 'p4@example.org'],
  ])('where somebody found that %s has it', async (_, waits, inQuestion) => {
    await approved();
    list.greylists = waits;
    const stop = new AbortController();
    list.onMail = (many) => (many === 10 && inQuestion === PEOPLE.at(-1) ? stop.abort() : undefined);
    await once(host(), stop.signal);
    list.onMail = () => undefined;
    const lost = { ...smtp, send: async () => ({ state: 'unknown' as const, sentence: 'Lost.' }) };
    await once({ ...after(5), targetOf: async () => lost });
    expect(await list.store.answerRow((await row()).key, 'sent', NOW.toISOString())).toMatchObject({
      state: 'sent',
      progress: { done: 12, refused: 1 },
    });
    const before = [...list.got];
    expect(before).toEqual(everybody.filter((address) => address !== inQuestion));
    // Not where somebody else stands in the place of who has it.
    write(PEOPLE.map((address) => (address === inQuestion ? 'new@example.org' : address)));
    await expect(rest()).rejects.toThrow('(line 4)');
    write(PEOPLE.with(2, 'carol@example.org'));
    await rest();
    await once();
    expect(list.got).toEqual([...before, 'carol@example.org']);
  });

  test('and by no file that was changed before it went on', async () => {
    await approved();
    list.onMail = (count) => (count === 4 ? list.store.pausePublishing(true) : undefined);
    await once();
    write(PEOPLE.toReversed());
    await list.store.pausePublishing(false);
    await once();
    expect(await row()).toMatchObject({ state: 'sent', progress: { done: 5, refused: 1 } });
    await expect(rest()).rejects.toThrow('nobody can tell who has it');
    write(PEOPLE.with(2, 'carol@example.org'));
    await rest();
    await once();
    expect(list.got.toSorted()).toEqual([...everybody, 'carol@example.org'].toSorted());
  });
});

test('a list that was withdrawn in the middle can be sent to the rest of it after all', async () => {
  await approved();
  list.onMail = async (count) => {
    if (count === 4) await list.store.approveRows(withdrawalOf(await list.store.ledgerRows(), smtp, NOW).changes);
  };
  await once();
  list.onMail = () => undefined;
  expect(list.got).toEqual(everybody.slice(0, 4));
  await rest();
  await once();
  expect(list.got).toEqual(everybody);
});
