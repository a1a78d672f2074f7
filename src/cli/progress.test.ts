import { expect, test } from 'vitest';
import { progressOf } from './progress.ts';

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
  expect(written).toEqual([`\rImporting ${'█'.repeat(12)}${'░'.repeat(12)} 50 %\u001b[K`, '\r\u001b[K']);
});

test('nothing is written where nobody watches', () => {
  const { written, stream: pipe } = stream(false);
  const progress = progressOf('Importing', pipe);
  progress(5, 10);
  progress.end();
  expect(written).toEqual([]);
});
