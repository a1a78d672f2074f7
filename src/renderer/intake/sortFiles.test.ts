import { expect, it } from 'vitest';
import { sortDropped, type Dropped, type LandedOn } from './sortFiles.ts';

const files = (...names: string[]) => names.map((name) => new File([], name));

it.each<[LandedOn, string[], Dropped['type']]>([
  ['library', ['plan.csv'], 'plan'],
  ['plan', ['PLAN.XLSX'], 'plan'],
  ['plan', ['old.xls'], 'plan'],
  ['audience', ['people.tsv'], 'audience'],
  ['library', ['Team.ics'], 'plan'],
  ['audience', ['team.ICS'], 'plan'],
  ['audience', ['other.tandem.json'], 'campaigns'],
  ['plan', ['a.tandem.json', 'b.json'], 'campaigns'],
  ['plan', ['a.csv', 'b.csv'], 'no'],
  ['library', ['a.csv', 'b.tandem.json'], 'no'],
  ['calendar', ['team.ics', 'a.csv', 'b.tandem.json'], 'others'],
  ['calendar', ['team.ics', 'photo.png'], 'no'],
  ['plan', ['photo.png'], 'no'],
  ['plan', ['a.csv', 'photo.png'], 'no'],
  ['plan', ['a folder'], 'no'],
  ['plan', [], 'no'],
])('%s: %s', (on, names, type) => {
  expect(sortDropped(files(...names), on).type).toBe(type);
});

it('names what cannot be taken', () => {
  expect(sortDropped(files('a.csv', 'photo.png'), 'plan')).toEqual({ type: 'no', reason: 'kind', name: 'photo.png' });
});
