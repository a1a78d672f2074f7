import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '#store/store.ts';
import { smallCampaign } from '#store/testing/campaign.ts';
import { Desk } from './testing/run.ts';

const desk = new Desk();
const now = () => new Date('2027-01-01T00:00:00Z');
const campaigns = async () => {
  const store = await openStore(desk.path('data'), { now });
  const names = (await store.list()).map(({ name }) => name);
  await store.close();
  return names.toSorted();
};

beforeAll(async () => {
  const store = await openStore(desk.path('data'), { now });
  await store.create(smallCampaign('First'));
  await store.close();
});
afterAll(async () => desk.clear());

describe('library', () => {
  test('is backed up into a file, put back, and what was there is kept', async () => {
    const backedUp = await desk.tandem('library', 'backup', '-o', 'copy.sqlite', '--data', 'data', '--json');
    expect(backedUp).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(backedUp.stdout)).toEqual({ library: desk.path('data/library.sqlite'), backup: 'copy.sqlite' });
    if (process.platform !== 'win32') expect(statSync(desk.path('copy.sqlite')).mode & 0o777).toBe(0o600);

    const store = await openStore(desk.path('data'), { now });
    await store.create(smallCampaign('Second'));
    expect(await desk.tandem('library', 'restore', 'copy.sqlite', '--data', 'data')).toEqual({
      status: 2,
      stdout: '',
      stderr: `tandem: A studio has the library ${desk.path('data/library.sqlite')} open. Close it, then try again.\n`,
    });
    await store.close();

    const restored = await desk.tandem('library', 'restore', 'copy.sqlite', '--data', 'data', '--json');
    const { setAside, ...rest } = JSON.parse(restored.stdout) as { setAside: string };
    expect(rest).toEqual({ library: desk.path('data/library.sqlite'), campaigns: 1 });
    expect(await campaigns()).toEqual(['First']);
    const { status, stdout } = await desk.tandem('library', 'restore', setAside, '--data', 'data');
    expect(status).toBe(0);
    expect(stdout).toContain('2 campaigns.\nWhat was there before is kept as “');
    expect(await campaigns()).toEqual(['First', 'Second']);
  });

  test('goes among its backups where no file is named', async () => {
    const { stdout } = await desk.tandem('library', 'backup', '--data', 'data');
    const [name] = readdirSync(desk.path('data/backups'));
    expect(stdout).toBe(
      `Wrote “${desk.path(`data/backups/${name}`)}”, a copy of “${desk.path('data/library.sqlite')}”.\n`,
    );
  });

  test('is never written over, and nothing else unasked', async () => {
    writeFileSync(desk.path('mine.txt'), 'mine');
    mkdirSync(desk.path('folder'), { recursive: true });
    expect(await desk.refusal('library', 'backup', '-o', 'mine.txt', '--data', 'data')).toContain('is there already');
    expect(await desk.refusal('library', 'backup', '-o', 'data/library.sqlite', '--data', 'data', '--force')).toContain(
      'would be written over',
    );
    expect(await desk.refusal('library', 'backup', '-o', 'folder', '--data', 'data')).toContain(
      'The backup “folder” cannot be written (EISDIR)',
    );
    expect(await desk.refusal('library', 'backup', '-o', 'no/where.sqlite', '--data', 'data')).toContain(
      'cannot be written (ENOENT)',
    );
    expect(await desk.refusal('library', 'backup', '-o', '-', '--data', 'data')).toContain('A backup is a file');
    expect(await desk.refusal('library', 'backup', '--data', 'nowhere')).toContain('There is no library');
    expect(await desk.refusal('library', 'restore', 'nowhere.sqlite', '--data', 'data')).toContain('is not there');
    expect(await desk.refusal('library', 'restore', 'mine.txt', '--data', 'data')).toContain('is no library');
    expect(await desk.refusal('library', 'restore', 'data/library.sqlite', '--data', 'data')).toContain(
      'is the library itself',
    );
    expect(existsSync(desk.path('nowhere'))).toBe(false);
  });
});
