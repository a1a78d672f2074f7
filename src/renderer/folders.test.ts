import { expect, test } from 'vitest';
import { circlesIn, importsOf, type Sources } from '../imports.testing.ts';

/** The window's folders and the files beside them, each of which may import itself and those before it. Tests may look anywhere. */
const FOLDERS = [
  // What everything is written and built with.
  'locale.ts',
  'text',
  'kit',
  // The document, and where the window is.
  'bridge',
  'session',
  'navigation',
  'viewport',
  // What several parts show of the plan.
  'findings',
  'standing',
  'filter',
  // How the plan is parted into rows, what stands in them, and what is done to it.
  'rows',
  'items',
  'arranging',
  'clipboard',
  'landing',
  // Its strips and lists.
  'preview',
  'forecast',
  'minimap',
  'effects',
  'contactLoad',
  'series',
  'ties',
  // The parts.
  'timeline',
  'table',
  'tactics',
  'shelf',
  'actions',
  'history',
  'audience',
  'intake',
  'delivery',
  'library',
  'calendar',
  'drop',
  'goals',
  'decide',
  'brand',
  'settings',
  'inspector',
  'day',
  'finder',
  // What puts them together.
  'shell',
  'App.tsx',
  'main.tsx',
];

const sources = import.meta.glob<string>(
  ['./**/*.{ts,tsx}', '!./**/*.test.{ts,tsx}', '!./**/*.testing.ts', '!./**/*.d.ts'],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
);

/** The same by their paths below src. */
const files: Sources = Object.fromEntries(
  Object.entries(sources).map(([path, source]) => [`renderer/${path.slice(2)}`, source]),
);

/** Every import of a file of the window by another. */
const arrows = Object.entries(files).flatMap(([from, source]) =>
  importsOf(from, source)
    .filter((to) => to.startsWith('renderer/'))
    .map((to): [from: string, to: string] => [from, to]),
);

const floorOf = (file: string) => FOLDERS.indexOf(file.split('/')[1]!);

test('every file of the window stands in one of its folders', () => {
  expect(Object.keys(files).filter((file) => floorOf(file) < 0)).toEqual([]);
  const stand = new Set(Object.keys(files).map((file) => file.split('/')[1]));
  expect(FOLDERS.filter((folder) => !stand.has(folder))).toEqual([]);
});

test('imports run down only, from folder to folder', () => {
  expect(arrows.length).toBeGreaterThan(500);
  expect(arrows.filter(([, to]) => !(to in files)).map((arrow) => arrow.join(' → '))).toEqual([]);
  expect(arrows.filter(([from, to]) => floorOf(to) > floorOf(from)).map((arrow) => arrow.join(' → '))).toEqual([]);
});

test('every dialog is opened in one way', () => {
  const shown = importsOf('renderer/shell/overlays.tsx', files['renderer/shell/overlays.tsx']!);
  const parts = ['renderer/intake/ImportDialog.tsx', 'renderer/kit/confirm.tsx'];
  const dialogs = Object.keys(files).filter((file) =>
    /import \{[^}]*\bDialog\b[^}]*\} from '.*kit\/overlays/.test(files[file]!),
  );
  expect(dialogs.length).toBeGreaterThan(8);
  expect(dialogs.filter((file) => !shown.includes(file) && !parts.includes(file))).toEqual([]);
});

test('no files import each other in a circle', () => {
  expect(circlesIn(files)).toEqual([]);
});
