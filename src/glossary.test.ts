import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contract } from '#contract/contract.ts';
import { career } from './renderer/text/en.career.ts';
import { messages as usual } from './renderer/text/en.ts';

/** docs/glossary.md against the names of files and of what they export. */

const sources = import.meta.glob<string>(
  ['./**/*.ts', './**/*.tsx', '!./simulation/kernel/assembly/**', '!./glossary.test.ts'],
  { query: '?raw', import: 'default', eager: true },
);

const rows = readFileSync(new URL('../docs/glossary.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (word|---)/.test(line))
  .map((line) => {
    const [word, , inCode, not] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()) as [string, string, string, string];
    return {
      word,
      names: [...inCode.matchAll(/`(\w+)`/g)].map(([, name]) => name!),
      not: not.split(', ').filter(Boolean),
    };
  });

/** The words of a name: `firstBetterPlan` → first better plan. */
const wordsOf = (name: string) => (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []).map((word) => word.toLowerCase());
/** Whether a name takes a replaced word, be it of several; figures are numbers that are read, whoever gives them. */
const holds = (name: string, words: string) =>
  (words === 'figure' ? [words] : [words, `${words}s`]).some((form) =>
    ` ${wordsOf(name).join(' ')} `.includes(` ${form} `),
  );

/** Words that are plain English too: what learners take is a course, and what is worth something is said so. */
const PLAIN = new Set([
  'course',
  'courses',
  'future',
  'futures',
  'worth',
  'issue',
  'sight',
  'at once',
  'recover',
  'medium',
]);

const EXPORTED = /^export (?:async )?(?:const|let|function\*?|type|interface|class) (\w+)/gm;
/** Also what is given another name as it is passed on. */
const RENAMED = /\bas (\w+)(?=[^{}]*\}(?:;| from))/g;

/** Every name that others see, with the file it stands in. */
const names = Object.entries(sources).flatMap(([path, source]) => {
  const file = path.replace(/^.*\//, '').replace(/\..*$/, '');
  const exported = [EXPORTED, RENAMED].flatMap((pattern) => [...source.matchAll(pattern)].map(([, name]) => name!));
  return [file, ...exported].map((name) => ({ path, name }));
});

test('the glossary names each thing once', () => {
  expect(rows.length).toBeGreaterThan(40);
  const words = rows.map(({ word }) => word);
  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  const replaced = new Set(rows.flatMap(({ not }) => not));
  expect(words.filter((word) => replaced.has(word))).toEqual([]);
});

/** What people read: the window's words, and what the command line says of itself. */
const said = [
  // What stands in an empty field is somebody's own words.
  ...Object.entries({ ...usual, ...career }).flatMap(([key, text]) =>
    key.endsWith('Placeholder') ? [] : { path: key, text },
  ),
  ...Object.entries(sources)
    .filter(([path]) => path.startsWith('./cli/commands/'))
    .flatMap(([path, source]) =>
      [...source.matchAll(/\.(?:description|option|requiredOption|argument)\(([^;]*?)\)\n/g)].map(([, text]) => ({
        path,
        text: text!,
      })),
    ),
];

test('no call and no key of the catalogue takes one', () => {
  const keys = [...Object.keys(contract), ...Object.keys(usual), ...Object.keys(career)];
  const found = rows.flatMap(({ word, not }) =>
    not.flatMap((other) => keys.filter((key) => holds(key, other)).map((key) => `${key} (say ${word})`)),
  );
  expect(found).toEqual([]);
});

test('neither window nor command line says one to people', () => {
  expect(said.length).toBeGreaterThan(900);
  const found = rows.flatMap(({ word, not }) =>
    not
      .filter((other) => !PLAIN.has(other))
      .flatMap((other) =>
        said
          .filter(({ text }) => new RegExp(`\\b${other}s?\\b`, 'i').test(text))
          .map(({ path, text }) => `${path}: ${text.slice(0, 80)} (say ${word}, not ${other})`),
      ),
  );
  expect(found).toEqual([]);
});

test('no file and nothing exported takes a word that the glossary replaces', () => {
  const found = rows.flatMap(({ word, not }) =>
    not.flatMap((other) =>
      names.filter(({ name }) => holds(name, other)).map(({ path, name }) => `${path}: ${name} (say ${word})`),
    ),
  );
  expect(found).toEqual([]);
});

test('every name that the glossary gives is one the code has', () => {
  const all = Object.values(sources).join('\n');
  const missing = rows.flatMap(({ names: given }) => given.filter((name) => !new RegExp(`\\b${name}\\b`).test(all)));
  expect(missing).toEqual([]);
});
