import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { campaignFrom, serializeCampaign } from '#campaign/file.ts';
import { smallCampaign } from '#store/testing/campaign.ts';
import { lineFor } from './failure.ts';
import { readCampaign, readInput } from './input.ts';
import { refuseToOverwrite, writeOutput } from './output.ts';
import { Desk } from './testing/run.ts';

const desk = new Desk();
const whole = serializeCampaign(smallCampaign());
afterAll(() => desk.clear());

/** Does something without special rights, since a superuser may read and write everything. */
async function unprivileged<R>(work: () => Promise<R>): Promise<R> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid!(65534);
  try {
    return await work();
  } finally {
    process.seteuid!(0);
  }
}

test.skipIf(process.platform === 'win32').each(['/dev/zero', 'exported'])(
  'several files cannot be written to %s, which is not read for what it held before',
  { timeout: 60_000 },
  async (place) => {
    if (place === 'exported') execFileSync('mkfifo', [desk.path(place)]);
    desk.putCampaign('several.tandem.json');
    const path = place === 'exported' ? desk.path(place) : place;
    expect(await desk.refusal('export', 'several.tandem.json', '--to', 'slack', '-o', path)).toContain(
      'is a file, and several files are to be written',
    );
  },
);

describe('a campaign file that cannot be used is refused with its name, the place and the cure', () => {
  beforeAll(() => {
    mkdirSync(desk.path('folder'));
    desk.put('huge.tandem.json', '');
    truncateSync(desk.path('huge.tandem.json'), 200 * 1024 * 1024);
    if (process.platform !== 'win32') execFileSync('mkfifo', [desk.path('pipe')]);
  });

  test.each([
    ['nowhere.json', 'is not there. Check the name and the folder.'],
    ['nowhere/plan.json', 'is not there. Check the name and the folder.'],
    ['folder', 'is a folder. Name a file in it.'],
    [
      'huge.tandem.json',
      'has 200 MB, and files up to 64 MB are read. Split it into smaller files, or check that it is the right one.',
    ],
    ...(process.platform === 'win32'
      ? []
      : [['pipe', 'is not an ordinary file. Save what it gives as a file, then name that.']]),
    ...(process.platform === 'win32'
      ? []
      : [['/dev/zero', 'is not an ordinary file. Save what it gives as a file, then name that.']]),
  ])('%s', async (name, sentence) => {
    const path = name!.startsWith('/') ? name! : desk.path(name!);
    await expect(readCampaign(path)).rejects.toThrow(
      expect.objectContaining({ name: 'Refusal', message: `“${path}” ${sentence}` }),
    );
  });

  test.each([
    ['empty', '', 'The file is empty. Choose a campaign saved by the studio (*.tandem.json).'],
    ['binary', Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0, 0x80]), 'This is no text in UTF-8, so it is no campaign.'],
    ['text', 'Dear all,\nplease find attached', 'The file is not JSON, or it was cut short'],
    ['cut short', whole.slice(0, 700), 'The file is not JSON, or it was cut short'],
    ['a list', '[]', 'This is not a Tandem campaign'],
    ['nested without end', '['.repeat(200_000), 'The file is not JSON, or it was cut short'],
    [
      'from a newer studio',
      whole.replace('"version": 8', '"version": 9'),
      'This campaign was saved by a newer studio (file version 9',
    ],
    ['with a wrong value', whole.replace('"days": 84', '"days": "long"'), 'At days: '],
    ['with a key of its own', whole.replace('"seed": 7', '"seed": 7, "sede": 8'), 'sede'],
    [
      'with a broken reference',
      whole.replace('"laneId": "lane-2"', '"laneId": "lane-9"'),
      'At touchpoints.1: laneId names the lane “lane-9”',
    ],
  ])('%s', async (what, content, sentence) => {
    const path = desk.put(`${what}.json`, content);
    const failure = await readCampaign(path).catch((error: unknown) => error as Error);
    expect(failure).toMatchObject({ name: 'Refusal' });
    expect((failure as Error).message).toContain(`“${path}”: `);
    expect((failure as Error).message).toContain(sentence);
    expect((failure as Error).message).not.toContain('\n');
  });

  test.skipIf(process.platform === 'win32')('one that may not be read', async () => {
    const path = desk.putCampaign('secret.tandem.json');
    chmodSync(path, 0o200);
    chmodSync(desk.folder, 0o755);
    const failure = await unprivileged(() => readInput(path).catch((error: unknown) => error as Error));
    expect(failure).toMatchObject({
      message: `“${path}” may not be read by you. Ask for the right to read it, or choose another file.`,
    });
  });

  test('the command line says so in one line, without a stack, and ends with 2', async () => {
    const path = desk.put('broken.tandem.json', whole.slice(0, 900));
    for (const given of [
      ['check', path],
      ['export', path, '--to', 'ics', '-o', 'x.ics'],
    ]) {
      const { status, stdout, stderr } = await desk.tandem(...given);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toMatch(/^tandem: “[^\n]+ cut short \(line \d+, column \d+\)\. [^\n]+\n$/);
    }
    expect(readdirSync(desk.folder)).not.toContain('x.ics');
  });

  test('names that would write on the terminal are printed without their control characters', async () => {
    const path = desk.put('odd.tandem.json', whole.replace('"seed": 7', '"\\u001b[2J": 7'));
    const { stderr } = await desk.tandem('check', path);
    // eslint-disable-next-line no-control-regex
    expect(stderr).toMatch(/^tandem: [^\u0000-\u001f]+\n$/);
  });
});

const free = { read: [], force: false };
const forced = { read: [], force: true };

describe('writing', () => {
  test('puts a whole file in place and leaves nothing else behind', async () => {
    const before = readdirSync(desk.folder);
    await writeOutput(desk.path('new.txt'), 'first', free);
    await writeOutput(desk.path('new.txt'), new TextEncoder().encode('second'), forced);
    expect(readFileSync(desk.path('new.txt'), 'utf8')).toBe('second');
    expect(readdirSync(desk.folder).toSorted()).toEqual([...before, 'new.txt'].toSorted());
  });

  test.skipIf(process.platform === 'win32')('keeps the rights of the older file, and a link a link', async () => {
    desk.put('private.txt', 'x');
    chmodSync(desk.path('private.txt'), 0o600);
    symlinkSync(desk.path('private.txt'), desk.path('link.txt'));
    await writeOutput(desk.path('link.txt'), 'through the link', forced);
    expect(readFileSync(desk.path('private.txt'), 'utf8')).toBe('through the link');
    expect(lstatSync(desk.path('private.txt')).mode & 0o777).toBe(0o600);
    expect(lstatSync(desk.path('link.txt')).isSymbolicLink()).toBe(true);
  });

  test.skipIf(process.platform === 'win32')('writes into a device and does not replace it', async () => {
    await writeOutput('/dev/null', 'gone', free);
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test('refuses a folder, a missing folder and a file as a folder, with a sentence', async () => {
    mkdirSync(desk.path('there'));
    writeFileSync(desk.path('plain'), '');
    await expect(writeOutput(desk.path('there'), 'x', free)).rejects.toThrow(
      'is a folder. Name the file to write in it.',
    );
    for (const name of ['missing/x.txt', 'plain/x.txt'])
      await expect(writeOutput(desk.path(name), 'x', free)).rejects.toThrow(
        `“${desk.path(name)}” cannot be written: its folder is not there. Make the folder, or choose another.`,
      );
  });

  test.skipIf(process.platform === 'win32')('says that a folder may not be written', async () => {
    mkdirSync(desk.path('closed'), { mode: 0o555 });
    chmodSync(desk.folder, 0o755);
    const failure = await unprivileged(() =>
      writeOutput(desk.path('closed/x.txt'), 'x', free).catch((error: unknown) => error as Error),
    );
    expect(failure).toMatchObject({
      message: `“${desk.path('closed/x.txt')}” may not be written by you. Choose another folder, or ask for the right to write there.`,
    });
  });

  test('never over a file that was read, by whatever name, not even when forced', async () => {
    const source = desk.put('source.csv', 'a');
    mkdirSync(desk.path('aside'));
    symlinkSync(source, desk.path('pointer.csv'));
    linkSync(source, desk.path('same.csv'));
    for (const name of ['source.csv', './aside/../source.csv', 'pointer.csv', 'same.csv'])
      for (const force of [false, true])
        await expect(writeOutput(desk.path(name), 'x', { read: [source], force })).rejects.toThrow(
          `“${source}” would be written over. Name another file with -o.`,
        );
    await writeOutput(desk.path('other.csv'), 'x', { read: [source], force: false });
    expect(readFileSync(source, 'utf8')).toBe('a');
  });

  test('never over another file unasked, nor over a link that leads nowhere', async () => {
    desk.put('kept.txt', 'kept');
    symlinkSync(desk.path('nowhere'), desk.path('dangling.txt'));
    for (const name of ['kept.txt', 'dangling.txt'])
      await expect(writeOutput(desk.path(name), 'x', free)).rejects.toThrow(
        `“${desk.path(name)}” is there already. Name another file with -o, or add --force to replace it.`,
      );
    expect(readFileSync(desk.path('kept.txt'), 'utf8')).toBe('kept');
    await refuseToOverwrite(desk.path('kept.txt'), { ...free, changes: desk.path('kept.txt') });
  });
});

describe('no command replaces a file silently', () => {
  const WRITERS: [string, (input: string, output: string) => string[]][] = [
    ['new', (_, output) => ['new', '--template', 'blank', '-o', output]],
    ['export to a calendar', (input, output) => ['export', input, '--to', 'ics', '-o', output]],
    ['export to a picture', (input, output) => ['export', input, '--to', 'png', '-o', output]],
    ['export to an archive', (input, output) => ['export', input, '--to', 'eml', '-o', output]],
    ['report', (input, output) => ['report', input, '-o', output]],
    ['import plan', (_, output) => ['import', 'plan', 'rows.csv', '-o', output]],
    ['import audience', (_, output) => ['import', 'audience', 'rows.csv', '-o', output]],
    ['optimise', (input, output) => ['optimise', input, '--goal', 'g', '--apply', '1', '-o', output]],
  ];
  test.each(WRITERS)('%s', async (what, given) => {
    const input = desk.putCampaign('input.tandem.json');
    desk.put('rows.csv', 'Date,Name\n2027-01-04,Hello\n');
    const there = `there.${what === 'report' ? 'html' : what.endsWith('archive') ? 'zip' : 'json'}`;
    desk.put(there, 'mine');
    expect(await desk.refusal(...given(input, there))).toBe(
      `“${there}” is there already. Name another file with -o, or add --force to replace it.`,
    );
    expect(readFileSync(desk.path(there), 'utf8')).toBe('mine');
  });

  test('export never touches its campaign, also where the name is joined with a folder', async () => {
    const input = desk.putCampaign('own.tandem.json');
    symlinkSync(input, desk.path('own-link.zip'));
    for (const [to, output] of [
      ['ics', 'own.tandem.json'],
      ['csv', './own.tandem.json'],
      ['eml', 'own-link.zip'],
    ])
      expect(await desk.refusal('export', input, '--to', to!, '-o', output!, '--force')).toContain(
        'would be written over. Name another file with -o.',
      );
    const { stdout } = await desk.tandem('export', input, '--to', 'ics', '-o', '.', '--json');
    const [made] = (JSON.parse(stdout) as { files: string[] }).files;
    expect(await desk.refusal('export', input, '--to', 'ics', '-o', '.')).toContain(`“${made}” is there already.`);
    expect((await desk.tandem('export', input, '--to', 'ics', '-o', '.', '--force')).status).toBe(0);
    expect(readFileSync(input, 'utf8')).toBe(whole);
  });

  test('of many files none is written where one is there already', async () => {
    const input = desk.putCampaign('many.tandem.json');
    const first = await desk.tandem('export', input, '--to', 'eml', '-o', 'mails', '--all', '--json');
    const { files } = JSON.parse(first.stdout) as { files: string[] };
    expect(files.length).toBeGreaterThan(1);
    rmSync(desk.path(files[0]!));
    expect(await desk.refusal('export', input, '--to', 'eml', '-o', 'mails', '--all')).toContain('is there already.');
    expect(readdirSync(desk.path('mails'))).toHaveLength(files.length - 1);
  });
});

test('a sound file with some bytes changed is read, or refused in one line', async () => {
  const bytes = Buffer.from(whole);
  const change = fc.record({ at: fc.nat(bytes.length - 1), cut: fc.nat(40), put: fc.uint8Array({ maxLength: 12 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      let mutated: Uint8Array = bytes;
      for (const { at, cut, put } of changes)
        mutated = Buffer.concat([mutated.subarray(0, at), put, mutated.subarray(at + cut)]);
      const path = desk.put('mutated.json', mutated);
      const outcome = await readCampaign(path).catch((error: unknown) => error as Error);
      if (!(outcome instanceof Error)) expect(campaignFrom(outcome)).toEqual(outcome);
      else {
        expect(outcome.name).toBe('Refusal');
        expect(lineFor(outcome)).toMatch(/^“[^\n\u2028]{1,1200}$/);
      }
    }),
    { numRuns: 300 },
  );
});

test('whatever is put at the end of a sound file, the sentence stays one line', async () => {
  for (const tail of ['}', '\u0000', '{"a":', '\u2028', '"'.repeat(5000)]) {
    const path = desk.put('tail.json', whole + tail);
    const failure = await readCampaign(path).catch((error: unknown) => error as Error);
    expect((failure as Error).message).toMatch(/^“[^\n\u2028]{1,1200}$/);
  }
  expect(campaignFrom(JSON.parse(whole))).toEqual(smallCampaign());
});
