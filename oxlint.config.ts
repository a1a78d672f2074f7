import { defineConfig, type OxlintOverride } from 'oxlint';

/** What each room may import. Arrows run down only; whatever is not listed is refused. */
const rooms: Record<string, { rooms: string[]; node: boolean }> = {
  campaign: { rooms: [], node: false },
  language: { rooms: ['campaign'], node: false },
  drawing: { rooms: [], node: false },
  contract: { rooms: ['campaign'], node: false },
  simulation: { rooms: ['campaign', 'language', 'contract'], node: false },
  intake: { rooms: ['campaign', 'language', 'contract'], node: false },
  delivery: { rooms: ['campaign', 'language', 'drawing', 'contract'], node: false },
  publishing: { rooms: ['campaign', 'language', 'contract', 'delivery'], node: true },
  work: { rooms: ['campaign', 'language', 'contract', 'simulation', 'intake', 'delivery'], node: false },
  threads: { rooms: ['campaign', 'work'], node: true },
  store: { rooms: ['campaign', 'contract'], node: true },
  studio: { rooms: ['campaign', 'contract', 'delivery', 'publishing', 'work', 'threads', 'store'], node: true },
  // Of delivery, the command line prints with the words of reports, and names files.
  cli: {
    rooms: ['campaign', 'language', 'contract', 'delivery', 'publishing', 'work', 'threads', 'store', 'studio', 'web'],
    node: true,
  },
  web: { rooms: ['campaign', 'contract', 'studio'], node: true },
  main: { rooms: ['campaign', 'language', 'contract', 'studio'], node: true },
  preload: { rooms: ['contract'], node: true },
  renderer: { rooms: ['campaign', 'language', 'drawing', 'contract'], node: false },
};

/** Libraries that one folder each speaks for. */
const SPEAKERS = [
  { library: 'recharts', room: 'renderer', depth: 'kit/charts/*', escape: '../../../**' },
  { library: '@dnd-kit/*', room: 'renderer', depth: 'kit/drag/*', escape: '../../../**' },
  { library: 'd3-*', room: 'drawing', depth: '*', escape: '../**' },
];

function restrictions(room: string, escape: string, spokenFor?: string) {
  const { rooms: allowed, node } = rooms[room]!;
  const forbidden = Object.keys(rooms).filter((other) => other !== room && !allowed.includes(other));
  return [
    {
      // Tests of a room's folders walk imports by the same file as the test of all rooms.
      group: [escape, '!**/imports.testing.ts'],
      message: `A relative import may not leave the room; write #${room}/… or the other room's name.`,
    },
    {
      group: forbidden.map((other) => `#${other}/**`),
      message: `The ${room} room may import only: ${allowed.join(', ') || 'nothing of ours'}.`,
    },
    ...SPEAKERS.filter(({ library }) => library !== spokenFor).map(({ library, room: speaker, depth }) => ({
      group: [library],
      message: `Only src/${speaker}/${depth.replace(/\/?\*$/, '')} knows ${library}.`,
    })),
    ...(node
      ? []
      : [
          {
            group: ['node:*', 'better-sqlite3', 'electron'],
            message: `The ${room} room knows no clock, file, thread or host.`,
          },
        ]),
  ];
}

function override(room: string, depth: string, escape: string, spokenFor?: string): OxlintOverride {
  return {
    files: [`src/${room}/${depth}.ts`, `src/${room}/${depth}.tsx`],
    rules: { 'no-restricted-imports': ['error', { patterns: restrictions(room, escape, spokenFor) }] },
  };
}

export default defineConfig({
  plugins: ['typescript', 'react', 'unicorn', 'oxc', 'import', 'vitest', 'jsx-a11y'],
  categories: { correctness: 'error' },
  options: { typeAware: true },
  rules: {
    'typescript/no-floating-promises': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-misused-promises': 'off',
    'import/no-default-export': 'error',
    eqeqeq: 'error',
    'react/react-in-jsx-scope': 'off',
    // Rules of the React compiler, which is not used here: to it, scrolling an element is a forbidden change.
    'react/immutability': 'off',
    'react/preserve-manual-memoization': 'off',
    'react/set-state-in-effect': 'off',
    // Cards hold handles of their own, which a button may not; lists that scroll must take the focus; the timeline listens for all its cards.
    'jsx-a11y/prefer-tag-over-role': 'off',
    'jsx-a11y/no-noninteractive-tabindex': 'off',
    'jsx-a11y/no-noninteractive-element-interactions': 'off',
    'jsx-a11y/no-static-element-interactions': 'off',
    'vitest/require-mock-type-parameters': 'off',
    // Property tests check under conditions, and a message beside the value names the case.
    'vitest/no-conditional-expect': 'off',
    'vitest/valid-expect': ['error', { maxArgs: 2 }],
    'no-unused-vars': [
      'error',
      {
        argsIgnorePattern: '^_',
        destructuredArrayIgnorePattern: '^_',
        ignoreRestSiblings: true,
        varsIgnorePattern: '^_',
      },
    ],
    'vitest/expect-expect': ['error', { assertFunctionNames: ['expect', 'fc.assert', 'assert*', 'expect*'] }],
  },
  overrides: [
    ...Object.keys(rooms).flatMap((room) => [
      override(room, '*', '../**'),
      override(room, '*/*', '../../**'),
      override(room, '*/*/*', '../../../**'),
    ]),
    ...SPEAKERS.map(({ library, room, depth, escape }) => override(room, depth, escape, library)),
    { files: ['*.config.ts'], rules: { 'import/no-default-export': 'off' } },
  ],
  // AssemblyScript has decorators where TypeScript has none; its own compiler checks it.
  ignorePatterns: ['out', 'dist', 'node_modules', 'src/simulation/kernel/assembly'],
});
