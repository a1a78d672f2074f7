import { expect, test } from 'vitest';
import { circlesIn, importsOf, type Sources } from '../imports.testing.ts';

/** The folders of the intake, each of which may import itself and those before it. Tests may look anywhere. */
const FOLDERS = ['read', 'understand', 'layout', 'plan', 'returning', 'people'];

const sources = import.meta.glob<string>(['./**/*.ts', '!./**/*.test.ts', '!./**/*.testing.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The same by their paths below src. */
const files: Sources = Object.fromEntries(
  Object.entries(sources).map(([path, source]) => [`intake/${path.slice(2)}`, source]),
);

/** Every import of a file of the intake by another. */
const arrows = Object.entries(files).flatMap(([from, source]) =>
  importsOf(from, source)
    .filter((to) => to.startsWith('intake/'))
    .map((to): [from: string, to: string] => [from, to]),
);

const floorOf = (file: string) => FOLDERS.indexOf(file.split('/')[1]!);

test('every file of the intake stands in one of its folders', () => {
  expect(Object.keys(files).filter((file) => floorOf(file) < 0)).toEqual([]);
});

test('imports run down only: read, understand, layout, plan, returning, people', () => {
  expect(arrows.length).toBeGreaterThan(100);
  expect(arrows.every(([, to]) => to in files)).toBe(true);
  expect(arrows.filter(([from, to]) => floorOf(to) > floorOf(from)).map((arrow) => arrow.join(' → '))).toEqual([]);
});

test('no files import each other in a circle', () => {
  expect(circlesIn(files)).toEqual([]);
});
