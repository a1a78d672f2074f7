import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { libraryFile } from '#store/files.ts';
import { createJobs } from './jobs.ts';
import { intakeCalls } from './intakes.ts';
import { openTestStudio, type TestStudio } from './studio.testing.ts';

/** A library that another program uses as well. */

let test: TestStudio;
let other: ChildProcess | undefined;
beforeEach(async () => void (test = await openTestStudio()));
afterEach(async () => {
  other?.kill('SIGKILL');
  other = undefined;
  await test.studio.close();
});

/** Holds the library's lock in another process until that is told to let go. */
async function lockElsewhere(folder: string): Promise<{ letGo: () => void }> {
  const sqlite = createRequire(import.meta.url).resolve('better-sqlite3');
  const child = spawn(process.execPath, [
    '--eval',
    `const database = new (require(${JSON.stringify(sqlite)}))(${JSON.stringify(libraryFile(folder))});
     database.exec('BEGIN IMMEDIATE');
     console.log('locked');
     process.stdin.once('data', () => { database.exec('COMMIT'); database.close(); process.exit(); });`,
  ]);
  other = child;
  await once(child.stdout, 'data');
  return { letGo: () => child.stdin.write('\n') };
}

const idOfFirst = async () => (await test.ask('library.list', {})).campaigns[0]!.id;
const rename = (name: string) => ({ type: 'setDetails' as const, changes: { name } });

describe('a lock that another program holds', () => {
  it('keeps an edit waiting and nobody else', async () => {
    const id = await idOfFirst();
    const { letGo } = await lockElsewhere(test.folder);
    let isDone = false;
    const edit = test.ask('campaign.execute', { id, revision: 0, command: rename('Waited') }).then((changed) => {
      isDone = true;
      return changed;
    });
    for (let times = 0; times < 20; times++) {
      await test.ask('campaign.open', { id });
      await test.ask('preferences.get', {});
    }
    expect(isDone).toBe(false);
    letGo();
    expect((await edit).revision).toBe(1);
    expect((await test.ask('campaign.open', { id })).campaign.name).toBe('Waited');
  });

  it('that is not given back is told in plain words, and the next edit goes on from there', async () => {
    const id = await idOfFirst();
    const { letGo } = await lockElsewhere(test.folder);
    await expect(test.ask('campaign.execute', { id, revision: 0, command: rename('Refused') })).rejects.toThrow(
      /^unavailable: Another program is using the library .*, so nothing was changed\. Try again in a moment\.$/,
    );
    letGo();
    expect((await test.ask('campaign.execute', { id, revision: 0, command: rename('Kept') })).revision).toBe(1);
  });

  it('at the start is waited for, and told in plain words where it stays', async () => {
    await lockElsewhere(test.folder);
    await expect(openTestStudio(test.folder)).rejects.toThrow(/Another program is using the library/);
  });
});

it('another studio on the same library hears of what is stored there', async () => {
  const second = await openTestStudio(test.folder);
  try {
    await test.ask('campaign.execute', { id: await idOfFirst(), revision: 0, command: rename('Told') });
    await expect.poll(() => second.events, { timeout: 20_000 }).toContainEqual({ type: 'library.changed' });
  } finally {
    await second.studio.close();
  }
});

describe('files that were handed over', () => {
  afterEach(() => vi.useRealTimers());

  it('are let go when the dialog closes, when others come, and when nobody asks for half an hour', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const hands = { size: 1, run: async () => ({}) as never };
    const host = { emit: () => undefined } as never;
    const calls = intakeCalls(
      {} as never,
      hands,
      createJobs(() => undefined),
      host,
    );
    const bytes = Buffer.from('name,start\n').toString('base64');
    const open = async () => (await calls['intake.open']({ fileName: 'plan.csv', bytes })).source;
    const isKept = (source: string) =>
      Promise.resolve(
        calls['intake.tryPlan']({ source, into: null, choices: {}, today: '2027-01-01', timeZone: 'UTC', job: source }),
      ).then(
        () => true,
        () => false,
      );

    const closed = await open();
    await calls['intake.close']({ source: closed });
    expect(await isKept(closed)).toBe(false);

    const sources = [await open(), await open(), await open(), await open(), await open()];
    expect(await Promise.all(sources.map(isKept))).toEqual([false, true, true, true, true]);

    vi.advanceTimersByTime(29 * 60_000);
    expect(await isKept(sources[4]!)).toBe(true);
    vi.advanceTimersByTime(29 * 60_000);
    expect(await Promise.all(sources.slice(1).map(isKept))).toEqual([false, false, false, true]);
    vi.advanceTimersByTime(31 * 60_000);
    expect(await isKept(sources[4]!)).toBe(false);
  });
});
