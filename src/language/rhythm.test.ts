import { expect, it } from 'vitest';
import { formatsFor } from './formats.ts';
import { rhythmInWords } from './rhythm.ts';
import { vocabularies } from './vocabulary.ts';

it.each([
  [{ start: '2027-01-12', cadence: 'weekly' }, 'Every Tuesday'],
  [{ start: '2027-01-14', cadence: 'weekly', alsoAfter: [5] }, 'Every Tuesday and Thursday'],
  [{ start: '2027-01-11', cadence: 'weekly', alsoAfter: [2, 4] }, 'Every Monday, Wednesday and Friday'],
  [{ start: '2027-01-12', cadence: 'fortnightly' }, 'Every second Tuesday'],
  [{ start: '2027-01-14', cadence: 'fortnightly', alsoAfter: [12] }, 'Every second week on Tuesday and Thursday'],
  [{ start: '2027-01-12', cadence: 'monthly' }, 'Every month on day 12'],
  [{ start: '2027-01-12', cadence: 'monthly', monthlyBy: 'weekday' }, 'The second Tuesday of each month'],
  [{ start: '2027-01-29', cadence: 'monthly', monthlyBy: 'weekdayFromEnd' }, 'The last Friday of each month'],
  [{ start: '2027-01-12', cadence: 'weekdays' }, 'Every day from Monday to Friday'],
  [{ start: '2027-01-12', cadence: 'workingDays' }, 'Every working day'],
] as const)('%j is said as “%s”', (rule, words) => {
  expect(rhythmInWords(rule as never, vocabularies.learning, formatsFor('en-GB'))).toBe(words);
});
