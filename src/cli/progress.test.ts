import { expect, test } from 'vitest';
import type { LedgerRow } from '#contract/publishing.ts';
import { progressOf } from './progress.ts';
import { inWords, lineOfTold } from './publishing.ts';

/** A stream that remembers what was written to it. */
function stream(isTTY: boolean): { written: string[]; stream: NodeJS.WriteStream } {
  const written: string[] = [];
  const write = (text: string) => written.push(text) > 0;
  return { written, stream: { isTTY, write } as unknown as NodeJS.WriteStream };
}

test('progress is drawn on a terminal and wiped away at the end', () => {
  const { written, stream: terminal } = stream(true);
  const progress = progressOf('Importing', terminal);
  progress(5, 10);
  progress.end();
  expect(written).toEqual([`\rImporting ${'█'.repeat(12)}${'░'.repeat(12)} 50%\u001b[K`, '\r\u001b[K']);
});

test('nothing is written where nobody watches', () => {
  const { written, stream: pipe } = stream(false);
  const progress = progressOf('Importing', pipe);
  progress(5, 10);
  progress.end();
  expect(written).toEqual([]);
});

test('what is drawn may say more as it goes on', () => {
  const { written, stream: terminal } = stream(true);
  let words = 'First';
  const progress = progressOf(() => words, terminal);
  words = 'Then';
  progress(5, 10);
  expect(written[0]).toMatch(/^\rThen █/);
});

test('a list says how far it is and how long the rest takes, for people and along with the line of its item', () => {
  const progress = { done: 1200, refused: 3, of: 5000, leftMs: 45 * 60_000 };
  const row = {
    key: 'k',
    state: 'claimed' as const,
    local: '2027-01-11T09:00',
    name: 'Start',
    segment: 'sales',
    sentence: 'Planned.',
  };
  expect(inWords({ ...row, progress })).toContain('1,200 of 5,000, about 45 minutes left.');
  expect(inWords({ ...row, progress: null })).toContain('Planned.');
  // Where it waits, its sentence says it.
  expect(inWords({ ...row, state: 'planned', progress })).toContain('Planned. Begun, and waits at 1,200 of 5,000.');
  const settlement = { state: 'planned', sentence: 'Left.', dueAt: null, progress } as const;
  expect(lineOfTold({ row: { progress: null } as LedgerRow, settlement, refused: [] }).progress).toEqual(progress);
});
