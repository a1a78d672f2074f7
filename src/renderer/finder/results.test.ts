import { expect, test } from 'vitest';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { TEMPLATES } from '#campaign/templates/templates.ts';
import { resultsFor } from './results.ts';

const campaign = TEMPLATES[1]!.build({ start: '2027-01-11' });
const known = {
  campaign,
  tactics: TACTICS,
  actions: [
    { id: 'undo', name: 'Undo', keys: 'Ctrl+Z' },
    { id: 'export', name: 'Export or report' },
  ],
  months: ['January', 'February'].map((name) => [name]),
  sayDay: (day: number) => `day ${day}`,
  about: (kind: string) => kind,
};

test('shows actions alone while nothing is typed', () => {
  expect(resultsFor(known, '').map(({ id }) => id)).toEqual(['action undo', 'action export']);
});

test('finds what is in the plan by its name, each with what it does', () => {
  for (const touchpoint of campaign.touchpoints) {
    const found = resultsFor(known, touchpoint.name);
    expect(found.map(({ does }) => does)).toContainEqual({ type: 'item', kind: 'touchpoint', id: touchpoint.id });
  }
  const [segment] = campaign.segments;
  expect(resultsFor(known, segment!.name).map(({ does }) => does)).toContainEqual({
    type: 'item',
    kind: 'segment',
    id: segment!.id,
  });
});

test('goes to a day, before all else that holds the words', () => {
  expect(resultsFor(known, 'feb 9')[0]).toMatchObject({ section: 'dates', does: { type: 'day' } });
  expect(resultsFor(known, 'feb').every(({ section }) => section !== 'dates')).toBe(true);
});

test('says nothing where nothing answers', () => {
  expect(resultsFor(known, 'zzzz qqqq')).toEqual([]);
});
