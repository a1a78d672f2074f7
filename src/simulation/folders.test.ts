import { expect, test } from 'vitest';

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

/** Every import of a file by another, as `from → to`, both with their folders. */
function arrows(): [from: string, to: string][] {
  return Object.entries(sources).flatMap(([path, source]) => {
    const from = path.slice(2);
    const specifiers = [...source.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+|#simulation\/[^']+)'/g)].map(
      ([, to]) => to!,
    );
    return specifiers.map((specifier): [string, string] => {
      const base = new URL(from, 'file:///');
      const to = specifier.startsWith('#') ? specifier.slice('#simulation'.length) : new URL(specifier, base).pathname;
      return [from, to.slice(1)];
    });
  });
}

const floorOf = (file: string) => FOLDERS.indexOf(file.split('/')[0]!);

test('every file of the engine stands in one of its folders', () => {
  expect(Object.keys(sources).filter((path) => floorOf(path.slice(2)) < 0)).toEqual([]);
});

test('imports run down only: numbers, plan, model, kernel, runs, forecast, questions', () => {
  const found = arrows();
  expect(found.length).toBeGreaterThan(100);
  expect(found.every(([, to]) => `./${to}` in sources)).toBe(true);
  expect(found.filter(([from, to]) => floorOf(to) > floorOf(from)).map((arrow) => arrow.join(' → '))).toEqual([]);
});

test('no files import each other in a circle', () => {
  const to = new Map<string, string[]>();
  for (const [from, target] of arrows()) to.set(from, [...(to.get(from) ?? []), target]);
  const circles: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, way: string[]): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file]);
    if (done.has(file) || way.includes(file)) return;
    for (const next of to.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of to.keys()) visit(file, []);
  expect(circles).toEqual([]);
});
