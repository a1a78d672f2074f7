import { expect, test } from 'vitest';
import { circlesIn, importsOf, type Sources } from '../imports.testing.ts';

/** The engine's folders, each of which may import itself and those before it. Tests may look anywhere. */
const FOLDERS = ['numbers', 'plan', 'model', 'kernel', 'runs', 'forecast', 'questions'];

const sources = import.meta.glob<string>(
  ['./**/*.ts', '!./**/*.test.ts', '!./**/*.testing.ts', '!./kernel/assembly/**'],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
);

/** The same by their paths below src. */
const files: Sources = Object.fromEntries(
  Object.entries(sources).map(([path, source]) => [`simulation/${path.slice(2)}`, source]),
);

/** Every import of a file of the engine by another. */
const arrows = Object.entries(files).flatMap(([from, source]) =>
  importsOf(from, source)
    .filter((to) => to.startsWith('simulation/'))
    .map((to): [from: string, to: string] => [from, to]),
);

const floorOf = (file: string) => FOLDERS.indexOf(file.split('/')[1]!);

test('every file of the engine stands in one of its folders', () => {
  expect(Object.keys(files).filter((file) => floorOf(file) < 0)).toEqual([]);
});

test('imports run down only: numbers, plan, model, kernel, runs, forecast, questions', () => {
  expect(arrows.length).toBeGreaterThan(100);
  expect(arrows.every(([, to]) => to in files)).toBe(true);
  expect(arrows.filter(([from, to]) => floorOf(to) > floorOf(from)).map((arrow) => arrow.join(' → '))).toEqual([]);
});

test('no files import each other in a circle', () => {
  expect(circlesIn(files)).toEqual([]);
});
