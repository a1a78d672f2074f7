import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PARAMETERS } from '../src/campaign/parameters.ts';
import { TACTICS } from '../src/campaign/tactics/catalogue.ts';
import { describeModel } from '../src/simulation/model/described.ts';
import { cadenceList, dayList, PAGES, parameterTable, tacticTable, withTable } from './model.mjs';

const pageOf = (start: string) => PAGES.find((page) => page.start === start)!;
const [parameters, tactics] = [pageOf('Parameters'), pageOf('Tactics')];
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

it('so does another order of the day, and another day of a cadence', () => {
  const model = describeModel();
  const text = textOf(pageOf('Day'));
  expect(withTable(pageOf('Day'), text, dayList({ ...model, day: model.day.toReversed() }))).not.toBe(text);
  const [first, ...others] = model.cadences;
  const changed = { ...model, cadences: [{ ...first!, when: 'On the second day.' }, ...others] };
  const rules = textOf(pageOf('Cadences'));
  expect(withTable(pageOf('Cadences'), rules, cadenceList(changed))).not.toBe(rules);
});
