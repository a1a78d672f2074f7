import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Item, Profile } from '#contract/publishing.ts';
import { hashNow } from '#publishing/rehearsal.ts';
import { hashOfPeople } from '#publishing/rest.ts';
import { smtp } from '#publishing/targets/smtp.ts';
import { openStore } from '#store/store.ts';
import { Desk } from './testing/run.ts';

/** Who of a list did not get a message, by the command line: told by their lines, and sent to alone. No mail leaves here. */

const KEY = '2c5ea4c0-4067-51e9-8bad-9b1deb4d3b7d';
const NOW = new Date('2027-01-12T08:00:00Z');
const ADA = { address: 'ada.canary@example.org', line: 2 };
const BEN = { address: 'ben.canary@example.org', line: 3 };
const desk = new Desk();
const home = process.cwd();
const people = (...addresses: string[]) =>
  writeFileSync(
    join(desk.folder, 'people.csv'),
    `segment,address\n${addresses.map((one) => `sales,${one}\n`).join('')}`,
  );
const tandem = (...given: string[]) => desk.tandem(...given, '--data', 'library');

beforeAll(async () => {
  people(ADA.address, BEN.address);
  const profile: Profile = {
    name: 'mail',
    target: 'smtp',
    url: 'smtps://mail.example.com',
    options: { from: 'learning@example.com', addresses: join(desk.folder, 'people.csv') },
  };
  const item: Item = {
    key: KEY,
    profile: 'mail',
    campaign: 'c',
    touchpoint: 't',
    segment: 'sales',
    occurrence: 'once',
    name: 'Kick-off',
    at: NOW.toISOString(),
    local: '2027-01-12T09:00',
    timeZone: 'Europe/Berlin',
    payload: { subject: 'Start', text: 'Today.', html: '<p>Today.</p>', links: [] },
  };
  const store = await openStore(join(desk.folder, 'library'), { now: () => NOW });
  await store.addProfile(profile);
  const hash = await hashNow(item, profile, smtp, [ADA, BEN]);
  const row = {
    ...item,
    hash,
    revision: 1,
    action: 'send' as const,
    dueAt: item.at,
    remoteId: null,
    sentence: 'Planned.',
  };
  await store.approveRows([{ key: KEY, seen: null, row }]);
  await store.takeLease({ holder: 'me', until: item.at });
  const named = { key: KEY, revision: 1, claim: 'me/1' };
  await store.claimRow({ ...named, from: 'planned', holder: 'me', claimedAt: 0 });
  const progress = { done: 2, refused: 1, of: 2, leftMs: 0, got: hashOfPeople(KEY, [ADA]) };
  const refusal = { sentence: 'There is no such mailbox.', waits: false };
  await store.keepProgress(named, progress, { place: 1, line: 3, refusal });
  await store.settleRow(named, { state: 'sent', sentence: '1 of 2 got it.', dueAt: null, progress });
  await store.releaseLease('me');
  await store.close();
});
afterAll(() => {
  process.chdir(home);
  desk.clear();
});

test('the journal says who did not get a message, by the line and never by the address', async () => {
  const { stdout } = await tandem('journal');
  expect(stdout).toContain('Line 3 of the audience file: There is no such mailbox.');
  const { rows } = JSON.parse((await tandem('journal', '--json')).stdout) as { rows: { refused: unknown }[] };
  expect(rows[0]!.refused).toEqual([{ line: 3, sentence: 'There is no such mailbox.' }]);
  expect(stdout + JSON.stringify(rows)).not.toContain('canary');
});

test('it is sent to them alone once their line is mended, and refused where other lines changed', async () => {
  people('eve.canary@example.org', BEN.address);
  const refused = await tandem('journal', '--rest', KEY);
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('differs in more than the lines of those who did not get “Kick-off” (line 3)');
  people(ADA.address, 'eve.canary@example.org');
  expect((await tandem('journal', '--rest', KEY)).stdout).toContain('To be sent to the one who did not get it.');
  expect((await tandem('journal', '--rest', KEY)).stderr).toContain('There is nobody');
  expect((await tandem('journal', '--rest', KEY, '--again', KEY)).stderr).toContain('Say one of');
});
