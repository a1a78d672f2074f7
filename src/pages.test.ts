import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

/** What the pages of the project say about its files, against the files. */

const root = join(import.meta.dirname, '..');
const filesIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
    join(folder, path).replaceAll('\\', '/'),
  );

const files = [...['src', 'e2e', 'bench', 'scripts'].flatMap(filesIn), ...readdirSync(root)];
const pages = ['README.md', 'CONTRIBUTING.md', ...filesIn('docs').filter((path) => path.endsWith('.md'))].map(
  (path) => ({
    path,
    text: readFileSync(join(root, path), 'utf8'),
  }),
);

it('every file of code that a page names is there', () => {
  const named = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/`([\w./-]+\.(?:tsx?|mjs|css))`/g)].map(([, file]) => ({ path, file: file! })),
  );
  expect(named.length).toBeGreaterThan(100);
  const missing = named.filter(({ file }) => !files.some((known) => `/${known}`.endsWith(`/${file}`)));
  expect(missing).toEqual([]);
});

it('every page and picture that a page links to is there', () => {
  const links = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) => ({ path, target: target! })),
  );
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter(({ path, target }) => !existsSync(join(root, dirname(path), target)))).toEqual([]);
});
