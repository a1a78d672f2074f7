import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PARAMETERS } from '../src/campaign/parameters.ts';
import { PAGE, parameterTable, withTable } from './model.mjs';

const page = readFileSync(PAGE, 'utf8');

it('docs/model.md has every parameter as the engine has it', () => {
  expect(page === withTable(page), 'run “node_modules/.bin/node scripts/model.mjs” to write the table anew').toBe(true);
});

it('a changed default changes the page', () => {
  const [first, ...others] = PARAMETERS;
  expect(withTable(page, parameterTable([{ ...first!, value: 0.123 }, ...others]))).not.toBe(page);
  expect(withTable(page, parameterTable(others))).not.toBe(page);
});

it('a page without its marks is refused', () => {
  expect(() => withTable('# Model')).toThrow('docs/model.md lacks');
});
