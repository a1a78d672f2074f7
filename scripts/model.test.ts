import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PARAMETERS } from '../src/campaign/parameters.ts';
import { TACTICS } from '../src/campaign/tactics/catalogue.ts';
import { PAGES, parameterTable, tacticTable, withTable } from './model.mjs';

const [parameters, tactics] = PAGES as [(typeof PAGES)[number], (typeof PAGES)[number]];
const textOf = ({ path }: { path: string }) => readFileSync(path, 'utf8');

// Those of others take long to work out, and are held where they are worked out anyway.
describe.each(PAGES.filter(({ heldBy }) => heldBy === undefined))('docs/$file', (page) => {
  it('has everything as the engine has it', () => {
    const isInStep = textOf(page) === withTable(page, textOf(page));
    expect(isInStep, 'run “node_modules/.bin/node scripts/model.mjs” to write the table anew').toBe(true);
  });

  it('is refused without its marks', () => {
    expect(() => withTable(page, '# Page')).toThrow(`docs/${page.file} lacks`);
  });
});

it('a changed default, range or scale changes the page', () => {
  const [first, ...others] = PARAMETERS;
  for (const change of [{ value: 0.123 }, { likely: [0.1, 0.2] as const }, { transform: 'identity' as const }])
    expect(withTable(parameters, textOf(parameters), parameterTable([{ ...first!, ...change }, ...others]))).not.toBe(
      textOf(parameters),
    );
  expect(withTable(parameters, textOf(parameters), parameterTable(others))).not.toBe(textOf(parameters));
});

it('so does a changed effect of a tactic, and every effect is there to the last digit', () => {
  const [first, ...others] = TACTICS;
  const text = textOf(tactics);
  const changed = { ...first!, effect: { ...first!.effect, reach: 1.2345 } };
  expect(withTable(tactics, text, tacticTable([changed, ...others]))).not.toBe(text);
  for (const { id, effect } of TACTICS) {
    const row = text.split('\n').find((line) => line.startsWith(`| \`${id}\` |`))!;
    for (const [field, value] of Object.entries(effect)) expect(row, id).toContain(`${field} ${value}`);
  }
});
