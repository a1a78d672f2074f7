import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { zipFiles } from './zip.ts';

const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });

it('packs files so that they come out again, with the same bytes every time', () => {
  const files = [file('حملة.json', '{}'), file('empty.eml', ''), file('b.csv', 'x'.repeat(10_000))];
  const archive = zipFiles(files);
  expect(archive).toEqual(zipFiles(files));
  expect(Object.entries(unzipSync(archive)).map(([name, bytes]) => ({ name, bytes }))).toEqual(files);
});
