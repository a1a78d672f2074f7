import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { serializeCampaign } from '#campaign/file.ts';
import { libraryFile } from './files.ts';
import { openStore } from './store.ts';
import { smallCampaign } from './testing/campaign.ts';
import { Model, moveAt } from './testing/edits.ts';
import { chanceFrom, seedFrom } from './testing/random.ts';

const KILLS = Number(process.env['KILL_ROUNDS'] ?? 100);
const CHILD = join(import.meta.dirname, 'testing', 'child.ts');
const now = () => new Date('2027-01-01T00:00:00Z');

interface Child {
  process: ChildProcessWithoutNullStreams;
  ready: Promise<void>;
  /** When the first edit of this child's life was acknowledged. */
  acknowledged: Promise<void>;
  said: () => string;
}

function startChild(folder: string, id: string): Child {
  const child = spawn(process.execPath, [CHILD, folder, id], {
    // Spares every child but the first the work of reading the sources.
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'tandem-kill-compiled') },
  });
  let said = '';
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const heard = (lines: number) =>
    new Promise<void>((resolve, reject) => {
      child.stdout.on('data', () => said.split('\n').length > lines && resolve());
      child.once('exit', (code) => reject(new Error(`The child ended by itself (${code}): ${complaint}`)));
    });
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [ready, acknowledged] = [heard(1), heard(2)];
  for (const promise of [ready, acknowledged]) promise.catch(() => undefined);
  return { process: child, ready, acknowledged, said: () => said };
}

/** The last revision that was acknowledged with a whole line, or -1. */
function lastAcknowledged(said: string): number {
  const whole = said
    .slice(0, said.lastIndexOf('\n'))
    .split('\n')
    .filter((line) => line !== 'ready');
  return whole.length > 0 ? Number(whole.at(-1)) : -1;
}

test(
  'nothing acknowledged is lost when the process is killed a hundred times',
  { timeout: 300_000 + KILLS * 2000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tandem-kill-'));
    const original = smallCampaign();
    const creating = await openStore(folder, { now });
    const id = await creating.create(original);
    await creating.close();
    const model = new Model(original);
    const chance = chanceFrom(seedFrom('KILL_SEED'));
    let acknowledged = 0;
    let killedBeforeTheFirst = 0;
    let next = startChild(folder, id);
    try {
      for (let kill = 1; kill <= KILLS; kill++) {
        const child = next;
        await child.ready;
        const ended = once(child.process, 'close');
        child.process.stdin.write('!');
        // The next child gets ready while this one works.
        next = startChild(folder, id);
        // Most are killed while they edit, every third at any moment, opening included.
        if (kill % 3 > 0) await child.acknowledged;
        await sleep(chance.share() * 100);
        child.process.kill('SIGKILL');
        await ended;

        const last = lastAcknowledged(child.said());
        if (last < 0) killedBeforeTheFirst++;
        else acknowledged = last;

        const store = await openStore(folder, { now });
        const found = await store.open(id);
        expect(await store.older(), `after kill ${kill}`).toBeNull();
        expect(found.revision, `after kill ${kill}`).toBeGreaterThanOrEqual(acknowledged);
        while (model.revision < found.revision) model.move(moveAt(model.revision));
        // At most one change was on the disk and not yet acknowledged; before the first acknowledgement of a life the last one counts.
        expect(found.revision - acknowledged, `after kill ${kill}`).toBeLessThanOrEqual(1);
        acknowledged = found.revision;
        expect(serializeCampaign(found.campaign)).toBe(serializeCampaign(model.campaign));
        await store.close();
        if (kill % 10 === 0) expect(integrity(folder)).toBe('ok');
      }
      console.log(`${KILLS} kills, ${acknowledged} changes, none lost`);
      const store = await openStore(folder, { now });
      let { revision, history } = await store.open(id);
      while (history.redo) ({ revision, history } = await store.redo(id, revision));
      let campaign = (await store.open(id)).campaign;
      expect(serializeCampaign(campaign)).toBe(serializeCampaign(model.states.at(-1)!));
      while (history.undo) ({ revision, history, campaign } = await store.undo(id, revision));
      expect(serializeCampaign(campaign)).toBe(serializeCampaign(original));
      await store.close();
      expect(integrity(folder)).toBe('ok');
      expect(killedBeforeTheFirst).toBeLessThan(KILLS);
      expect(model.revision).toBeGreaterThan(KILLS);
    } finally {
      next.process.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

function integrity(folder: string): unknown {
  const database = new SqliteDatabase(libraryFile(folder));
  try {
    return database.pragma('integrity_check', { simple: true });
  } finally {
    database.close();
  }
}
