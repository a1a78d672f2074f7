import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatDay, dayOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { smallCampaign, touchpoint } from '#store/testing/campaign.ts';
import { chanceFrom, seedFrom } from '#store/testing/random.ts';
import { ENTRY } from './cli/testing/run.ts';
import { startReceiver, type Receiver } from '#publishing/testing/receiver.ts';

/** A publisher without a window brings a plan out over a fortnight, in processes that are killed while they send. */

const KILLS = Number(process.env['PUBLISHER_KILLS'] ?? 4);
const DAYS = 14;
/** The publisher looks every other day: what is due since then goes out late, and once. */
const STEP = 2;
const COMPILED = join(tmpdir(), 'tandem-cli-compiled');

let folder = '';
let receiver: Receiver;
/** Called with how many requests have come since it was set. */
let heard: (count: number) => void = () => undefined;
let count = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-fortnight-'));
  receiver = await startReceiver(() => {
    heard(++count);
    return { delayMs: 15 };
  });
});
afterAll(async () => {
  await receiver.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(...given: string[]): {
  child: ChildProcess;
  done: Promise<{ status: number | null; stdout: string; stderr: string }>;
} {
  const child = spawn(process.execPath, [ENTRY, ...given, '--data', join(folder, 'library')], {
    cwd: folder,
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      NODE_COMPILE_CACHE: COMPILED,
      TANDEM_ALLOW_LOOPBACK: '1',
      HOOK: 'whsec_c2VjcmV0LWNhbmFyeQ==',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return {
    child,
    done: once(child, 'close').then(([status]) => ({ status: status as number | null, stdout, stderr })),
  };
}

async function tandem(...given: string[]): Promise<string> {
  const { status, stdout, stderr } = await start(...given).done;
  expect(stderr, given.join(' ')).not.toContain('tandem:');
  expect([0, 1], stderr).toContain(status);
  return stdout;
}

/** Six messages a day for a fortnight, to two segments each. */
const fortnight = (): Campaign => ({
  ...smallCampaign('Fortnight'),
  touchpoints: Array.from({ length: DAYS * 6 }, (_, index) => ({
    ...touchpoint(`t${index}`),
    start: formatDay(dayOf('2027-01-11') + Math.floor(index / 6)),
  })),
});

/** Kills a publisher as so many requests have come, or a little later. Says whether it was still at work. */
async function killAfter(requests: number, pauseMs: number, ...given: string[]): Promise<boolean> {
  count = 0;
  const reached = new Promise<void>((resolve) => {
    heard = (so) => so >= requests && resolve();
  });
  const { child, done } = start(...given);
  const ended = done.then(() => true);
  await Promise.race([reached, ended]);
  await sleep(pauseMs);
  const isAtWork = child.exitCode === null && child.signalCode === null;
  child.kill('SIGKILL');
  await done;
  heard = () => undefined;
  return isAtWork;
}

for (const repeat of ['same-id', 'never'] as const)
  test(
    `a fortnight with kills in between, with receivers that ${repeat === 'never' ? 'do not ' : ''}know messages again`,
    { timeout: 300_000 + KILLS * 10_000 },
    async () => {
      const chance = chanceFrom(seedFrom('FORTNIGHT_SEED'));
      const name = `hook-${repeat}`;
      const plan = join(folder, `${name}.tandem.json`);
      writeFileSync(plan, serializeCampaign({ ...fortnight(), id: name }));
      receiver.received.length = 0;
      await tandem(
        'profiles',
        'add',
        name,
        '--target',
        'webhook',
        '--url',
        receiver.url,
        '--secret-env',
        'HOOK',
        '--option',
        `repeat=${repeat}`,
      );
      const { hash, items } = JSON.parse(await tandem('publish', plan, '--to', name, '--dry-run', '--json')) as {
        hash: string;
        items: { key: string; at: string }[];
      };
      expect(items).toHaveLength(DAYS * 12);
      await tandem('publish', plan, '--to', name, '--approve', hash);
      expect(receiver.received).toEqual([]);

      let kills = 0;
      // Each life goes on where the one before was ended.
      for (let day = STEP - 1; day < DAYS; day += STEP) {
        const now = `${formatDay(dayOf('2027-01-11') + day)}T12:00:00Z`;
        const due = Math.ceil(((day + 1) * KILLS) / DAYS);
        for (let tries = 0; kills < due && tries < 3; tries++)
          if (await killAfter(1 + chance.below(6), chance.share() * 25, 'publisher', '--once', '--now', now)) kills++;
        await tandem('publisher', '--once', '--now', now, '--json');
        // Nothing goes out before its day.
        const keys = new Set(receiver.received.map(({ id }) => id));
        for (const { key, at } of items) if (at > now) expect(keys.has(key)).toBe(false);
      }
      expect(kills).toBeGreaterThan(0);

      const { rows } = JSON.parse(await tandem('journal', plan, '--json')) as {
        rows: { key: string; state: string }[];
      };
      const arrivals = Map.groupBy(receiver.received, ({ id }) => id);
      expect(rows.map(({ key }) => key).toSorted()).toEqual(items.map(({ key }) => key).toSorted());
      const states = Map.groupBy(rows, ({ state }) => state);
      const repeats = receiver.received.length - arrivals.size;
      console.log(
        `${kills} kills, ${rows.length} messages, ${repeats} repeats, ${states.get('unknown')?.length ?? 0} asked about`,
      );
      for (const { key, state } of rows) {
        const bodies = (arrivals.get(key) ?? []).map(({ body }) => body);
        if (repeat === 'same-id') {
          // Each is there, and one that came twice came as the same.
          expect(state).toBe('sent');
          expect(new Set(bodies).size, key).toBe(1);
        } else {
          expect(['sent', 'unknown']).toContain(state);
          expect(bodies.length, key).toBeLessThanOrEqual(1);
          if (state === 'sent') expect(bodies.length, key).toBe(1);
        }
      }
      // A kill leaves one message at most that nobody knows of.
      expect(states.get('unknown')?.length ?? 0).toBeLessThanOrEqual(kills);
      expect(repeats).toBeLessThanOrEqual(kills);
      expect([...arrivals.keys()].toSorted().every((key) => items.some((item) => item.key === key))).toBe(true);
    },
  );

test('a publisher whose reader goes away ends, and has written down what it sent', { timeout: 120_000 }, async () => {
  const plan = join(folder, 'reader.tandem.json');
  writeFileSync(plan, serializeCampaign({ ...fortnight(), id: 'reader' }));
  receiver.received.length = 0;
  await tandem('profiles', 'add', 'reader', '--target', 'webhook', '--url', receiver.url, '--option', 'repeat=never');
  const { hash } = JSON.parse(await tandem('publish', plan, '--to', 'reader', '--dry-run', '--json')) as {
    hash: string;
  };
  await tandem('publish', plan, '--to', 'reader', '--approve', hash);
  const { child, done } = start('publisher', '--once', '--now', '2027-01-24T12:00:00Z', '--json');
  heard = () => child.stdout?.destroy();
  const { stderr } = await done;
  heard = () => undefined;
  expect(stderr).toBe('');
  const { rows } = JSON.parse(await tandem('journal', plan, '--json')) as { rows: { state: string }[] };
  const counted = Map.groupBy(rows, ({ state }) => state);
  expect([...counted.keys()].toSorted()).toEqual(['planned', 'sent']);
  expect(counted.get('sent')).toHaveLength(receiver.received.length);
});
