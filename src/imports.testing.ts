/** The graph of imports, for tests of who may see whom. Files are paths below `src`, with their endings. */

export type Sources = Record<string, string>;

/** Static, dynamic and type imports, what is passed on, and the bundler's own import of many. */
const SPECIFIER = /(?:\bfrom|\bimport(?:\.meta\.glob)?(?:<[^>]*>)?)\s*\(?\s*['"]([^'"]+)['"]/g;

/** Files of the tree that a file names; packages and pictures are passed over. */
export function importsOf(file: string, source: string): string[] {
  return [...source.matchAll(SPECIFIER)].flatMap(([, specifier]) => {
    if (!/\.tsx?(\?\w+)?$/.test(specifier!)) return [];
    const path = specifier!.replace(/\?\w+$/, '');
    if (path.startsWith('#')) return [path.slice(1)];
    return path.startsWith('.') ? [new URL(path, `file:///${file}`).pathname.slice(1)] : [];
  });
}

/** Every file that is reached from one, with the way there: the first file that was found to import it. */
export function reachedFrom(entry: string, sources: Sources): Map<string, string | null> {
  const way = new Map<string, string | null>([[entry, null]]);
  for (const [file] of way)
    for (const next of importsOf(file, sources[file] ?? '')) if (!way.has(next)) way.set(next, file);
  return way;
}

/** The way from the entry to a file, for a message. */
export function wayTo(file: string, reached: Map<string, string | null>): string {
  const way = [file];
  for (let before = reached.get(file); before; before = reached.get(before)) way.unshift(before);
  return way.join(' → ');
}

/** Circles of files that import each other, types included. */
export function circlesIn(sources: Sources): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: string[]): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '));
    if (done.has(file) || way.includes(file)) return;
    for (const next of importsOf(file, sources[file] ?? '')) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of Object.keys(sources)) visit(file, []);
  return circles;
}
