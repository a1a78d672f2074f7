import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { TARGETS_TO_PUBLISH } from '#contract/publishing.ts';
import { COMMON_OPTIONS } from '#publishing/profiles.ts';
import { PUBLISHING_TARGETS } from '#publishing/targets.ts';
import { touchpoint } from '#store/testing/campaign.ts';
import { startReceiver, type Answering, type Receiver } from '#publishing/testing/receiver.ts';
import { Desk, type Outcome } from './testing/run.ts';

/** Publishing by the command line, from a profile to the journal, to a receiver on this machine. */

const SECRET = 'whsec_Y2FuYXJ5LW9mLXRoZS1zZWNyZXQtMTIzNA==';
const CANARY = 'canary.person';
const desk = new Desk();
const home = process.cwd();
let receiver: Receiver;
let answer: (count: number) => Answering = () => ({});
/** Everything that any command printed. */
let printed = '';

beforeAll(async () => {
  process.env['TANDEM_ALLOW_LOOPBACK'] = '1';
  process.env['CANARY_SECRET'] = SECRET;
  receiver = await startReceiver((_, count) => answer(count));
});
afterAll(async () => {
  delete process.env['TANDEM_ALLOW_LOOPBACK'];
  delete process.env['CANARY_SECRET'];
  await receiver.close();
  process.chdir(home);
  desk.clear();
});
beforeEach(() => {
  receiver.received.length = 0;
  answer = () => ({});
});

async function tandem(...given: string[]): Promise<Outcome> {
  const outcome = await desk.tandem(...given, '--data', 'library');
  printed += outcome.stdout + outcome.stderr;
  return outcome;
}

interface Dry {
  hash: string;
  items: {
    key: string;
    touchpoint: string;
    segment: string;
    at: string;
    local: string;
    recipients: string[];
    bytes: string;
    fate: string;
    differences?: { of: string; before: string; after: string }[];
  }[];
  takenBack: { key: string }[];
  problems: { message: string; stops: boolean }[];
}
const dryRun = async (file: string, to: string): Promise<Dry> =>
  JSON.parse((await tandem('publish', file, '--to', to, '--dry-run', '--json')).stdout) as Dry;
const rows = async (...given: string[]) =>
  (
    JSON.parse((await tandem('journal', ...given, '--json')).stdout) as {
      rows: { key: string; state: string; sentence: string; touchpoint: string; segment: string }[];
    }
  ).rows;
const linesOf = ({ stdout }: Outcome) =>
  stdout
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { key: string; state: string; sentence: string });

async function approved(file: string, to: string): Promise<Dry> {
  const dry = await dryRun(file, to);
  const { status, stderr } = await tandem('publish', file, '--to', to, '--approve', dry.hash);
  expect(status, stderr).toBe(0);
  return dry;
}

const hook = (name: string, ...more: string[]) =>
  tandem(
    'profiles',
    'add',
    name,
    '--target',
    'webhook',
    '--url',
    receiver.url,
    '--secret-env',
    'CANARY_SECRET',
    ...more,
  );

describe('a webhook', { timeout: 120_000 }, () => {
  test('gets each message once, signed, at its time; edits change what is in the queue', async () => {
    expect((await hook('Hook')).status).toBe(0);
    expect((await hook('hOOK')).stderr).toContain('There is a profile “hOOK” already');
    expect((await tandem('profiles', 'test', 'hook')).stdout).toContain('Requests are signed');
    expect(receiver.received).toEqual([]);
    const file = desk.putCampaign();
    const dry = await approved(file, 'hook');
    expect(dry.items).toHaveLength(3);
    expect(dry.problems.some(({ message }) => message.includes('no publisher runs'))).toBe(true);
    expect((await desk.tandem('check', file, '--data', 'library', '--json')).stdout).toContain('nobody-awake');
    // Approved a second time it is the same.
    expect((await dryRun(file, 'hook')).items.map(({ fate }) => fate)).toEqual(['same', 'same', 'same']);

    // Moved: the old hour goes out no more. A hash of before is refused.
    const moved = desk.putCampaign('plan.tandem.json', {
      touchpoints: [{ ...touchpoint('first'), start: '2027-01-12' }],
    });
    const stale = await tandem('publish', moved, '--to', 'hook', '--approve', dry.hash);
    expect(stale.status).toBe(2);
    expect(stale.stderr).toContain('not what would be sent now');
    const next = await approved(moved, 'hook');
    expect(next.items.map(({ fate }) => fate)).toEqual(['changed', 'changed']);
    for (const { differences, local } of next.items)
      expect(differences?.[0]).toMatchObject({ of: 'time', after: expect.stringContaining(local.replace('T', ' ')) });
    // What left the plan is named.
    expect(next.takenBack.map(({ key }) => key)).toEqual(
      dry.items.filter(({ touchpoint: of }) => of !== 'first').map(({ key }) => key),
    );
    expect(await tandem('publisher', '--once', '--now', '2027-01-11T23:00:00Z', '--json')).toMatchObject({
      status: 0,
      stdout: '',
    });
    const sent = linesOf(await tandem('publisher', '--once', '--now', '2027-01-12T09:00:00Z', '--json'));
    expect(sent.map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect(receiver.received.map(({ id }) => id).toSorted()).toEqual(next.items.map(({ key }) => key).toSorted());
    for (const { id, body, headers } of receiver.received) {
      new Webhook(SECRET).verify(body, headers as Record<string, string>);
      expect(next.items.find(({ key }) => key === id)!.bytes).toBe(body);
    }
    expect(linesOf(await tandem('publisher', '--once', '--now', '2027-02-12T09:00:00Z', '--json'))).toEqual([]);
    const told = await rows(moved);
    expect(told.map(({ state }) => state).toSorted()).toEqual(['sent', 'sent', 'withdrawn']);
    const back = await tandem('withdraw', moved, '--to', 'hook');
    expect(back.status).toBe(1);
    expect(back.stderr).toContain('cannot be recalled');
    expect(receiver.received).toHaveLength(2);
  });

  test('that asks to wait gets it later, and one that fails gets it again under the same id', async () => {
    const file = desk.putCampaign('wait.tandem.json', {
      id: 'wait',
      touchpoints: [{ ...touchpoint('one'), segments: ['berlin'] }],
    });
    await approved(file, 'hook');
    answer = (count) =>
      [{ status: 429, headers: { 'retry-after': '1' } }, { status: 503 }, { isReset: true }, {}][count - 1] ?? {};
    const told = linesOf(await tandem('publisher', '--once', '--now', '2027-01-12T09:00:00Z', '--json'));
    expect(told.map(({ state }) => state)).toEqual(['planned', 'unknown', 'unknown', 'sent']);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
    expect(receiver.received).toHaveLength(4);
  });

  test('that does not know messages again is never sent one blindly: somebody is asked', async () => {
    await hook('blind', '--option', 'repeat=never');
    const file = desk.putCampaign('blind.tandem.json', {
      id: 'blind',
      touchpoints: [{ ...touchpoint('one'), segments: ['berlin'] }],
    });
    const { items } = await approved(file, 'blind');
    answer = () => ({ isReset: true });
    const first = await tandem('publisher', '--once', '--now', '2027-01-12T09:00:00Z', '--json');
    expect(first.status).toBe(1);
    expect(linesOf(first).map(({ state }) => state)).toEqual(['unknown']);
    await tandem('publisher', '--once', '--now', '2027-03-12T09:00:00Z');
    expect(receiver.received).toHaveLength(1);
    expect((await dryRun(file, 'blind')).items[0]!.fate).toBe('asks');
    const { key } = items[0]!;
    // By the word that it prints, and by the one of its JSON.
    for (const state of ['perhaps out', 'unknown'])
      expect((await tandem('journal', file, '--state', state)).stdout).toMatch(/^perhaps out /);
    expect((await tandem('journal', file)).stdout).toContain(`“tandem journal --sent ${key}” or “--again ${key}”`);
    answer = () => ({});
    expect((await tandem('journal', '--again', key)).stdout).toContain('planned');
    await tandem('publisher', '--once', '--now', '2027-03-12T09:00:00Z');
    expect((await rows(file)).map(({ state }) => state)).toEqual(['sent']);
    expect((await tandem('journal', '--sent', key)).stderr).toContain('nothing to answer');
  });

  test('that refuses is told in words, and publishing waits where it is paused', async () => {
    const file = desk.putCampaign('bad.tandem.json', {
      id: 'bad',
      touchpoints: [{ ...touchpoint('one'), segments: ['berlin'] }],
    });
    await approved(file, 'hook');
    await tandem('publisher', '--pause');
    expect((await tandem('publisher', '--once', '--now', '2027-01-12T09:00:00Z')).stderr).toContain('paused');
    await tandem('publisher', '--resume');
    answer = () => ({ status: 307, headers: { location: 'https://example.org/canary' } });
    expect((await tandem('publisher', '--once', '--now', '2027-01-12T09:00:00Z', '--json')).status).toBe(1);
    expect((await rows(file))[0]).toMatchObject({ state: 'failed', sentence: expect.stringContaining('not followed') });
    const removed = await tandem('profiles', 'remove', 'blind');
    expect(removed.status).toBe(0);
    expect((await rows('--to', 'Blind')).map(({ state }) => state)).toEqual(['sent']);
    expect((await tandem('journal', file, '--state', 'replaced')).stderr).toContain('Nothing in the journal is like');
    expect(await desk.refusal('journal', '--state', 'nonsense')).toContain('“perhaps out”');
    expect((await tandem('journal', '--to', 'nobody')).stderr).toContain('There is no profile “nobody”');
  });
});

test('a plan is checked also where the library is damaged', async () => {
  const file = desk.putCampaign('checked.tandem.json', { id: 'checked' });
  const well = await desk.tandem('check', file, '--data', 'elsewhere', '--json');
  desk.put('damaged.sqlite', 'no database '.repeat(1000));
  expect(await desk.tandem('check', file, '--data', 'damaged.sqlite', '--json')).toEqual(well);
});

describe('a folder', { timeout: 120_000 }, () => {
  test('gets a file for each message, changed with the plan and taken back', async () => {
    const outbox = desk.path('outbox');
    await tandem('profiles', 'add', 'files', '--target', 'folder', '--url', outbox, '--option', 'format=eml');
    const file = desk.putCampaign('files.tandem.json', { id: 'files' });
    const { items } = await approved(file, 'files');
    await tandem('publisher', '--once', '--now', '2027-01-12T09:00:00Z');
    expect(readdirSync(outbox).toSorted()).toEqual(items.map(({ key }) => `${key}.eml`).toSorted());
    for (const { key, bytes } of items) expect(readFileSync(join(outbox, `${key}.eml`), 'utf8')).toBe(bytes);
    expect((await tandem('withdraw', file, '--to', 'files')).status).toBe(0);
    expect(readdirSync(outbox)).toEqual([]);
    expect((await rows(file)).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
  });
});

test('the help of profiles tells every option of every target', async () => {
  const { stdout } = await desk.tandem('profiles', 'add', '--help');
  const told = (part: string) =>
    part.split('\n').flatMap((line) => {
      const [, name, said] = /^ {2,4}(\w+) {2,}(.+)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, said] as const];
    });
  const expected = (schema: z.ZodType) => {
    const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    return Object.entries(properties).map(([name, property]) => {
      const { description = '', enum: values } = property as { description?: string; enum?: string[] };
      const isNamed = values?.every((value) => description.includes(value)) ?? true;
      return [name, `${isNamed ? '' : `${values!.join(' or ')}: `}${description}`];
    });
  };
  const [, shared = '', own = ''] = stdout.split(/^Options (?:that every target has|of one target):$/m);
  expect(told(shared)).toEqual(expected(COMMON_OPTIONS));
  const parts = new Map(own.split(/^ {2}(?=\w+$)/m).map((part) => [part.split('\n')[0]!.trim(), part]));
  for (const id of TARGETS_TO_PUBLISH)
    expect(told(parts.get(id) ?? ''), id).toEqual(expected((await PUBLISHING_TARGETS[id].load()).options));
});

test('a profile is changed by what is named, and all else of it stays', { timeout: 120_000 }, async () => {
  await hook('Turning', '--option', 'lanes=Email', '--option', 'quiet=hold');
  const change = (...given: string[]) => tandem('profiles', 'change', 'turning', ...given, '--json');
  const changed = async (...given: string[]) => JSON.parse((await change(...given)).stdout) as object;
  const before = { name: 'Turning', target: 'webhook', url: receiver.url, secretRef: 'env:CANARY_SECRET' };
  expect(await changed('--option', 'lanes=', '--option', 'repeat=never')).toEqual({
    ...before,
    options: { quiet: 'hold', repeat: 'never' },
  });
  expect(await changed('--secret-env', '', '--url', 'https://example.org/x')).toEqual({
    name: 'Turning',
    target: 'webhook',
    url: 'https://example.org/x',
    options: { quiet: 'hold', repeat: 'never' },
  });
  expect((await change('--url', '')).stderr).toContain('needs an address');
  expect((await change()).stderr).toContain('Say what to change');
  expect(JSON.parse((await tandem('profiles', 'list', '--json')).stdout)).toMatchObject({
    profiles: expect.arrayContaining([expect.objectContaining({ name: 'Turning', url: 'https://example.org/x' })]),
  });
});

describe('bad input', { timeout: 120_000 }, () => {
  test.each([
    [['--url', 'http://example.org/x'], 'without encryption'],
    [['--url', 'https://10.0.0.8/x'], 'private network'],
    [['--url', 'https://169.254.169.254/latest'], 'private network'],
    [['--url', `https://me:${CANARY}@example.org/x`], 'a name or a password'],
    [['--url', `https://example.org/x?sig=${CANARY}`], 'holds a secret'],
    [['--url', 'gopher'], 'no web address'],
    [[], 'needs an address'],
    [['--url', 'https://example.org/x', '--secret-env', 'no good'], 'write env:VARIABLE'],
    [['--url', 'https://example.org/x', '--option', 'colour=red'], '“tandem profiles add --help” lists the options'],
    [['--url', 'https://example.org/x', '--option', 'workingHours=late'], 'working hours'],
    [['--url', 'https://example.org/x', '--option', 'lanes'], 'key=value'],
  ])('%j is refused in one line', async (given, said) => {
    const line = await desk.refusal('profiles', 'add', 'wrong', '--target', 'webhook', ...given, '--data', 'library');
    expect(line).toContain(said);
    printed += line;
  });

  it('stops a plan where the secret is gone, nothing is to be sent, or the profile names what is not there', async () => {
    await tandem(
      'profiles',
      'add',
      'keyless',
      '--target',
      'webhook',
      '--url',
      receiver.url,
      '--secret-env',
      'NOT_SET_HERE',
    );
    const file = desk.putCampaign('stops.tandem.json', { id: 'stops' });
    const missing = await tandem('publish', file, '--to', 'keyless', '--dry-run', '--json');
    expect(missing.status).toBe(1);
    expect(missing.stdout).toContain('NOT_SET_HERE is not set');
    await hook('past');
    const past = await tandem('publish', file, '--to', 'past', '--dry-run', '--json', '--now', '2028-01-01T00:00:00Z');
    expect(past.status).toBe(1);
    expect((JSON.parse(past.stdout) as Dry).items).toEqual([]);
    expect(past.stdout).toContain('are left out');
    await hook('lanes', '--option', 'lanes=Nowhere');
    const nowhere = await tandem('publish', file, '--to', 'lanes', '--dry-run');
    expect(nowhere).toMatchObject({ status: 2, stderr: expect.stringContaining('has none (“Nowhere”)') });
    expect((await tandem('publish', file, '--to', 'hook')).stderr).toContain('--dry-run');
    expect((await tandem('publisher', '--once', '--now', 'today')).stderr).toContain('2027-01-11T08:00:00Z');
  });
});

test(
  'no secret and no address stands in what was printed, or in any file of the library',
  { timeout: 120_000 },
  async () => {
    const people = desk.put(
      'people.csv',
      `segment,address,name\nberlin,${CANARY}@example.org,Ada\nleeds,${CANARY}2@example.org,Bob\n`,
    );
    await hook('people', '--option', `addresses=${people}`);
    const file = desk.putCampaign('people.tandem.json', { id: 'people' });
    const { items } = await approved(file, 'people');
    // The dry run alone says whom it reaches.
    expect(items.map(({ recipients }) => recipients.length)).toEqual([1, 1, 1]);
    printed = printed.replaceAll(/"recipients": \[[^\]]*\]/g, '');
    // Somebody else's list is not what was approved.
    writeFileSync(
      people,
      `segment,address,name\nberlin,${CANARY}3@example.org,Ada\nleeds,${CANARY}2@example.org,Bob\n`,
    );
    const told = await tandem('publisher', '--once', '--now', '2027-01-12T09:00:00Z', '--json');
    expect(
      linesOf(told)
        .map(({ state }) => state)
        .toSorted(),
    ).toEqual(['failed', 'sent', 'sent']);
    const texts = readdirSync(desk.path('library'), { recursive: true, encoding: 'utf8' })
      .map((name) => join(desk.path('library'), name))
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path, 'latin1'));
    expect(texts.some((text) => text.includes('New platform'))).toBe(true);
    for (const text of [...texts, printed]) {
      expect(text).not.toContain(CANARY);
      expect(text).not.toContain(SECRET.slice(6, 20));
      expect(text).not.toContain('canary-of-the-secret');
    }
  },
);
