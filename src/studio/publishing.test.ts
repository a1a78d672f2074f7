import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { libraryFile } from '#store/files.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Input, Method, Output } from '#contract/contract.ts';
import { openTestStudio, type TestStudio } from './studio.testing.ts';

/** What a window does with profiles and approvals, through the studio. A folder stands for whatever is published to. */

let studio: TestStudio;
let folder: string;
let id: string;
const locale = 'en-GB';
const ask = <M extends Method>(method: M, input: Input<M>): Promise<Output<M>> => studio.ask(method, input);

beforeEach(async () => {
  studio = await openTestStudio();
  folder = mkdtempSync(join(tmpdir(), 'tandem-published-'));
  ({ id } = await ask('library.create', { templateId: 'compliance-refresh', start: '2027-01-11' }));
  await ask('publishing.addProfile', {
    profile: { name: 'Shared folder', target: 'folder', url: folder, options: {} },
  });
});
afterEach(async () => {
  await studio.studio.close();
  for (const one of [folder, studio.folder]) rmSync(one, { recursive: true, force: true });
});

const dryRun = () => ask('publishing.dryRun', { id, profile: 'Shared folder', locale });
const approve = async () => {
  const { hash } = await dryRun();
  return ask('publishing.approve', { id, profile: 'Shared folder', locale, hash });
};

it('shows what would be sent, and puts exactly that into the queue', async () => {
  const shown = await dryRun();
  expect(shown.items.length).toBeGreaterThan(10);
  expect(new Set(shown.items.map(({ fate }) => fate))).toEqual(new Set(['new']));
  const [first] = shown.items;
  const { text } = await ask('publishing.bytes', { id, profile: 'Shared folder', locale, key: first!.key });
  expect(Buffer.byteLength(text)).toBe(first!.bytes);
  expect(text).toContain(JSON.stringify(first!.name).slice(1, -1));

  const { queued, takenBack } = await approve();
  expect({ queued, takenBack }).toEqual({ queued: shown.items.length, takenBack: 0 });
  const { profiles, touchpoints } = await ask('publishing.standing', { id });
  expect(profiles).toEqual({ 'Shared folder': { planned: queued } });
  expect(touchpoints[first!.touchpoint]!['Shared folder']!.planned).toBeGreaterThan(0);
  const { lines, total } = await ask('publishing.journal', { id, states: ['planned'], most: 5 });
  expect({ shown: lines.length, total }).toEqual({ shown: 5, total: queued });
  expect((await dryRun()).items.every(({ fate }) => fate === 'same')).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
});

it('refuses to approve what is not what was shown', async () => {
  const { hash } = await dryRun();
  const { campaign, revision } = await ask('campaign.open', { id });
  const [touchpoint] = campaign.touchpoints.filter(({ channel }) => channel === 'email');
  const command = { type: 'editTouchpoint' as const, id: touchpoint!.id, changes: { name: 'Otherwise' } };
  await ask('campaign.execute', { id, revision, command });
  await expect(ask('publishing.approve', { id, profile: 'Shared folder', locale, hash })).rejects.toThrow(
    'is not what would be sent now',
  );
  expect((await ask('publishing.standing', { id })).profiles).toEqual({});
});

it('takes out of the queue what is withdrawn, and forgets a profile only then', async () => {
  const { queued } = await approve();
  await expect(ask('publishing.removeProfile', { name: 'Shared folder' })).rejects.toThrow('still has');
  const taken = await ask('publishing.withdraw', { id, profile: 'Shared folder' });
  expect(taken).toEqual({ withdrawn: queued, asked: 0, stopping: 0, stays: [] });
  expect((await ask('publishing.standing', { id })).profiles).toEqual({ 'Shared folder': { withdrawn: queued } });
  await ask('publishing.removeProfile', { name: 'Shared folder' });
  expect(await ask('publishing.profiles', {})).toEqual({ profiles: [] });
});

it('says which names are taken, and what a target needs', async () => {
  const profile = { name: 'shared FOLDER', target: 'folder' as const, url: folder, options: {} };
  await expect(ask('publishing.addProfile', { profile })).rejects.toThrow('Choose another name.');
  const { needs, keepsTime, options } = await ask('publishing.form', { target: 'caldav' });
  expect({ needs, keepsTime }).toEqual({ needs: { url: true, secret: false, addresses: false }, keepsTime: true });
  expect(options.find(({ name }) => name === 'withdraw')?.values).toEqual(['delete', 'cancel']);
  const about = (wanted: string) => options.find(({ name }) => name === wanted);
  expect(about('user')).toMatchObject({ isAsked: true, isEach: false });
  expect(about('calendar')).toMatchObject({ isAsked: false, isEach: true });
  expect(about('lanes')).toMatchObject({ isAsked: false, isEach: false });
});

it('changes a profile, once it works as it would be', async () => {
  await approve();
  const change = (changes: object) =>
    ask('publishing.changeProfile', {
      profile: { name: 'shared FOLDER', target: 'folder', url: folder, options: {}, ...changes },
    });
  const profiles = async () => (await ask('publishing.profiles', {})).profiles;
  const before = await profiles();
  await expect(change({ url: join(folder, 'none') })).rejects.toThrow('is no folder');
  await expect(change({ options: { colour: 'red' } })).rejects.toThrow('no option “colour”');
  await expect(change({ target: 'webhook', url: 'https://example.com/x' })).rejects.toThrow('Add another profile');
  await expect(change({ name: 'Nobody' })).rejects.toThrow('There is no profile “Nobody”');
  expect(await profiles()).toEqual(before);

  const { sentence } = await change({ options: { format: 'eml' } });
  expect(sentence).not.toBe('');
  // Ledger and window go on knowing it by its name.
  expect(await profiles()).toEqual([{ ...before[0], options: { format: 'eml' } }]);
  // What was approved of it is other bytes now.
  expect(new Set((await dryRun()).items.map(({ fate }) => fate))).toEqual(new Set(['changed']));
});

it('keeps no secret where the machine has no keychain', async () => {
  const profile = { name: 'Hook', target: 'webhook' as const, url: 'https://hooks.example.com/x', options: {} };
  const secret = 'whsec_canaryCanaryCanaryCanaryCanary';
  const kept = await ask('publishing.addProfile', { profile, secret }).then(
    () => 'kept',
    (error: Error) => error.message,
  );
  // A developer’s own machine may have one.
  if (kept === 'kept') await ask('publishing.removeProfile', { name: 'Hook' });
  else expect(kept).toMatch(/keychain/);
  expect(JSON.stringify(await ask('publishing.profiles', {}))).not.toContain(secret);
});

it('sends by itself what is due, tells the windows, and ends with the studio', async () => {
  // By the clock of the machine the first weeks of this plan are over; by that of the studio they are still to come.
  const { id: due } = await ask('library.create', { templateId: 'compliance-refresh', start: '2026-11-23' });
  const { hash, items } = await ask('publishing.dryRun', { id: due, profile: 'Shared folder', locale });
  const now = new Date().toISOString();
  const first = items.filter(({ at }) => at <= now);
  expect(first.length).toBeGreaterThan(3);
  await ask('publishing.approve', { id: due, profile: 'Shared folder', locale, hash });
  await expect.poll(() => readdirSync(folder).length, { timeout: 60_000 }).toBe(first.length);
  await expect
    .poll(async () => (await ask('publishing.standing', { id: due })).profiles, { timeout: 60_000 })
    .toMatchObject({ 'Shared folder': { sent: first.length } });
  expect((await ask('publishing.standing', { id: due })).publisher).toMatchObject({ place: 'here', isPaused: false });
  expect(studio.events.some(({ type }) => type === 'publishing.changed')).toBe(true);
  await studio.studio.close();
  studio = await openTestStudio(studio.folder);
  // What is out is not sent again by the next.
  expect(
    (await ask('publishing.dryRun', { id: due, profile: 'Shared folder', locale })).items.filter(
      ({ fate }) => fate === 'out',
    ),
  ).toHaveLength(first.length);
  expect(readdirSync(folder)).toHaveLength(first.length);
});

it('takes names as people give them, and knows them however they are cased', async () => {
  for (const name of ['Ana’s calendar (test)', 'constructor']) {
    await ask('publishing.addProfile', { profile: { name, target: 'folder', url: folder, options: {} } });
    const { hash, items } = await ask('publishing.dryRun', { id, profile: name.toUpperCase(), locale });
    await ask('publishing.approve', { id, profile: name, locale, hash });
    const { profiles, touchpoints } = await ask('publishing.standing', { id });
    expect(profiles[name]).toEqual({ planned: items.length });
    expect(Object.values(touchpoints).every((some) => name in some)).toBe(true);
  }
});

it('takes the queue of a campaign back that is deleted, and says so', async () => {
  const { queued } = await approve();
  expect(await ask('library.remove', { id })).toEqual({ unsent: queued });
  await ask('library.restore', { id });
  expect((await ask('publishing.standing', { id })).profiles).toEqual({ 'Shared folder': { withdrawn: queued } });
});

it('names what an approval takes back', async () => {
  await approve();
  const { campaign, revision } = await ask('campaign.open', { id });
  const { items } = await dryRun();
  const gone = campaign.touchpoints.find((one) => one.id === items[0]!.touchpoint)!;
  await ask('campaign.execute', { id, revision, command: { type: 'removeTouchpoint', id: gone.id } });
  const { takenBack } = await dryRun();
  expect(takenBack.map(({ name }) => name)).toEqual(
    items.filter(({ touchpoint }) => touchpoint === gone.id).map(({ name }) => name),
  );
});

it('shows what is otherwise about a message than was approved', async () => {
  await approve();
  const { campaign, revision } = await ask('campaign.open', { id });
  const { items } = await dryRun();
  const one = campaign.touchpoints.find(({ id: of }) => of === items[0]!.touchpoint)!;
  await ask('campaign.execute', {
    id,
    revision,
    command: {
      type: 'editTouchpoint',
      id: one.id,
      changes: { message: { ...one.message, subject: 'Another subject' } },
    },
  });
  const bytes = (key: string) => ask('publishing.bytes', { id, profile: 'Shared folder', locale, key });
  const changed = (await dryRun()).items.find(({ fate }) => fate === 'changed')!;
  const { differences } = await bytes(changed.key);
  expect(differences?.map(({ after }) => after)).toContain('Another subject');
  expect(differences?.every(({ before, after }) => before !== after)).toBe(true);
  const same = (await dryRun()).items.find(({ fate }) => fate === 'same')!;
  expect((await bytes(same.key)).differences).toBeNull();
});

it('warns where another profile has sent the same already', async () => {
  const { id: due } = await ask('library.create', { templateId: 'compliance-refresh', start: '2026-11-23' });
  const { hash } = await ask('publishing.dryRun', { id: due, profile: 'Shared folder', locale });
  await ask('publishing.approve', { id: due, profile: 'Shared folder', locale, hash });
  await expect.poll(() => readdirSync(folder).length, { timeout: 60_000 }).toBeGreaterThan(3);
  const profile = { name: 'Another', target: 'folder' as const, url: folder, options: {} };
  await ask('publishing.addProfile', { profile });
  const { problems } = await ask('publishing.dryRun', { id: due, profile: 'Another', locale });
  expect(problems.map(({ message }) => message).join(' ')).toMatch(
    /“Shared folder” has sent \d+ of these messages already/,
  );
});

it('tells how messages stand where a profile is damaged, of that one too', async () => {
  const { queued } = await approve();
  const profile = { name: 'Another', target: 'folder' as const, url: folder, options: {} };
  await ask('publishing.addProfile', { profile });
  const { hash } = await ask('publishing.dryRun', { id, profile: 'Another', locale });
  await ask('publishing.approve', { id, profile: 'Another', locale, hash });
  const database = new Database(libraryFile(studio.folder));
  database.prepare("UPDATE profiles SET document = '{' WHERE folded = 'another'").run();
  database.close();
  const { profiles, targets, publisher } = await ask('publishing.standing', { id });
  expect(profiles).toEqual({ 'Shared folder': { planned: queued }, Another: { planned: queued } });
  expect(targets).toEqual({ 'Shared folder': 'folder' });
  expect(publisher.isPaused).toBe(false);
});

it('lets a campaign be deleted that cannot be read any more', async () => {
  const database = new Database(libraryFile(studio.folder));
  database.prepare("UPDATE snapshots SET document = '{' WHERE campaign_id = ?").run(id);
  database.close();
  await studio.studio.close();
  studio = await openTestStudio(studio.folder);
  await expect(ask('campaign.open', { id })).rejects.toThrow('is damaged in the library');
  expect(await ask('library.remove', { id })).toEqual({ unsent: 0 });
});
