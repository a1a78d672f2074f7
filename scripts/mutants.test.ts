import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { broken, MUTANTS, mutantTable } from './mutants.mjs';
import { inProject } from './project.mjs';

/** What a run of some minutes wrote still stands: it is done again where this fails, by `node_modules/.bin/node scripts/mutants.mjs`. */

it.each(MUTANTS)('$what: finds its place', (mutant) => {
  const text = readFileSync(inProject(mutant.file), 'utf8');
  expect(broken(mutant, text)).not.toBe(text);
  expect(() => broken(mutant, broken(mutant, text))).toThrow(mutant.what);
});

it('every mutant stands in docs/validation.md, and none lives', () => {
  const page = readFileSync(inProject('docs', 'validation.md'), 'utf8');
  for (const { what, file, before, tests } of MUTANTS)
    expect(page).toContain(`| ${what} | \`${file}\` | ${before} | \`${tests.file}\`: `);
});

it('a mutant that lives is told', () => {
  const died = MUTANTS.map((): string[] => []);
  expect(mutantTable(died).match(/\*\*nothing\*\*/g)).toHaveLength(MUTANTS.length);
});
