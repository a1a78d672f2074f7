import { expect, test } from 'vitest';
import { Refusal } from '#campaign/refusal.ts';
import type { ListProgress } from '#contract/publishing.ts';
import { withdrawalOf } from '#publishing/changes.ts';
import { approve, rehearse } from '#publishing/rehearsal.ts';
import type { PublisherHost } from '#publishing/publisher.ts';
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
  profile,
  REFUSED,
  row,
  write,
} from './publishing.lists.testing.ts';

/** A mail to a list on the real ledger and a real server: left in the middle, it goes on from there, and nobody gets it twice. */

test('a list that is paused stops after the recipient it is at, and goes on with the next', async () => {
  await approved();
  list.onMail = (count) => (count === 4 ? list.store.pausePublishing(true) : undefined);
  expect(await once()).toBe('paused');
  expect(list.got).toEqual(everybody.slice(0, 4));
  // The third was refused.
  expect(await row()).toMatchObject({ state: 'planned', progress: { done: 5, refused: 1, of: 12 } });
  expect((await row()).sentence).toBe('4 of 12 got it; the others get it once sending goes on.');
  expect(await once()).toBe('paused');
  await list.store.pausePublishing(false);
  expect(await once()).toBe('done');
  expect(list.got).toEqual(everybody);
  expect(await row()).toMatchObject({
    state: 'sent',
    sentence: expect.stringMatching(
      /^11 of 12 got it\. One address was refused\. Mail that was sent cannot be recalled/,
    ),
  });
});

test('a publisher that is stopped ends between two recipients, and another goes on', async () => {
  await approved();
  for (const at of [2, 5, 6]) {
    const stop = new AbortController();
    list.onMail = (count) => (count === at ? stop.abort() : undefined);
    expect(await once(host(), stop.signal)).toBe('stopped');
    expect(list.got).toEqual(everybody.slice(0, at));
  }
  list.onMail = () => undefined;
  await once();
  expect(list.got).toEqual(everybody);
});

test('how far a list is that cannot be written down is written down before it goes on', async () => {
  await approved();
  await once(host({ ledger: fullAt(4) }));
  expect(list.got).toEqual(everybody);
});

test('a library that is busy for a moment has a list wait, and leaves nothing unknown', async () => {
  await approved();
  let isBusy = false;
  const busy: PublisherHost['ledger'] = {
    ...list.store,
    keepProgress: async (name, progress, seen) => {
      isBusy = progress.done === 4;
      return list.store.keepProgress(name, progress, seen);
    },
    lease: async () => {
      if (!isBusy) return list.store.lease();
      isBusy = false;
      throw new Refusal('busy', 'Another program has the library.');
    },
  };
  const told: string[] = [];
  await once(host({ ledger: busy, tell: ({ settlement }) => told.push(settlement.state) }));
  expect(told).toEqual(['planned', 'sent']);
  expect(list.got).toEqual(everybody);
});

test('after a kill somebody is asked, who reads how many got it; sent again, it goes on there', async () => {
  await approved();
  const killed = host();
  const dies: PublisherHost['ledger'] = {
    ...list.store,
    keepProgress: async (name, progress, seen) => {
      const isKept = await list.store.keepProgress(name, progress, seen);
      // Nothing that it does from now on comes to anything.
      if (progress.done === 6) await new Promise(() => undefined);
      return isKept;
    },
  };
  void once({ ...killed, ledger: dies });
  await expect.poll(async () => (await row()).progress?.done).toBe(6);
  await once();
  expect(await row()).toMatchObject({ state: 'unknown', progress: { done: 6, refused: 1, of: 12 } });
  expect((await row()).sentence).toContain('5 of 12 got it before.');
  await list.store.answerRow((await row()).key, 'again', NOW.toISOString());
  await once();
  expect(list.got).toEqual(everybody);
});

test('where somebody found that the one in question has it, the list goes on after them', async () => {
  await approved();
  const stop = new AbortController();
  list.onMail = (count) => (count === 4 ? stop.abort() : undefined);
  await once(host(), stop.signal);
  list.onMail = () => undefined;
  const lost = { ...smtp, send: async () => ({ state: 'unknown' as const, sentence: 'Lost.' }) };
  await once(host({ targetOf: async () => lost }));
  expect(await row()).toMatchObject({ state: 'unknown', dueAt: null });
  expect(await list.store.answerRow((await row()).key, 'sent', NOW.toISOString())).toMatchObject({
    state: 'planned',
    progress: { done: 6, refused: 1, of: 12 },
  });
  await once();
  expect(list.got).toEqual(everybody.filter((address) => address !== 'p5@example.org'));
  expect((await row()).state).toBe('sent');
});

test.each([
  [
    'lost',
    () => {
      const lost = { ...smtp, send: async () => ({ state: 'unknown' as const, sentence: 'Lost.' }) };
      return once(host({ targetOf: async () => lost }));
    },
  ],
  [
    'killed',
    async () => {
      void once(host({ ledger: { ...list.store, keepProgress: () => new Promise(() => undefined) } }));
      await expect.poll(() => list.got.length).toBe(1);
      return once();
    },
  ],
])('where the first of a list was the one in question (%s), the others get it too', async (_, leaveUnknown) => {
  await approved();
  await leaveUnknown();
  const before = [...list.got];
  expect(await row()).toMatchObject({ state: 'unknown', dueAt: null, progress: { done: 0, refused: 0, of: 12 } });
  expect(await list.store.answerRow((await row()).key, 'sent', NOW.toISOString())).toMatchObject({
    state: 'planned',
    progress: { done: 1, refused: 0, of: 12 },
  });
  await once();
  expect(list.got).toEqual([...before, ...everybody.slice(1)]);
  expect((await row()).state).toBe('sent');
});

test('a single address that somebody says has it is all of its list', async () => {
  write(['p1@example.org']);
  await approved();
  const lost = { ...smtp, send: async () => ({ state: 'unknown' as const, sentence: 'Lost.' }) };
  await once(host({ targetOf: async () => lost }));
  expect(await list.store.answerRow((await row()).key, 'sent', NOW.toISOString())).toMatchObject({
    state: 'sent',
    progress: { done: 1, refused: 0, of: 1 },
  });
  await once();
  expect(list.got).toEqual([]);
});

test('a server that is away for a while loses nobody of a list that was begun', async () => {
  await approved();
  const stop = new AbortController();
  list.onMail = (count) => (count === 3 ? stop.abort() : undefined);
  await once(host(), stop.signal);
  list.onMail = () => undefined;
  const away = host({ targetOf: async () => ({ ...smtp, send: async () => ({ state: 'later', sentence: 'Away.' }) }) });
  await once(away);
  expect(await row()).toMatchObject({ state: 'planned', progress: { done: 4 } });
  await once(host({ clock: { ...host().clock, now: () => new Date(NOW.getTime() + 3600_000) } }));
  expect(list.got).toEqual(everybody);
});

test('a list that was begun is neither changed nor sent anew, and withdrawn it says who has it', async () => {
  await approved();
  list.onMail = (count) => (count === 4 ? list.store.pausePublishing(true) : undefined);
  await once();
  const fates = async (subject: string) => (await rehearse(about(subject))).items.map(({ fate }) => fate);
  expect(await fates('Start today')).toEqual(['same']);
  expect(await fates('Otherwise')).toEqual(['stays']);
  const { changes, stays } = withdrawalOf(await list.store.ledgerRows(), smtp, NOW);
  expect(stays).toHaveLength(1);
  await list.store.approveRows(changes);
  expect(await row()).toMatchObject({
    state: 'sent',
    sentence: 'Withdrawn when 4 of 12 had got it, which cannot be recalled.',
  });
  await list.store.pausePublishing(false);
  await once();
  expect(list.got).toHaveLength(4);
  // Approved once more, it goes to nobody again.
  expect(await fates('Start today')).toEqual(['out']);
  expect((await rehearse(about('Otherwise'))).changes).toEqual([]);
});

test('a list that is withdrawn while it is leaving stops after the one it is at', async () => {
  await approved();
  const told: string[] = [];
  list.onMail = async (count) => {
    if (count !== 4) return;
    const { changes, stays } = withdrawalOf(await list.store.ledgerRows(), smtp, NOW);
    expect({ stays, stops: changes.map(({ stops }) => stops !== undefined) }).toEqual({ stays: [], stops: [true] });
    await list.store.approveRows(changes);
  };
  expect(await once(host({ tell: ({ settlement }) => told.push(settlement.state) }))).toBe('done');
  expect(list.got).toEqual(everybody.slice(0, 4));
  expect(await row()).toMatchObject({
    state: 'sent',
    dueAt: null,
    progress: { done: 5, refused: 1, of: 12 },
    sentence: 'Withdrawn when 4 of 12 had got it, which cannot be recalled.',
  });
  expect(told).toEqual(['sent']);
  await once();
  expect(list.got).toHaveLength(4);
});

test('a message that is withdrawn while it is tried is not tried again', async () => {
  await approved();
  const away = async () => {
    await list.store.approveRows(withdrawalOf(await list.store.ledgerRows(), smtp, NOW).changes);
    return { state: 'later' as const, sentence: 'Away.' };
  };
  await once(host({ targetOf: async () => ({ ...smtp, send: away }) }));
  expect(await row()).toMatchObject({ state: 'withdrawn', dueAt: null, sentence: 'Withdrawn before it left.' });
  expect(list.got).toEqual([]);
});

test('whose addresses change while it waits goes no further, and is out to those who have it', async () => {
  await approved();
  list.onMail = (count) => (count === 4 ? list.store.pausePublishing(true) : undefined);
  await once();
  write(['new@example.org']);
  await list.store.pausePublishing(false);
  await once();
  expect(list.got).toHaveLength(4);
  expect((await row()).state).toBe('sent');
  expect((await row()).sentence).toMatch(/^4 of 12 got it, and the others did not\. The file of addresses/);
});

test('a list keeps the rate of its profile, and tells how far it is and what is left', async () => {
  await list.store.removeProfile('mail');
  const slow = { ...profile(), options: { ...profile().options, ratePerMinute: '1' } };
  await list.store.addProfile(slow);
  const { hash } = await rehearse({ ...about(), profile: slow });
  await approve({ ...about(), profile: slow }, hash);
  const told: ListProgress[] = [];
  const MINUTE = 60_000;
  let waitedMs = 0;
  const { clock } = host();
  await once(
    host({
      clock: {
        ...clock,
        elapsed: () => waitedMs,
        sleep: async (ms, signal) => {
          if (ms === MINUTE) waitedMs += ms;
          else await clock.sleep(ms, signal);
        },
      },
      tellProgress: (_, progress) => told.push(progress),
    }),
  );
  expect(list.got).toEqual(everybody);
  expect(waitedMs).toBe(11 * MINUTE);
  expect(told.map(({ done, leftMs }) => [done, leftMs])).toEqual(
    Array.from({ length: 11 }, (_, index) => [index + 1, (11 - index) * MINUTE]),
  );
});

test('a list that is leaving goes on at the rate that its profile is given meanwhile, and nobody gets it twice', async () => {
  await approved();
  const waits: number[] = [];
  let waitedMs = 0;
  list.onMail = async (count) => {
    const options = { ...profile().options, ...(count === 2 && { ratePerMinute: '1' }) };
    if (count === 2 || count === 4) await list.store.changeProfile({ ...profile(), options });
  };
  const { clock } = host();
  await once(
    host({
      clock: {
        ...clock,
        elapsed: () => waitedMs,
        sleep: async (ms, signal) => {
          if (ms !== 60_000) return clock.sleep(ms, signal);
          waits.push(list.got.length);
          waitedMs += ms;
        },
      },
    }),
  );
  expect(list.got).toEqual(everybody);
  expect((await row()).state).toBe('sent');
  // Of those two, one line is refused.
  expect(waits).toEqual([2, 3]);
});

test('whoever is not taken for now is tried again until taken, and nobody else gets it twice', async () => {
  await approved();
  const waiting = new Set(['p4@example.org', 'p9@example.org']);
  list.greylists = (address) => waiting.has(address);
  await once();
  const others = everybody.filter((address) => !waiting.has(address));
  expect(list.got).toEqual(others);
  expect(await row()).toMatchObject({ state: 'planned', progress: { done: 12, refused: 3, of: 12 } });
  expect((await row()).sentence).toBe('9 of 12 got it; 2 addresses take nothing for now and are tried again.');
  // Not before its time.
  await once();
  expect(list.got).toEqual(others);
  waiting.delete('p9@example.org');
  await once(after(5));
  expect(list.got).toEqual([...others, 'p9@example.org']);
  expect(await row()).toMatchObject({ state: 'planned', progress: { done: 12, refused: 2, of: 12 } });
  waiting.clear();
  await once(after(30));
  expect(list.got).toEqual([...others, 'p9@example.org', 'p4@example.org']);
  expect(await row()).toMatchObject({
    state: 'sent',
    sentence: expect.stringMatching(
      /^11 of 12 got it\. One address was refused\. Mail that was sent cannot be recalled/,
    ),
  });
  expect(await list.store.missedOf(await row())).toMatchObject([{ line: 4, waits: false }]);
});

test('whoever is never taken is given up, and told by the line', async () => {
  await approved();
  list.greylists = (address) => address === 'p7@example.org';
  for (let hours = 0; hours < 75; hours += 6) await once(after(hours * 60));
  expect(list.got).toEqual(everybody.filter((address) => address !== 'p7@example.org'));
  expect((await row()).state).toBe('sent');
  expect((await row()).sentence).toMatch(/^10 of 12 got it, and the others did not\. Given up after 3 days/);
  expect(await list.store.missedOf(await row())).toMatchObject([
    { line: 4, sentence: expect.stringContaining('no such mailbox'), waits: false },
    { line: 9, sentence: 'The mailbox takes nothing for now (451).', waits: false },
  ]);
});

test('a single address that is not taken for now is no failure, and may be edited meanwhile', async () => {
  write(['p1@example.org']);
  await approved();
  list.greylists = () => true;
  await once();
  expect(await row()).toMatchObject({ state: 'planned' });
  expect((await rehearse(about('Otherwise'))).items.map(({ fate }) => fate)).toEqual(['changed']);
  list.greylists = () => false;
  await once(after(5));
  expect(list.got).toEqual(['p1@example.org']);
  expect((await row()).state).toBe('sent');
});

test.each([
  ['a single address that was refused', [REFUSED]],
  ['addresses that were never taken for now', ['p1@example.org', 'p3@example.org']],
])('is tried again where somebody asks for it: %s', async (_, people) => {
  write(people);
  list.greylists = () => true;
  await approved();
  for (let hours = 0; hours < 75; hours += 6) await once(after(hours * 60));
  expect((await row()).state).toBe('failed');
  list.refuses = list.greylists = () => false;
  await list.store.answerRow((await row()).key, 'again', NOW.toISOString());
  await once();
  expect(list.got).toEqual(people);
  expect(await row()).toMatchObject({ state: 'sent', progress: { done: people.length, refused: 0 } });
});
