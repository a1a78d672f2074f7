import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { circlesIn, reachedFrom, wayTo, type Sources } from './imports.testing.ts';

/** Proves that the rule about who may import whom bites: the linter is run over a small tree that breaks and keeps it. */

const root = resolve(import.meta.dirname, '..');
const RULE = 'no-restricted-imports';

/** Who may import whom, said once more and independently of the linter's table. */
const allowed: Record<string, string[]> = {
  campaign: [],
  language: ['campaign'],
  drawing: [],
  contract: ['campaign'],
  simulation: ['campaign', 'language', 'contract'],
  intake: ['campaign', 'language', 'contract'],
  delivery: ['campaign', 'language', 'drawing', 'contract'],
  publishing: ['campaign', 'language', 'contract', 'delivery'],
  work: ['campaign', 'language', 'contract', 'simulation', 'intake', 'delivery'],
  threads: ['campaign', 'work'],
  store: ['campaign', 'contract'],
  studio: ['campaign', 'contract', 'delivery', 'publishing', 'work', 'threads', 'store'],
  cli: ['campaign', 'language', 'contract', 'delivery', 'publishing', 'work', 'threads', 'store', 'studio', 'web'],
  web: ['campaign', 'contract', 'studio'],
  main: ['campaign', 'language', 'contract', 'studio'],
  preload: ['contract'],
  renderer: ['campaign', 'language', 'drawing', 'contract'],
};
const rooms = Object.keys(allowed);
const pure = ['campaign', 'language', 'drawing', 'contract', 'simulation', 'intake', 'delivery', 'work', 'renderer'];

interface Case {
  title: string;
  file: string;
  line: string;
  isRefused: boolean;
}

const arrows: Case[] = rooms.flatMap((from) =>
  rooms
    .filter((to) => to !== from)
    .map((to) => ({
      title: `${from} → ${to}`,
      file: `src/${from}/to-${to}.ts`,
      line: `import { a } from '#${to}/thing.ts';`,
      isRefused: !allowed[from]!.includes(to),
    })),
);

const hosts: Case[] = rooms.flatMap((room) =>
  ['node:fs', 'better-sqlite3', 'electron'].map((name) => ({
    title: `${room} → ${name}`,
    file: `src/${room}/host-${name.replace(':', '-')}.ts`,
    line: `import { a } from '${name}';`,
    isRefused: pure.includes(room),
  })),
);

const shapes: Case[] = [
  ['a file three folders deep', 'src/campaign/a/b/deep.ts', `import { a } from '#store/thing.ts';`, true],
  ['a type', 'src/campaign/type.ts', `import type { a } from '#store/thing.ts';`, true],
  ['a value passed on', 'src/campaign/again.ts', `export { a } from '#store/thing.ts';`, true],
  ['everything passed on', 'src/campaign/all.ts', `export * from '#store/thing.ts';`, true],
  ['on demand', 'src/campaign/later.ts', `export const b = import('#store/thing.ts');`, true],
  ['a side effect', 'src/campaign/effect.ts', `import '#store/thing.ts';`, true],
  ['from a component', 'src/renderer/part.tsx', `import { a } from '#store/thing.ts';`, true],
  ['from a part of a room', 'src/delivery/ics/deep.ts', `import { a } from '#store/thing.ts';`, true],
  ['into a part of a room', 'src/intake/into.ts', `import { a } from '#delivery/ics/thing.ts';`, true],
  ['relatively, out of the room', 'src/campaign/out.ts', `import { a } from '../store/thing.ts';`, true],
  ['relatively, out of a part', 'src/delivery/ics/out.ts', `import { a } from '../../store/thing.ts';`, true],
  ['relatively, within the room', 'src/delivery/ics/within.ts', `import { a } from '../thing.ts';`, false],
  ['by name, the own room', 'src/store/own.ts', `import { a } from '#store/thing.ts';`, false],
  ['the application, by the window', 'src/renderer/app.ts', `import { a } from '#studio/createStudio.ts';`, true],
  ['the application, by a part of it', 'src/renderer/kit/app.ts', `import { a } from '#studio/jobs.ts';`, true],
].map(([title, file, line, isRefused]) => ({ title, file, line, isRefused }) as Case);

let folder: string;
let refused: Set<string>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-layers-'));
  for (const name of ['oxlint.config.ts', 'tsconfig.json', 'package.json'])
    copyFileSync(join(root, name), join(folder, name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const { file, line } of [...arrows, ...hosts, ...shapes]) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, line.startsWith('import {') ? `${line}\nexport const b = a;\n` : `${line}\n`);
  }
  const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const { stdout, stderr } = spawnSync(process.execPath, [oxlint, '--format', 'json', 'src'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const report = JSON.parse(stdout || `"${stderr}"`) as { diagnostics: { code: string; filename: string }[] };
  refused = new Set(
    report.diagnostics
      .filter(({ code }) => code.includes(RULE))
      .map(({ filename }) =>
        filename
          .split('\\')
          .join('/')
          .replace(/^.*(?=src\/)/, ''),
      ),
  );
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

it('knows every room, which is a folder', () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).toSorted()).toEqual(rooms.toSorted());
});

describe.each([
  ['between rooms', arrows],
  ['to the host', hosts],
  ['however it is written', shapes],
])('imports %s', (_title, cases) => {
  it.each(cases)('$title', ({ file, isRefused }) => {
    expect(refused.has(file)).toBe(isRefused);
  });
});

const sources: Sources = Object.fromEntries(
  Object.entries(
    import.meta.glob<string>(['./**/*.ts', './**/*.tsx'], { query: '?raw', import: 'default', eager: true }),
  ).map(([path, source]) => [path.slice(2), source]),
);

/** What the window's code is made of, to the end of every import. */
describe('the window', () => {
  const ROOMS = ['renderer', 'contract', 'language', 'drawing', 'campaign'];
  const strangersIn = (tree: Sources) => {
    const reached = reachedFrom('renderer/main.tsx', tree);
    return [...reached.keys()]
      .filter((file) => !ROOMS.includes(file.split('/')[0]!))
      .map((file) => wayTo(file, reached));
  };

  it('holds no file of another room, however many hops away', () => {
    expect(reachedFrom('renderer/main.tsx', sources).size).toBeGreaterThan(150);
    expect(strangersIn(sources)).toEqual([]);
  });

  it('would be found out two hops away', () => {
    const slipped = { ...sources };
    slipped['campaign/calendar.ts'] += "\nexport type { Plan } from '#simulation/plan/plan.ts';\n";
    expect(strangersIn(slipped)).toContainEqual(
      expect.stringMatching(/^renderer\/main\.tsx → .*campaign\/calendar\.ts → simulation\/plan\/plan\.ts$/),
    );
  });

  it('imports only files that are there', () => {
    const reached = reachedFrom('renderer/main.tsx', sources);
    expect([...reached.keys()].filter((file) => !(file in sources))).toEqual([]);
  });

  it('shares a contract without circles, made of schemas and the document alone', () => {
    const contract = Object.fromEntries(Object.entries(sources).filter(([file]) => file.startsWith('contract/')));
    expect(Object.keys(contract).length).toBeGreaterThan(5);
    expect(circlesIn(contract)).toEqual([]);
    for (const [file, source] of Object.entries(contract)) {
      const foreign = [...source.matchAll(/from '([^'.#][^']*)'/g)].map(([, name]) => name);
      expect(
        foreign.filter((name) => name !== 'zod'),
        file,
      ).toEqual([]);
    }
  });
});

describe('the second model', () => {
  it('imports nothing but its own files, so that it can judge the engine', () => {
    const own = (file: string) => /^secondModel\.(?:\w+\.)?testing\.ts$/.test(file);
    const strangersOf = (tree: Sources) =>
      [...reachedFrom('secondModel.testing.ts', tree).keys()].filter((file) => !own(file));
    const read = [...reachedFrom('secondModel.testing.ts', sources).keys()];
    expect(read.length).toBeGreaterThan(2);
    expect(read.every((file) => file in sources)).toBe(true);
    expect(strangersOf(sources)).toEqual([]);
    const slipped = { ...sources };
    slipped['secondModel.plan.testing.ts'] += "\nexport { ruleDays } from '#campaign/occurrences.ts';\n";
    expect(strangersOf(slipped)).toContain('campaign/occurrences.ts');
  });
});

it('no files import each other in a circle, not even by their types', () => {
  const shipped = Object.fromEntries(Object.entries(sources).filter(([file]) => !/\.(?:test|testing)\.ts$/.test(file)));
  expect(Object.keys(shipped).length).toBeGreaterThan(400);
  expect(circlesIn(shipped)).toEqual([]);
  const specs = import.meta.glob<string>('../e2e/**/*.ts', { query: '?raw', import: 'default', eager: true });
  const ofSpecs = Object.fromEntries(Object.entries(specs).map(([path, source]) => [path.slice(3), source]));
  expect(Object.keys(ofSpecs).length).toBeGreaterThan(60);
  expect(circlesIn(ofSpecs)).toEqual([]);
  // It would be found.
  const calendar = 'campaign/calendar.ts';
  const circle = { ...shipped, [calendar]: `${shipped[calendar]}\nimport type { Campaign } from './document.ts';` };
  expect(circlesIn(circle)).not.toEqual([]);
});
