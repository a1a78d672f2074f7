import { expect, it } from 'vitest';
import { fullCampaign } from './arbitrary.testing.ts';
import { dayOf } from './calendar.ts';
import { contactsBy } from './contacts.ts';

it('contacts are counted for each segment, by day of the range and by week from its Monday', () => {
  const [one, other] = [1, 2].map((size) => ({ ...fullCampaign.segments[0]!, size }));
  // A Wednesday.
  const from = dayOf('2027-01-06');
  const range = { from, until: from + 9 };
  const both = [one!, other!];
  const planned = [
    { isContact: true, days: [from - 1, from, from + 5], reached: both },
    { isContact: true, days: [from, from + 8, from + 9], reached: [other!] },
    { isContact: false, days: [from], reached: both },
  ];
  const days = contactsBy('day', both, range);
  expect([days.from, days.spans]).toEqual([from, 9]);
  expect([...days.of(planned)]).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 1]);
  const weeks = contactsBy('week', both, range);
  expect([weeks.from, weeks.spans]).toEqual([dayOf('2027-01-04'), 2]);
  expect([...weeks.of(planned)]).toEqual([1, 1, 2, 2]);
});
